"""Tests of the watch lists on this machine."""

import asyncio
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.canonical import digest
from intake.errors import BadFile, CannotTell, NotFound, Unreachable, Usage
from intake.screening.formats import FORMATS
from intake.screening.judging import Subject
from intake.store.arriving import left_behind
from intake.vetting.web import Endpoint, LiveWeb
from intake.watchlists import Installed, Watchlists
from screening.formats import samples
from vetting.test_web import HEAD, nowhere, serving

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


def test_a_list_whose_file_of_other_names_is_cut_off_keeps_what_was_here(lists: Watchlists, tmp_path: Path) -> None:
    aliases = [f'173,{number},"aka","VOLKOV, Number{number}",-0- \r\n' for number in range(20)]
    lists.bring_in("ofac-sdn", files(tmp_path, samples.SDN, samples.ADD, "".join(aliases)))
    with pytest.raises(BadFile) as refused:
        lists.bring_in("ofac-sdn", files(tmp_path, samples.SDN, samples.ADD, "".join(aliases[:10])))
    assert "shrunk from 24 names to 14" in refused.value.diagnostics()


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


def test_a_name_that_is_too_long_is_compared_by_its_beginning_and_counted(lists: Watchlists, tmp_path: Path) -> None:
    long = " ".join(f"part{number}" for number in range(200))
    content = people(3) + f"05/10/2026;9;person;P;X;;;;Nadezhda Petrova {long};;;;;;;\r\n"
    made = lists.bring_in("eu", files(tmp_path, content))
    assert (made.entries, made.shortened) == (4, 1)
    (match,) = lists.screen(Subject(" ".join(["Nadezhda Petrova", *long.split()[:22]])))
    assert match.score == 1.0
    assert match.name.endswith("part199")


# from a server

UN = replace(FORMATS["un"], urls=("http://lists.example/consolidated.xml",))
WHOLE = HEAD + b"\r\n" + samples.UN.encode()
HALF = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(samples.UN.encode()) + samples.UN.encode()[:900]


def served(folder: Path, *answers: bytes) -> tuple[Installed, list[str]]:
    """What is installed after an update from a server with these answers, and what was told on the way."""
    told: list[str] = []

    async def work() -> Installed:
        async with serving(*answers) as (port, _):
            return await from_server(folder, port).update("un", at_port(port), told.append)

    return asyncio.run(work()), told


def from_server(folder: Path, port: int) -> Watchlists:
    """The lists of a home, of which one comes from a server of the test's own."""
    return Watchlists(folder / "lists", lambda: NOW, {"un": UN})


def at_port(port: int) -> LiveWeb:
    """The network, on which there is that server alone."""
    return LiveWeb(keep=digest, endpoints=[Endpoint("lists.example", 80, "127.0.0.1", port)], resolve=nowhere)


def test_a_list_is_downloaded_and_asked(tmp_path: Path) -> None:
    made, told = served(tmp_path, WHOLE)
    assert (made.date, made.entries, made.recorded) == ("2026-02-27", 2, True)
    assert told == ["asking http://lists.example/consolidated.xml", "writing the index"]
    assert from_server(tmp_path, 0).screen(Subject("Mustafa Al-Haddad"))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 404 Gone\r\nConnection: close\r\n\r\nno", Unreachable),
        (b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n", Unreachable),
        (b"HTTP/1.1 302 Found\r\nLocation: http://else.example/\r\nConnection: close\r\n\r\n", Unreachable),
        (HALF, Unreachable),
        (HEAD + b"Content-Type: text/html\r\n\r\n<html>Down for maintenance</html>", BadFile),
        (HEAD + b"\r\n" + samples.UN.encode()[:900], BadFile),
        (WHOLE.replace(b"2026-02-27", b"2026-02-26"), BadFile),
        (HEAD + b"\r\n", BadFile),
    ],
)
def test_what_comes_wrong_keeps_the_list_that_was_here(tmp_path: Path, answer: bytes, fault: type[Exception]) -> None:
    former, _ = served(tmp_path, WHOLE)
    before = kept(tmp_path)
    with pytest.raises(fault):
        served(tmp_path, answer)
    assert from_server(tmp_path, 0).installed("un") == former
    assert kept(tmp_path) == before


def kept(folder: Path) -> dict[str, bytes]:
    """Every file in the folder of lists but its lock."""
    lists = folder / "lists"
    files = (path for path in lists.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {f"{path.relative_to(lists)}": path.read_bytes() for path in files}


KILLED = """
import asyncio, sys
from pathlib import Path
from test_watchlists import at_port, from_server
port = int(sys.argv[2])
asyncio.run(from_server(Path(sys.argv[1]), port).update("un", at_port(port), print))
"""


def test_an_update_that_is_killed_in_the_middle_keeps_the_list_and_the_next_one_clears_up(tmp_path: Path) -> None:
    former, _ = served(tmp_path, WHOLE)
    before = kept(tmp_path)

    async def killed() -> None:
        begun, ended = asyncio.Event(), asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(4096)
            writer.write(HALF)
            await writer.drain()
            begun.set()
            await ended.wait()
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-c", KILLED, str(tmp_path), str(port), cwd=Path(__file__).parent
            )
            await asyncio.wait_for(begun.wait(), 60)
            child.kill()
            await child.wait()
            ended.set()

    asyncio.run(killed())
    assert before.items() < kept(tmp_path).items()
    assert "of an update that is under way, or was stopped" in left_behind(tmp_path / "lists")
    assert from_server(tmp_path, 0).installed("un") == former
    assert served(tmp_path, WHOLE)[0].sha256 == former.sha256
    assert kept(tmp_path) == before
    assert left_behind(tmp_path / "lists") == ""
