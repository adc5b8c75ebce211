"""What a comparison of another form language comes to where some of the answers that it reads are open.

There an open answer is an empty text; in a calculation it is zero (SurveyJS) or no number at all (XPath).
"""

from collections.abc import Set
from decimal import Decimal, DecimalException

from intake.converting.formulas import Answer, Calculated, Call, Compared, Formula, Literal

NO_NUMBER = Decimal("NaN")
_EMPTY_SUMS = ("sum", "count", "count-known")


def settled(comparison: Compared, opened: Set[str], *, loose: bool) -> Compared | bool:
    """The comparison with these answers open; a truth value where that settles it."""
    left = folded(comparison.left, opened, loose=loose)
    right = folded(comparison.right, opened, loose=loose)
    match left, right:
        case Literal(value=first), Literal(value=second):
            return _decided(comparison.operator, first, second, loose=loose)
        case (Literal(value=None), _) | (_, Literal(value=None)):
            return comparison.operator == "!="
        case (Literal(value=Decimal() as number), _) | (_, Literal(value=Decimal() as number)) if number.is_nan():
            return comparison.operator == "!="
        case _:
            return Compared(comparison.operator, left, right, comparison.at)


def folded(formula: Formula, opened: Set[str], *, loose: bool) -> Formula:
    """The formula with these answers open, and worked out where only numbers are left."""
    match formula:
        case Answer(name=name, at=at) if name in opened:
            return Literal(None, at)
        case Calculated(operator=sign, left=left, right=right, at=at):
            first, second = folded(left, opened, loose=loose), folded(right, opened, loose=loose)
            return _calculated(sign, _number(first, loose=loose), _number(second, loose=loose), at)
        case Call(function=function, arguments=(Answer(name=name),), at=at) if name in opened:
            return Literal(Decimal(0) if function in _EMPTY_SUMS else None, at)
        case _:
            return formula


def as_number(value: str | bool | Decimal | None) -> Decimal:
    """The number that a literal is or spells; NaN where it is none."""
    if isinstance(value, Decimal):
        return value
    try:
        return Decimal(value) if isinstance(value, str) else NO_NUMBER
    except DecimalException:
        return NO_NUMBER


def _number(formula: Formula, *, loose: bool) -> Formula:
    """A formula as a part of a calculation, where an open answer has a meaning of its own."""
    if isinstance(formula, Literal) and formula.value is None:
        return Literal(Decimal(0) if loose else NO_NUMBER, formula.at)
    return formula


def _calculated(sign: str, left: Formula, right: Formula, at: int) -> Formula:
    for side in (left, right):
        if isinstance(side, Literal) and isinstance(side.value, Decimal) and side.value.is_nan():
            return Literal(NO_NUMBER, at)
    match left, right:
        case Literal(value=Decimal() as first), Literal(value=Decimal() as second):
            try:
                value = {"+": first + second, "-": first - second, "*": first * second}.get(sign)
                value = first / second if sign == "/" else value
            except DecimalException:
                value = NO_NUMBER
            return Calculated(sign, left, right, at) if value is None else Literal(value, at)
        case _:
            return Calculated(sign, left, right, at)


def _decided(sign: str, left: str | bool | Decimal | None, right: str | bool | Decimal | None, *, loose: bool) -> bool:
    if sign in ("contains", "selected"):
        return False
    if left is None and right is None:
        return sign == "=" or (loose and sign in ("<=", ">=", "anyof"))
    if left is None or right is None:
        return sign == "!="
    first, second = as_number(left), as_number(right)
    if not (first.is_nan() or second.is_nan()):
        return ordered(sign, first, second)
    return (str(left) == str(right)) is (sign == "=") if sign in ("=", "!=") else False


def ordered(sign: str, left: Decimal, right: Decimal) -> bool:
    """Whether the comparison holds of two numbers."""
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }.get(sign, False)
