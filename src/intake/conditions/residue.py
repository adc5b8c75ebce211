"""What is left of a condition once everything known is in it: logic over the few comparisons that are still open.

Two open comparisons of the same fact cannot be true in any combination (`x < 5` and `x > 10` exclude each other), so each
is brought into the form `fact operator value` wherever that is possible without loss. The rest stays opaque.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from intake.conditions import tree
from intake.conditions.evaluating import Evaluation, Lookup
from intake.conditions.operations import Impossible, calculate
from intake.conditions.outcome import Known, Unknown
from intake.conditions.program import Program
from intake.conditions.tree import Node
from intake.frugal import dataclass
from intake.model.values import Duration, Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """An unknown fact against known values: `=` to one of them, or `<` or `<=` the only one."""

    name: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a fact that may still turn up will."""

    name: str


@dataclass(frozen=True, slots=True)
class Opaque:
    """A condition that is not taken apart; the same text of it has the same truth wherever it stands.

    `names` are the facts it waits for. `free` says that it surely can turn out both ways, as far as it alone goes, and
    `apart` that it can whatever becomes of the others of its kind: a list may hold a word or not, whichever else it holds.
    """

    shape: str
    names: frozenset[str]
    free: bool
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """A part that nothing can decide, as a comparison of unlike currencies; `hidden` where a part of a row is missing."""

    hidden: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Residues joined by `and` or `or`."""

    operator: str
    parts: tuple["Residue", ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """`not` a residue."""

    part: "Residue"


Atom: TypeAlias = Comparison | Presence | Opaque
Residue: TypeAlias = bool | Atom | Undecided | Joined | Opposite

_FLIPPED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def residue(program: Program, lookup: Lookup, today: date, holidays: Container[date] = frozenset()) -> Residue:
    """What is left of a condition, of which `lookup` says what is known."""
    return _Reducer(program, lookup, today, holidays).reduce(program.node)


def atoms(left: Residue) -> Iterator[Atom | Undecided]:
    """Every part of a residue that is not joined of others."""
    match left:
        case bool():
            return
        case Joined(parts=parts):
            for part in parts:
                yield from atoms(part)
        case Opposite(part=part):
            yield from atoms(part)
        case _:
            yield left


class _Reducer:
    """Takes one condition apart."""

    def __init__(self, program: Program, lookup: Lookup, today: date, holidays: Container[date]) -> None:
        self.parts = program.parts
        self.lookup = lookup
        self.evaluation = Evaluation(lookup, today, holidays, program.parts)

    def reduce(self, node: Node) -> Residue:
        match node:
            case tree.Logic(operator=operator, parts=parts):
                return _joined(operator, [self.reduce(part) for part in parts])
            case tree.Negated(operand=operand):
                return _opposite(self.reduce(operand))
            case _:
                return self.leaf(node)

    def leaf(self, node: Node) -> Residue:
        """What is left of a condition that `and`, `or` and `not` do not take apart."""
        match node:  # most conditions compare a fact with a value: that is quick to tell
            case tree.Compared(operator=sign, left=tree.Name() as fact, right=tree.Literal(value=value)) if (
                sign != "in"
            ):
                if isinstance(self.lookup(fact.name), Unknown):
                    return _comparison(fact.name, sign, value)
        outcome = self.lookup(node.name) if isinstance(node, tree.Name) else self.evaluation.run(node)
        if isinstance(outcome, Known):
            return outcome.value if isinstance(outcome.value, bool) else Undecided(hidden=False)
        missing = self.missing(node)
        if not missing:
            return Undecided(hidden=any(cause.name for cause in outcome.causes))
        match node:
            case tree.Name(name=name):
                return Comparison(name, "=", (True,))
            case tree.KnownTest(operand=tree.Name(name=name), known=known):
                return Presence(name) if known else Opposite(Presence(name))
            case tree.Compared(operator="in", left=tree.Literal(value=str(word)), right=tree.Name(name=name)):
                return Opaque(f"{word!r} in {name}", missing, free=True, apart=True)
            case tree.Compared():
                return self.compared(node) or Opaque(_shape(node), missing, _is_free(node, missing))
            case _:
                return Opaque(_shape(node), missing, free=False)

    def missing(self, node: Node) -> frozenset[str]:
        """The facts below a node that are not known."""
        below = (node,) if isinstance(node, tree.Literal | tree.Name) else [found for found, _ in tree.walk(node)]
        names = [found.name for found in below if isinstance(found, tree.Name) and found.at not in self.parts]
        return frozenset(name for name in names if isinstance(self.lookup(name), Unknown))

    def compared(self, node: tree.Compared) -> Residue | None:
        """The comparison with its unknown fact alone on one side; None where that cannot be done without loss."""
        operator, left, right = node.operator, node.left, node.right
        if self.missing(right):
            if self.missing(left) or operator == "in":
                return None
            operator, left, right = _FLIPPED[operator], right, left
        known = self.evaluation.run(right)
        if isinstance(known, Unknown):
            return Undecided(hidden=any(cause.name for cause in known.causes))
        if operator == "in":
            if not isinstance(left, tree.Name) or not isinstance(known.value, tuple):
                return None
            return Comparison(left.name, "=", known.value) if known.value else False
        alone = self.alone(left, operator, known.value)
        return None if alone is None else _comparison(*alone)

    def alone(self, node: Node, operator: str, value: Value) -> tuple[str, str, Value] | None:
        """`node operator value` solved for the one unknown fact in the node."""
        while isinstance(node, tree.Calculated):
            unknown_left = bool(self.missing(node.left))
            rest = self.evaluation.run(node.right if unknown_left else node.left)
            if isinstance(rest, Unknown):
                return None
            try:
                solved = _solved(node.operator, unknown_left, rest.value, operator, value)
            except Impossible:
                return None
            if solved is None:
                return None
            operator, value = solved
            node = node.left if unknown_left else node.right
        return (node.name, operator, value) if isinstance(node, tree.Name) else None


def _solved(sign: str, first: bool, rest: Value, operator: str, value: Value) -> tuple[str, Value] | None:
    """`x sign rest` (or `rest sign x`) `operator value`, as the operator and value that x alone must meet.

    None where the way back is not unique: rounded money, working days, and anything but plain numbers multiplied.
    """
    if any(isinstance(part, Duration) and part.working for part in (rest, value)):
        return None
    match sign, first:
        case "+", _:
            return operator, calculate("-", value, rest)
        case "-", True:
            return operator, calculate("+", value, rest)
        case "-", False:
            return _FLIPPED[operator], calculate("-", rest, value)
    if not isinstance(rest, int | Decimal) or not isinstance(value, int | Decimal):
        return None
    if rest == 0 or (sign == "/" and not first):
        return None
    return _FLIPPED[operator] if rest < 0 else operator, calculate("/" if sign == "*" else "*", value, rest)


def _comparison(name: str, operator: str, value: Value) -> Residue:
    match operator:
        case "!=":
            return Opposite(Comparison(name, "=", (value,)))
        case ">":
            return Opposite(Comparison(name, "<=", (value,)))
        case ">=":
            return Opposite(Comparison(name, "<", (value,)))
        case _:
            return Comparison(name, operator, (value,))


def _joined(operator: str, parts: Sequence[Residue]) -> Residue:
    decides = operator == "or"
    left = [part for part in parts if not isinstance(part, bool)]
    if any(part is decides for part in parts):
        return decides
    if not left:
        return not decides
    return left[0] if len(left) == 1 else Joined(operator, tuple(left))


def _opposite(part: Residue) -> Residue:
    if isinstance(part, bool):
        return not part
    return part.part if isinstance(part, Opposite) else Opposite(part)


def _is_free(node: tree.Compared, missing: frozenset[str]) -> bool:
    """Whether the comparison is of two different unknown facts, with nothing around them."""
    plain = isinstance(node.left, tree.Name) and isinstance(node.right, tree.Name)
    return plain and len(missing) == 2 and node.operator != "in"


def _shape(node: Node) -> str:
    """The node without the places of its words."""
    match node:
        case tree.Literal(value=value):
            return repr(value)
        case tree.Name(name=name):
            return name
        case tree.Logic(operator=sign) | tree.Compared(operator=sign) | tree.Calculated(operator=sign):
            head = sign
        case tree.Call(function=function):
            head = function
        case tree.KnownTest(known=known):
            head = f"known {known}"
        case _:
            head = type(node).__name__
    return f"({head} {' '.join(_shape(child) for child in tree.children(node))})"
