"""Reading a PDF as our printer writes it, and no other: one table of objects, one page tree, nothing hidden.

A general PDF reader repairs and guesses, which is how altered files pass; this one refuses. ValueError says why. What has a form
of its own is taken apart, written again from its parts and compared: patterns take longer to compile than a file takes to read.
"""

import zlib
from collections.abc import Mapping

from intake.frugal import dataclass
from intake.locale import worded

_START, _EOF = b"startxref\n", b"\n%%EOF"
_MOST_DIGITS = 10  # of an offset, as in the table
_ENTRY_LENGTH = 20
_AS_ZERO = bytes.maketrans(b"123456789", b"000000000")
_ENTRIES = {b"0000000000 00000 n", b"0000000000 00000 f"}
"""What stands on a line of the table, with every digit as a zero (ISO 32000-1, 7.5.4)."""
_FILES, _PACKED, _STREAM = b"/EmbeddedFiles<</Names[", b"/Filter/FlateDecode", b">>>>\nstream\n"
_LONGEST_HEAD = 1000  # bytes before an attached file; ours have a tenth of that
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
        start, table, end = _first_end(raw)
        if end != len(raw):
            raise ValueError(worded("this is not a brief as `intake` prints it"))
        return cls._read(raw, start, table)

    @classmethod
    def before_update(cls, file: bytes) -> "Printed":
        """The printed PDF that a certified file begins with."""
        start, table, end = _first_end(file)
        return cls._read(file[:end], start, table)

    @classmethod
    def _read(cls, raw: bytes, end: int, table: int) -> "Printed":
        if not raw.startswith(b"%PDF-1.7\n"):
            raise ValueError(worded("this is not a brief as `intake` prints it"))
        begin = raw.rfind(b"trailer\n", 0, end)
        if begin < 0:
            raise ValueError(worded("the end of the printed brief is damaged"))
        trailer, size, root, info = _trailer(raw[begin:end])
        offsets = _offsets(raw, table, size, begin)
        pages = _number(_object(raw, offsets, root), b"<</Type/Catalog/Pages ", b" 0 R")
        tree = _object(raw, offsets, pages)
        first = _number(tree, b"/Kids[", b" 0 R")
        if not tree.startswith(b"<</Type/Pages/Count "):
            raise ValueError(worded("the printed brief is not built as `intake` builds it"))
        return cls(raw, offsets, table, trailer, root, first, size, info)

    def object(self, number: int) -> bytes:
        """The text of a dictionary object."""
        return _object(self.raw, self.offsets, number)

    def printer(self) -> str:
        """Which layout was printed by which program."""
        import re

        found = re.search(rb"/Keywords\(([^()\\]*)\)/Author.*/Creator\(([^()\\]*)\)", self.object(self.info))
        return " ".join(part.decode("ascii", "replace") for part in found.groups()) if found else "an unknown program"

    def attachments(self) -> dict[str, bytes]:
        """The attached files by name."""
        root = self.object(self.root)
        if _FILES not in root:
            return {}
        *listed, rest = _between(root, _FILES, b"]>>").split(b" 0 R")
        found = {}
        for each in listed:
            name, _, number = each[1:].partition(b")")
            if each[:1] != b"(" or not {*b"(\\"}.isdisjoint(name) or not number.isdigit() or rest:
                raise ValueError(worded("the attached files are not listed as `intake` lists them"))
            found[name.decode("ascii")] = self._attachment(int(number))
        return found

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
        start = _start(self.raw, self.offsets, _number(self.object(number), b"/EF<</F ", b" 0 R/"))
        head, begun, _ = self.raw[start : start + _LONGEST_HEAD].partition(_STREAM)
        length, size = _number(head, b"<</Length ", b"/"), _number(head, b"/Params<</Size ", b"/")
        kind, packed = _between(head, b"/Subtype/", b"/"), _PACKED if _PACKED in head else b""
        form = b"<</Length %d/Type/EmbeddedFile%b/Subtype/%b/Params<</Size %d/" % (length, packed, kind, size)
        brackets = head.count(b"<"), head.count(b">")
        if not begun or not head.startswith(form) or brackets != (4, 0) or size > _LARGEST:
            raise ValueError(worded("an attached file is damaged"))
        begin = start + len(head + _STREAM)
        stream = self.raw[begin : begin + length]
        found = _inflated(stream) if packed else stream
        if len(found) != size:
            raise ValueError(worded("an attached file is cut short"))
        return found


def _first_end(file: bytes) -> tuple[int, int, int]:
    """The first end of a file among these bytes: where it begins, where the table of objects is, and where it is over."""
    at = file.find(_START)
    while at >= 0:
        begin = at + len(_START)
        digits, ended, _ = file[begin : begin + _MOST_DIGITS + len(_EOF)].partition(_EOF)
        if ended and digits.isdigit():
            return at, int(digits), begin + len(digits) + len(_EOF)
        at = file.find(_START, at + 1)
    raise ValueError(worded("this is not a PDF that `intake` wrote"))


def _trailer(text: bytes) -> tuple[bytes, int, int, int]:
    """What stands in the trailer; and of that the number of objects, and which are the root and what is said of the document."""
    size, root = _number(text, b"/Size ", b"/"), _number(text, b"/Root ", b" 0 R/")
    info, names = _number(text, b"/Info ", b" 0 R/"), _between(text, b"/ID[(", b")]>>")
    trailer = b"<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%b)]" % (size, root, info, names)
    if text != b"trailer\n%b>>\n" % trailer or names.count(b"(") != 1 or names.count(b")") != 1 or b")(" not in names:
        raise ValueError(worded("the end of the printed brief is damaged"))
    return trailer, size, root, info


def _offsets(raw: bytes, table: int, size: int, end: int) -> tuple[int, ...]:
    head = b"xref\n0 %d\n" % size
    start = table + len(head)
    *lines, rest = raw[start:end].translate(_AS_ZERO).split(b"\r\n")
    if not raw.startswith(head, table) or end - start != _ENTRY_LENGTH * size or rest or not _ENTRIES.issuperset(lines):
        raise ValueError(worded("the table of objects is damaged"))
    return tuple(map(int, raw[start:end].split()[::3]))


def _object(raw: bytes, offsets: tuple[int, ...], number: int) -> bytes:
    start = _start(raw, offsets, number)
    return raw[start : raw.index(b"\nendobj", start)]


def _start(raw: bytes, offsets: tuple[int, ...], number: int) -> int:
    """Where an object begins, after its number."""
    head = b"%d 0 obj\n" % number
    if number >= len(offsets) or not raw.startswith(head, offsets[number]):
        raise ValueError(worded(f"object {number} is not where the table says"))
    return offsets[number] + len(head)


def _between(text: bytes, before: bytes, after: bytes) -> bytes:
    """What stands between the first of the one and the next of the other."""
    _, begun, rest = text.partition(before)
    found, ended, _ = rest.partition(after)
    if not begun or not ended:
        raise ValueError(worded("the printed brief is not built as `intake` builds it"))
    return found


def _number(text: bytes, before: bytes, after: bytes) -> int:
    digits = _between(text, before, after)
    if not digits.isdigit():
        raise ValueError(worded("the printed brief is not built as `intake` builds it"))
    return int(digits)


def _inflated(stream: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(stream, _LARGEST)
    except zlib.error as fault:
        raise ValueError(worded("an attached file is damaged")) from fault
