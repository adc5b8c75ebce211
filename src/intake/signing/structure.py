"""Reading a PDF as our printer writes it, and no other: one table of objects, one page tree, nothing hidden.

A general PDF reader repairs and guesses, which is how altered files pass; this one refuses. ValueError says why.
"""

import re
import zlib
from collections.abc import Mapping

from intake.frugal import dataclass

_TRAILER = re.compile(rb"trailer\n(<</Size (\d+)/Root (\d+) 0 R/Info (\d+) 0 R/ID\[\([^()]*\)\([^()]*\)\])>>\n")
_START = b"startxref\n"
_END = re.compile(_START + rb"(\d+)\n%%EOF")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf]\r\n)*")
_ENTRY_LENGTH = 20
_PAGES = re.compile(rb"<</Type/Catalog/Pages (\d+) 0 R[/>]")
_FIRST = re.compile(rb"<</Type/Pages/Count \d+/Kids\[(\d+) 0 R[ \]]")
_FILES = re.compile(rb"/EmbeddedFiles<</Names\[([^\[\]]*)\]>>")
_NAMED = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")
_CONTENT = re.compile(rb"/EF<</F (\d+) 0 R/")
_STREAM = re.compile(
    rb"<</Length (\d+)/Type/EmbeddedFile(/Filter/FlateDecode)?/Subtype/[^/<>]+/Params<</Size (\d+)/[^<>]*>>>>\nstream\n"
)
_LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as printed: `root` and `first_page` are object numbers, `size` the first that is free."""

    raw: bytes
    offsets: tuple[int, ...]
    table: int
    trailer: bytes
    root: int
    first_page: int
    size: int
    info: int

    @classmethod
    def read(cls, raw: bytes) -> "Printed":
        """The structure of a printed PDF."""
        end = _first_end(raw)
        if end is None or end.end() != len(raw):
            raise ValueError("this is not a brief as `intake` prints it")
        return cls._read(raw, end)

    @classmethod
    def _read(cls, raw: bytes, end: re.Match[bytes]) -> "Printed":
        if not raw.startswith(b"%PDF-1.7\n"):
            raise ValueError("this is not a brief as `intake` prints it")
        table = int(end[1])
        trailer = _TRAILER.fullmatch(raw, raw.rfind(b"trailer\n"), end.start())
        if trailer is None:
            raise ValueError("the end of the printed brief is damaged")
        size, root = int(trailer[2]), int(trailer[3])
        offsets = _offsets(raw, table, size, trailer.start())
        pages = _number(_PAGES, _object(raw, offsets, root))
        first = _number(_FIRST, _object(raw, offsets, pages))
        return cls(raw, offsets, table, trailer[1], root, first, size, int(trailer[4]))

    @classmethod
    def before_update(cls, file: bytes) -> "Printed":
        """The printed PDF that a certified file begins with."""
        end = _first_end(file)
        if end is None:
            raise ValueError("this is not a PDF that `intake` wrote")
        return cls._read(file[: end.end()], end)

    def object(self, number: int) -> bytes:
        """The text of a dictionary object."""
        return _object(self.raw, self.offsets, number)

    def printer(self) -> str:
        """Which layout was printed by which program."""
        found = re.search(rb"/Keywords\(([^()\\]*)\)/Author.*/Creator\(([^()\\]*)\)", self.object(self.info))
        return " ".join(part.decode("ascii", "replace") for part in found.groups()) if found else "an unknown program"

    def attachments(self) -> dict[str, bytes]:
        """The attached files by name."""
        names = _FILES.search(self.object(self.root))
        listed = _NAMED.findall(names[1]) if names else []
        return {name.decode("ascii"): self._attachment(int(number)) for name, number in listed}

    def update(self, objects: Mapping[int, bytes]) -> bytes:
        """An incremental update with these objects (ISO 32000-1, 7.5.6), to be put after the printed PDF."""
        parts, offsets = [b"\n"], {}
        position = len(self.raw) + 1
        for number in sorted(objects):
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, objects[number]))
            offsets[number] = position
            position += len(parts[-1])
        parts.append(b"xref\n")
        parts += [b"%d 1\n%010d 00000 n\r\n" % (number, offset) for number, offset in offsets.items()]
        trailer = self.trailer.replace(b"/Size %d/" % self.size, b"/Size %d/" % (max(objects) + 1), 1)
        parts.append(b"trailer\n%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, self.table, position))
        return b"".join(parts)

    def _attachment(self, number: int) -> bytes:
        content = self.offsets[_number(_CONTENT, self.object(number))]
        start = self.raw.index(b"\n", content) + 1
        head = _STREAM.match(self.raw, start)
        if head is None or int(head[3]) > _LARGEST:
            raise ValueError("an attached file is damaged")
        stream = self.raw[head.end() : head.end() + int(head[1])]
        found = _inflated(stream) if head[2] else stream
        if len(found) != int(head[3]):
            raise ValueError("an attached file is cut short")
        return found


def _first_end(file: bytes) -> re.Match[bytes] | None:
    """The first end of a file among these bytes."""
    at = file.find(_START)
    while at >= 0:
        if found := _END.match(file, at):
            return found
        at = file.find(_START, at + 1)
    return None


def _offsets(raw: bytes, table: int, size: int, end: int) -> tuple[int, ...]:
    head = b"xref\n0 %d\n" % size
    start = table + len(head)
    if (
        not raw.startswith(head, table)
        or end - start != _ENTRY_LENGTH * size
        or not _ENTRIES.fullmatch(raw, start, end)
    ):
        raise ValueError("the table of objects is damaged")
    return tuple(map(int, raw[start:end].split()[::3]))


def _object(raw: bytes, offsets: tuple[int, ...], number: int) -> bytes:
    head = b"%d 0 obj\n" % number
    if number >= len(offsets) or not raw.startswith(head, offsets[number]):
        raise ValueError(f"object {number} is not where the table says")
    start = offsets[number] + len(head)
    return raw[start : raw.index(b"\nendobj", start)]


def _number(pattern: re.Pattern[bytes], text: bytes) -> int:
    match = pattern.search(text)
    if match is None:
        raise ValueError("the printed brief is not built as `intake` builds it")
    return int(match[1])


def _inflated(stream: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(stream, _LARGEST)
    except zlib.error as fault:
        raise ValueError("an attached file is damaged") from fault
