"""The work whose calls are recorded: python recorded.py WHAT HOME TRACE, with the recorder loaded before.

`everything` is ours from the first dossier to an erasure, `careless` the same without a sync. Each store of the port keeps
notes, and so does `tinydb` as shipped, as a measure.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

import tinydb

from intake.store import backup, catalogue
from store.everything import FILES
from store.port import STORES, Open
from store.sample import CLIENT, NOW, later
from torture import victim

NOTES = 12
Say = Callable[[str], None]


def noting(opened: Open) -> Callable[[Path, Say], None]:
    """Notes through the port of a store, each acknowledged once it is kept."""

    def work(home: Path, say: Say) -> None:
        dossier = opened(home).create(CLIENT, **FILES, actor="me", at=NOW, token="t").id
        say("begun")
        for number in range(NOTES):
            opened(home).append(dossier, "noted", {"text": victim.note(number)}, actor="me", at=later(number))
            say(f"noted {number}")

    return work


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
    "everything": victim.work,
    "careless": careless,
    "tinydb": stock_tinydb,
    **{name: noting(opened) for name, opened in STORES.items()},
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
