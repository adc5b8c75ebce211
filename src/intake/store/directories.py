"""Directories that are the same whoever is asked about: the last answer of each, named once for all dossiers of a home.

Only what was received is noted here; the bodies are stored files like all others. So the file may be lost, or name a body
that is gone, and the directory is asked anew.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from intake import canonical
from intake.errors import CannotWrite
from intake.model.finding import Evidence
from intake.store import durable


class Directories:
    """The last answers of directories, kept in one file, recorded ones beside those of the network."""

    def __init__(self, path: Path) -> None:
        """Kept at `path`, made by the first `keep`."""
        self._path = path

    def kept(self, *, recorded: bool) -> tuple[Evidence, ...]:
        """The last answer of each directory; none where the file is missing or cannot be read."""
        return tuple(each for each in self._all() if each.recorded is recorded)

    def keep(self, received: Iterable[Evidence]) -> None:
        """Notes these answers in place of former ones; a disk that refuses costs a request next time, and nothing else."""
        known = {(each.asked, each.recorded): each for each in self._all()}
        latest = known | {(each.asked, each.recorded): each for each in received}
        if latest != known:
            with suppress(CannotWrite):
                durable.make_folder(self._path.parent)
                durable.replace(self._path, canonical.to_bytes([canonical.encode(each) for each in latest.values()]))

    def _all(self) -> tuple[Evidence, ...]:
        try:
            return canonical.decode(tuple[Evidence, ...], canonical.from_bytes(self._path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return ()
