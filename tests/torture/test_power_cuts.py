"""Wherever the power is cut, and whatever of the unsynced writes the disk had kept, nothing acknowledged is lost.

A simulation: from the calls of one run, the states that POSIX allows. A short form runs with the tests: a few of the
moments. `make torture` takes each, and says how many states there were.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from store.port import STORES
from torture import recorded
from torture.compiling import compiled
from torture.disk import ABSENT, HALF, WHOLE, ZEROS, Call, Disk, File, Folder, read_trace
from torture.judging import JUDGES, Ended

STRIDE = 1 + int(os.environ.get("INTAKE_TORTURE_STRIDE", "41")) // 6
"""Every how many-th moment the power is cut; `make torture` takes each."""
TESTS = Path(__file__).parents[1]
MEMORY = Path("/dev/shm")  # noqa: S108 - only states that are thrown away at once
Figure = Callable[[str], None]


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that writes down what a process does to the disk."""
    return compiled("recorder", tmp_path_factory.mktemp("recorder"))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for states, in memory where there is one that is a file system."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def run(recorder: Path, what: str, folder: Path) -> tuple[Path, list[Call]]:
    """The calls of one whole run in a home, and where that was."""
    home, trace = folder / "home", folder / "trace"
    environment = {**os.environ, "LD_PRELOAD": str(recorder), "PYTHONPATH": str(TESTS)}
    command = [sys.executable, recorded.__file__, what, str(home), str(trace)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return home, [*read_trace(trace.read_bytes())]


def cut(what: str, home: Path, calls: Sequence[Call], place: Path) -> tuple[int, list[str]]:
    """How many states the cuts leave, and what was wrong with those that are."""
    chance = random.Random(7)  # noqa: S311  the same states in every run
    disk, said, seen, wrong = Disk(home), list[str](), set[tuple[int, int]](), list[str]()
    for moment, call in enumerate(calls):
        if call.letter == "A":
            said.append(call.words[0])
        else:
            disk.take(call)
        if moment % STRIDE and moment + 1 < len(calls):
            continue
        for choice in disk.images(chance):
            state = (disk.key(choice), len(said))
            if state in seen:
                continue
            seen.add(state)
            image = place / "image"
            disk.lay(choice, image)
            try:
                JUDGES[what](image, Ended([*said], -9))
            except Exception as fault:  # noqa: BLE001 - whatever a state makes of a store is counted
                wrong.append(f"moment {moment}, {len(said)} acknowledged: {fault!r:.300}")
            shutil.rmtree(image)
    return len(seen), wrong


@pytest.mark.parametrize(("what", "last"), [("everything", "restored"), ("protection", "noted 3")])
def test_a_power_cut_costs_nothing_that_was_acknowledged(
    tmp_path: Path, place: Path, recorder: Path, what: str, last: str, figure: Figure
) -> None:
    home, calls = run(recorder, what, tmp_path)
    assert calls[-1].words == (last,)
    states, wrong = cut(what, home, calls, place)
    figure(f"power cut: {what}: {len(calls)} calls, {states} states, {len(wrong)} wrong")
    assert states > 30
    assert wrong == []


@pytest.mark.parametrize("store", STORES)
def test_a_power_cut_costs_no_store_of_the_port_a_note(
    tmp_path: Path, place: Path, recorder: Path, store: str, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    # SQLite writes much before it syncs, which leaves many states to look at.
    monkeypatch.setattr(sys.modules[__name__], "STRIDE", STRIDE if store == "Dossiers" else STRIDE**2)
    home, calls = run(recorder, store, tmp_path)
    states, wrong = cut(store, home, calls, place)
    figure(f"power cut: {store}: {len(calls)} calls, {states} states, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.parametrize(("what", "few"), [("tinydb", None), ("careless", 40)])
def test_the_cuts_find_what_is_wrong_with_tinydb_as_shipped_and_with_us_without_a_sync(
    tmp_path: Path, place: Path, recorder: Path, what: str, few: int | None, figure: Figure
) -> None:
    home, calls = run(recorder, what, tmp_path)
    states, wrong = cut(what, home, calls[:few], place)
    figure(f"power cut: {what}: {len(calls)} calls, {states} states, {len(wrong)} wrong")
    assert wrong


def test_what_was_not_synced_may_be_there_in_any_way_and_what_was_is_there() -> None:
    file = File(b"synced", [(6, b"abcd")])
    assert [file.content([how]) for how in (ABSENT, WHOLE, HALF, ZEROS)] == [
        *(b"synced", b"syncedabcd", b"syncedab", b"synced\0\0\0\0"),
    ]
    assert File(b"synced", [(2, None), (4, b"x")]).content([WHOLE, WHOLE]) == b"sy\0\0x"
    old, new = File(b"old"), File(b"new")
    folder = Folder({"a": old, ".new": new}, [{".new": None, "a": new}])
    assert folder.names([ABSENT]) == {"a": old, ".new": new}
    assert folder.names() == {"a": new}


def test_a_name_is_lost_until_its_folder_is_synced() -> None:
    root = Path("/home")
    calls = [("C", ("1 0 0 /home/f",)), ("W", ("1", "0", "2")), ("S", ("1",)), ("Y", ("/home",))]
    disk, found = Disk(root), list[int]()
    for letter, words in calls:
        disk.take(Call(letter, words, b"ab" if letter == "W" else b""))
        found.append(len({disk.key(choice) for choice in disk.images(random.Random(1))}))  # noqa: S311
    assert found == [2, 5, 2, 1]
