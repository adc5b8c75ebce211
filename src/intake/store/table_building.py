"""Makes a table of this machine anew from its official file, row by row; what may be wrong with the file keeps the former one.

The file is never held in memory. A refusal says what is wrong, and where: a web page instead of the table, a column that is
gone, a row that is cut off, a table that has shrunk or is older than the one installed.
"""

import csv
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from intake.errors import BadFile, CannotTell, CannotWrite, Fault, Place
from intake.frugal import dataclass, replace
from intake.hooks.table import Table
from intake.store import durable, tables
from intake.store.tables import Kept, Tables

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An official file that came: where it lies now, what a person calls it, when it came, and whether from a test's server."""

    path: Path
    shown: str
    at: datetime
    recorded: bool = False


def build(kept: Tables, table: Table, arrival: Arrival) -> Kept:
    """Makes the table from the file, and puts it in place of the former one; BadFile says why it may not be.

    Rows are kept under `table.key`, as looked up: in upper case, without blanks around. CannotWrite where the disk fails.
    """
    former = _former(kept, table.name)
    durable.make_folder(kept.folder)
    try:
        with durable.replacing(kept.path(table.name)) as new, closing(sqlite3.connect(new)) as database:
            tables.create(database)
            made = _fill(database, table, arrival)
            _check_beside(made, former, arrival.shown)
            tables.finish(database, made)
    except sqlite3.Error as fault:
        raise CannotWrite(
            f"the table cannot be written: {fault}. What was stored before is intact.",
            where=str(kept.path(table.name)),
            remedy="Check free space, permissions and the disk, then try again.",
        ) from fault
    return made


def _former(kept: Tables, name: str) -> Kept | None:
    try:
        return kept.kept(name)
    except CannotTell:  # a damaged table is no reason to refuse a sound one
        return None


def _fill(database: sqlite3.Connection, table: Table, arrival: Arrival) -> Kept:
    with arrival.path.open("rb") as raw:
        sha256 = hashlib.file_digest(raw, "sha256").hexdigest()
        raw.seek(0)
        if raw.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b""):
            raise _bad(arrival.shown, 1, "this is a web page or nothing, not the table")
    kept = Kept(table.name, table.url, arrival.at, sha256, 0, (), recorded=arrival.recorded)
    reading = _Reading(table, arrival)
    database.executemany("INSERT INTO rows VALUES (?, ?)", reading.rows())
    if not reading.count:
        raise _bad(arrival.shown, 1, "the table has no rows")
    return replace(kept, rows=reading.count, columns=reading.columns, newest=reading.newest)


class _Reading:
    """Goes through the file once; counts the rows and notes the columns and the newest date on the way."""

    def __init__(self, table: Table, arrival: Arrival) -> None:
        self.count = 0
        self.newest = ""
        self.columns: tuple[str, ...] = ()
        self._table = table
        self._arrival = arrival

    def rows(self) -> Iterator[tuple[str, str]]:
        """The key and the kept cells of each row."""
        with self._arrival.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            try:
                yield from self._rows(reader)
            except (csv.Error, ValueError) as fault:
                wrong = f"the file is cut off, damaged or of another layout: {fault}"
                raise _bad(self._arrival.shown, reader.line_num, wrong) from fault

    def _rows(self, reader: Iterator[list[str]]) -> Iterator[tuple[str, str]]:
        header = [name.strip() for name in next(reader, [])]
        place = {name: header.index(name) for name in self._columns(header)}
        self.columns = tuple(place)
        dated = place.get(self._table.newest)
        for row in reader:
            if len(row) != len(header):
                raise ValueError(f"a row of {len(row)} cells under {len(header)} columns")
            self.count += 1
            if dated is not None and _ISO_DATE.match(row[dated]):
                self.newest = max(self.newest, row[dated][:10])
            yield row[place[self._table.key]].strip().upper(), json.dumps([row[at] for at in place.values()])

    def _columns(self, header: list[str]) -> list[str]:
        needed = [self._table.key, *self._table.columns, *filter(None, [self._table.newest])]
        if missing := [name for name in needed if header.count(name) != 1]:
            raise ValueError(f"not one column each of {', '.join(map(repr, missing))}")
        return list(dict.fromkeys([*needed, *(name for name in self._table.also if header.count(name) == 1)]))


def _check_beside(made: Kept, former: Kept | None, shown: str) -> None:
    if former is None:
        return
    if made.rows * 10 < former.rows * 9:
        raise _bad(shown, 1, f"the table has shrunk from {former.rows} rows to {made.rows}")
    if made.newest < former.newest:
        raise _bad(
            shown, 1, f"its newest entry is of {made.newest}, older than the installed table's of {former.newest}"
        )


def _bad(shown: str, line: int, message: str) -> BadFile:
    remedy = "What was on this machine before is kept. Try again later, or bring the file in with: intake lists import"
    return BadFile([Fault(Place(shown, max(1, line), 1), message)], remedy=remedy)
