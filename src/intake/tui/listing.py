"""Your dossiers as lines of a list: what a line says, in which columns, in which order, and whether it matches a filter."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from intake.frugal import dataclass
from intake.locale import Words, marked
from intake.model.decision import Verdict
from intake.model.dossier import Stage
from intake.model.pending import Duty
from intake.tui import words
from intake.tui.words import text

if TYPE_CHECKING:
    from intake.store.catalogue import Row

DUTIES = {
    Duty.DELIVERY: marked("delivery"),
    Duty.ACCEPTANCE: marked("acceptance"),
    Duty.PAYMENT: marked("payment"),
    Duty.REVIEW: marked("review"),
    Duty.DELETION: marked("deletion"),
}
_GAP = 2
_LEAST_NAME = 16
_WIDE = 96
_STAGES, _VERDICTS = [*Stage], [*Verdict]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how many cells it takes, on how many cells of screen it is shown, what it sorts by."""

    id: str
    heading: str
    cells: int
    from_width: int
    key: "Callable[[Row], object]"
    falling: bool = False


def _rank(row: "Row") -> int:
    return _VERDICTS.index(row.verdict) if row.verdict else len(_VERDICTS)


def _due_day(row: "Row") -> date:
    return row.due.on if row.due else date.max


COLUMNS = (
    Column("name", marked("Client"), 0, 0, lambda row: row.name.casefold()),
    Column("stage", marked("Stage"), 12, 0, lambda row: _STAGES.index(row.stage)),
    Column("verdict", marked("Verdict"), 17, 0, _rank),
    Column("open", marked("Open"), 6, 72, lambda row: row.open_points, falling=True),
    Column("due", marked("Next due"), 12, 72, _due_day),
    Column("duty", "", 11, _WIDE, _due_day),
    Column("changed", marked("Changed"), 10, _WIDE, lambda row: row.updated_at, falling=True),
)
"""The columns from left to right; the name takes the room that is left. Each sorts the way one looks for things first."""


def named(name: str) -> Column:
    """The column of that id; the last change where there is none, so that a list begins with what was worked on."""
    return next((column for column in COLUMNS if column.id == name), COLUMNS[-1])


def after(column: Column) -> Column:
    """The next column one can sort by, after the last one the first."""
    sortable = [each for each in COLUMNS if each.heading]
    return sortable[(sortable.index(column) + 1) % len(sortable)]


def told(row: "Row", say: Words) -> str:
    """What a filter looks at: name, id, stage, verdict, and what is due; folded for comparing."""
    verdict = say(words.VERDICTS[row.verdict]) if row.verdict else ""
    due = f"{say(DUTIES[row.due.duty])} {row.due.on}" if row.due else ""
    return f"{row.name} {row.id} {say(words.STAGES[row.stage])} {verdict} {due}".casefold()


def ordered(rows: "Sequence[Row]", column: Column, *, turned: bool) -> "Sequence[Row]":
    """The rows, which come by their last change, by that column; `turned` the other way round."""
    if column is COLUMNS[-1] and not turned:
        return rows
    return sorted(rows, key=column.key, reverse=column.falling is not turned)  # type: ignore[arg-type]


def shown_columns(width: int) -> list[tuple[Column, int]]:
    """The columns for which there is room, each with its cells."""
    shown = [column for column in COLUMNS if width >= column.from_width]
    taken = sum(column.cells + _GAP for column in shown if column.cells)
    return [(column, column.cells or max(_LEAST_NAME, width - taken)) for column in shown]


def headings(width: int, by: Column, *, turned: bool, say: Words) -> Content:
    """The headings over the columns; the one that sorts has an arrow."""
    arrow = " ▼" if by.falling is not turned else " ▲"
    parts = []
    for column, _ in shown_columns(width):
        heading = say(column.heading) if column.heading else ""
        parts.append(text((heading + arrow, "bold $text-primary") if column is by else (heading, "dim")))
    return _in_columns(parts, width)


def column_at(x: int, width: int) -> Column | None:
    """The column whose cells are at that place of a line."""
    for column, cells in shown_columns(width):
        if x < cells + _GAP:
            return column
        x -= cells + _GAP
    return None


def line(row: "Row", width: int, say: Words, today: date) -> Content:
    """The row in the columns for which there is room."""
    return _in_columns([_cell(column, row, say, today) for column, _ in shown_columns(width)], width)


def _in_columns(parts: Sequence[Content], width: int) -> Content:
    cells = [cells for _, cells in shown_columns(width)]
    padded = [part.truncate(room, ellipsis=True, pad=True) for part, room in zip(parts, cells, strict=True)]
    return Content(" " * _GAP).join(padded)


def _cell(column: Column, row: "Row", say: Words, today: date) -> Content:
    match column.id:
        case "name":
            damaged = ((f"{say('damaged')}: ", "$text-error"),) if row.damage else ()
            return text(*damaged, row.name)
        case "stage":
            return text((say(words.STAGES[row.stage]), "dim"))
        case "verdict":
            return _verdict(row, say)
        case "open":
            return text((str(row.open_points or ""), "$text-warning"))
        case "changed":
            return text((f"{row.updated_at:%Y-%m-%d}", "dim"))
        case _ if row.due is None:
            return Content("")
        case "duty":
            return text((say(DUTIES[row.due.duty]), "dim"))
        case _:
            over = row.due.on < today
            return text((f"{row.due.on}{' !' if over else ''}", "$text-error" if over else ""))


def _verdict(row: "Row", say: Words) -> Content:
    """The verdict, or between which two it lies."""
    if row.verdict is None:
        return text(("–", "dim"))
    colour = words.COLOURS[row.verdict]
    if row.best is None or row.worst is None or row.best is row.worst:
        return text((say(words.VERDICTS[row.verdict]), colour))
    return text((f"{say(words.VERDICTS[row.best])}–{say(words.VERDICTS[row.worst])}", colour))
