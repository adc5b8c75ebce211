"""Reads the rows of an official CSV file one after another, with their place, and joins those of one entry."""

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from os import SEEK_END
from pathlib import Path

from intake.errors import BadFile, Fault, Place
from intake.screening.entry import Entry

Row = Mapping[str, str]
_PART = 1 << 20


def fault(path: Path, line: int, what: str) -> BadFile:
    """The fault at a line of the file."""
    return BadFile([Fault(Place(str(path), line, 1), what)])


def rows(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line on which it ends; a byte order mark and the end mark of old systems left out."""
    _check_end(path)
    with path.open(encoding=_encoding(path), newline="") as file:
        reader = csv.reader(_whole(file), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                if row and row != ["\x1a"]:
                    yield reader.line_num, row
        except csv.Error as why:
            raise fault(path, reader.line_num, f"the row cannot be read: {why}") from why


def headed(path: Path, delimiter: str, needed: Sequence[str], *, skipped: int = 0) -> Iterator[tuple[int, Row]]:
    """The rows below the header by column, after so many lines before it; BadFile names the columns that are missing."""
    found = rows(path, delimiter)
    for _ in range(skipped):
        next(found, None)
    line, header = next(found, (1, []))
    if missing := [column for column in needed if column not in header]:
        raise fault(path, line, f"this is not the official file: no column {', '.join(missing)}")
    for line, row in found:
        if len(row) > len(header):
            raise fault(path, line, f"the row has {len(row)} fields, the header {len(header)}")
        # Some publishers leave out the empty fields at the end of a row.
        yield line, dict(zip_longest(header, (field.strip() for field in row), fillvalue=""))


def grouped(found: Iterator[tuple[int, Row]], column: str) -> Iterator[list[Row]]:
    """The rows of one entry together; they stand one after the other."""
    for _, group in groupby(found, key=lambda numbered: numbered[1][column]):
        yield [row for _, row in group]


def distinct(values: Iterator[str]) -> tuple[str, ...]:
    """What is not empty, each once, in its order."""
    return tuple(dict.fromkeys(value for value in values if value))


def merged(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, those of the same id that do not stand together joined at the end."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        former = seen.get(entry.id)
        seen[entry.id] = entry if former is None else _joined(former, entry)
    yield from seen.values()


def _joined(one: Entry, other: Entry) -> Entry:
    return Entry(
        one.id,
        one.kind,
        tuple(dict.fromkeys((*one.names, *other.names))),
        tuple(dict.fromkeys((*one.countries, *other.countries))),
        tuple(dict.fromkeys((*one.birth_dates, *other.birth_dates))),
        tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
        tuple(dict.fromkeys((*one.programmes, *other.programmes))),
    )


def _check_end(path: Path) -> None:
    with path.open("rb") as file:
        size = file.seek(0, SEEK_END)
        file.seek(max(0, size - 1))
        if file.read() not in (b"\n", b"\r", b"\x1a"):
            raise fault(path, 1, "the file is empty" if not size else "the file is cut off: its last line does not end")


def _encoding(path: Path) -> str:
    """UTF-8 if every byte is, else the code page that these publishers used before it; BadFile for what is no text."""
    decoder, encoding = getincrementaldecoder("utf-8")(), "utf-8-sig"
    with path.open("rb") as file:
        for part in iter(lambda: file.read(_PART), b""):
            if b"\0" in part:
                raise fault(path, 1, "this is no text file")
            try:
                decoder.decode(part)
            except UnicodeDecodeError:
                encoding = "cp1252"
    return encoding


def _whole(file: Iterator[str]) -> Iterator[str]:
    """The lines without the mark (0x1A) by which old systems end a file."""
    for line in file:
        if line.strip() != "\x1a":
            yield line
