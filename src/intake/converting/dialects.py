"""The form languages that are read: XPath as XLSForms have it, and the expressions of SurveyJS.

What one language says by a function and the other by a sign becomes one tree here.
"""

from collections.abc import Callable
from decimal import Decimal

from intake.converting.formulas import (
    Answer,
    Calculated,
    Call,
    Compared,
    Formula,
    Joined,
    Listed,
    Literal,
    Negated,
)
from intake.converting.parsing import parse_surveyjs, parse_xpath
from intake.converting.scope import Dialect
from intake.frugal import replace

Turn = Callable[[Call], Formula]


def _xpath(text: str) -> Formula:
    return _turned(parse_xpath(text), _xpath_call)


def _surveyjs(text: str) -> Formula:
    return _turned(parse_surveyjs(text), _surveyjs_call)


def _turned(formula: Formula, turn: Turn) -> Formula:
    """The formula with every function turned into what it stands for."""
    match formula:
        case Call():
            return turn(replace(formula, arguments=tuple(_turned(part, turn) for part in formula.arguments)))
        case Joined(parts=parts):
            return replace(formula, parts=tuple(_turned(part, turn) for part in parts))
        case Listed(items=parts):
            return replace(formula, items=tuple(_turned(part, turn) for part in parts))
        case Negated(operand=operand):
            return replace(formula, operand=_turned(operand, turn))
        case Compared(left=left, right=right) | Calculated(left=left, right=right):
            return replace(formula, left=_turned(left, turn), right=_turned(right, turn))
        case _:
            return formula


def _xpath_call(call: Call) -> Formula:
    match call.function, call.arguments:
        case "not", (operand,):
            return Negated(operand, call.at)
        case (("true" | "false"), ()):
            return Literal(call.function == "true", call.at)
        case "selected", (Answer() as answer, (Literal() | Answer()) as word):
            return Compared("selected", answer, word, call.at)
        case (("number" | "string" | "boolean" | "once" | "date"), ((Answer() | Literal()) as operand,)):
            return operand
        case _:
            return call


def _surveyjs_call(call: Call) -> Formula:
    match call.function, call.arguments:
        case "sum", (first, *more) if all(isinstance(part, Answer | Literal) for part in call.arguments):
            total = first if more else Calculated("+", Literal(Decimal(0), call.at), first, call.at)
            for part in more:
                total = Calculated("+", total, part, call.at)
            return total
        case (("sumInArray" | "minInArray" | "maxInArray" | "countInArray"), (Answer() as rows, Literal() as part)):
            function = {"countInArray": "count-known"}.get(call.function, call.function[:3])
            return Call(function, (Answer(f"{rows.name}/{part.value}", rows.at),), call.at)
        case (("currentDate" | "getDate"), ((Answer() | Literal()) as day,)):
            return day
        case (("sum" | "min" | "max" | "count"), _):
            return replace(call, function=f"{call.function} of values")
        case _:
            return call


XPATH = Dialect(_xpath, loose=False)
SURVEYJS = Dialect(_surveyjs, loose=True)
