"""One revision that was appended to a PDF, with every byte of it explained: objects, their table, and the end.

What a general reader would skip - bytes between objects, objects that no table names, comments, a second end - is an error
here, so nothing can lie hidden in a revision. The table may be a classic one, which most programs go on with where the file has one
(ISO 32000-1, 7.5.6), or a packed one, with packed objects. ValueError says what does not fit.
"""

import re
from collections.abc import Mapping

from intake.frugal import dataclass
from intake.signing import packed
from intake.signing.pdf_values import Reference, Stream, Value, read_object, read_value, skip_space

_OBJECT = re.compile(rb"(\d{1,8}) ([01]) obj(?=[\0\t\n\f\r <\[(/])")
# A number alone, which may be the length of a stream.
_ALONE = re.compile(rb"(?<!\d)(\d{1,8}) 0 obj[\0\t\n\f\r ]+(\d{1,8})[\0\t\n\f\r ]+endobj")
_SECTION = re.compile(rb"(\d{1,8}) (\d{1,8})[ \r\n]*\n")
_ENTRY = re.compile(rb"(\d{10}) (0000[01]|65535) ([nf])(?:\r\n| \n| \r|\n)")
# iText names itself here, in every file that it writes.
_PROGRAM = rb"(?:[\r\n]+%iText(?:-Core)?-[\d.]{1,12}(?:-SNAPSHOT)?(?:-no registered products)?)?"
_END = re.compile(rb"[\0\t\n\f\r ]*" + _PROGRAM + rb"[\0\t\n\f\r ]*startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF")
_TRAILER = {"Size", "Root", "Info", "ID", "Prev"}


@dataclass(frozen=True, slots=True)
class Revision:
    """The objects of a revision by number, where each stands in the file (unless it is packed), and the trailer.

    `packages` are the numbers of what is only packing; `again` those that were given away and taken again (generation 1), at which
    no pointer leads any more; `end` is the place behind the end mark, `following` where more begins.
    """

    objects: Mapping[int, Value]
    spans: Mapping[int, tuple[int, int]]
    trailer: Mapping[str, Value]
    table: int
    packages: frozenset[int]
    again: frozenset[int]
    end: int
    following: int


def read_revision(file: bytes, start: int) -> Revision:
    """The one revision that begins at a place and ends with the file."""
    found = _read(file, start)
    _check_end(file, found)
    return found


def read_revisions(file: bytes, start: int) -> list[Revision]:
    """The revisions from a place to the end of the file, each of which goes on from the table of the one before."""
    found = [_read(file, start)]
    while found[-1].following < len(file):
        if not _OBJECT.match(file, found[-1].following):
            raise ValueError("something stands where the file must end")
        found.append(_read(file, found[-1].following))
        if found[-1].trailer.get("Prev") != found[-2].table:
            raise ValueError("a trailer leads elsewhere than to the revision before")
    _check_end(file, found[-1])
    return found


def _check_end(file: bytes, last: Revision) -> None:
    """An end of line may stand behind the last revision, and nothing else."""
    if len(file) - last.end > 2 or file[last.end :].strip(b"\r\n"):
        raise ValueError("something stands where the file must end")


def _read(file: bytes, start: int) -> Revision:
    objects: dict[int, Value] = {}
    spans: dict[int, tuple[int, int]] = {}
    at = skip_space(file, start)
    last, again, lengths = 0, set[int](), _lengths(file, start)
    while head := _OBJECT.match(file, at):
        last, begin = int(head[1]), at
        if last in objects:
            raise ValueError(f"object {last} stands twice in one revision")
        again |= {last} if head[2] == b"1" else set()
        objects[last], at = read_object(file, head.end(), lengths)
        at = skip_space(file, at)
        if not file.startswith(b"endobj", at):
            raise ValueError(f"object {last} does not end where it should")
        spans[last] = (begin, at + len(b"endobj"))
        at = skip_space(file, at + len(b"endobj"))
    if wrong := [number for number in lengths_in(objects) if objects.get(number) != lengths[number]]:
        raise ValueError(f"object {wrong[0]} is not the length that it is said to be")
    packages = frozenset[int]()
    if isinstance(table := objects.get(last), Stream) and packed.is_table(table):
        place, behind = spans.pop(last)
        del objects[last]
        if again:
            raise ValueError("a packed table names an object of a later generation")
        packages, trailer = _packed(packed.read_table(table), objects, spans, (last, place))
        packages |= {last}
    else:
        place = at
        offsets, behind = _table(file, at)
        if offsets != {number: (span[0], number in again) for number, span in spans.items()}:
            raise ValueError("the table of objects names others than there are")
        read, behind = read_value(file, behind)
        trailer = read if isinstance(read, dict) else {"": read}
    if not trailer.keys() <= _TRAILER:
        raise ValueError("the trailer holds what no signature needs")
    end = _END.match(file, behind)
    if end is None or int(end[1]) != place:
        raise ValueError("something stands where the file must end")
    return Revision(objects, spans, trailer, place, packages, frozenset(again), end.end(), skip_space(file, end.end()))


def _packed(
    table: packed.Table, objects: dict[int, Value], spans: dict[int, tuple[int, int]], own: tuple[int, int]
) -> tuple[frozenset[int], Mapping[str, Value]]:
    """Takes the packed objects out of their streams; the numbers of the streams, and the trailer."""
    if {own[0]: own[1], **table.offsets} != {number: span[0] for number, span in spans.items()} | {own[0]: own[1]}:
        raise ValueError("the table of objects names others than there are")
    packages = frozenset(number for number, value in objects.items() if packed.holds_objects(value))
    places: dict[int, tuple[int, int]] = {}
    for package in sorted(packages):
        stream = objects.pop(package)
        del spans[package]
        for index, (number, value) in enumerate(packed.read_objects(stream) if isinstance(stream, Stream) else ()):
            if number in objects or number in packages or number == own[0]:
                raise ValueError(f"object {number} stands twice in one revision")
            objects[number], places[number] = value, (package, index)
    if places != table.places:
        raise ValueError("the table of objects names others than there are")
    return packages, table.trailer


def lengths_in(objects: Mapping[int, Value]) -> set[int]:
    """The numbers of the objects that are lengths of streams among these."""
    said = (value.entries.get("Length") for value in objects.values() if isinstance(value, Stream))
    return {length.number for length in said if isinstance(length, Reference)}


def _lengths(file: bytes, start: int) -> Mapping[int, int]:
    """What look like numbers alone from a place on; whether they are, is known once the streams were read with them."""
    found: dict[int, int] = {}
    for each in _ALONE.finditer(file, start):
        found.setdefault(int(each[1]), int(each[2]))
    return found


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


def _table(file: bytes, at: int) -> tuple[dict[int, tuple[int, bool]], int]:
    """The offset of each object in use and whether its number was taken again, and the place behind `trailer`."""
    head = re.compile(rb"xref[ \r]*\n").match(file, at)
    if head is None:
        raise ValueError("something stands among the objects, or the table of objects is missing")
    at, found = head.end(), dict[int, tuple[int, bool]]()
    while section := _SECTION.match(file, at):
        at = section.end()
        for number in range(int(section[1]), int(section[1]) + int(section[2])):
            entry = _ENTRY.match(file, at)
            if entry is None or (entry[3] == b"f") != (number == 0) or number in found:
                raise ValueError("the table of objects is damaged, or strikes an object out")
            if number:
                found[number] = int(entry[1]), bool(int(entry[2]))
            at = entry.end()
    if not file.startswith(b"trailer", at):
        raise ValueError("the table of objects has no trailer behind it")
    return found, at + len(b"trailer")
