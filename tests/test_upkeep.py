"""Tests of the tables on this machine: downloaded from a server of the test's own, kept, and looked up."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.canonical import digest
from intake.errors import BadFile, NotFound, Unreachable, Usage
from intake.hooks import silence
from intake.hooks.table import Table
from intake.store.tables import Kept
from intake.upkeep import Upkeep
from intake.vetting.web import Endpoint, LiveWeb
from vetting.fakes import Told, info
from vetting.test_web import HEAD, nowhere, serving

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
TABLE = Table("payers", "http://r.example/all.csv", key="Number", columns=("Days",), licence="open")
CSV = b"Number,Days\n1,30\n2,60\n"


def upkeep(home: Path, now: datetime = NOW, *tables: Table) -> Upkeep:
    """The tables of a home, of which one source declares these."""
    source = Told(stated=replace(info(), tables=tables or (TABLE,)))
    return Upkeep(home / "tables", [source], lambda: now)


def updated(home: Path, *answers: bytes) -> tuple[Kept, list[str]]:
    """What is kept after an update from a server with these answers, and what was told on the way."""
    told: list[str] = []

    async def work() -> Kept:
        async with serving(*answers) as (port, _):
            web = LiveWeb(keep=digest, endpoints=[Endpoint("r.example", 80, "127.0.0.1", port)], resolve=nowhere)
            return await upkeep(home).update(TABLE, web, told.append)

    return asyncio.run(work()), told


def names(home: Path) -> Sequence[str]:
    """The files in the folder of tables but its lock."""
    return sorted(path.name for path in (home / "tables").iterdir() if path.suffix != ".lock")


def test_a_table_is_downloaded_kept_and_looked_up_with_its_digest_and_day(tmp_path: Path) -> None:
    kept, told = updated(tmp_path, HEAD + b"\r\n" + CSV)
    assert (kept.rows, kept.sha256, kept.recorded) == (2, digest(CSV).removeprefix("sha256:"), True)
    assert told == ["reading it in"]
    answer = upkeep(tmp_path).look_up("payers", " 2 ")
    assert json.loads(answer.body) == {
        "table": "payers",
        "fetched": "2026-09-01",
        "rows": [{"Number": "2", "Days": "60"}],
    }
    assert answer.url == f"http://r.example/all.csv#sha256={kept.sha256}&fetched=2026-09-01"
    assert answer.recorded
    assert names(tmp_path) == ["payers.sqlite"]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\nlater", Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n" + CSV, Unreachable),
        (b"HTTP/1.1 302 Found\r\nLocation: http://else.example/\r\nConnection: close\r\n\r\n", Unreachable),
        (HEAD + b"Content-Type: text/html\r\n\r\n<html>Down for maintenance</html>", BadFile),
        (HEAD + b"\r\nNumber,Days\n1,30\n", BadFile),
    ],
)
def test_a_failed_update_keeps_the_former_table(tmp_path: Path, answer: bytes, fault: type[Exception]) -> None:
    former, _ = updated(tmp_path, HEAD + b"\r\n" + CSV)
    with pytest.raises(fault):
        updated(tmp_path, answer)
    (standing,) = upkeep(tmp_path).standings()
    assert standing.kept == former
    assert names(tmp_path) == ["payers.sqlite"]


def test_a_standing_says_what_to_do(tmp_path: Path) -> None:
    assert [standing.todo for standing in upkeep(tmp_path).standings()] == ["not on this machine"]
    updated(tmp_path, HEAD + b"\r\n" + CSV)
    assert [standing.todo for standing in upkeep(tmp_path, NOW + timedelta(days=40)).standings()] == [""]
    assert [standing.todo for standing in upkeep(tmp_path, NOW + timedelta(days=41)).standings()] == ["41 days old"]
    (tmp_path / "tables" / "payers.sqlite").write_bytes(b"not a database")
    assert "cannot be read" in upkeep(tmp_path).standings()[0].todo


def test_looking_into_a_table_that_is_missing_or_damaged_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(silence.Unreachable, match="intake lists update payers"):
        upkeep(tmp_path).look_up("payers", "1")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "payers.sqlite").write_bytes(b"not a database")
    with pytest.raises(silence.Unreachable, match="intake lists update payers"):
        upkeep(tmp_path).look_up("payers", "1")


def test_a_table_that_nobody_needs_is_not_known_and_one_file_is_brought_in(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="others"):
        upkeep(tmp_path).named(["others"])
    file = tmp_path / "all.csv"
    file.write_bytes(CSV)
    assert upkeep(tmp_path).bring_in(TABLE, [file]).rows == 2
    with pytest.raises(Usage):
        upkeep(tmp_path).bring_in(TABLE, [file, file])
