"""What some programs pack into streams when they append to a PDF: the table of objects, and objects themselves (ISO 32000-1, 7.5.7, 7.5.8).

Read as strictly as what is not packed: every byte is explained, or ValueError says what does not fit.
"""

import re
import zlib
from collections.abc import Mapping

from intake.frugal import dataclass
from intake.signing.pdf_values import Name, Reference, Stream, Value, read_value, skip_space

_MOST_BYTES = 1024 * 1024
_TABLE = frozenset("Type Index W Length Filter DecodeParms".split())
_OBJECTS = frozenset("Type N First Length Filter DecodeParms".split())
_NUMBERS = re.compile(rb"\s*(\d{1,8})\s+(\d{1,8})(?=\s)")
_PNG, _UP = 10, 2
_FREE, _PLAIN, _PACKED = range(3)


@dataclass(frozen=True, slots=True)
class Table:
    """A packed table: where each object stands in the file, or in which stream at which place, and the rest of a trailer."""

    offsets: Mapping[int, int]
    places: Mapping[int, tuple[int, int]]
    trailer: Mapping[str, Value]


def is_table(value: Value) -> bool:
    """Whether an object is a packed table."""
    return isinstance(value, Stream) and value.entries.get("Type") == Name("XRef")


def holds_objects(value: Value) -> bool:
    """Whether an object is a stream of packed objects."""
    return isinstance(value, Stream) and value.entries.get("Type") == Name("ObjStm")


def read_table(stream: Stream) -> Table:
    """The table in a stream; no object may be struck out in it."""
    trailer = {key: value for key, value in stream.entries.items() if key not in _TABLE}
    widths = _numbers(stream.entries.get("W"), 3)
    size = _number(stream.entries.get("Size"))
    sections = _numbers(stream.entries.get("Index", [0, size]))
    rows, wide = _unpacked(stream), sum(widths)
    count = sum(sections[1::2])
    if len(sections) % 2 or not 0 < wide <= 16 or len(rows) != count * wide:
        raise ValueError("the table of objects is damaged")
    numbers = [n for first, many in zip(sections[::2], sections[1::2], strict=True) for n in range(first, first + many)]
    if len(set(numbers)) != count:
        raise ValueError("the table of objects names one of them twice")
    offsets, places = dict[int, int](), dict[int, tuple[int, int]]()
    for place, number in enumerate(numbers):
        kind, first, second = _row(rows[place * wide : (place + 1) * wide], widths)
        if kind == _PLAIN and not second:
            offsets[number] = first
        elif kind == _PACKED:
            places[number] = (first, second)
        elif kind != _FREE or number:
            raise ValueError("the table of objects is damaged, or strikes an object out")
    return Table(offsets, places, trailer)


def read_objects(stream: Stream) -> list[tuple[int, Value]]:
    """The packed objects with their numbers, in their order."""
    if not stream.entries.keys() <= _OBJECTS:
        raise ValueError("packed objects come with more than they need")
    raw, first = _unpacked(stream), _number(stream.entries.get("First"))
    at, heads = 0, list[tuple[int, int]]()
    for _ in range(min(_number(stream.entries.get("N")), first)):
        head = _NUMBERS.match(raw, at)
        if head is None:
            raise ValueError("the packed objects are damaged")
        heads.append((int(head[1]), first + int(head[2])))
        at = head.end()
    found = list[tuple[int, Value]]()
    for number, begin in heads:
        if begin != skip_space(raw, max(at, first)) or raw[at:first].strip():
            raise ValueError("something stands among the packed objects")
        value, at = read_value(raw, begin)
        if isinstance(value, Reference):
            raise ValueError("a packed object is none")
        found.append((number, value))
    if not found or skip_space(raw, at) != len(raw):
        raise ValueError("something stands among the packed objects")
    return found


def _unpacked(stream: Stream) -> bytes:
    packing, parameters = stream.entries.get("Filter"), stream.entries.get("DecodeParms", {})
    if packing is None:
        return stream.data
    if packing != Name("FlateDecode") or not isinstance(parameters, dict):
        raise ValueError("objects are packed in a way that is not read")
    unpacking = zlib.decompressobj()
    try:
        raw = unpacking.decompress(stream.data, _MOST_BYTES)
    except zlib.error as fault:
        raise ValueError("the packed objects are damaged") from fault
    if unpacking.unconsumed_tail or unpacking.unused_data.strip() or not unpacking.eof:
        raise ValueError("the packed objects are damaged")
    predictor = parameters.get("Predictor", 1)
    if predictor == 1:
        return raw
    if not isinstance(predictor, int) or predictor < _PNG or not parameters.keys() <= {"Predictor", "Columns"}:
        raise ValueError("objects are packed in a way that is not read")
    return _rows(raw, _number(parameters.get("Columns")))


def _rows(raw: bytes, columns: int) -> bytes:
    """Rows that give what differs from the row above (PNG, 9.2: none or up)."""
    above, found = bytes(columns), []
    if columns < 1 or len(raw) % (columns + 1):
        raise ValueError("the packed objects are damaged")
    for start in range(0, len(raw), columns + 1):
        kind, row = raw[start], raw[start + 1 : start + 1 + columns]
        if kind not in (0, _UP):
            raise ValueError("objects are packed in a way that is not read")
        above = bytes((a + b) & 0xFF for a, b in zip(above, row, strict=True)) if kind else row
        found.append(above)
    return b"".join(found)


def _row(row: bytes, widths: list[int]) -> tuple[int, int, int]:
    first, second = widths[0], widths[0] + widths[1]
    kind = int.from_bytes(row[:first], "big") if first else _PLAIN
    return kind, int.from_bytes(row[first:second], "big"), int.from_bytes(row[second:], "big")


def _numbers(value: Value | None, count: int | None = None) -> list[int]:
    numbers = [_number(part) for part in value] if isinstance(value, list) else []
    if not numbers or (count is not None and len(numbers) != count):
        raise ValueError("the table of objects is damaged")
    return numbers


def _number(value: Value | None) -> int:
    if not isinstance(value, int) or not 0 <= value < 10**8:
        raise ValueError("the table of objects is damaged")
    return value
