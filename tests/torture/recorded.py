"""The work whose calls are recorded: python recorded.py WHAT HOME TRACE, with the recorder loaded before.

`store` is ours, `careless` ours without a sync; `sqlite` (WAL, FULL) and `tinydb` as shipped keep notes likewise, as a measure.
"""

import ctypes
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import tinydb

from intake.store import backup, catalogue
from torture import victim

NOTES = 12
Say = Callable[[str], None]


def sqlite(home: Path, say: Say) -> None:
    """Notes as rows, each committed before it is acknowledged."""
    home.mkdir()
    database = sqlite3.connect(home / "peer.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT)")
    say("begun")
    for number in range(NOTES):
        database.execute("INSERT INTO notes VALUES (?, ?)", (number, victim.note(number)))
        say(f"noted {number}")


def stock_tinydb(home: Path, say: Say) -> None:
    """Notes as documents of TinyDB's own storage."""
    home.mkdir()
    database = tinydb.TinyDB(home / "peer.json")
    say("begun")
    for number in range(NOTES):
        database.insert({"number": number, "text": victim.note(number)})
        say(f"noted {number}")


def forget(fd: object) -> None:
    """Does not sync."""
    assert fd


def careless(home: Path, say: Say) -> None:
    """Ours, but that nothing is ever synced: what the test has to find."""
    os.fsync = forget
    victim.work(home, say)


WORKS: dict[str, Callable[[Path, Say], None]] = {
    "store": victim.work,
    "careless": careless,
    "sqlite": sqlite,
    "tinydb": stock_tinydb,
}


def main(what: str, home: Path, trace: Path) -> None:
    """Work, recorded."""
    assert backup, catalogue  # loaded before the recording begins
    recorder = ctypes.CDLL(None)
    recorder.recorder_start(str(home).encode(), str(trace).encode())
    WORKS[what](home, lambda text: recorder.recorder_mark(text.encode()))
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
