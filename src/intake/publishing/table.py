"""The checklist as a table (CSV, RFC 4180): tasks and instalments in rows that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterator

from intake.converting.cells import guarded
from intake.model.brief import Brief
from intake.model.money import Money
from intake.model.text import clean

_HEAD = ("kind", "number", "name", "volume", "due", "amount", "currency", "condition")


def as_table(brief: Brief) -> bytes:
    """The table in UTF-8, with amounts as plain numbers."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in _rows(brief):
        writer.writerow([guarded(clean(cell)) for cell in row])
    return written.getvalue().encode("utf-8")


def _rows(brief: Brief) -> Iterator[tuple[str, ...]]:
    for number, task in enumerate(brief.checklist.tasks, start=1):
        yield ("task", str(number), task.name, str(task.volume), str(task.due), *_money(task.price), task.done_when)
    for number, part in enumerate(brief.checklist.instalments, start=1):
        yield ("instalment", str(number), "", "", str(part.due), *_money(part.amount), part.trigger)


def _money(money: Money | None) -> tuple[str, str]:
    return ("", "") if money is None else (f"{money.amount:f}", money.currency)
