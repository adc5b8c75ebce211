"""Calculating with values and comparing them; what cannot be done is Impossible, never a guess."""

import operator
from collections.abc import Callable, Container
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException

from intake.model.dates import later
from intake.model.money import Money, exponent
from intake.model.values import Duration, Percent, Quantity, Value, shown

_EXACT = Context(prec=60, Emax=60, Emin=-60)
_SUMS = {"+": _EXACT.add, "-": _EXACT.subtract}
_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Impossible(Exception):
    """The values at hand cannot be joined or compared."""


def compare(sign: str, left: Value, right: Value) -> bool:
    """Whether the comparison holds; Impossible for unlike kinds, currencies, units, or days of different reckoning."""
    try:
        return _compared(sign, left, right)
    except DecimalException as fault:
        raise Impossible("a number is too large, or none") from fault


def calculate(sign: str, left: Value, right: Value, holidays: Container[date] = frozenset()) -> Value:
    """The sum, difference, product or quotient; Impossible where there is none."""
    try:
        if isinstance(left, date) or isinstance(right, date):
            return _with_dates(sign, left, right, holidays)
        if sign in _SUMS:
            return _sized(left, _SUMS[sign](*_alike(left, right)))
        return _product(left, right) if sign == "*" else _quotient(left, right)
    except ZeroDivisionError as fault:
        raise Impossible("division by zero") from fault
    except DecimalException as fault:
        raise Impossible("a number is too large, or none") from fault
    except ValueError as fault:
        raise Impossible(str(fault)) from fault


def _compared(sign: str, left: Value, right: Value) -> bool:
    if sign == "in":
        if not isinstance(right, tuple):
            raise Impossible(f"{shown(right)} is no list")
        return any(_equal(left, item) for item in right)
    if sign in ("=", "!="):
        return _equal(left, right) is (sign == "=")
    if isinstance(left, date) and isinstance(right, date):
        return _ORDER[sign](Decimal(left.toordinal()), Decimal(right.toordinal()))
    return _ORDER[sign](*_alike(left, right))


def _equal(left: Value, right: Value) -> bool:
    if type(left) is type(right) and isinstance(left, str | bool | date | tuple):
        return left == right
    first, second = _alike(left, right)
    return first == second


def _alike(left: Value, right: Value) -> tuple[Decimal, Decimal]:
    """The sizes of two values of one measure; Impossible where the measures differ."""
    (first, unit), (second, other) = _measured(left), _measured(right)
    if unit != other:
        raise Impossible(f"{unit} and {other} are different measures: {shown(left)}, {shown(right)}")
    return first, second


def _measured(value: Value) -> tuple[Decimal, str]:
    """The size of a value and what it is measured in."""
    match value:
        case Money():
            size, unit = value.amount, value.currency
        case Percent():
            size, unit = value.value, "percent"
        case Quantity():
            size, unit = value.amount, f"{value.unit}s"
        case Duration():
            size, unit = Decimal(value.days), "working days" if value.working else "calendar days"
        case int() | Decimal() if not isinstance(value, bool):
            size, unit = Decimal(value), "numbers"
        case _:
            raise Impossible(f"{shown(value)!r} is no amount")
    if not size.is_finite():
        raise Impossible("an amount without end, or none")
    return _EXACT.create_decimal(size), unit


def _sized(like: Value, size: Decimal) -> Value:
    """A value of the same measure with another size; money is rounded half to even on its smallest coin."""
    match like:
        case Money(currency=currency):
            return Money(int(size.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_EVEN)), currency)
        case Percent():
            return Percent(size)
        case Quantity(unit=unit):
            return Quantity(size, unit)
        case Duration(working=working):
            if size != int(size):
                raise Impossible("a duration has whole days")
            return Duration(int(size), working)
        case _:
            return int(size) if size == int(size) else size


def _product(left: Value, right: Value) -> Value:
    """A value times a number or a share; a share of a number is a number."""
    if isinstance(left, Percent) and not isinstance(right, Percent):
        left, right = right, left
    (first, unit), (second, other) = _measured(left), _measured(right)
    product = _EXACT.multiply(first, second)
    if isinstance(right, Percent):
        return _sized(left, _EXACT.divide(product, Decimal(100)))
    if "numbers" not in (unit, other):
        raise Impossible(f"{unit} and {other} cannot be multiplied")
    return _sized(left if other == "numbers" else right, product)


def _quotient(left: Value, right: Value) -> Value:
    (first, unit), (second, other) = _measured(left), _measured(right)
    if other not in ("numbers", unit):
        raise Impossible(f"{unit} cannot be divided by {other}")
    if second == 0:
        raise ZeroDivisionError
    quotient = _EXACT.divide(first, second)
    return _sized(left if other == "numbers" else 0, quotient)


def _with_dates(sign: str, left: Value, right: Value, holidays: Container[date]) -> Value:
    match sign, left, right:
        case "-", date(), date():
            return Duration((left - right).days)
        case "-", date(), Duration():
            return later(left, Duration(-right.days, right.working), holidays)
        case "+", date(), Duration():
            return later(left, right, holidays)
        case "+", Duration(), date():
            return later(right, left, holidays)
        case _:
            raise Impossible(f"{shown(left)} {sign} {shown(right)} has no meaning")
