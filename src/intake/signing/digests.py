"""Digests for signatures, by the library that checks the signatures: Python's own would load a second OpenSSL beside it."""


def sha256(*parts: bytes) -> bytes:
    """The SHA-256 (FIPS 180-4) of the parts, one after the other."""
    from cryptography.hazmat.primitives.hashes import SHA256, Hash

    found = Hash(SHA256())
    for part in parts:
        found.update(part)
    return found.finalize()


def sha256_of_each(beginning: bytes, *endings: bytes) -> list[bytes]:
    """The SHA-256 of what begins alike, once for each way to end; the beginning is read once."""
    from cryptography.hazmat.primitives.hashes import SHA256, Hash

    begun = Hash(SHA256())
    begun.update(beginning)
    found = []
    for ending in endings:
        whole = begun.copy()
        whole.update(ending)
        found.append(whole.finalize())
    return found


def sha512(data: bytes) -> bytes:
    """The SHA-512 of the data."""
    from cryptography.hazmat.primitives.hashes import SHA512, Hash

    found = Hash(SHA512())
    found.update(data)
    return found.finalize()


def named(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the data, as `canonical.digest` names it."""
    return f"sha256:{sha256(data).hex()}"
