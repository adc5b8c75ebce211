"""The work whose calls are recorded: python recorded.py WHAT HOME TRACE, with the recorder loaded before.

`everything` is ours from the first dossier to an erasure, `careless` the same without a sync. Each store of the port keeps
notes, and so does `tinydb` as shipped, as a measure.
"""

import ctypes
import os
import sys
from pathlib import Path

from intake.store import backup, catalogue
from torture import victim
from torture.peers import Say, Work


def forget(fd: object) -> None:
    """Does not sync."""
    assert fd


def careless(home: Path, say: Say) -> None:
    """Ours, but that nothing is ever synced: what the test has to find."""
    os.fsync = forget
    victim.work(home, say)


WORKS: dict[str, Work] = {**victim.WORKS, "careless": careless}


def main(what: str, home: Path, trace: Path) -> None:
    """Work, recorded."""
    assert backup, catalogue  # loaded before the recording begins
    recorder = ctypes.CDLL(None)
    recorder.recorder_start(str(home).encode(), str(trace).encode())
    WORKS[what](home, lambda text: recorder.recorder_mark(text.encode()))
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
