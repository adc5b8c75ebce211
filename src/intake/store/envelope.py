"""The envelope around a backup of a protected home: sealed piece by piece, and opened with the passphrase wherever it is.

It begins with how the key is sealed. Each piece says whether it is the last, so that a cut is noticed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from intake import canonical
from intake.store.sealing import Key
from intake.store.vault import Protection, Vault

MAGIC = b"intake: sealed backup/1\n"
_PIECE_BYTES = 2**20
_LARGEST_HEAD = 4096
_COUNT_BYTES = 4


class Sealing:
    """A file to write to; what is written lies sealed in the file below."""

    def __init__(self, file: BinaryIO, protection: Protection, key: Key) -> None:
        head = canonical.to_bytes(canonical.encode(protection))
        file.write(MAGIC + _counted(head))
        self._file = file
        self._key = key
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        """Take the data; it is on its way once a piece is full."""
        self._held += data
        while len(self._held) > _PIECE_BYTES:
            self._put(bytes(self._held[:_PIECE_BYTES]), last=False)
            del self._held[:_PIECE_BYTES]
        return len(data)

    def finish(self) -> None:
        """Write the last piece."""
        self._put(bytes(self._held), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(_counted(self._key.seal(piece, _place(self._number, last=last))))
        self._number += 1


class Opening:
    """A file to read from, once, from its beginning; ValueError where a piece was altered, moved or cut off."""

    def __init__(self, file: BinaryIO, vault: Vault) -> None:
        head = _next(file, _LARGEST_HEAD)
        if head is None:
            raise ValueError("it is cut off")
        self._key = vault.open(canonical.decode(Protection, canonical.from_bytes(head)))
        self._file = file
        self._following = _next(file)
        self._held = b""
        self._number = 0

    def read(self, size: int) -> bytes:
        """So many bytes, or what is left."""
        while len(self._held) < size and self._following is not None:
            sealed, self._following = self._following, _next(self._file)
            self._held += self._key.open(sealed, _place(self._number, last=self._following is None))
            self._number += 1
        taken, self._held = self._held[:size], self._held[size:]
        return taken


def is_sealed(path: Path) -> bool:
    """Whether the file begins as a sealed backup does."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def opened(path: Path, vault: Vault) -> Iterator[Opening]:
    """What is in the envelope; Refused without the right passphrase, ValueError where it is none."""
    with path.open("rb") as file:
        file.seek(len(MAGIC))
        yield Opening(file, vault)


def _place(number: int, *, last: bool) -> str:
    return f"backup, piece {number}{', the last' if last else ''}"


def _counted(data: bytes) -> bytes:
    return len(data).to_bytes(_COUNT_BYTES, "big") + data


def _next(file: BinaryIO, most: int = 2 * _PIECE_BYTES) -> bytes | None:
    count = file.read(_COUNT_BYTES)
    if not count:
        return None
    size = int.from_bytes(count, "big")
    data = file.read(size) if size <= most else b""
    if len(data) != size:
        raise ValueError("it is cut off or damaged")
    return data
