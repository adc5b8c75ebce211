"""Whatever call to the disk dies, tears or fails, nothing acknowledged is lost and the work can go on.

A short form runs with the tests: some of the calls. `make torture` takes every one, and puts SQLite and TinyDB as shipped
through the same.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from torture import victim
from torture.compiling import compiled
from torture.judging import JUDGES, Ended
from torture.victim import HOWS

STRIDE = int(os.environ.get("INTAKE_TORTURE_STRIDE", "41"))
"""Every how many-th call is hit; `make torture` takes each."""
TESTS = Path(__file__).parents[1]
Figure = Callable[[str], None]


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


def end_of(process: "subprocess.Popen[str]", what: str, home: Path, call: int, how: str) -> Ended:
    """Lets one worker work in that home."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{what} {home} {call} {how}\n")
    process.stdin.flush()
    said: list[str] = []
    while not (line := process.stdout.readline().rstrip("\n")).startswith("ended "):
        assert line, said
        said.append(line)
    return Ended(said, int(line.removeprefix("ended ")))


def hit(shim: Path, what: str, how: str, folder: Path) -> tuple[int, list[str]]:
    """How many calls were hit, each in a run of its own, and what was wrong afterwards."""
    wrong: list[str] = []
    with nursery(shim) as process:
        counted = end_of(process, what, folder / "count", 0, "count")
        assert counted.code == 0, counted
        calls = range(1, int(counted.said[-1].removeprefix("calls ")) + 1, STRIDE)
        for call in calls:
            home = folder / f"{how}-{call}"
            ended = end_of(process, what, home, call, how)
            try:
                assert ended.code in (0, 3, -9)
                assert how != "kill" or ended.code == -9
                JUDGES[what](home, ended)
                if what in ("everything", "protection"):
                    assert not [
                        line for line in ended.said if line.startswith("refused") and "cannot-write" not in line
                    ]
            except Exception as fault:  # noqa: BLE001 - whatever is left of a store is counted
                wrong.append(f"call {call}: {fault!r:.300}; it said {ended.said[-2:]}")
            shutil.rmtree(home, ignore_errors=True)
    return len(calls), wrong


@pytest.mark.parametrize("how", HOWS[1:])
@pytest.mark.parametrize("what", ["everything", "protection", "SqliteStore"])
def test_no_call_to_the_disk_costs_what_was_acknowledged(
    tmp_path: Path, shim: Path, what: str, how: str, figure: Figure
) -> None:
    calls, wrong = hit(shim, what, how, tmp_path)
    figure(f"{how} at a call: {what}: {calls} calls, {len(wrong)} wrong")
    assert calls > 100 // STRIDE
    assert wrong == []


def test_the_calls_find_what_is_wrong_with_tinydb_as_shipped(tmp_path: Path, shim: Path, figure: Figure) -> None:
    found = 0
    for how in HOWS[1:]:
        (tmp_path / how).mkdir()
        calls, wrong = hit(shim, "tinydb", how, tmp_path / how)
        figure(f"{how} at a call: TinyDB as shipped: {calls} calls, {len(wrong)} wrong")
        found += len(wrong)
    assert found or STRIDE > 1
