"""SHA-256 of what is short, without OpenSSL, which takes longer to load than all the digests of a start take."""

try:
    # As the standard library's `random` does; these are hashlib's own stand-ins where there is no OpenSSL.
    from _sha256 import sha256 as _short  # type: ignore[import-not-found]
except ImportError:  # Python 3.12 calls it otherwise
    try:
        from _sha2 import sha256 as _short  # type: ignore[import-not-found]
    except ImportError:  # a Python built without them
        from hashlib import sha256 as _short

_LONG = 256 * 1024
"""From so many bytes on, OpenSSL makes up for being loaded."""


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hexadecimal digits."""
    if len(data) < _LONG:
        short: str = _short(data).hexdigest()
        return short
    import hashlib

    return hashlib.sha256(data).hexdigest()
