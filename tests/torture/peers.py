"""The same work for every store: notes kept, each acknowledged once it is on disk; stock TinyDB beside those of the port.

As a program it keeps a few notes and goes: python peers.py STORE HOME FIRST COUNT.
"""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import tinydb

from intake.errors import IntakeError
from store.everything import FILES
from store.port import STORES, Open
from store.sample import CLIENT, NOW, later

NOTES = 12
Say = Callable[[str], None]
Work = Callable[[Path, Say], None]
REFUSALS = (IntakeError, sqlite3.Error, OSError)
"""How a store says that the disk did not take it."""


def note(number: int) -> str:
    """What the note of that number says: short and long ones in turn."""
    return f"{number};" * (5_000 if number % 3 == 0 else 5)


def noting(opened: Open) -> Work:
    """Notes through the port of a store."""

    def work(home: Path, say: Say) -> None:
        dossier = opened(home).create(CLIENT, **FILES, actor="me", at=NOW, token="t").id
        say("begun")
        for number in range(NOTES):
            opened(home).append(dossier, "noted", {"text": note(number)}, actor="me", at=later(number))
            say(f"noted {number}")

    return work


def stock_tinydb(home: Path, say: Say) -> None:
    """Notes as documents of TinyDB's own storage."""
    home.mkdir()
    database = tinydb.TinyDB(home / "peer.json")
    say("begun")
    for number in range(NOTES):
        database.insert({"number": number, "text": note(number)})
        say(f"noted {number}")


WORKS: dict[str, Work] = {**{name: noting(opened) for name, opened in STORES.items()}, "tinydb": stock_tinydb}


def texts(store: str, home: Path) -> list[object]:
    """The notes that are there, in their order; raises where the store cannot be read."""
    if store == "tinydb":
        with tinydb.TinyDB(home / "peer.json") as database:
            return [document["text"] for document in database]
    opened = STORES[store](home)
    (dossier,) = opened.ids()
    return [entry.body["text"] for entry in opened.entries(dossier)[1:] if isinstance(entry.body, dict)]


def keep(store: str, home: Path, text: str) -> None:
    """One more note."""
    if store == "tinydb":
        with tinydb.TinyDB(home / "peer.json") as database:
            database.insert({"text": text})
    else:
        opened = STORES[store](home)
        opened.append(opened.ids()[0], "noted", {"text": text}, actor="me", at=NOW)


def begin(store: str, home: Path) -> None:
    """A store without a note."""
    if store == "tinydb":
        home.mkdir()
        tinydb.TinyDB(home / "peer.json").close()
    else:
        STORES[store](home).create(CLIENT, **FILES, actor="me", at=NOW, token="t")


def main(store: str, home: Path, first: int, count: int) -> None:
    """Keep notes, each acknowledged on a line."""
    for number in range(first, first + count):
        keep(store, home, note(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
