"""Whether any client at all could make conditions come out as wanted.

Facts are tried at representative values: each literal that they are compared with, and one value on either side of it.
A part that no such value settles (arithmetic with several facts, a function over rows) counts as true or false at will,
and so does every such part written alike. So "impossible" is said only where it is so, whatever the client brings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias, TypeVar

from intake.conditions import BOOL, Scope, parse_expression, tree, unknown
from intake.conditions.operations import Impossible, compare
from intake.conditions.residue import Comparison, Joined, Opaque, Opposite, Presence, Residue, atoms, residue
from intake.deciding.linting.representatives import values_around
from intake.frugal import dataclass
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Value

MOST_STEPS = 20_000
_Aim = TypeVar("_Aim", bool, int)
_OPEN = unknown("", "not supposed", pending=True)


class TooManySteps(Exception):
    """The search was given up: nothing is said."""


class _Absent:
    """Stands for a fact that nobody will tell."""


ABSENT: Final = _Absent()
Supposed: TypeAlias = Value | _Absent


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, and the facts it hangs on; a part that no value of a fact settles stands as a fact of its own.

    `thresholds` are the values that a fact is compared with, by name; `tested` the facts that are asked to be known.
    """

    left: Residue
    names: frozenset[str]
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
        left = residue(program, lambda _: _OPEN, self.today)
        if any(_counts_working_days(node) for node, _ in tree.walk(program.node)):
            left = Opaque(
                expression.text.strip(), program.names, free=False
            )  # which days are holidays is not known here
        names: set[str] = set()
        thresholds: dict[str, tuple[Value, ...]] = {}
        tested: set[str] = set()
        for atom in atoms(left):
            match atom:
                case Comparison(name=name, values=values):
                    names.add(name)
                    thresholds[name] = (*thresholds.get(name, ()), *values)
                case Presence(name=name):
                    names.add(name)
                    tested.add(name)
                case Opaque(shape=shape):
                    names.add(shape)
        return Condition(left, frozenset(names), thresholds, frozenset(tested))

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
            search = _Search({name: domains[name] for name in names})
            if (found := search.least(_inside(names, wanted), _inside(names, weighed))) is None:
                return None
            least += found
        return least

    def _domains(self, conditions: Iterable[Condition]) -> dict[str, tuple[Supposed, ...]]:
        thresholds: dict[str, list[Value]] = {}
        tested: set[str] = set()
        for condition in conditions:
            tested |= condition.tested
            for name in condition.names:
                thresholds.setdefault(name, []).extend(condition.thresholds.get(name, ()))
        return {name: tuple(self._values(name, found, tested)) for name, found in thresholds.items()}

    def _values(self, name: str, thresholds: Sequence[Value], tested: set[str]) -> Iterator[Supposed]:
        kind = self.scope.names.get(name, BOOL)  # an unsettled part is true or false
        yield from values_around(name, kind, thresholds)
        # Clients may refuse an answer, sources have nothing to say; your own records may always be completed.
        if name in tested and name.startswith(("answers.", "findings.", "claims.")):
            yield ABSENT


class _Search:
    """Goes through the values of the facts, fact by fact; a way that is known to fail is not gone further."""

    def __init__(self, domains: Mapping[str, tuple[Supposed, ...]]) -> None:
        self.domains = domains
        self.supposed: dict[str, Supposed] = {}
        self.found: int | None = None
        self.steps = 0

    def least(self, wanted: Wanted, weighed: Weighed) -> int | None:
        """The least points; None where what is wanted cannot be."""
        uses = Counter(name for condition, _ in wanted for name in condition.names)
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
        read = any(name in condition.names for condition, _ in (*wanted, *weighed))
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
        return _truth(condition.left, self.supposed)


def _counts_working_days(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and isinstance(node.value, Duration) and node.value.working


def _truth(left: Residue, supposed: Mapping[str, Supposed]) -> bool | None:
    """Kleene's logic over what is supposed; None where that leaves it open."""
    match left:
        case bool():
            return left
        case Opposite(part=part):
            truth = _truth(part, supposed)
            return None if truth is None else not truth
        case Joined(operator=operator, parts=parts):
            decides = operator == "or"
            truths = [_truth(part, supposed) for part in parts]
            return decides if decides in truths else None if None in truths else not decides
        case Comparison(name=name):
            value = supposed.get(name, ABSENT)
            return None if isinstance(value, _Absent) else _compared(left, value)
        case Presence(name=name):
            return supposed[name] is not ABSENT if name in supposed else None
        case Opaque(shape=shape):
            return supposed[shape] is True if shape in supposed else None
        case _:
            return None


def _compared(comparison: Comparison, value: Value) -> bool | None:
    try:
        return any(compare(comparison.operator, value, other) for other in comparison.values)
    except Impossible:
        return None


def _islands(conditions: Iterable[Condition]) -> list[set[str]]:
    """The facts in groups such that no condition reads facts of two; the empty one is for conditions without facts."""
    islands: list[set[str]] = [set()]
    for condition in conditions:
        touched = [island for island in islands if not island.isdisjoint(condition.names)]
        apart = [island for island in islands if island.isdisjoint(condition.names)]
        islands = [*apart, set(condition.names).union(*touched)] if condition.names else islands
    return islands


def _inside(names: set[str], pairs: Sequence[tuple[Condition, _Aim]]) -> list[tuple[Condition, _Aim]]:
    """The conditions that read these facts and no others."""
    return [pair for pair in pairs if pair[0].names <= names and bool(pair[0].names) is bool(names)]
