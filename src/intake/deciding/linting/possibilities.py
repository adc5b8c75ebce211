"""Whether any client at all could make conditions come out as wanted.

Facts are tried at representative values: each literal that they are compared with, and one value on either side of it.
A part that no such value settles (arithmetic with several facts, a function over rows) counts as true or false at will,
and so does every such part written alike. So "impossible" is said only where it is so, whatever the client brings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from intake.conditions import BOOL, Known, Outcome, Program, Scope, parse_expression, tree, unknown
from intake.conditions.operations import Impossible, calculate
from intake.deciding.linting.representatives import values_around
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Value

MOST_STEPS = 20_000
_Aim = TypeVar("_Aim", bool, int)
_CONTRARY = {"!=": "=", ">=": "<", ">": "<="}
_ABSENT = unknown("", "left open")
_OPEN = unknown("", "not supposed yet", pending=True)


class TooManySteps(Exception):
    """The search was given up: nothing is said."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition whose unsettled parts stand as facts of their own.

    `thresholds` are the values that a fact is compared with, by name; `tested` the facts that are asked to be known.
    """

    program: Program
    thresholds: Mapping[str, tuple[Value, ...]]
    tested: frozenset[str]


Wanted: TypeAlias = Sequence[tuple[Condition, bool]]
Weighed: TypeAlias = Sequence[tuple[Condition, int]]


@dataclass(frozen=True, slots=True)
class Possibilities:
    """What the facts of a scope can be, seen on one day."""

    scope: Scope
    today: date

    def condition(self, expression: Expression) -> Condition:
        """The condition, ready to be searched with others."""
        program = parse_expression(expression)
        settler = _Settler(self.today, program.parts)
        node = settler.settled(program.node)
        names = frozenset(found.name for found, _ in tree.walk(node) if isinstance(found, tree.Name))
        thresholds = {name: tuple(values) for name, values in settler.thresholds.items()}
        return Condition(
            replace(program, node=node, names=names, parts=frozenset()), thresholds, frozenset(settler.tested)
        )

    def possible(self, *wanted: tuple[Condition, bool]) -> bool:
        """Whether some client makes every condition come out as wanted; True too where the search is given up."""
        try:
            return self.least_points(wanted, ()) is not None
        except TooManySteps:
            return True

    def least_points(self, wanted: Wanted, weighed: Weighed) -> int | None:
        """The least sum of the points of the weighed conditions that fire, while the others come out as wanted.

        None where they cannot; TooManySteps where the search is given up.
        """
        conditions = [condition for condition, _ in (*wanted, *weighed)]
        domains = self._domains(conditions)
        least = 0
        for names in _islands(conditions):
            search = _Search({name: domains[name] for name in names}, self.today)
            if (found := search.least(_inside(names, wanted), _inside(names, weighed))) is None:
                return None
            least += found
        return least

    def _domains(self, conditions: Iterable[Condition]) -> dict[str, tuple[Outcome, ...]]:
        thresholds: dict[str, list[Value]] = {}
        tested: set[str] = set()
        for condition in conditions:
            tested |= condition.tested
            for name in condition.program.names:
                thresholds.setdefault(name, []).extend(condition.thresholds.get(name, ()))
        return {name: tuple(self._values(name, found, tested)) for name, found in thresholds.items()}

    def _values(self, name: str, thresholds: Sequence[Value], tested: set[str]) -> Iterator[Outcome]:
        kind = self.scope.names.get(name, BOOL)  # an unsettled part is true or false
        yield from (Known(value) for value in values_around(name, kind, thresholds))
        # Only an answer can stay away for good; whatever else is missing may still turn up, and is then no answer either way.
        if name in tested and name.startswith("answers."):
            yield _ABSENT


class _Settler:
    """Finds the values that facts are compared with, and puts a name in place of each part that none of them settles."""

    def __init__(self, today: date, parts: frozenset[int]) -> None:
        self.today = today
        self.parts = parts
        self.thresholds: dict[str, list[Value]] = {}
        self.tested: set[str] = set()

    def settled(self, node: tree.Node) -> tree.Node:
        match node:
            case tree.Logic(parts=parts):
                return replace(node, parts=tuple(self.settled(part) for part in parts))
            case tree.Negated(operand=operand):
                return replace(node, operand=self.settled(operand))
            case tree.KnownTest(operand=tree.Name(name=name)):
                self.tested.add(name)
                return node
            case tree.Compared():
                return node if self.compares(node) else _compared_alike(node)
            case tree.Literal() | tree.Name():
                return node
            case _:
                return _alike(node)

    def compares(self, node: tree.Compared) -> bool:
        """Whether one fact is compared with what is no fact; keeps the values at which the comparison turns."""
        for open_side, closed_side in ((node.left, node.right), (node.right, node.left)):
            closed = self.value(closed_side)
            if closed is None or (node.operator == "in" and open_side is node.right):
                continue
            found = self.turning(open_side, closed)
            if found is not None:
                name, value = found
                self.thresholds.setdefault(name, []).extend(value if isinstance(value, tuple) else (value,))
                return True
        return self.value(node.left) is not None and self.value(node.right) is not None

    def turning(self, node: tree.Node, other: Value) -> tuple[str, Value] | None:
        """The fact in the node, and the value of it at which the node equals the other value."""
        try:
            match node:
                case tree.Name(name=name):
                    return name, other
                case tree.Calculated(operator="-", left=tree.Name(name=name), right=right) if (
                    amount := self.value(right)
                ) is not None:
                    return name, calculate("+", other, amount)
                case tree.Calculated(operator="-", left=left, right=tree.Name(name=name)) if (
                    amount := self.value(left)
                ) is not None:
                    return name, calculate("-", amount, other)
                case tree.Calculated(operator="+", left=tree.Name(name=name), right=right) if (
                    amount := self.value(right)
                ) is not None:
                    return name, calculate("-", other, amount)
        except Impossible:
            return None
        return None

    def value(self, node: tree.Node) -> Value | None:
        """What a part comes to that hangs on no fact and on no calendar of holidays, or None."""
        if any(_hangs(found) for found, _ in tree.walk(node)):
            return None
        outcome = Program(node, frozenset(), frozenset(), None).evaluate(lambda _: _OPEN, self.today)
        return outcome.value if isinstance(outcome, Known) else None


class _Search:
    """Goes through the values of the facts, fact by fact; a way that is known to fail is not gone further."""

    def __init__(self, domains: Mapping[str, tuple[Outcome, ...]], today: date) -> None:
        self.domains = domains
        self.today = today
        self.supposed: dict[str, Outcome] = {}
        self.found: int | None = None
        self.steps = 0

    def least(self, wanted: Wanted, weighed: Weighed) -> int | None:
        """The least points; None where what is wanted cannot be."""
        uses = Counter(name for condition, _ in wanted for name in condition.program.names)
        names = sorted(self.domains, key=lambda name: (-uses[name], name))
        if (step := self.after(wanted, weighed)) is not None:
            self.go(names, *step)
        return self.found

    def go(self, names: Sequence[str], wanted: Wanted, weighed: Weighed, points: int) -> None:
        """Supposes the first fact to be each of its values; `wanted` and `weighed` are those still open."""
        low = points + sum(min(0, each) for _, each in weighed)
        if self.found is not None and low >= self.found:
            return
        if not names:
            self.found = self.found if wanted else low
            return
        name, *rest = names
        read = any(name in condition.program.names for condition, _ in (*wanted, *weighed))
        for value in self.domains[name] if read else self.domains[name][:1]:
            self.supposed[name] = value
            if (step := self.after(wanted, weighed)) is not None:
                self.go(rest, step[0], step[1], points + step[2])
        del self.supposed[name]

    def after(self, wanted: Wanted, weighed: Weighed) -> tuple[Wanted, Weighed, int] | None:
        """What is still open of the conditions, and the points of those that fire; None where one comes out unwanted."""
        found = [(condition, result, self.comes_to(condition)) for condition, result in wanted]
        if any(outcome is (not result) for _, result, outcome in found):
            return None
        counted = [(condition, points, self.comes_to(condition)) for condition, points in weighed]
        return (
            [(condition, result) for condition, result, outcome in found if outcome is None],
            [(condition, points) for condition, points, outcome in counted if outcome is None],
            sum(points for _, points, outcome in counted if outcome),
        )

    def comes_to(self, condition: Condition) -> bool | None:
        """What the condition comes to as far as the facts are supposed; None where that is open."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooManySteps
        outcome = condition.program.evaluate(lambda name: self.supposed.get(name, _OPEN), self.today)
        return outcome.value if isinstance(outcome, Known) and isinstance(outcome.value, bool) else None


def _hangs(node: tree.Node) -> bool:
    working = isinstance(node, tree.Literal) and isinstance(node.value, Duration) and node.value.working
    return working or isinstance(node, tree.Name)


def _compared_alike(node: tree.Compared) -> tree.Node:
    """A name for a comparison, so that `a >= b` is the contrary of `a < b`."""
    contrary = _CONTRARY.get(node.operator)
    return tree.Negated(_alike(replace(node, operator=contrary)), node.at) if contrary else _alike(node)


def _alike(node: tree.Node) -> tree.Name:
    """A name that stands for a part, the same for every part written alike."""
    return tree.Name("?" + re.sub(r"\bat=\d+", "", repr(node)), node.at)


def _islands(conditions: Iterable[Condition]) -> list[set[str]]:
    """The facts in groups such that no condition reads facts of two; the empty one is for conditions without facts."""
    islands: list[set[str]] = [set()]
    for condition in conditions:
        touched = [island for island in islands if not island.isdisjoint(condition.program.names)]
        apart = [island for island in islands if island.isdisjoint(condition.program.names)]
        islands = [*apart, set(condition.program.names).union(*touched)] if condition.program.names else islands
    return islands


def _inside(names: set[str], pairs: Sequence[tuple[Condition, _Aim]]) -> list[tuple[Condition, _Aim]]:
    """The conditions that read these facts and no others."""
    return [pair for pair in pairs if pair[0].program.names <= names and bool(pair[0].program.names) is bool(names)]
