"""Drafts that wait: an answer written in anger is read again before it goes."""

from datetime import datetime, timedelta

from intake.errors import Refused
from intake.frugal import dataclass
from intake.letters.filling import Letter
from intake.letters.template import Template


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that was written and waits: nothing hands it out before `earliest`."""

    kind: str
    subject: str
    text: str
    earliest: datetime


def hold(template: Template, letter: Letter, *, at: datetime, last: Draft | None) -> Draft:
    """The draft with its earliest time; writing the same words again does not start the wait anew."""
    if last is not None and (last.subject, last.text) == (letter.subject, letter.text):
        return last
    return Draft(letter.kind, letter.subject, letter.text, at + timedelta(minutes=template.hold_minutes))


def release(draft: Draft, *, at: datetime) -> Draft:
    """The draft, once it has waited; Refused before, with the time that is left."""
    if at < draft.earliest:
        minutes = -(-(draft.earliest - at).total_seconds() // 60)
        raise Refused(
            f"this draft waits until {draft.earliest:%H:%M} UTC ({minutes:.0f} more minutes)",
            remedy="Read it again then; it is kept, and may be written anew until it says what you mean.",
        )
    return draft
