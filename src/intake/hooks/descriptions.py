"""Remembers what plugins said of themselves, under the digest of their files: a changed plugin is asked anew."""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from intake import __version__, canonical
from intake.frugal import dataclass
from intake.hooks import describing
from intake.hooks.admission import Refused, check_info
from intake.hooks.importing import Origin
from intake.hooks.source import SourceInfo


@dataclass(frozen=True, slots=True)
class Descriptions:
    """A folder with one file a description; without a folder nothing is remembered, and refusals never are.

    What is kept there is only ever what a plugin would say again. Each is checked like a fresh one.
    """

    folder: Path | None

    def key(self, origin: Origin, settings: Mapping[str, str]) -> str:
        """The digest of all that a description depends on: the plugin's files, its settings, this version, and Python."""
        if self.folder is None or not origin.places:
            return ""
        whole = hashlib.sha256(f"{__version__} {sys.version}".encode())
        try:
            whole.update(canonical.to_bytes([canonical.encode(origin), canonical.encode(settings)]))
            for name, content in _files(origin.places):
                whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
        except (OSError, ValueError):
            return ""
        return whole.hexdigest()

    def get(self, key: str) -> tuple[SourceInfo, ...]:
        """What was said under that key; nothing where it is not known."""
        if self.folder is None or not key:
            return ()
        try:
            data = canonical.from_bytes((self.folder / f"{key}.json").read_bytes())
            found = tuple(describing.from_json(info) for info in (data if isinstance(data, list) else [None]))
            for info in found:
                check_info(info)
        except (OSError, ValueError, Refused):
            return ()
        return found

    def put(self, key: str, infos: Sequence[SourceInfo]) -> None:
        """Remembers it, where the home is there already; what cannot be written is asked again next time."""
        if self.folder is None or not key or not self.folder.parent.is_dir():
            return
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(canonical.to_bytes([describing.to_json(info) for info in infos]))
            os.replace(file.name, self.folder / f"{key}.json")  # noqa: PTH105 - a name, not a path
        except OSError:
            return


def _files(places: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for place in map(Path, places):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield str(file), file.read_bytes()
