"""Whether a value in itself is a good answer to its question: its type, bounds and length."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from intake.interviewing.steps import Remark
from intake.locale import days, translate
from intake.model.lettering import undrawn
from intake.model.money import Money
from intake.model.questionnaire import Audience, Bound, Level, Moving, Question, Required, Type, said
from intake.model.text import clean_lines, has_words
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


def inspect(question: Question, value: Value, language: str = "en", on: date | None = None) -> Iterator[Remark]:
    """What is wrong with the value, said in that language; the rules of the question are not looked at here.

    Bounds that move with the calendar lie where they lay `on` the day of the answer; without one they are left out.
    """
    if not _fits(question, value):
        yield _error("that is not a {kind}", language, kind=question.type.value.replace("_", " "))
        return
    if isinstance(value, Money) and question.units and value.currency not in question.units:
        yield _error(
            "'{word}' is not a unit here: {units}", language, word=value.currency, units=", ".join(question.units)
        )
    if question.type in (Type.TEXT, Type.LONG_TEXT) and not has_words(str(value), question.min_words):
        yield _error("at least {count} words, please", language, count=question.min_words)
    for option in question.options:
        if option.exclusive and isinstance(value, tuple) and option.value in value and len(value) > 1:
            alone = said(option.label, language, option.value)
            yield _error("'{text}' goes with no other option: choose it alone, or leave it out", language, text=alone)
    yield from _bounds(question, value, language, on)
    if question.audience is not Audience.SUPPLIER and not question.sensitive:
        yield from _printed(value, language)


def _printed(value: Value, language: str) -> Iterator[Remark]:
    """A word of warning where the page of the agreement will not be able to show a text."""
    texts = [str(part) for _, part in value.parts] if isinstance(value, Item) else [value]
    if strange := undrawn(" ".join(text for text in texts if isinstance(text, str))):
        warning = translate("the agreement cannot be printed with {letters}: write it in Latin letters", language)
        yield Remark(Level.WARN, warning.format(letters=strange))


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


def _size(value: Value) -> tuple[Decimal | int, Callable[[int, str], str]] | None:
    """The number that `min` and `max` bound, and how a bound is written in a language."""
    match value:
        case bool() | str():
            return None
        case int() | Decimal():
            return value, lambda bound, _: str(bound)
        case Percent(value=share):
            return share, lambda bound, _: f"{bound} %"
        case Quantity(amount=amount, unit=unit):
            return amount, lambda bound, language: _measured(bound, unit, language)
        case Money(currency=currency):
            return value.amount, lambda bound, _: f"{bound} {currency}"
        case Duration(days=days):
            return days, lambda bound, language: _measured(bound, "day", language)
        case tuple():
            return len(value), lambda bound, _: str(bound)
        case _:
            return None


def _measured(bound: int, unit: str, language: str) -> str:
    from intake.locale.units import measured

    return measured(Decimal(bound), unit, language)


def _bounds(question: Question, value: Value, language: str, on: date | None) -> Iterator[Remark]:
    least, most = _lies(question.minimum, on), _lies(question.maximum, on)
    if question.type is Type.REPEAT and question.required is Required.YES:
        least = max(1, least) if isinstance(least, int) else 1  # no rows say as little as no answer
    if isinstance(value, date) or Moving.THIS_YEAR in (question.minimum, question.maximum):
        yield from _in_time(value, least, most, language)
        return
    size = _size(value)
    if size is None:
        return
    number, written = size
    alone = any(option.exclusive and value == (option.value,) for option in question.options)
    if isinstance(least, int) and number < least and not alone:
        yield _error("at least {bound}", language, bound=written(least, language))
    if isinstance(most, int) and number > most:
        yield _error("at most {bound}", language, bound=written(most, language))


def _lies(bound: Bound | None, on: date | None) -> date | int | None:
    """Where a bound lies; None for one that moves with the calendar where no day is known."""
    if isinstance(bound, Moving):
        return bound.on(on) if on is not None else None
    return bound


def _in_time(value: Value, least: date | int | None, most: date | int | None, language: str) -> Iterator[Remark]:
    """What is wrong with a day or a year: what was given, and what may be."""

    def told(time: object) -> str:
        return days.written(time, language) if isinstance(time, date) else str(time)

    if _is_before(value, least):
        yield _error("{given} is too early: give {bound} or later", language, given=told(value), bound=told(least))
    if _is_before(most, value):
        yield _error("{given} is too late: give {bound} or earlier", language, given=told(value), bound=told(most))


def _is_before(one: Value | None, other: Value | None) -> bool:
    match one, other:
        case (date(), date()):
            return one < other
        case ((int() | Decimal()), (int() | Decimal())):
            return one < other
    return False


def _error(message: str, language: str, **details: object) -> Remark:
    return Remark(Level.ERROR, translate(message, language).format(**details))
