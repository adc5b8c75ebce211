"""A condition made ready to be evaluated: parsed, and checked against the names and kinds it may use."""

from collections.abc import Container, Set
from datetime import date
from functools import lru_cache

from intake.conditions import tree
from intake.conditions.checking import check
from intake.conditions.evaluating import Evaluation, Lookup
from intake.conditions.kinds import BOOL, Kind, Scope, same
from intake.conditions.outcome import Outcome
from intake.conditions.parsing import parse
from intake.conditions.tree import Node
from intake.conditions.words import Wrong
from intake.documents import Scalar
from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass, replace
from intake.model.questionnaire import Expression


@dataclass(frozen=True, slots=True)
class Program:
    """A condition that can be evaluated; `names` are those it looks up, `parts` where the parts of rows stand in it.

    `kind` is None where the condition was parsed without a scope.
    """

    node: Node
    names: frozenset[str]
    parts: frozenset[int]
    kind: Kind | None

    @property
    def reckons(self) -> bool:
        """Whether it adds or subtracts, which may be in working days, so that it hangs on the holidays too."""
        return any(isinstance(node, tree.Calculated) for node, _ in tree.walk(self.node))

    def evaluate(self, lookup: Lookup, today: date, holidays: Container[date] = frozenset()) -> Outcome:
        """The value, or why it is unknown; `lookup` is asked for each name, `holidays` are no working days."""
        return Evaluation(lookup, today, holidays, self.parts).run(self.node)


def expression_in(scalar: Scalar) -> Expression:
    """The condition in a scalar of a file; its place is that of its first character, behind any quotation mark."""
    place = scalar.place
    return Expression(scalar.text, replace(place, column=place.column + 1) if scalar.quoted else place)


def compile_expression(
    expression: Expression, scope: Scope, faults: list[Fault], *, expect: Kind | None = BOOL
) -> Program | None:
    """The program of a condition, or None where it has faults: all are appended, each at its word in the file.

    `expect` is the kind it must yield, None for any.
    """
    found: list[Fault] = []

    def report(at: int, message: str, hint: str) -> None:
        found.append(Fault(_place(expression, at), message, hint))

    try:
        node = parse(expression.text)
    except Wrong as fault:
        report(fault.at, fault.message, fault.hint)
        faults.extend(found)
        return None
    kind, parts = check(node, scope, report)
    if expect is not None and kind is not None and not same(kind, expect):
        report(node.at, f"{expect} is expected here, not {kind}", "")
    faults.extend(found)
    return None if found else Program(node, _names(node, parts), parts, kind)


@lru_cache(maxsize=4_000)
def parse_expression(expression: Expression) -> Program:
    """The program of a condition that was checked before, without its scope; BadFile where it is no condition at all.

    Inside a function over rows, a name without a dot is taken for a part of the row.
    """
    try:
        node = parse(expression.text)
    except Wrong as fault:
        raise BadFile([Fault(_place(expression, fault.at), fault.message, fault.hint)]) from fault
    bodies = [
        body
        for found, _ in tree.walk(node)
        if isinstance(found, tree.Call) and found.function in tree.FOLDS
        for body in found.arguments[1:]
    ]
    inside = (part for body in bodies for part, _ in tree.walk(body))
    parts = frozenset(part.at for part in inside if isinstance(part, tree.Name) and "." not in part.name)
    return Program(node, _names(node, parts), parts, None)


def _names(node: Node, parts: Set[int]) -> frozenset[str]:
    return frozenset(
        found.name for found, _ in tree.walk(node) if isinstance(found, tree.Name) and found.at not in parts
    )


def _place(expression: Expression, at: int) -> Place:
    """Where a character of the condition stands; the start of a condition that was written over several lines."""
    place = expression.place
    return place if "\n" in expression.text else replace(place, column=place.column + at)
