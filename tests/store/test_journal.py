"""What is acknowledged is on disk; a journal is only ever added to."""

import itertools
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intake.errors import CannotWrite, Refused
from intake.model.values import Json
from intake.store.journal import Journal
from store.sample import NOW


def journal(folder: Path) -> Journal:
    numbers = itertools.count()
    return Journal(folder / "log.jsonl", salt=lambda: f"salt-{next(numbers)}")


def note(log: Journal, body: Json) -> None:
    log.append("noted", body, actor="me", at=NOW)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


def test_a_journal_begins_empty_and_grows_by_whole_lines(tmp_path: Path) -> None:
    log = journal(tmp_path)
    assert (log.entries(), log.head, log.damage) == ((), "", "")
    entry = log.append("noted", "one", actor="me", at=NOW)
    assert (log.entries(), log.head) == ((entry,), entry.digest)
    assert journal(tmp_path).entries() == (entry,)
    assert log.path.stat().st_mode & 0o777 == 0o600


def test_lines_of_another_process_are_picked_up(tmp_path: Path) -> None:
    ours, theirs = journal(tmp_path), journal(tmp_path)
    for number in range(3):
        note(ours, f"ours {number}")
        note(theirs, f"theirs {number}")
    assert [entry.seq for entry in ours.entries()] == [1, 2, 3, 4, 5, 6]
    assert ours.entries() == theirs.entries()
    assert not ours.damage


def test_an_unfinished_last_line_is_said_then_set_aside_and_never_thrown_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = journal(tmp_path)
    note(log, "one")
    for number in (1, 2):
        with log.path.open("ab") as file:
            file.write(f'{{"half": {number}'.encode())
        assert "unfinished line" in log.damage
        assert len(log.entries()) == number
        note(log, "more")
        assert not log.damage
        assert (tmp_path / f"log.jsonl.torn-{number}").read_bytes() == f'{{"half": {number}'.encode()
        assert (
            f"an unfinished end of 10 bytes, never acknowledged, was set aside as log.jsonl.torn-{number}"
            in caplog.text
        )
    assert [entry.body for entry in journal(tmp_path).entries()] == ["one", "more", "more"]


def test_a_damaged_journal_is_read_up_to_the_damage_and_not_added_to(tmp_path: Path) -> None:
    log = journal(tmp_path)
    for body in ("one", "two", "three"):
        note(log, body)
    damaged = log.path.read_bytes().replace(b"two", b"owt")
    log.path.write_bytes(damaged)
    fresh = journal(tmp_path)
    assert [entry.body for entry in fresh.entries()] == ["one"]
    with pytest.raises(Refused, match="line 2 of the journal was altered"):
        note(fresh, "four")
    assert log.path.read_bytes() == damaged


def test_a_disk_that_takes_no_more_leaves_every_acknowledged_entry(tmp_path: Path) -> None:
    log = journal(tmp_path)
    note(log, "one")
    before = log.path.read_bytes()
    with files_of_at_most(len(before) + 100), pytest.raises(CannotWrite, match="Nothing of it was kept"):
        note(log, "x" * 10_000)
    assert log.path.read_bytes() == before
    assert not log.damage
    note(log, "two")
    assert [entry.body for entry in journal(tmp_path).entries()] == ["one", "two"]


def test_a_disk_that_does_not_take_the_first_entry_leaves_an_empty_journal(tmp_path: Path) -> None:
    log = journal(tmp_path)
    with files_of_at_most(100), pytest.raises(CannotWrite):
        note(log, "x" * 1000)
    assert (log.entries(), log.damage) == ((), "")


def test_a_body_without_canonical_form_is_not_written(tmp_path: Path) -> None:
    log = journal(tmp_path)
    with pytest.raises(CannotWrite, match="no canonical form"):
        note(log, {"sum": 2**60})
    assert not log.entries()
