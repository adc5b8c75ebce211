"""Fills a letter in; what is not known stays a blank that everybody can see."""

from collections.abc import Mapping
from datetime import date

from intake.frugal import dataclass
from intake.letters.slots import SLOT, SLOTS
from intake.letters.template import Template
from intake.model.dates import later
from intake.model.questionnaire import said
from intake.model.text import clean
from intake.model.values import Duration, shown


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it would be sent; `blanks` names what nobody has filled in."""

    kind: str
    subject: str
    text: str
    blanks: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())


def fill(template: Template, values: Mapping[str, str], *, today: date, language: str) -> Letter:
    """The letter with these values. A value is text and never a template: a `{slot}` in it stays as it is."""
    filled = {"today": shown(today), **values}
    if template.answer_within is not None:
        filled.setdefault("answer_by", shown(later(today, Duration(template.answer_within, working=True))))
    paragraphs = (
        said(template.opening, language),
        *(said(p.text, language) for p in template.body if not p.only_with or filled.get(p.only_with)),
        said(template.closing, language),
    )
    body, subject = "\n\n".join(paragraphs), said(template.subject, language)
    blanks = {slot for slot in SLOT.findall(subject + body) if not filled.get(slot)}
    return Letter(template.id, clean(_filled(subject, filled)), _filled(body, filled), tuple(sorted(blanks)))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: values.get(slot[1]) or f"[____ {SLOTS[slot[1]]}]", text)
