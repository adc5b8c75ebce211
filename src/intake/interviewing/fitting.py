"""Whether an answer from before fits a question of today, and how its value is taken apart and put together."""

from datetime import date

from intake.errors import Place
from intake.interviewing import checking, entry
from intake.model.answers import Answer
from intake.model.questionnaire import Question, Required, Reshaping, Type
from intake.model.values import Item, Value, shown

_PERSON = ("name", "email", "phone")
_WRITTEN_ONE_WAY = (Type.EMAIL, Type.PHONE, Type.URL, Type.COUNTRY, Type.LANGUAGE)
_ANY = Question("any", Type.CHOICES, Place("", 1, 1), {}, {}, {})


def unfit(question: Question, answer: Answer) -> str:
    """Why the answer cannot be one to this question, or nothing."""
    if question.type in (Type.CALC, Type.NOTE):
        return "it is not typed any more"
    if answer.value is not None:
        return misfit(question, answer.value, answer.at.date())
    if question.required is Required.YES or (question.required is Required.SOFT and not answer.reason):
        return "it was left open, and an answer is needed now"
    return ""


def misfit(question: Question, value: Value, on: date) -> str:
    """Why the value, given on that day, does not fit the question, or nothing."""
    if question.type is Type.CALC:
        return "it is worked out now"
    for remark in checking.inspect(question, value, on=on):
        return remark.text
    if question.type in _WRITTEN_ONE_WAY:
        try:
            if entry.parse(question, str(value), today=date.min, language="en") != value:
                return f"it is not a {question.type.value}"
        except entry.EntryFault as fault:
            return fault.message
    return ""


def pieces_of(value: Value, reshaping: Reshaping) -> list[tuple[str, Value]] | None:
    """What each question gets of the value; None where it cannot be split so."""
    if reshaping.by:
        words = [word.strip() for word in str(value).split(reshaping.by)] if isinstance(value, str) else []
        if len(words) != len(reshaping.parts) or not all(words):
            return None
        return [(name, word) for (_, name), word in zip(reshaping.parts, words, strict=True)]
    if not isinstance(value, Item):
        return None
    return [(name, found) for part, name in reshaping.parts if (found := value.get(part)) is not None]


def text_of(value: Value | None) -> str:
    """The value as a person would type it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return entry.write(_ANY, value) or shown(value)


def person_of(parts: list[tuple[str, str]]) -> Item:
    """A person of these parts, in their usual order."""
    found = dict(parts)
    names = (*(name for name in _PERSON if name in found), *(name for name in found if name not in _PERSON))
    return Item.of({name: found[name] for name in names})


def said_of(answer: Answer) -> str:
    if answer.value is None:
        return f"{answer.state.value}: {answer.reason}" if answer.reason else answer.state.value
    return answer.typed or shown(answer.value)
