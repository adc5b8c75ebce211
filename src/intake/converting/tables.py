"""Reads the sheets of a workbook (.xlsx) or of a table (.csv) as text, with bounds that no file can get past.

A workbook is an archive from a stranger: its parts are counted and measured before any is unpacked, and a part that
declares a document type, and so could define entities, is refused.
"""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping

from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass, field

MOST_BYTES = 4 * 1024 * 1024
MOST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS, MOST_SHEETS = 300, 8
MOST_ROWS, MOST_COLUMNS = 5_000, 200
_MOST_CHARACTERS = 20_000
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its cells by heading, and where it stands; cells without text are absent."""

    cells: Mapping[str, str]
    file: str
    line: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def text(self, *headings: str) -> str:
        """The text of the first of these columns that has one."""
        return next((self.cells[heading] for heading in headings if heading in self.cells), "")

    def place(self, *headings: str) -> Place:
        """Where the first of these cells stands: row and cell; the row where there is none."""
        heading = next((heading for heading in headings if heading in self.cells), "")
        return Place(self.file, self.line, self.columns.get(heading, 1))


def read_sheets(raw: bytes, name: str, wanted: tuple[str, ...]) -> dict[str, list[Row]]:
    """The rows of the wanted sheets, named in lower case; BadFile where the file is none, or larger than is read."""
    start = Place(name, 1, 1)
    if len(raw) > MOST_BYTES:
        raise BadFile([Fault(start, f"the file has {len(raw):,} bytes", f"at most {MOST_BYTES:,} are read")])
    if raw[:2] != b"PK":
        return _tables(_csv_sheets(raw, name), name, in_sheets=False)
    _refuse_bombs(raw, start)
    try:
        return _tables(_workbook_sheets(raw, wanted), name, in_sheets=True)
    except _DAMAGED as fault:
        raise BadFile([Fault(start, f"not a workbook that can be read: {fault!s:.100}", "save it as .xlsx")]) from fault


def _refuse_bombs(raw: bytes, start: Place) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                what = f"the workbook unpacks to {len(parts):,} parts of {unpacked:,} bytes"
                raise BadFile([Fault(start, what, f"at most {MOST_PARTS} and {MOST_UNPACKED:,} are read")])
            for part in parts:
                # Without its zero bytes a text in UTF-16 reads like one in ASCII.
                if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                    raise BadFile([Fault(start, f"'{part.filename:.80}' declares a document type")])
    except _DAMAGED as fault:
        raise BadFile([Fault(start, f"not a workbook that can be read: {fault!s:.100}", "save it as .xlsx")]) from fault


def _workbook_sheets(raw: bytes, wanted: tuple[str, ...]) -> Iterator[tuple[str, Iterable[tuple[int, list[str]]]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about decorations that do not concern us
        workbook = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        try:
            for sheet in [sheet for sheet in workbook.worksheets if sheet.title.strip().lower() in wanted][
                :MOST_SHEETS
            ]:
                rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
                yield sheet.title, [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
        finally:
            workbook.close()


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()[:_MOST_CHARACTERS]


def _csv_sheets(raw: bytes, name: str) -> Iterator[tuple[str, Iterable[tuple[int, list[str]]]]]:
    """Sheets below each other: the name of a sheet stands in the first cell of a row of its own."""
    sheets: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] = []
    for line, cells in csv_rows(raw, name):
        if cells[0]:
            current = sheets.setdefault(cells[0], [])
        if any(cells[1:]):
            current.append((line, ["", *cells[1 : MOST_COLUMNS + 1]]))
    yield from sheets.items()


def csv_rows(raw: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the line on which each starts; cells parted by commas, semicolons or tabs."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise BadFile([Fault(Place(name, line, 1), "not UTF-8 text", "save the file as UTF-8")]) from fault
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS or line > MOST_ROWS * 20:
                raise BadFile([Fault(Place(name, line, 1), "more rows or columns than are read")])
            if any(cells):
                yield line, [cell.strip()[:_MOST_CHARACTERS] for cell in cells]
            line = reader.line_num + 1
    except csv.Error as fault:
        raise BadFile([Fault(Place(name, line, 1), f"not a table: {fault}")]) from fault


def _tables(
    sheets: Iterable[tuple[str, Iterable[tuple[int, list[str]]]]], name: str, *, in_sheets: bool
) -> dict[str, list[Row]]:
    """The rows of each sheet under the headings of its first row with any."""
    found: dict[str, list[Row]] = {}
    for title, rows in sheets:
        file = f"{name}[{title}]" if in_sheets else name
        filled = [(line, cells) for line, cells in rows if any(cells)]
        if len(filled) > MOST_ROWS:
            raise BadFile([Fault(Place(file, MOST_ROWS, 1), "more rows than are read", f"at most {MOST_ROWS:,}")])
        headings = [" ".join(cell.split()) for cell in filled[0][1]] if filled else []
        columns = {heading: number for number, heading in enumerate(headings, 1) if heading}
        found[title.strip().lower()] = [
            Row({h: cell for h, cell in zip(headings, cells, strict=False) if h and cell}, file, line, columns)
            for line, cells in filled[1:]
        ]
    return found
