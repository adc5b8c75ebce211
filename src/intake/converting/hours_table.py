"""Reads a list of hours from a table (.csv) of date, deliverable, hours and note; every fault is named with its place."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from intake.converting.tables import csv_rows
from intake.documents import did_you_mean
from intake.errors import BadFile, Fault, Place
from intake.model.outcome import Hours, Outcome
from intake.model.text import clean

HEADINGS = ("date", "deliverable", "hours", "note")
_NEEDED = ("date", "hours")
_MOST_A_DAY = 24


def read_hours(raw: bytes, name: str, tasks: Collection[str], today: date) -> tuple[Outcome, ...]:
    """One outcome a row, in the order of the file; BadFile with every fault at its row and cell.

    The first row names the columns; `deliverable` and `note` may be missing. A deliverable is one of `tasks`, and no day
    lies after `today`.
    """
    rows = list(csv_rows(raw, name))
    if len(rows) < 2:
        raise BadFile([Fault(Place(name, 1, 1), "no hours", f"a heading ({', '.join(HEADINGS)}), then a row a day")])
    reader = _Reader(name, tasks, today)
    reader.headings(*rows[0])
    if not reader.faults:
        found = [outcome for line, cells in rows[1:] if (outcome := reader.row(line, cells)) is not None]
    if reader.faults:
        raise BadFile(reader.faults, remedy="Correct the places named above and try again; no hours were taken.")
    return tuple(found)


class _Reader:
    """Takes one row after the other and notes what cannot be taken."""

    def __init__(self, name: str, tasks: Collection[str], today: date) -> None:
        self.name = name
        self.tasks = tuple(tasks)
        self.today = today
        self.faults: list[Fault] = []
        self.columns: dict[str, int] = {}

    def headings(self, line: int, cells: Sequence[str]) -> None:
        """Remembers which column is which."""
        for number, cell in enumerate(cells):
            heading = cell.casefold()
            if not heading:
                continue
            if heading in self.columns:
                self.fault((line, number), f"the column '{clean(heading, limit=60)}' stands twice")
            elif heading not in HEADINGS:
                hint = did_you_mean(heading, HEADINGS) or f"known: {', '.join(HEADINGS)}"
                self.fault((line, number), f"there is no column '{clean(cell, limit=60)}'", hint)
            self.columns[heading] = number
        for heading in _NEEDED:
            if heading not in self.columns:
                self.fault((line, 0), f"there is no column '{heading}'")

    def row(self, line: int, cells: Sequence[str]) -> Outcome | None:
        """The hours of one row; None after a fault."""
        before = len(self.faults)
        said = {heading: cells[at] for heading, at in self.columns.items() if at < len(cells)}
        day, hours = self.day(line, said.get("date", "")), self.hours(line, said.get("hours", ""))
        task = clean(said.get("deliverable", ""))
        if task and task not in self.tasks:
            hint = did_you_mean(task, self.tasks) or f"there are: {', '.join(self.tasks)}"
            self.fault((line, self.columns["deliverable"]), f"there is no deliverable '{task[:60]}'", hint)
        if day is None or hours is None or len(self.faults) > before:
            return None
        return Outcome(day, note=clean(said.get("note", ""), limit=2000), hours=Hours(hours, task=task))

    def day(self, line: int, text: str) -> date | None:
        """The day of a row."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.fault((line, self.columns["date"]), f"'{clean(text, limit=40)}' is no day", "like 2027-01-15")
            return None
        if day > self.today:
            self.fault((line, self.columns["date"]), f"{day} has not come yet")
        return day

    def hours(self, line: int, text: str) -> Decimal | None:
        """The hours of a row, written with a point or a comma."""
        try:
            hours = Decimal(text.replace(",", "."))
        except ArithmeticError:
            hours = Decimal("NaN")
        if hours.is_finite() and 0 < hours <= _MOST_A_DAY:
            return hours
        what = f"'{clean(text, limit=40)}' are no hours of a day"
        self.fault((line, self.columns["hours"]), what, f"a number above 0, at most {_MOST_A_DAY}, like 7.5")
        return None

    def fault(self, cell: tuple[int, int], message: str, hint: str = "") -> None:
        """Notes what is wrong in a cell, by its line and its column."""
        line, column = cell
        self.faults.append(Fault(Place(self.name, line, column + 1), message, hint))
