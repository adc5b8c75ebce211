"""Whatever call to the disk dies, tears or fails, nothing acknowledged is lost and the work can go on.

A short form runs with the tests: some of the calls. `make torture` takes every one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake.store import backup_file, erasing
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from store.sample import later
from torture import victim
from torture.victim import GOES, HOWS, STAYS

STRIDE = int(os.environ.get("INTAKE_TORTURE_STRIDE", "41"))
"""Every how many-th call is hit; `make torture` takes each."""
TESTS = Path(__file__).parents[1]


@dataclass(slots=True)
class Ended:
    """A worker's end: what it acknowledged, and its exit code (a negative one names the signal)."""

    said: list[str]
    code: int

    def acknowledged(self, text: str) -> bool:
        """Whether the worker said so."""
        return text in self.said


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands between the worker and the disk."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    built = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(victim.__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, source, "-ldl"], check=True)
    return built


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


def holding(home: Path, canary: str) -> list[Path]:
    return [
        p for p in home.rglob("*") if canary.lower() in p.name or (p.is_file() and canary.encode() in p.read_bytes())
    ]


def check(home: Path, ended: Ended) -> None:
    """Everything acknowledged is there, everything there can be read, and the work goes on."""
    dossiers = Dossiers(home)
    there = {row.id for row in dossiers.rows()}
    for name in (GOES, STAYS):
        dossier = f"{name.lower()}-ltd-t"
        if name == GOES and ended.acknowledged("erasing") and dossier not in there:
            continue
        if ended.acknowledged(f"created {dossier}"):
            assert dossier in there
            assert not dossiers.load(dossier).damage or "unfinished" in dossiers.load(dossier).damage
            texts = [entry.body["text"] for entry in dossiers.entries(dossier)[1:] if isinstance(entry.body, dict)]
            acknowledged = [n for n in range(3) if ended.acknowledged(f"noted {dossier} {n}")]
            assert texts[: len(acknowledged)] == [victim.note(n) for n in acknowledged]
            assert len(texts) <= len(acknowledged) + 1
            assert not dossiers.append(dossier, "noted", {"text": "on"}, actor="me", at=later(20)).damage
    if ended.acknowledged("backed up"):
        assert backup_file.check(home / "b.tar").chains.keys() <= {f"{n.lower()}-ltd-t" for n in (GOES, STAYS)}
    if ended.acknowledged("erasing"):
        if there - {f"{STAYS.lower()}-ltd-t"} or erasing.stopped(home):
            erasing.erase(dossiers, Order((f"{GOES.lower()}-ltd-t",), (GOES,), "me", later(30)))
        assert holding(home, GOES) == []
    dossiers.rebuild()
    assert {row.id for row in Dossiers(home).rows()} <= there


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
