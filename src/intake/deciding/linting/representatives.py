"""Values that stand for all that a fact can be: each one it is compared with, and one on either side of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from intake.conditions import BOOL, DATE, NUMBER, TEXT, Choice, Kind
from intake.model import client, facts
from intake.model.money import Money
from intake.model.values import Duration, Percent, Quantity, Value

_COUNTRY = re.compile(r"[A-Z]{2}")
_ANYTHING = "\N{REPLACEMENT CHARACTER}"  # no policy compares a text with it
_NOTHING, _ALL = Decimal(0), Decimal(100)
_SOME_DAY, _LAST_DAY = date(2000, 1, 1).toordinal(), date.max.toordinal()


def values_around(name: str, kind: Kind, thresholds: Sequence[Value]) -> Iterator[Value]:
    """Values of a fact between which every comparison with one of the thresholds can tell, and no more.

    Amounts and shares are not negative, shares not above a hundred, and your own past is counted in whole numbers.
    """
    if isinstance(kind, Choice):
        yield from kind.options
    elif kind is BOOL:
        yield from (False, True)
    elif kind is TEXT:
        yield from _texts(name, thresholds)
    elif kind is DATE:
        days = [Decimal(value.toordinal()) for value in thresholds if isinstance(value, date)] or [Decimal(_SOME_DAY)]
        yield from (date.fromordinal(int(day)) for day in _ladder(days, whole=True) if 0 < day <= _LAST_DAY)
    elif kind is NUMBER:
        yield from _numbers(name, thresholds)
    else:
        yield from _amounts(thresholds)


def _texts(name: str, thresholds: Sequence[Value]) -> Iterator[Value]:
    written = {value for value in thresholds if isinstance(value, str)}
    if name == "client.kind":
        yield from (kind.value for kind in client.Kind if kind is not client.Kind.UNKNOWN)
    elif name in ("client.country", "answers.country"):
        yield from sorted({value for value in written if _COUNTRY.fullmatch(value)} | {"XX"})
    else:
        yield from sorted(written | {_ANYTHING})


def _numbers(name: str, thresholds: Sequence[Value]) -> Iterator[Value]:
    where, _, fact = name.partition(".")
    counted = where == "history"
    least = _NOTHING if counted or (where == "answers" and fact in facts.ANSWERS) else None
    yield from _ladder([size for size, _ in map(measured, thresholds)], least=least, whole=counted)


def _amounts(thresholds: Sequence[Value]) -> Iterator[Value]:
    """Amounts around the thresholds in each currency or unit; where there are none, something that is merely there."""
    like = {unit: value for value in thresholds for _, unit in (measured(value),)}
    for unit, value in like.items():
        sizes = [size for size, other in map(measured, thresholds) if other == unit]
        whole, most = isinstance(value, Money | Duration), _ALL if isinstance(value, Percent) else None
        yield from (resized(value, size) for size in _ladder(sizes, least=_NOTHING, most=most, whole=whole))
    if not like:
        yield _ANYTHING


def _ladder(
    sizes: Iterable[Decimal], *, least: Decimal | None = None, most: Decimal | None = None, whole: bool = False
) -> list[Decimal]:
    """Every size and bound, one between each two of them, and one beyond either end that has no bound."""
    steps = sorted({*sizes, *(bound for bound in (least, most) if bound is not None)}) or [_NOTHING]
    between = [low + 1 if whole else (low + high) / 2 for low, high in pairwise(steps)]
    found = sorted({*steps, *between, steps[0] - 1, steps[-1] + 1})
    return [size for size in found if (least is None or size >= least) and (most is None or size <= most)]


def measured(value: Value) -> tuple[Decimal, str]:
    """The size of an amount and what it is measured in; money counts in its smallest coin."""
    match value:
        case Money(minor=minor, currency=currency):
            return Decimal(minor), currency
        case Percent(value=size):
            return size, "%"
        case Quantity(amount=size, unit=unit):
            return size, unit
        case Duration(days=days, working=working):
            return Decimal(days), "working days" if working else "days"
        case int() | Decimal():
            return Decimal(value), ""
        case _:
            return _NOTHING, ""


def resized(like: Value, size: Decimal) -> Value:
    """An amount of the same measure in another size."""
    match like:
        case Money(currency=currency):
            return Money(int(size), currency)
        case Percent():
            return Percent(size)
        case Quantity(unit=unit):
            return Quantity(size, unit)
        case Duration(working=working):
            return Duration(int(size), working)
        case _:
            return size
