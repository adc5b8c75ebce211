"""The dates of the brief as a calendar (iCalendar, RFC 5545): each deliverable, each instalment and each invoice of hours."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from intake.locale import Words
from intake.model.brief import Brief
from intake.model.exposure import start_of
from intake.model.hourly import hourly_of
from intake.model.text import clean
from intake.publishing.outline import volume
from intake.signing.labels import by_the_hour

_MOST_OCTETS = 75
_SPECIAL = re.compile(r"([\\;,])")


def as_calendar(brief: Brief) -> bytes:
    """The calendar; a later version replaces the entries of the one before (same UID, higher SEQUENCE)."""
    say = Words(brief.language)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//intake//brief//EN", "CALSCALE:GREGORIAN"]
    for number, task in enumerate(brief.checklist.tasks, start=1):
        amount = volume(task.volume, brief.language)
        words = say("{volume}. Done when: {done_when}", volume=amount, done_when=task.done_when)
        summary = say("Due: {task} ({client})", task=task.name, client=brief.client.name)
        lines += _event(brief, f"task-{number}", task.due, summary, words)
    for number, part in enumerate(brief.checklist.instalments, start=1):
        summary = say("Payment: {amount} ({client})", amount=part.amount, client=brief.client.name)
        lines += _event(brief, f"payment-{number}", part.due, summary, part.trigger)
    if by_hour := hourly_of(brief):
        end = max(task.due for task in brief.checklist.tasks)
        for number, day in enumerate(by_hour.invoiced_on(start_of(brief), end), start=1):
            summary = say("Invoice the hours ({client})", client=brief.client.name)
            lines += _event(brief, f"invoice-{number}", day, summary, by_the_hour(brief, say))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode("utf-8")


def _event(brief: Brief, what: str, day: date, summary: str, description: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(brief.id)}-{what}@intake"
    yield f"SEQUENCE:{brief.seq}"
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
