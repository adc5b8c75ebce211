"""Writing a file so that it is there whole or not at all."""

import os
from pathlib import Path

from intake.errors import CannotWrite


def make_folder(folder: Path, *, mode: int = 0o755) -> None:
    """Make the folder and those above it with this mode; CannotWrite where a link stands in its place or it cannot be made."""
    if folder.is_symlink():
        raise CannotWrite("a symbolic link stands in place of the folder", where=str(folder), remedy="Remove the link.")
    if not folder.parent.exists():
        make_folder(folder.parent, mode=mode)
    try:
        folder.mkdir(exist_ok=True, mode=mode)
    except OSError as fault:
        raise _cannot(folder, fault) from fault


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put the content under that name in one step, on disk before this returns; CannotWrite leaves the old file."""
    if path.is_symlink():
        raise CannotWrite("a symbolic link stands in place of the file", where=str(path), remedy="Remove the link.")
    try:
        _replace(path, content, mode)
    except OSError as fault:
        raise _cannot(path, fault) from fault


def _replace(path: Path, content: bytes, mode: int) -> None:
    import tempfile

    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), mode)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot(path: Path, fault: OSError) -> CannotWrite:
    return CannotWrite(
        fault.strerror or str(fault),
        where=str(path),
        remedy="Free some space or choose a folder that you may write to.",
    )
