"""One revision that was appended to a PDF, with every byte of it explained: objects, their table, and the end.

What a general reader would skip - bytes between objects, objects that no table names, comments, a second end - is an error
here, so nothing can lie hidden in a revision. Only the classic table is read, which is what a file that has one must go on with
(ISO 32000-1, 7.5.6). ValueError says what does not fit.
"""

import re
from collections.abc import Mapping

from intake.frugal import dataclass
from intake.signing.pdf_values import Reference, Value, read_object, read_value, skip_space

_OBJECT = re.compile(rb"(\d{1,8}) 0 obj(?=[\0\t\n\f\r <\[(/])")
_SECTION = re.compile(rb"(\d{1,8}) (\d{1,8})[ \r\n]*\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?:\r\n| \n| \r|\n)")
_END = re.compile(rb"[\0\t\n\f\r ]*startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF[\r\n]{0,2}")
_TRAILER = {"Size", "Root", "Info", "ID", "Prev"}


@dataclass(frozen=True, slots=True)
class Revision:
    """The objects of a revision by number, where each stands in the file, and the trailer."""

    objects: Mapping[int, Value]
    spans: Mapping[int, tuple[int, int]]
    trailer: Mapping[str, Value]
    table: int


def read_revision(file: bytes, start: int) -> Revision:
    """The one revision that begins at a place and ends with the file."""
    objects: dict[int, Value] = {}
    spans: dict[int, tuple[int, int]] = {}
    at = skip_space(file, start)
    while head := _OBJECT.match(file, at):
        number, begin = int(head[1]), at
        if number in objects:
            raise ValueError(f"object {number} stands twice in one revision")
        objects[number], at = read_object(file, head.end())
        at = skip_space(file, at)
        if not file.startswith(b"endobj", at):
            raise ValueError(f"object {number} does not end where it should")
        spans[number] = (begin, at + len(b"endobj"))
        at = skip_space(file, at + len(b"endobj"))
    offsets, end = _table(file, at)
    if offsets != {number: span[0] for number, span in spans.items()}:
        raise ValueError("the table of objects names others than there are")
    trailer, end = read_value(file, end)
    if not isinstance(trailer, dict) or not trailer.keys() <= _TRAILER:
        raise ValueError("the trailer holds what no signature needs")
    last = _END.fullmatch(file, end)
    if last is None or int(last[1]) != at:
        raise ValueError("something stands where the file must end")
    return Revision(objects, spans, trailer, at)


def references(value: object) -> set[int]:
    """The numbers of all objects that a value points to."""
    match value:
        case Reference(number):
            return {number}
        case list():
            return {number for part in value for number in references(part)}
        case dict():
            return {number for part in value.values() for number in references(part)}
        case _:
            return references(dict(value.entries)) if hasattr(value, "entries") else set()


def _table(file: bytes, at: int) -> tuple[dict[int, int], int]:
    """The offset of each object in use, and the place behind `trailer`."""
    head = re.compile(rb"xref[ \r]*\n").match(file, at)
    if head is None:
        raise ValueError("something stands among the objects, or the table of objects is of a kind that is not read")
    at, found = head.end(), dict[int, int]()
    while section := _SECTION.match(file, at):
        at = section.end()
        for number in range(int(section[1]), int(section[1]) + int(section[2])):
            entry = _ENTRY.match(file, at)
            if entry is None or (entry[3] == b"f") != (number == 0) or number in found:
                raise ValueError("the table of objects is damaged, or strikes an object out")
            if number:
                found[number] = int(entry[1])
            at = entry.end()
    if not file.startswith(b"trailer", at):
        raise ValueError("the table of objects has no trailer behind it")
    return found, at + len(b"trailer")
