"""Whatever call to the disk dies, tears or fails, nothing acknowledged is lost and the work can go on.

A short form runs with the tests: some of the calls. `make torture` takes every one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from torture import victim
from torture.compiling import compiled
from torture.judging import Ended, check
from torture.victim import HOWS

STRIDE = int(os.environ.get("INTAKE_TORTURE_STRIDE", "41"))
"""Every how many-th call is hit; `make torture` takes each."""
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands between the worker and the disk."""
    return compiled("shim", tmp_path_factory.mktemp("shim"))


@contextmanager
def nursery(shim: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(TESTS)}
    command = [sys.executable, victim.__file__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def end_of(process: "subprocess.Popen[str]", home: Path, call: int, how: str) -> Ended:
    """Lets one worker work in that home."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{home} {call} {how}\n")
    process.stdin.flush()
    said: list[str] = []
    while not (line := process.stdout.readline().rstrip("\n")).startswith("ended "):
        assert line, said
        said.append(line)
    return Ended(said, int(line.removeprefix("ended ")))


@pytest.mark.parametrize("how", HOWS[1:])
def test_no_call_to_the_disk_costs_what_was_acknowledged(tmp_path: Path, shim: Path, how: str) -> None:
    with nursery(shim) as process:
        counted = end_of(process, tmp_path / "count", 0, "count")
        assert (counted.code, counted.said[-2]) == (0, "restored")
        calls = int(counted.said[-1].removeprefix("calls "))
        assert calls > 100
        for call in range(1, calls + 1, STRIDE):
            home = tmp_path / f"{how}-{call}"
            ended = end_of(process, home, call, how)
            assert ended.code in (0, 3, -9), (call, ended)
            assert how != "kill" or ended.code == -9
            assert not [line for line in ended.said if line.startswith("refused") and "cannot-write" not in line], ended
            check(home, ended)
            shutil.rmtree(home, ignore_errors=True)
