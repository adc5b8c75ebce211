"""The dates of the brief as a calendar (iCalendar, RFC 5545).

Each deliverable, until when it may be objected to, each instalment with the day of its invoice and the day on which to see whether it
came, and each invoice of hours.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from intake.locale import Words
from intake.model.brief import Brief
from intake.model.checklist import Instalment, Task
from intake.model.dates import punctual_until
from intake.model.exposure import start_of
from intake.model.hourly import hourly_of
from intake.model.outcome import Outcome
from intake.model.pending import payments_by_due_day, planned_payments, received
from intake.model.silence import objections_until
from intake.model.text import clean
from intake.publishing.outline import volume
from intake.signing.labels import by_the_hour

_MOST_OCTETS = 75
_PAY_DAYS = 14
_SPECIAL = re.compile(r"([\\;,])")


def as_calendar(brief: Brief, outcomes: Sequence[Outcome] = ()) -> bytes:
    """The calendar; a later version replaces the entries of the one before (same UID, higher SEQUENCE).

    `outcomes` are what was recorded since: what was shown has its own last day for an objection, and what came is not asked about.
    """
    say = Words(brief.language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//intake//brief//EN", "CALSCALE:GREGORIAN"]
    for number, task in enumerate(brief.checklist.tasks, start=1):
        amount = volume(task.volume, brief.language)
        words = say("{volume}. Done when: {done_when}", volume=amount, done_when=task.done_when)
        summary = say("Due: {task} ({client})", task=task.name, client=brief.client.name)
        lines += _event(brief, f"task-{number}", task.due, summary, words)
        lines += _objection(brief, number, task, outcomes, say)
    for number, part in enumerate(brief.checklist.instalments, start=1):
        summary = say("Payment: {amount} ({client})", amount=part.amount, client=brief.client.name)
        lines += _event(brief, f"payment-{number}", part.due, summary, part.trigger)
        lines += _around(brief, number, part, outcomes, say)
    if by_hour := hourly_of(brief):
        end = max(task.due for task in brief.checklist.tasks)
        for number, day in enumerate(by_hour.invoiced_on(start_of(brief), end), start=1):
            summary = say("Invoice the hours ({client})", client=brief.client.name)
            lines += _event(brief, f"invoice-{number}", day, summary, by_the_hour(brief, say))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


def _objection(brief: Brief, number: int, task: Task, outcomes: Sequence[Outcome], say: Words) -> Iterator[str]:
    """Until when a deliverable may be objected to: as recorded when it was shown, before that as the plan has it."""
    moments = [moment.delivery for moment in outcomes if moment.delivery and moment.delivery.task == task.name]
    shown, days = objections_until(outcomes).get(task.name), _answered(brief, "acceptance_days")
    planned = task.due + timedelta(days=days) if days is not None and not moments else None
    if day := shown or planned:
        summary = say("Objections until today: {task} ({client})", task=task.name, client=brief.client.name)
        words = say("Done when: {done_when}", done_when=task.done_when)
        yield from _event(brief, f"objection-{number}", day, summary, words, later=shown is not None)


def _around(brief: Brief, number: int, part: Instalment, outcomes: Sequence[Outcome], say: Words) -> Iterator[str]:
    """When an instalment is invoiced, and when to see whether it came; nothing where it has."""
    owed, _ = planned_payments(brief)[part.due]
    if received(payments_by_due_day(outcomes).get(part.due, ()), owed.currency).minor >= owed.minor:
        return
    days = _answered(brief, "pay_days")
    invoiced = max(brief.issued, part.due - timedelta(days=_PAY_DAYS if days is None else days))
    summary = say("Invoice: {amount} ({client})", amount=part.amount, client=brief.client.name)
    yield from _event(brief, f"send-{number}", invoiced, summary, part.trigger)
    summary = say("Has it come? {amount} ({client})", amount=part.amount, client=brief.client.name)
    yield from _event(brief, f"look-{number}", punctual_until(part.due) + timedelta(days=1), summary, part.trigger)


def _answered(brief: Brief, question: str) -> int | None:
    """The number of days that both sides agreed on in an answer."""
    value = next((each.value for each in brief.answers if each.id == question), None)
    return int(value) if isinstance(value, int | Decimal) else None


def _event(brief: Brief, what: str, day: date, summary: str, description: str, *, later: bool = False) -> Iterator[str]:
    """One whole day; `later` where it was recorded after the version of the brief, and so replaces what that had."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(brief.id)}-{what}@intake"
    yield f"SEQUENCE:{2 * brief.seq + later}"
    yield f"DTSTAMP:{brief.issued:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """The text as a value (RFC 5545, 3.3.11): on one line, so that it can start no property of its own."""
    return _SPECIAL.sub(r"\\\1", clean(text))


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, cut between characters (RFC 5545, 3.1)."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _MOST_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
