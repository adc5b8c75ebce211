"""The encoding that signatures and certificates are written in (DER, X.690): an element made, and elements taken apart.

Enough to write our own containers and to take them apart again, in a fraction of the time that a general reader needs to load.
"""

OCTETS, SEQUENCE, SET, CONTEXT = 0x04, 0x30, 0x31, 0xA0
"""Tags: octets, a sequence, a set, and the first of those whose meaning depends on the place."""


def element(tag: int, *parts: bytes) -> bytes:
    """An element of DER with this content (X.690, 8.1 and 10.1)."""
    whole = b"".join(parts)
    length = len(whole)
    if length < 128:
        return bytes((tag, length)) + whole
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size, "big") + whole


def content(raw: bytes) -> bytes:
    """What an element holds."""
    start, end = head(raw, 0)
    return raw[start:end]


def inside(raw: bytes) -> list[bytes]:
    """The elements inside an element."""
    at, end = head(raw, 0)
    found: list[bytes] = []
    while at < end:
        _, after = head(raw, at)
        found.append(raw[at:after])
        at = after
    return found


def head(raw: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at a place begins, and where it ends."""
    if len(raw) < at + 2:
        raise ValueError("it is cut short")
    length, start = raw[at + 1], at + 2
    if length >= 0x80:
        start += length & 0x7F
        length = int.from_bytes(raw[at + 2 : start], "big") if start - at - 2 in (1, 2, 3) else len(raw)
    if start + length > len(raw):
        raise ValueError("it is cut short")
    return start, start + length
