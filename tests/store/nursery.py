"""Writers to be killed: forks one for each line read (store, home, dossier, count), and waits for its end before the next.

A writer says `ack SEQ` once an entry is acknowledged; the nursery says `pid PID` before and `dead` after. Forking saves
the start of an interpreter for each of many writers.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import filelock

from intake.store import catalogue
from intake.store.dossiers import Dossiers
from store.port import STORES

SIZES = (10, 300, 5_000, 50_000)
_write = os.write


def text(seq: int) -> str:
    """What the entry of that number says: of many sizes, so that some writes take long."""
    return f"{seq};" * SIZES[seq % len(SIZES)]


def write(home: Path, dossier_id: str, count: int, store: str = "Dossiers") -> None:
    """Append that many notes, each acknowledged on the pipe after it is on disk; look at the list in between."""
    dossiers = STORES[store](home)
    for _ in range(count):
        seq = len(dossiers.entries(dossier_id)) + 1
        dossier = dossiers.append(dossier_id, "noted", {"text": text(seq)}, actor="me", at=datetime.now(UTC))
        seq = next(entry.seq for entry in dossiers.entries(dossier_id) if entry.digest == dossier.head)
        say(f"ack {seq}")
        if isinstance(dossiers, Dossiers):
            dossiers.rows()


def write_in_pieces(descriptor: int, data: bytes) -> int:
    """Take a page at a time, as a busy disk may: so a writer can die in the middle of a line."""
    return _write(descriptor, data[:4096])


def say(line: str) -> None:
    """One whole line on the pipe at once."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a writer for each line."""
    assert catalogue, filelock  # loaded once for all writers
    for request in sys.stdin:
        store, home, dossier_id, count = request.split()
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            write(Path(home), dossier_id, int(count), store)
            os._exit(0)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    with patch.object(os, "write", write_in_pieces):
        main()
