"""How fast the store is, as ratios to SQLite (WAL, synchronous FULL) on the same disk in the same run.

    python benchmarks/store.py [DOSSIERS]

Three things a person waits for: an answer that is kept (one entry, on disk), the list of all dossiers (`intake list` in a
new process, with and without changes), and the whole list made anew. SQLite keeps the same chained lines, and one row a
dossier for its list.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from intake import canonical
from intake.model.client import Client
from intake.model.values import Json
from intake.store import chain, folding
from intake.store.chain import Log
from intake.store.dossiers import Dossiers
from intake.store.folding import Created

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
APPENDS = 200
BODY: Json = {"text": "called, and sent the brief " * 20}
CREATED = canonical.encode(Created(Client("Acme"), "sha256:" + "0" * 64, "sha256:" + "0" * 64))


def lines() -> list[bytes]:
    """A journal of five entries, as lines."""
    log, made = Log(), list[bytes]()
    events: list[tuple[str, Json]] = [("created", CREATED), *[("noted", BODY)] * 4]
    for kind, body in events:
        entry, line = chain.link(log, kind, body, actor="me", at=NOW, salt="s")
        log, made = Log((*log.entries, entry), log.size + len(line)), [*made, line]
    return made


def fill(home: Path, database: sqlite3.Connection, count: int) -> None:
    """The same dossiers in both, put there without waiting for the disk."""
    journal = lines()
    database.execute("CREATE TABLE lines (id TEXT, seq INTEGER, line BLOB, PRIMARY KEY (id, seq))")
    database.execute("CREATE TABLE list (id TEXT PRIMARY KEY, row TEXT)")
    row = json.dumps({"name": "Acme", "stage": "new", "updated_at": NOW.isoformat()})
    database.execute("BEGIN")
    for number in range(count):
        folder = home / "dossiers" / f"acme-{number}"
        folder.mkdir(parents=True)
        (folder / "log.jsonl").write_bytes(b"".join(journal))
        database.executemany(
            "INSERT INTO lines VALUES (?, ?, ?)", [(folder.name, n, x) for n, x in enumerate(journal, 1)]
        )
        database.execute("INSERT INTO list VALUES (?, ?)", (folder.name, row))
    database.execute("COMMIT")


def milliseconds(act: Callable[[], object], times: int = 1) -> float:
    """The median time of the act."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def append_to(database: sqlite3.Connection, row: str) -> None:
    """One chained entry and its row of the list, in one transaction, as the peer does it."""
    database.execute("BEGIN IMMEDIATE")
    found = database.execute("SELECT line FROM lines WHERE id = 'acme-0' ORDER BY seq").fetchall()
    log = chain.read(b"".join(line for (line,) in found))
    entry, line = chain.link(log, "noted", BODY, actor="me", at=NOW, salt="s")
    database.execute("INSERT INTO lines VALUES ('acme-0', ?, ?)", (entry.seq, line))
    database.execute("UPDATE list SET row = ? WHERE id = 'acme-0'", (row,))
    database.execute("COMMIT")


def read_all(database: sqlite3.Connection) -> list[object]:
    """Every dossier read from its lines, as the catalogue is made anew, but from the one file of the peer."""
    found: dict[str, list[bytes]] = {}
    for name, line in database.execute("SELECT id, line FROM lines ORDER BY id, seq"):
        found.setdefault(name, []).append(line)
    return [folding.dossier_of(name, chain.read(b"".join(journal))) for name, journal in found.items()]


def show(what: str, ours: float, peer: float) -> None:
    """One line of the result."""
    print(f"  {what:<42} {ours:9.2f} ms   SQLite {peer:9.2f} ms   ratio {ours / peer:6.2f}")


def main(count: int) -> None:
    """Fill both with that many dossiers, and time them side by side."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "peer.sqlite", isolation_level=None)) as database,
    ):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        home = Path(folder) / "home"
        fill(home, database, count)
        dossiers = Dossiers(home)
        print(f"{count} dossiers of 5 entries")

        def append() -> None:
            dossiers.append("acme-0", "noted", BODY, actor="me", at=NOW)

        def listed() -> list[object]:
            return [json.loads(row) for (row,) in database.execute("SELECT row FROM list ORDER BY id")]

        show(
            "list made anew from all journals", milliseconds(dossiers.rebuild), milliseconds(lambda: read_all(database))
        )
        show(
            "an entry kept (median of 200)",
            milliseconds(append, APPENDS),
            milliseconds(lambda: append_to(database, "{}"), APPENDS),
        )
        Dossiers(home).rows()
        show(
            "list in a new process, nothing changed",
            milliseconds(lambda: Dossiers(home).rows(), 3),
            milliseconds(listed, 3),
        )

        def change_and_list() -> None:
            append()
            Dossiers(home).rows()

        def peer_change_and_list() -> None:
            append_to(database, "{}")
            listed()

        show("an entry kept, then the list", milliseconds(change_and_list, 3), milliseconds(peer_change_and_list, 3))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
