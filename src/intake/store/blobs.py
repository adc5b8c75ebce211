"""Stored files, named by what is in them: evidence, the very questionnaire and policy, signed documents.

In a protected home they are sealed with its key; their names are of what is in them, as everywhere.
"""

from pathlib import Path

from intake.digests import sha256_hex
from intake.errors import NotFound
from intake.store import durable
from intake.store.vault import Vault


class Blobs:
    """A folder of files by the SHA-256 of their bytes; one that was altered is never given out."""

    def __init__(self, folder: Path, vault: Vault | None = None) -> None:
        """Over that folder, made by the first `put`; the vault keeps the key of what is sealed."""
        self._folder = folder
        self._vault = vault or Vault(folder.parent)

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hexadecimal; when this returns they are on disk."""
        sha256 = sha256_hex(data)
        path = self._path(sha256)
        if self.read(sha256) != data:
            durable.make_folder(path.parent)
            durable.replace(path, self._vault.key.seal(data, sha256) if self._vault.on else data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256 (with or without `sha256:` before it); NotFound where they are missing or altered."""
        wanted = sha256.removeprefix("sha256:")
        data = self.read(wanted) if len(wanted) == 64 and wanted.isalnum() else None
        if data is None or sha256_hex(data) != wanted:
            raise NotFound(
                f"the stored file {wanted:.12} is {'missing' if data is None else 'altered'}",
                where=str(self._folder),
                remedy="Restore it from a backup.",
            )
        return data

    def drop(self, sha256: str) -> None:
        """Destroy the bytes of that SHA-256; nothing happens where there are none. CannotWrite where the disk refuses."""
        durable.destroy(self._path(sha256))

    def convert(self) -> tuple[str, ...]:
        """Seal what is plain in a protected home, open what is sealed in another; what can be neither, by its digest."""
        left: list[str] = []
        for path in sorted(self._folder.glob("*/*")):
            raw, data, sealing = path.read_bytes(), self.read(path.name), self._vault.on
            if data is None or sha256_hex(data) != path.name:
                left.append(path.name)
            elif (raw == data) is sealing:
                durable.replace(path, self._vault.key.seal(data, path.name) if sealing else data)
        return tuple(left)

    def plain(self) -> tuple[str, ...]:
        """The files that can be read without a key, by their digest."""
        return tuple(path.name for path in sorted(self._folder.glob("*/*")) if _is_plain(path.read_bytes(), path.name))

    def read(self, sha256: str) -> bytes | None:
        """What the file of that name holds, be it what the name says or not; None where there is none."""
        try:
            raw = self._path(sha256).read_bytes()
        except FileNotFoundError:
            return None
        if not self._vault.begun or _is_plain(raw, sha256):
            return raw
        try:
            return self._vault.key.open(raw, sha256)
        except ValueError:
            return raw

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _is_plain(raw: bytes, sha256: str) -> bool:
    return sha256_hex(raw) == sha256
