"""A folder for what is on its way in, beside what is kept: one at a time, and gone when it has been brought in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.locale import worded
from intake.store import durable
from intake.store.locking import Lock

_NAME = ".arriving"
_PATIENCE_SECONDS = 60.0


@contextmanager
def arriving(folder: Path) -> Iterator[Path]:
    """An empty folder in that one; what another left there that was killed goes first. Raises Busy and CannotWrite."""
    durable.make_folder(folder)
    place = folder / _NAME
    with Lock(folder / f"{_NAME}.lock", _PATIENCE_SECONDS):
        try:
            with durable.writing(folder):
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir(mode=0o700)
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def left_behind(folder: Path) -> str:
    """What lies there of an update that was stopped, or is under way; nothing else is said."""
    place = folder / _NAME
    if not place.is_dir():
        return ""
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    return worded(f"{size} bytes of an update that is under way, or was stopped; the next one clears them: {place}")
