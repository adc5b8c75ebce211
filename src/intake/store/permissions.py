"""Whether others on this machine could read what is yours: folders are to be 0700, files 0600."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_DOORS = ("", "dossiers", "blobs", "keys")
_WRITTEN_BY_HAND = frozenset({"settings.yaml", "keymap.yaml", "questionnaires", "policies", "clauses", "plugins"})


def open_doors(home: Path) -> tuple[Path, ...]:
    """The folders of the home that others may enter or list: the home itself, and those with what is private."""
    return tuple(folder for folder in (home / door for door in _DOORS) if is_open(folder))


def open_files(home: Path) -> Iterator[Path]:
    """Everything in the home that others might read, but for what you write there by hand."""
    for path in sorted(home.rglob("*")):
        if path.relative_to(home).parts[0] not in _WRITTEN_BY_HAND and is_open(path):
            yield path


def is_open(path: Path) -> bool:
    """Whether others than its owner may do anything with it; never on systems without such permissions."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return os.name == "posix" and not stat.S_ISLNK(status.st_mode) and bool(stat.S_IMODE(status.st_mode) & 0o077)


def remedy(home: Path) -> str:
    """The command that closes the home to others."""
    return f"chmod -R go= {home}"
