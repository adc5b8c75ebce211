"""The file behind one watch list: arrays in the order in which they are read, opened without reading any of them.

    8 bytes       MAGIC
    4 bytes       length of the header, little-endian
    header        JSON: format, folding, list, date, digests, counts, CRC-32 of all sections, and of each section its offset and length in bytes
    sections      arrays of little-endian numbers, unsigned of 32 bits or (d) floating of 64 (f: 32), and blobs of UTF-8 text

A file whose format or folding is another is refused with the reason, and built anew from its source files.
"""

import json
import mmap
import sys
from array import array
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from zlib import crc32

from intake.errors import CannotTell
from intake.frugal import dataclass
from intake.screening.folding import FOLDING

MAGIC = b"INTAKEWL"
FORMAT = 3
_PAGE = 8
_CHECKED_AT_ONCE = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sections:
    """The opened file: what its header says, its arrays and its blobs by name."""

    header: Mapping[str, object]
    arrays: Mapping[str, memoryview]
    blobs: Mapping[str, memoryview]


def write(
    path: Path,
    header: Mapping[str, object],
    arrays: Mapping[str, "array[int] | array[float]"],
    blobs: Mapping[str, bytes | bytearray],
) -> None:
    """Writes the whole file, one section after the other."""
    parts = {name: memoryview(part).cast("B") for name, part in (*arrays.items(), *blobs.items())}
    places, offset, check = {}, 0, 0
    for name, part in parts.items():
        places[name] = (offset, len(part))
        offset += len(part) + _gap(part)
        check = crc32(bytes(_gap(part)), crc32(part, check))
    whole = {
        **header,
        "crc32": check,
        "format": FORMAT,
        "folding": FOLDING,
        "arrays": {name: part.typecode for name, part in arrays.items()},
        "blobs": [*blobs],
        "places": places,
    }
    head = json.dumps(whole, sort_keys=True).encode()
    head += b" " * (-(len(MAGIC) + 4 + len(head)) % _PAGE)
    with path.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(4, "little") + head)
        for part in parts.values():
            file.write(part)
            file.write(bytes(_gap(part)))


def _gap(part: memoryview) -> int:
    return -len(part) % _PAGE


def read(path: Path, *, check: bool = False) -> Sections:
    """The file, mapped into memory; CannotTell where it is damaged, or written in another format or by another folding.

    A file far larger than any list of today is held against its check sum only if `check` asks for it.
    """
    with path.open("rb") as file:
        try:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError:
            data = memoryview(b"")
    try:
        return parse(data, check=check or len(data) <= _CHECKED_AT_ONCE)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CannotTell(
            f"the index of a watch list cannot be read: {fault}",
            where=str(path),
            remedy="Build it again: intake lists update, or intake lists import.",
        ) from fault


def parse(data: memoryview, *, check: bool = True) -> Sections:
    """What stands in the bytes of such a file; ValueError, KeyError, TypeError or AttributeError where it is damaged."""
    start = len(MAGIC) + 4
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError("it is damaged")
    length = int.from_bytes(data[len(MAGIC) : start], "little")
    header = json.loads(bytes(data[start : start + length]))
    if (header["format"], header["folding"]) != (FORMAT, FOLDING) or sys.byteorder != "little":
        raise ValueError("it was built by another version")
    body = data[start + length :]
    if check and crc32(body) != header["crc32"]:
        raise ValueError("it is damaged")
    if any(offset + size > len(body) for offset, size in header["places"].values()):
        raise ValueError("it is cut off")
    parts = {name: body[offset : offset + size] for name, (offset, size) in header["places"].items()}
    return Sections(
        MappingProxyType(header),
        {name: parts[name].cast(code) for name, code in header["arrays"].items()},
        {name: parts[name] for name in header["blobs"]},
    )
