"""What a condition is made of once it is parsed; `at` counts characters from the start of its text."""

from collections.abc import Iterator
from typing import TypeAlias

from intake.frugal import dataclass
from intake.model.values import Value

FOLDS = ("any", "all", "sum", "count", "min", "max")
"""The functions over the rows of a list."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written."""

    value: Value
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A fact or answer to be looked up, or a part of the row at hand."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Values in brackets."""

    items: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Logic:
    """Conditions joined by `and` or `or`."""

    operator: str
    parts: tuple["Node", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Negated:
    """`not` a condition."""

    operand: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values compared; `operator` is one of `= != < <= > >= in`."""

    operator: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Calculated:
    """Two values joined by `+ - *` or `/`."""

    operator: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class KnownTest:
    """`is known`, or `is unknown` where `known` is false."""

    operand: "Node"
    known: bool
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Node", ...]
    at: int


Node: TypeAlias = Literal | Name | Listed | Logic | Negated | Compared | Calculated | KnownTest | Call


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node."""
    match node:
        case Listed(items=parts) | Logic(parts=parts) | Call(arguments=parts):
            return parts
        case Compared(left=left, right=right) | Calculated(left=left, right=right):
            return (left, right)
        case Negated(operand=operand) | KnownTest(operand=operand):
            return (operand,)
        case Literal() | Name():
            return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, the root first at depth 1; it does not recurse, so any depth is safe."""
    waiting = [(node, 1)]
    while waiting:
        found, depth = waiting.pop()
        yield found, depth
        waiting.extend((child, depth + 1) for child in reversed(children(found)))
