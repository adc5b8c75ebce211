"""The review page, derived from the questions and answers and never written by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from intake.interviewing.entry.countries import country_name
from intake.interviewing.entry.languages import language_name
from intake.interviewing.entry.numbers import tidied
from intake.interviewing.relevance import Walk
from intake.interviewing.steps import JointLine, ReviewLine
from intake.locale import marked, translate
from intake.locale.days import weekday_name
from intake.locale.units import measured
from intake.model.answers import Answer, Review, State
from intake.model.questionnaire import Audience, Question, Type, said
from intake.model.values import Duration, Item, Quantity, Value, shown

_OPEN = {
    State.UNKNOWN: marked("not known"),
    State.REFUSED: marked("not told"),
    State.NOT_APPLICABLE: marked("does not apply"),
    State.DEFERRED: marked("left open"),
}
_STILL_OPEN = marked("open")


def review(found: Walk, language: str) -> tuple[ReviewLine, ...]:
    """One line for each question that applies, calculations included."""
    return tuple(
        _line(said(section.title, language), question, found.answers.get(question.id), language)
        for section, question in found.relevant
        if question.type is not Type.NOTE
    )


def joint(lines: Iterable[ReviewLine], reviews: Mapping[str, Review]) -> tuple[JointLine, ...]:
    """The review with the marks that were set on it together with the client; what is yours alone is not in it."""
    found = ((line, reviews.get(line.question)) for line in lines if line.audience is not Audience.SUPPLIER)
    return tuple(
        JointLine(line, None if mark is None else mark.agreed, mark.note if mark else "", mark.by if mark else "")
        for line, mark in found
    )


def show(question: Question, value: Value, language: str) -> str:
    """The value as a person reads it in that language: options by their label, countries by name, rows on lines."""
    match question.type, value:
        case (Type.CHOICE, str()):
            return _label(question, value, language)
        case (Type.CHOICES, tuple()):
            return ", ".join(_label(question, str(part), language) for part in value)
        case (Type.COUNTRY, str()):
            return country_name(value, language)
        case (Type.LANGUAGE, str()):
            return language_name(value, language)
        case (Type.REPEAT, tuple()):
            return "\n".join(_row(question, row, language) for row in value if isinstance(row, Item))
        case (Type.BOOL, bool()):
            return translate("yes", language) if value else translate("no", language)
        case (Type.DATE, date()):
            return f"{value.isoformat()} ({weekday_name(value, language)})"
        case (Type.QUANTITY, Quantity()):
            return measured(tidied(value.amount), value.unit, language)
        case (Type.DURATION, Duration()):
            return measured(Decimal(value.days), "working day" if value.working else "day", language)
        case _:
            return shown(value)


def listed(question: Question, value: Value, language: str) -> str:
    """The value as it stands in a list of answers: yes and no like the choices that they are, with a capital."""
    if isinstance(value, bool):
        return translate("Yes", language) if value else translate("No", language)
    return show(question, value, language)


def _row(question: Question, row: Item, language: str) -> str:
    parts = [(part, value) for part in question.item if (value := row.get(part.id)) is not None]
    line = ", ".join(show(part, value, language) for part, value in parts if part.type is not Type.REPEAT)
    inner = [show(part, value, language) for part, value in parts if part.type is Type.REPEAT]
    return "\n".join([line, *(f"  - {row}" for rows in inner for row in rows.splitlines())])


def _label(question: Question, value: str, language: str) -> str:
    return next((said(option.label, language, value) for option in question.options if option.value == value), value)


def _line(section: str, question: Question, answer: Answer | None, language: str) -> ReviewLine:
    ask = said(question.ask, language, question.id)
    if answer is not None and answer.value is not None:
        return ReviewLine(section, question.id, ask, listed(question, answer.value, language), False, question.audience)
    why = translate("not answered yet", language)
    if answer is not None:
        why = translate(_OPEN.get(answer.state, _STILL_OPEN), language) + (
            f": {answer.reason}" if answer.reason else ""
        )
    return ReviewLine(section, question.id, ask, why, True, question.audience)
