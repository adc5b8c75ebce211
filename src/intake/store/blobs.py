"""Stored files, named by what is in them: evidence, the very questionnaire and policy, signed documents."""

import hashlib
from pathlib import Path

from intake.errors import NotFound
from intake.store import durable


class Blobs:
    """A folder of files by the SHA-256 of their bytes; one that was altered is never given out."""

    def __init__(self, folder: Path) -> None:
        """Over that folder, made by the first `put`."""
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hexadecimal; when this returns they are on disk."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if _read(path) != data:
            durable.make_folder(path.parent)
            durable.replace(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that SHA-256 (with or without `sha256:` before it); NotFound where they are missing or altered."""
        wanted = sha256.removeprefix("sha256:")
        data = _read(self._path(wanted)) if len(wanted) == 64 and wanted.isalnum() else None
        if data is None or hashlib.sha256(data).hexdigest() != wanted:
            raise NotFound(
                f"the stored file {wanted:.12} is {'missing' if data is None else 'altered'}",
                where=str(self._folder),
                remedy="Restore it from a backup.",
            )
        return data

    def drop(self, sha256: str) -> None:
        """Remove the bytes of that SHA-256; nothing happens where there are none. CannotWrite where the disk refuses."""
        path = self._path(sha256)
        with durable.writing(path):
            if path.exists():
                path.unlink()
                durable.sync_folder(path.parent)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
