"""Conditions and calculations of other form languages, as one tree whichever language they were written in.

`at` counts characters from the start of the text. An empty text stands for no answer, as both languages have it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from intake.frugal import dataclass


class Untranslatable(Exception):
    """A construct that the condition language has no words for: why, and at which character."""

    def __init__(self, why: str, at: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.at = at


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written; None is no answer."""

    value: str | bool | Decimal | None
    at: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, by the name that the form has for it; `.` is the question at hand."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Values in brackets."""

    items: tuple["Formula", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Formulas joined by `and` or `or`."""

    operator: str
    parts: tuple["Formula", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Negated:
    """The opposite of a formula."""

    operand: "Formula"
    at: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values compared by `= != < <= > >=`, or by `contains` (all of the right), `anyof`."""

    operator: str
    left: "Formula"
    right: "Formula"
    at: int


@dataclass(frozen=True, slots=True)
class Calculated:
    """Two values joined by `+ - * / % ^`."""

    operator: str
    left: "Formula"
    right: "Formula"
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Formula", ...]
    at: int


Formula: TypeAlias = Literal | Answer | Listed | Joined | Negated | Compared | Calculated | Call


def children(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly below a formula."""
    match formula:
        case Listed(items=parts) | Joined(parts=parts) | Call(arguments=parts):
            return parts
        case Compared(left=left, right=right) | Calculated(left=left, right=right):
            return (left, right)
        case Negated(operand=operand):
            return (operand,)
        case Literal() | Answer():
            return ()


def walk(formula: Formula) -> Iterator[tuple[Formula, int]]:
    """Every formula with its depth, the root first at depth 1; it does not recurse, so any depth is safe."""
    waiting = [(formula, 1)]
    while waiting:
        found, depth = waiting.pop()
        yield found, depth
        waiting.extend((child, depth + 1) for child in reversed(children(found)))
