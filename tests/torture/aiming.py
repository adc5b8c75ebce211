"""Kills a real command while it writes: the library beside this file tells of its first call to the disk, and the shot falls
at a moment drawn from the time that such commands were seen to write.
"""

import json
import os
import random
import select
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from time import perf_counter

INTAKE = (sys.executable, "-m", "intake")
TESTS = Path(__file__).parents[1]
ANSWERS = str(TESTS.parent / "src/intake/testing/sample/answers.web.yaml")
LOG = ("--theirs", "--from", "ana@acme.example", "--at", "2026-01-05 09:00", "--json")
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
        self.home = home
        self.environment = {**os.environ, "LD_PRELOAD": str(shim)}
        self.environment["PYTHONPATH"] = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
        self._chance = chance
        self._took: dict[str, list[float]] = {}

    def shoot(self, command: Sequence[str], kind: str) -> Shot:
        """Start the command, and kill it somewhere between its first call to the disk and the time that its kind takes."""
        hears, tells = os.pipe()
        environment = {**self.environment, "INTAKE_SHIM_HOME": str(self.home), "INTAKE_SHIM_TELLS": str(tells)}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, pass_fds=[tells]
        ) as process:
            os.close(tells)
            assert process.stdout
            began, fell = self.aim(hears, process.stdout.fileno(), kind)
            process.send_signal(signal.SIGKILL)
            said = process.stdout.read().decode()
            ended = process.wait()
        os.close(hears)
        return self.met(kind, began, fell, said, ended)

    def aim(self, hears: int, output: int, kind: str) -> tuple[float, bool]:
        """Wait for the first call to the disk and then for the moment; when it began, and whether it had spoken by then.

        What ends without having written anything began never (0).
        """
        if os.read(hears, 1) != b"!":
            return 0, True
        began = perf_counter()
        took = self._took.get(kind, [])[-_REMEMBERED:]
        longest = statistics.median(took) if took else _FIRST_SECONDS
        spoke, _, _ = select.select([output], [], [], self._chance.uniform(0, longest))
        return began, bool(spoke)

    def met(self, kind: str, began: float, spoke: bool, said: str, ended: int) -> Shot:
        """What came of it."""
        met = Met.NEVER if ended == 0 else Met.SAID if spoke or said else Met.WRITING
        if met is not Met.WRITING and began:
            self._took.setdefault(kind, []).append(perf_counter() - began)
        return Shot(said, met)


class Range:
    """Where real commands run as children of one process that has everything loaded, and are shot at."""

    def __init__(self, gun: Gun, process: "subprocess.Popen[str]", hears: int, output: int) -> None:
        self._gun = gun
        self._process = process
        self._hears = hears
        self._output = output

    def shoot(self, arguments: Sequence[str], kind: str) -> Shot:
        """As `Gun.shoot`, of what follows `intake --home HOME`."""
        assert self._process.stdin
        assert self._process.stdout
        self._write(json.dumps(["--home", str(self._gun.home), *arguments]))
        child = int(self._process.stdout.readline())
        began, spoke = self._gun.aim(self._hears, self._output, kind)
        os.kill(child, signal.SIGKILL)
        self._write("")
        ended = int(self._process.stdout.readline().removeprefix("ended "))
        if began:
            _waiting(self._hears)
        return self._gun.met(kind, began, spoke, _waiting(self._output).decode(), ended)

    def _write(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()


def _waiting(pipe: int) -> bytes:
    """What is in the pipe now."""
    return os.read(pipe, 100_000) if select.select([pipe], [], [], 0)[0] else b""


@contextmanager
def shooting_range(gun: Gun, program: Path) -> Iterator[Range]:
    """A range, with the process in which the program runs commands."""
    (hears, tells), (output, says) = os.pipe(), os.pipe()
    with subprocess.Popen(
        [sys.executable, str(program), str(gun.home), str(tells), str(says)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=gun.environment,
        pass_fds=[tells, says],
    ) as process:
        os.close(tells)
        os.close(says)
        heard = b""
        while not heard.endswith(b"warm\n"):
            piece = os.read(output, 100_000)
            assert piece, "the process ended before it was ready"
            heard += piece
        yield Range(gun, process, hears, output)
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0
    os.close(hears)
    os.close(output)
