"""Rows of the work under way: a gate with what it waits for, a payment as it stands, and which row tells of a record."""

from textual.content import Content
from textual.widgets.option_list import Option

from intake.following.ledger import Due, Standing
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.outcome import Outcome
from intake.tui.hanging import Hanging
from intake.tui.words import lines, text

_STANDINGS = {
    Standing.PAID: (marked("paid on time"), "✓", "$text-success"),
    Standing.LATE: (marked("paid late"), "!", "$text-warning"),
    Standing.SHORT: (marked("paid in part"), "!", "$text-warning"),
    Standing.UNPAID: (marked("not paid"), "✗", "$text-error"),
    Standing.UNKNOWN: (marked("nothing recorded"), "?", "$text-error"),
    Standing.OPEN: (marked("not due yet"), "·", "dim"),
}


def is_about(outcome: Outcome, task: str) -> bool:
    """Whether that deliverable (empty: the work as a whole) was begun, shown, accepted or objected to."""
    part = outcome.delivery or outcome.start
    return part is not None and part.task == task


def has_no_row(outcome: Outcome) -> bool:
    """Whether it is told by none of the gates, payments, tasks, nor as trouble or a lesson."""
    return bool(outcome.hours or outcome.report or outcome.change or outcome.taken)


def gate(id_: str, name: str, gates: tuple[str, ...], say: Words, done: str = "") -> Option:
    """A gate: what it is before, `done` once it was passed, and what it waits for."""
    mark = ("✗ " if gates else "✓ ", "$text-warning" if gates else "$text-success")
    rows = [text(mark, name, (f"  {done}" if done else "", "dim"))]
    return Option(Hanging(*rows, *(text(("    " + retold(gate, say), "dim")) for gate in gates)), id=id_)


def payment_row(due: Due, say: Words) -> Content:
    """What is due, when, for what, and how it stands."""
    told, mark, style = _STANDINGS[due.standing]
    head = text((f"{mark} ", style), (str(due.owed), "bold"), f"  {due.on}  ", (say(told), style))
    return lines(head, text((f"    {due.what}", "dim"))) if due.what else head
