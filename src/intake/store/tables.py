"""The tables kept on this machine: looked up by key, each with the digest and the day of the official file it was made from.

One SQLite file a table, opened for reading only; it is never changed, but replaced as a whole.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from intake import canonical
from intake.errors import CannotTell
from intake.frugal import dataclass
from intake.hooks.table import Table

_FORM = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """One table as it lies on this machine.

    `fetched` is when its file came, `sha256` the file's digest, `rows` how many rows it has, `newest` the newest date in
    the table's column of dates. `recorded` marks a file that did not come from the public network.
    """

    name: str
    origin: str
    fetched: datetime
    sha256: str
    rows: int
    columns: tuple[str, ...]
    newest: str = ""
    recorded: bool = False

    def age(self, now: datetime) -> int:
        """Whole days since the file came."""
        return max(0, (now - self.fetched).days)


class Tables:
    """The tables in a folder, made by the first one that is built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the table of that name lies."""
        return self.folder / f"{name}.sqlite"

    def kept(self, name: str) -> Kept | None:
        """What is known of a table; None where it is not here, CannotTell where it cannot be read."""
        with self._opened(name) as database:
            return None if database is None else _kept(database)

    def rows(self, table: Table, key: str) -> tuple[Kept, tuple[Mapping[str, str], ...]] | None:
        """The rows with that key, by column, in the order of the file; None and CannotTell as for `kept`."""
        with self._opened(table.name) as database:
            if database is None:
                return None
            kept = _kept(database)
            found = database.execute("SELECT cells FROM rows WHERE key = ? AND key <> '' ORDER BY rowid", (key,))
            return kept, tuple(dict(zip(kept.columns, json.loads(cells), strict=True)) for (cells,) in found)

    @contextmanager
    def _opened(self, name: str) -> Iterator[sqlite3.Connection | None]:
        path = self.path(name)
        if not path.is_file():
            yield None
            return
        try:
            # Immutable, since the file is only ever replaced: no lock or journal is looked for, and none is left behind.
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
                yield database
        except (sqlite3.Error, ValueError, TypeError) as fault:
            raise CannotTell(
                f"the table {name} cannot be read: {fault}", where=str(path), remedy=f"intake lists update {name}"
            ) from fault


def create(database: sqlite3.Connection) -> None:
    """Makes the empty form of a table in a new database."""
    # The file is new and takes no other's place before it is whole and synced, so nothing has to be journalled.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("CREATE TABLE rows (key TEXT NOT NULL, cells TEXT NOT NULL)")
    database.execute("CREATE TABLE about (form INTEGER NOT NULL, kept TEXT NOT NULL)")


def finish(database: sqlite3.Connection, kept: Kept) -> None:
    """Makes the index and writes down what the table is."""
    database.execute("CREATE INDEX by_key ON rows (key)")
    database.execute("INSERT INTO about VALUES (?, ?)", (_FORM, json.dumps(canonical.encode(kept))))
    database.commit()


def _kept(database: sqlite3.Connection) -> Kept:
    form, kept = database.execute("SELECT form, kept FROM about").fetchone()
    if form != _FORM:
        raise ValueError("another version of intake made it")
    return canonical.decode(Kept, json.loads(kept))
