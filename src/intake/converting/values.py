"""Writes the values in conditions of other form languages in ours: answers, literals, sums of days, sums over rows."""

from datetime import date
from decimal import Decimal

from intake.conditions import BOOL, DATE, DURATION, NUMBER, TEXT, Choice, Kind, List
from intake.converting.formulas import Answer, Calculated, Call, Formula, Literal, Untranslatable
from intake.converting.open_answers import as_number
from intake.converting.scope import Scope

_SIGNS = ("+", "-", "*", "/")


def write_value(formula: Formula, scope: Scope) -> tuple[str, Kind]:
    """The value in our language, with its kind; Untranslatable where there are no words for it."""
    match formula:
        case Literal(value=str() as text):
            return write_text(text, formula.at), TEXT
        case Literal(value=Decimal() as number):
            return write_number(number, formula.at), NUMBER
        case Literal(value=bool() as truth):
            return str(truth).lower(), BOOL
        case Answer():
            asked = scope.find(formula)
            return asked.id, asked.kind
        case Calculated():
            return _calculated(formula, scope)
        case Call(function="today", arguments=()):
            return "today()", DATE
        case Call(function="today", arguments=(Literal() as days,)):
            return _calculated(Calculated("+", Call("today", (), formula.at), days, formula.at), scope)
        case Call(function=function, arguments=(Answer() as part,)) if function in ("sum", "min", "max"):
            asked = scope.find(part, over_rows=True)
            return f"{function}({asked.row}, {asked.id})", asked.kind
        case Call(function=("count" | "count-known"), arguments=(Answer() as part,)):
            return _counted(formula.function, part, scope), NUMBER
        case Call(function=function):
            raise Untranslatable(f"there is nothing like '{function}'", formula.at)
        case _:
            raise Untranslatable("a condition stands where a value is needed", formula.at)


def write_as(literal: Literal, kind: Kind) -> str | None:
    """The literal as a value of that kind; None where no value of that kind can be equal to it."""
    if kind == TEXT:
        return write_text(f"{literal.value}", literal.at)
    if kind == DATE:
        try:
            return date.fromisoformat(str(literal.value)[:10]).isoformat()
        except ValueError:
            return None
    number = as_number(literal.value)
    if number.is_nan():
        return None
    return _days(number, literal.at) if kind == DURATION else write_number(number, literal.at)


def write_text(text: str, at: int = 0) -> str:
    """The text in quotation marks; Untranslatable where it holds both kinds, for neither can be escaped."""
    quote = "'" if "'" not in text else '"'
    if quote in text or "\n" in text:
        raise Untranslatable("a text with both kinds of quotation marks", at)
    return f"{quote}{text}{quote}"


def write_number(number: Decimal, at: int) -> str:
    """The number as our language writes it."""
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise Untranslatable("a number out of all bounds", at)
    return f"{number.normalize():f}"


def _calculated(formula: Calculated, scope: Scope) -> tuple[str, Kind]:
    sign = formula.operator
    (left, kind), (right, other) = write_value(formula.left, scope), write_value(formula.right, scope)
    if sign in "+-" and kind == DATE and isinstance(formula.right, Literal):
        return f"({left} {sign} {write_as(formula.right, DURATION)})", DATE
    if sign == "-" and kind == DATE and other == DATE:
        return f"({left} - {right})", DURATION
    if sign in _SIGNS and kind == NUMBER and other == NUMBER:
        return f"({left} {sign} {right})", NUMBER
    for side, found in ((formula.left, kind), (formula.right, other)):
        if isinstance(found, Choice | List):
            raise Untranslatable("options are words here and cannot be calculated with", side.at)
    raise Untranslatable(f"{kind} {sign} {other} has no meaning", formula.at)


def _counted(function: str, part: Answer, scope: Scope) -> str:
    found = scope.asked.get(part.name)
    if found is not None and isinstance(found.kind, List) and not isinstance(found.kind.item, Choice):
        return f"count({scope.find(part).id})"
    asked = scope.find(part, over_rows=True)
    return f"count({asked.row}, {asked.id} is known)" if function == "count-known" else f"count({asked.row})"


def _days(number: Decimal, at: int) -> str:
    if number != number.to_integral_value():
        raise Untranslatable("a part of a day", at)
    return f"{write_number(number, at)} days"
