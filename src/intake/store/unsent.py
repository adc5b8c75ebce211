"""What is being typed and was not given as an answer yet: kept beside the journal, so that a kill loses no more than a moment of it.

It is no part of the truth: a backup leaves it out, an erasure takes it along, and in a protected home it is sealed.
"""

from pathlib import Path

from intake import canonical
from intake.model.values import Json
from intake.store import durable
from intake.store.vault import Vault

FILE = "unsent"


class Unsent:
    """The one such file of a dossier."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        """In the folder of the dossier, whose key the vault has."""
        self.path = folder / FILE
        self._vault = vault

    def read(self) -> dict[str, Json]:
        """What was kept last; nothing where there is none, or none that can be understood: the answers stand without it."""
        try:
            raw = self.path.read_bytes()
            if not _is_plain(raw) and self._vault.begun:
                raw = self._vault.key_of(self.path.parent).open(raw, FILE)
            data = canonical.from_bytes(raw)
        except (FileNotFoundError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}

    def keep(self, data: dict[str, Json]) -> None:
        """Put this in place of what was kept before; nothing takes the file away. Raises CannotWrite."""
        if not data:
            if self.path.exists():
                durable.destroy(self.path)
        elif self.path.parent.is_dir():  # else the dossier was erased meanwhile
            durable.replace(self.path, self._kept(canonical.to_bytes(data)))

    def convert(self) -> None:
        """Seal it in a protected home, open it in another."""
        if self.path.exists() and _is_plain(self.path.read_bytes()) is self._vault.on:
            self.keep(self.read())

    @property
    def readable(self) -> bool:
        """Whether it can be read without a key."""
        return self.path.exists() and _is_plain(self.path.read_bytes())

    def _kept(self, data: bytes) -> bytes:
        return self._vault.key_of(self.path.parent, make=True).seal(data, FILE) if self._vault.on else data


def _is_plain(raw: bytes) -> bool:
    return raw.startswith(b'{"') and raw.endswith(b"}")
