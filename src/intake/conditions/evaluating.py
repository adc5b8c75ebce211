"""Evaluating a condition in three values: true, false, or unknown with its causes (Kleene's strong logic).

Strong means: an unknown part decides nothing, and what the known parts decide alone stands whatever the unknown turns
out to be. What cannot be calculated (unlike currencies, a division by zero) is unknown too, with its reason.
"""

from collections.abc import Callable, Container, Iterable, Sequence, Set
from datetime import date
from functools import reduce

from intake.conditions import tree
from intake.conditions.operations import Impossible, calculate, compare
from intake.conditions.outcome import Known, Outcome, Unknown, merged, unknown
from intake.conditions.tree import Node
from intake.model.values import Item, Value, shown

MOST_STEPS = 20_000
Lookup = Callable[[str], Outcome]


class Evaluation:
    """One evaluation: what names stand for, the day, and the rows being gone through, innermost last.

    `parts` tells which names are parts of a row, by where they stand.
    """

    def __init__(self, lookup: Lookup, today: date, holidays: Container[date], parts: Set[int]) -> None:
        self.lookup = lookup
        self.today = today
        self.holidays = holidays
        self.parts = parts
        self.rows: list[tuple[str, Item]] = []
        self.steps = 0

    def run(self, node: Node) -> Outcome:
        """What the node comes to; never raises for what the values are."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            return unknown("", f"too much to work out: more than {MOST_STEPS:,} steps")
        try:
            return self.outcome(node)
        except Impossible as fault:
            return unknown("", str(fault))

    def outcome(self, node: Node) -> Outcome:
        """What one node comes to; Impossible where its values do not fit."""
        match node:
            case tree.Literal(value=value):
                return Known(value)
            case tree.Name():
                return self.part(node.name) if node.at in self.parts else self.lookup(node.name)
            case tree.Compared(operator=sign, left=left, right=right):
                return self.joined((left, right), lambda first, second: compare(sign, first, second))
            case tree.Listed(items=items):
                return self.joined(items, _tuple)
            case tree.Logic(operator=operator, parts=parts):
                return decided((self.run(part) for part in parts), by=operator == "or")
            case tree.Negated(operand=operand):
                return self.joined((operand,), _negated)
            case tree.KnownTest():
                return self.known_test(node)
            case tree.Calculated(operator=sign, left=left, right=right):
                return self.joined((left, right), lambda first, second: calculate(sign, first, second, self.holidays))
            case tree.Call():
                return self.call(node)

    def joined(self, nodes: Iterable[Node], join: Callable[..., Value]) -> Outcome:
        """What the values of the nodes come to together; unknown as soon as one of them is."""
        return _joined([self.run(node) for node in nodes], join)

    def part(self, name: str) -> Outcome:
        """A part of the row at hand, or of a row around it."""
        for _, row in reversed(self.rows):
            if (value := row.get(name)) is not None:
                return Known(value)
        return unknown(f"{self.rows[-1][0]}.{name}", "left open")

    def known_test(self, node: tree.KnownTest) -> Outcome:
        """Whether a value is there; itself unknown while one may still turn up."""
        outcome = self.run(node.operand)
        if isinstance(outcome, Unknown) and outcome.pending:
            return outcome
        return Known(isinstance(outcome, Known) is node.known)

    def call(self, node: tree.Call) -> Outcome:
        """What a function yields."""
        match node.function, node.arguments:
            case "today", ():
                return Known(self.today)
            case "small_claims_limit", (country,):
                return self.joined((country,), _small_claims_limit)
            case "count", (source,):
                return self.over_rows(source, lambda rows: Known(len(rows)))
            case function, (source, body) if function in tree.FOLDS:
                return self.over_rows(source, lambda rows: self.fold(function, _name(source), rows, body))
            case function, _:
                raise Impossible(f"'{function}' cannot be worked out")

    def over_rows(self, source: Node, yields: Callable[[Sequence[Value]], Outcome]) -> Outcome:
        """What the rows of a list yield; unknown where the list is."""
        found = self.run(source)
        if isinstance(found, Unknown):
            return found
        if not isinstance(found.value, tuple):
            raise Impossible(f"{shown(found.value)} is no list")
        return yields(found.value)

    def fold(self, function: str, name: str, rows: Sequence[Value], body: Node) -> Outcome:
        """What a function makes of what the body comes to in each row."""
        outcomes = (self.in_row(f"{name}[{number}]", row, body) for number, row in enumerate(rows, 1))
        if function in ("any", "all"):
            return decided(outcomes, by=function == "any")
        if function != "count" and not rows:
            return unknown(name, "has no rows")
        return _joined(list(outcomes), _FOLDED[function])

    def in_row(self, name: str, row: Value, body: Node) -> Outcome:
        """What the body comes to in one row."""
        if not isinstance(row, Item):
            raise Impossible(f"{shown(row)} is no row")
        self.rows.append((name, row))
        outcome = self.run(body)
        self.rows.pop()
        return outcome


def decided(outcomes: Iterable[Outcome], *, by: bool) -> Outcome:
    """`or` where one true part decides, `and` where one false part does; the first that decides ends the search."""
    undecided: list[Outcome] = []
    for outcome in outcomes:
        if isinstance(outcome, Unknown):
            undecided.append(outcome)
        elif not isinstance(outcome.value, bool):
            undecided.append(unknown("", f"{shown(outcome.value)} is neither yes nor no"))
        elif outcome.value is by:
            return outcome
    return merged(undecided) if undecided else Known(not by)


def _name(source: Node) -> str:
    return source.name if isinstance(source, tree.Name) else "row"


def _joined(outcomes: Sequence[Outcome], join: Callable[..., Value]) -> Outcome:
    values = [outcome.value for outcome in outcomes if isinstance(outcome, Known)]
    return Known(join(*values)) if len(values) == len(outcomes) else merged(outcomes)


def _negated(value: Value) -> Value:
    if not isinstance(value, bool):
        raise Impossible(f"{shown(value)} is neither yes nor no")
    return not value


def _small_claims_limit(country: Value) -> Value:
    from intake.model.small_claims import CEILINGS

    if not isinstance(country, str) or country not in CEILINGS:
        raise Impossible(f"no small-claims limit is known for {shown(country)}")
    return CEILINGS[country].most


def _tuple(*values: Value) -> Value:
    return values


def _least(*values: Value) -> Value:
    return reduce(lambda least, value: value if compare("<", value, least) else least, values)


def _greatest(*values: Value) -> Value:
    return reduce(lambda most, value: value if compare(">", value, most) else most, values)


def _sum(*values: Value) -> Value:
    return reduce(lambda total, value: calculate("+", total, value), values)


def _count(*values: Value) -> Value:
    return sum(value is True for value in values)


_FOLDED = {"min": _least, "max": _greatest, "sum": _sum, "count": _count}
