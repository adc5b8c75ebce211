"""Sealing bytes with a key, so that nobody without it can read them, or change them unseen.

ChaCha20-Poly1305 (RFC 8439) with a random nonce before what it sealed; a passphrase becomes a key by scrypt (RFC 7914).
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

COST = 2**15
"""Of scrypt: 32 MiB of memory, thrice over, as OWASP advises (Password Storage Cheat Sheet)."""
_BYTES = 32
_NONCE_BYTES = 12


class Key:
    """One key. What it sealed for one `place` cannot be opened as if it lay in another."""

    def __init__(self, secret: bytes) -> None:
        """Of 32 bytes."""
        self.secret = secret
        self._cipher = _cipher(secret)

    def seal(self, data: bytes, place: str) -> bytes:
        """The data, sealed: 28 bytes longer."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The data; ValueError where it was sealed with another key, for another place, or altered."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError) as fault:  # the latter where there is no whole nonce
            raise ValueError("was altered after it was sealed, or sealed with another key") from fault


def new_secret() -> bytes:
    """The bytes of a new key."""
    return os.urandom(_BYTES)


def stretched(passphrase: bytes, salt: bytes, cost: int) -> Key:
    """The key that a passphrase stands for; `cost` is made high on purpose, so that guessing is slow."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Key(Scrypt(salt, length=_BYTES, n=cost, r=8, p=3).derive(passphrase))


def _cipher(secret: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(secret)
