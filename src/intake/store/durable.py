"""Writing to disk so that what was acknowledged outlasts a crash, a power cut and a full disk.

The order is always the same: write, fsync the file, and where a name is new, fsync its folder. A failed fsync is never
tried again: the kernel may already have dropped the pages, and a second call would report success for nothing.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from intake.errors import CannotWrite
from intake.locale import worded

UNFINISHED = ".new-"
"""How the name of a file begins that is being written; a crash may leave one behind."""
GOING = ".going-"
"""How the name of a file begins that is being destroyed; as above."""
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PIECE = bytes(2**16)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failing disk into CannotWrite, where nothing stored before is touched."""
    try:
        yield
    except OSError as fault:
        raise _cannot_write(path, fault, worded("What was stored before is intact.")) from fault


def make_folder(folder: Path) -> None:
    """Make the folder and its parents, open to you alone (0700)."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with writing(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in the folder last; OSError where the disk does not confirm them."""
    if os.name == "nt":  # Windows has no such call; its file system journals names by itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """Put the whole file in place of the former one: a reader sees the old bytes or the new ones, never a part."""
    with writing(path):
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        try:
            _write_and_sync(descriptor, data)
            Path(temporary).replace(path)
            sync_folder(path.parent)
        finally:
            Path(temporary).unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` to write to; it takes the place of the former one when the block ends, and goes when it raises.

    For files too large to be held in memory as `replace` needs them. Raises CannotWrite.
    """
    with writing(path):
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        with writing(path):
            _sync(temporary)
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):  # the new file is in place by now, or its own fault is on the way
            temporary.unlink(missing_ok=True)


def append(path: Path, data: bytes, *, after: int) -> None:
    """Add the bytes to a file of `after` bytes; when it returns they are on disk, when it raises they are taken back.

    The caller holds the file's lock. Raises CannotWrite.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NO_FOLLOW
    with writing(path):
        descriptor = os.open(path, flags, 0o600)
    try:
        _write_and_sync(os.dup(descriptor), data)
        if not after:
            sync_folder(path.parent)
    except OSError as fault:
        raise _cannot_write(path, fault, _taken_back(descriptor, after)) from fault
    finally:
        os.close(descriptor)


def cut(path: Path, size: int) -> None:
    """Shorten the file to that many bytes; the caller holds its lock. Raises CannotWrite."""
    with writing(path):
        descriptor = os.open(path, os.O_WRONLY | _NO_FOLLOW)
        try:
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove the file, so that it does not come back; nothing happens where there is none. Raises CannotWrite."""
    with writing(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def destroy(path: Path) -> None:
    """Take the file out of its place, write over what it held, and remove it; nothing happens where there is none.

    Where the disk writes in place, nothing of it is left. One that has other names besides is only removed, since those
    are not ours. Raises CannotWrite.
    """
    going = path if path.name.startswith(GOING) else path.with_name(f"{GOING}{path.name}")
    with writing(path), suppress(FileNotFoundError):
        if going != path:
            path.replace(going)
            sync_folder(path.parent)  # else the old name could come back with what was written over it
        try:
            _write_over(going)
        finally:
            going.unlink()
            sync_folder(path.parent)


def left_behind(folder: Path) -> Iterator[Path]:
    """The files there that are being written or destroyed, or were so when a process ended."""
    for begun in (UNFINISHED, GOING):
        yield from sorted(path for path in folder.rglob(f"{begun}*") if path.is_file())


def _write_over(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | _NO_FOLLOW)
    try:
        status = os.fstat(descriptor)
        rest = status.st_size if status.st_nlink == 1 else 0
        while rest > 0:
            rest -= os.write(descriptor, _PIECE[:rest])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, fault: OSError, on_disk: str) -> CannotWrite:
    reason = (fault.strerror or str(fault)).lower()
    return CannotWrite(
        f"cannot be written: {reason}. {on_disk}",
        where=str(path),
        remedy="Check free space, permissions and the disk, then try again.",
    )


def _taken_back(descriptor: int, size: int) -> str:
    with suppress(OSError):
        os.ftruncate(descriptor, size)
        return worded(f"Nothing of it was kept; the {size} bytes stored before stand.")
    return worded(
        f"The {size} bytes stored before stand; an unfinished line after them is set aside at the next change."
    )


def _write_and_sync(descriptor: int, data: bytes) -> None:
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
