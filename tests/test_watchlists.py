"""Tests of the watch lists on this machine."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.errors import BadFile, CannotTell, NotFound, Usage
from intake.screening.judging import Subject
from intake.watchlists import Watchlists
from screening.formats import samples

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


class At:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """The time it is set to."""
        return self.now


@pytest.fixture
def clock() -> At:
    """A clock."""
    return At()


@pytest.fixture
def lists(tmp_path: Path, clock: At) -> Watchlists:
    """The lists of an empty home."""
    return Watchlists(tmp_path / "lists", clock)


def files(folder: Path, *contents: bytes | str) -> Sequence[Path]:
    """Files with these contents."""
    paths = [folder / f"file{number}" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return paths


def people(count: int, day: str = "05/10/2026") -> str:
    """An EU list of so many people."""
    rows = "".join(f"{day};{number};person;P;X;;;;Person Number{number};;;;;;;\r\n" for number in range(count))
    return samples.EU_HEADER + rows


def test_a_list_is_brought_in_and_asked(lists: Watchlists, tmp_path: Path) -> None:
    made = lists.bring_in("ofac-sdn", files(tmp_path, samples.SDN, samples.ADD, samples.ALT))
    assert (made.date, made.entries, made.names) == ("2026-09-01", 3, 6)
    (match,) = lists.screen(Subject("Sergey Volkov"))
    assert (match.list, match.list_date, match.list_sha256, match.entity) == ("ofac-sdn", made.date, made.sha256, "173")


def test_what_is_not_here_is_said_and_never_read_as_clear(lists: Watchlists, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="any watch list"):
        lists.screen(Subject("Anna"))
    lists.bring_in("un", files(tmp_path, samples.UN))
    assert lists.screen(Subject("Anna")) == []
    with pytest.raises(NotFound, match="eu"):
        lists.screen(Subject("Anna"), ["un", "eu"])
    with pytest.raises(NotFound, match="named xx"):
        lists.screen(Subject("Anna"), ["xx"])
    assert [(s.name, s.todo) for s in lists.standings() if s.todo][:1] == [("ofac-sdn", "not on this machine")]


def test_an_old_list_says_its_age(lists: Watchlists, clock: At, tmp_path: Path) -> None:
    lists.bring_in("un", files(tmp_path, samples.UN))
    clock.now += timedelta(days=31)
    assert next(s.todo for s in lists.standings() if s.name == "un") == "31 days old"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (people(8), "shrunk from 10 entries to 8"),
        (people(10, "04/10/2026"), "older than the installed one"),
        (people(10)[:-2], "cut off"),
        (samples.EU_HEADER, "no entries"),
        ("<html>\n", "not the official file"),
    ],
)
def test_a_doubtful_file_keeps_the_list_that_was_here(
    lists: Watchlists, tmp_path: Path, content: str, why: str
) -> None:
    before = lists.bring_in("eu", files(tmp_path, people(10)))
    with pytest.raises(BadFile) as refused:
        lists.bring_in("eu", files(tmp_path, content))
    assert why in refused.value.diagnostics()
    assert lists.installed("eu") == before
    assert lists.screen(Subject("Person Number3"))


def test_a_list_may_lose_some_entries_and_get_younger(lists: Watchlists, tmp_path: Path) -> None:
    lists.bring_in("eu", files(tmp_path, people(10)))
    assert lists.bring_in("eu", files(tmp_path, people(9, "06/10/2026"))).date == "2026-10-06"


def test_a_damaged_index_is_built_again_from_its_files(lists: Watchlists, clock: At, tmp_path: Path) -> None:
    lists.bring_in("un", files(tmp_path, samples.UN))
    index = tmp_path / "lists" / "un.watchlist"
    index.write_bytes(index.read_bytes()[:-100])
    again = Watchlists(tmp_path / "lists", clock)
    assert again.screen(Subject("Mustafa Al-Haddad"))
    index.write_bytes(b"INTAKEWL")
    shutil.rmtree(tmp_path / "lists" / "un")
    with pytest.raises(CannotTell):
        Watchlists(tmp_path / "lists", clock).screen(Subject("Anna"))


def test_the_number_of_files_is_held_against_the_format(lists: Watchlists, tmp_path: Path) -> None:
    with pytest.raises(Usage, match=r"3 files, not 1: sdn\.csv, add\.csv, alt\.csv"):
        lists.bring_in("ofac-sdn", files(tmp_path, samples.SDN))
