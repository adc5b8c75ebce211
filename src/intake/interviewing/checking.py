"""Whether a value in itself is a good answer to its question: its type, bounds and length."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from intake.interviewing.steps import Remark
from intake.model.money import Money
from intake.model.questionnaire import Level, Question, Type
from intake.model.text import clean_lines
from intake.model.values import Duration, Item, Percent, Quantity, Value

_TYPES: dict[Type, tuple[type, ...]] = {
    Type.NUMBER: (int, Decimal),
    Type.BOOL: (bool,),
    Type.CHOICES: (tuple,),
    Type.DATE: (date,),
    Type.MONEY: (Money,),
    Type.PERCENT: (Percent,),
    Type.QUANTITY: (Quantity,),
    Type.DURATION: (Duration,),
    Type.PERSON: (Item,),
    Type.CONTACT: (Item,),
    Type.FILE: (Item,),
    Type.REPEAT: (tuple,),
}


def inspect(question: Question, value: Value) -> Iterator[Remark]:
    """What is wrong with the value; the rules of the question are not looked at here."""
    if not _fits(question, value):
        yield _error(f"that is not a {question.type.value.replace('_', ' ')}")
        return
    if question.type in (Type.TEXT, Type.LONG_TEXT) and len(str(value).split()) < question.min_words:
        yield _error(f"at least {question.min_words} words, please")
    yield from _bounds(question, value)


def cleaned(value: Value) -> Value:
    """The value with every text in it cleaned."""
    match value:
        case str():
            return clean_lines(value).strip()
        case Item():
            return Item(tuple((name, cleaned(part)) for name, part in value.parts))
        case tuple():
            return tuple(cleaned(part) for part in value)
        case _:
            return value


def _fits(question: Question, value: Value) -> bool:
    kinds = _TYPES.get(question.type, (str,))
    if isinstance(value, bool):
        return bool in kinds
    if not isinstance(value, kinds):
        return False
    values = [option.value for option in question.options]
    match question.type:
        case Type.CHOICE:
            return value in values
        case Type.CHOICES:
            return isinstance(value, tuple) and all(part in values for part in value)
        case Type.QUANTITY:
            return isinstance(value, Quantity) and value.unit in question.units
        case Type.REPEAT:
            return isinstance(value, tuple) and all(isinstance(row, Item) for row in value)
        case _:
            return True


def _measure(value: Value) -> tuple[Decimal | int, str] | None:
    """The number that `min` and `max` bound, with its unit."""
    match value:
        case bool() | str():
            return None
        case int() | Decimal():
            return value, ""
        case Percent(value=share):
            return share, " %"
        case Quantity():
            return value.amount, f" {value.unit}"
        case Money():
            return value.amount, f" {value.currency}"
        case Duration():
            return value.days, " days"
        case tuple():
            return len(value), ""
        case _:
            return None


def _bounds(question: Question, value: Value) -> Iterator[Remark]:
    measured = _measure(value)
    if measured is None:
        return
    number, unit = measured
    if question.minimum is not None and number < question.minimum:
        yield _error(f"at least {question.minimum}{unit}")
    if question.maximum is not None and number > question.maximum:
        yield _error(f"at most {question.maximum}{unit}")


def _error(text: str) -> Remark:
    return Remark(Level.ERROR, text)
