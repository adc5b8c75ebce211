"""Kills a real command while it writes: the library beside this file tells of its first call to the disk, and the shot falls
at a moment drawn from the time that such commands were seen to write.
"""

import os
import random
import select
import signal
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from time import perf_counter

INTAKE = (sys.executable, "-m", "intake")
TESTS = Path(__file__).parents[1]
_FIRST_SECONDS = 0.05
_REMEMBERED = 25


class Met(Enum):
    """Where the shot met the command."""

    WRITING = "while it wrote"
    SAID = "once it had acknowledged"
    NEVER = "not at all: it had ended"


@dataclass(frozen=True, slots=True)
class Shot:
    """What the command said on its output until it ended, and where it was met."""

    said: str
    met: Met


class Gun:
    """Shoots at commands that write to one home; learns from those that get through how long they write."""

    def __init__(self, shim: Path, home: Path, chance: random.Random) -> None:
        self._environment = {**os.environ, "LD_PRELOAD": str(shim), "INTAKE_SHIM_HOME": str(home)}
        self._environment["PYTHONPATH"] = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
        self._chance = chance
        self._took: dict[str, list[float]] = {}

    def shoot(self, command: Sequence[str], kind: str) -> Shot:
        """Start the command, and kill it somewhere between its first call to the disk and the time that its kind takes."""
        hears, tells = os.pipe()
        environment = self._environment | {"INTAKE_SHIM_TELLS": str(tells)}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, pass_fds=[tells]
        ) as process:
            os.close(tells)
            assert process.stdout
            try:
                assert os.read(hears, 1) == b"!", f"{command} ended before it wrote"
            finally:
                os.close(hears)
            began = perf_counter()
            met = self._aim(process.stdout.fileno(), kind)
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().decode()
            if process.wait() == 0:
                met = Met.NEVER
        if met is Met.WRITING and said:
            met = Met.SAID
        if met is not Met.WRITING:
            self._took.setdefault(kind, []).append(perf_counter() - began)
        return Shot(said, met)

    def _aim(self, output: int, kind: str) -> Met:
        took = self._took.get(kind, [])[-_REMEMBERED:]
        longest = statistics.median(took) if took else _FIRST_SECONDS
        said, _, _ = select.select([output], [], [], self._chance.uniform(0, longest))
        return Met.SAID if said else Met.WRITING
