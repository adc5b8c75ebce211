"""What the verdict would be if an open fact turned out in some way: tried on the case, shown, and never kept."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from intake.conditions.residue import Comparison, atoms
from intake.deciding.case import Case
from intake.deciding.deciding import decide
from intake.deciding.facts import Facts
from intake.deciding.linting.representatives import measured, resized
from intake.deciding.trying import Trial, try_beside
from intake.deciding.weighing import Scales
from intake.frugal import dataclass, replace
from intake.model.decision import Decision, Verdict
from intake.model.policy import Policy
from intake.model.values import Value


@dataclass(frozen=True, slots=True)
class Turn:
    """Values of an open fact that all leave the same verdicts possible, between `best` and `worst`.

    Where the values have an order, they stand for all from the first to the last; `lowest` and `highest` say that all
    below the first, or above the last, are the same.
    """

    values: tuple[Value, ...]
    best: Verdict
    worst: Verdict
    lowest: bool = False
    highest: bool = False


def assume(policy: Policy, case: Case, ruling: Decision, assumed: Mapping[str, Value]) -> Trial:
    """The decision on the case if these facts were so, beside the one that rules."""
    return try_beside(policy, replace(case, assumed=assumed), ruling)


def turns(policy: Policy, case: Case, name: str, scales: Scales | None = None) -> tuple[Turn, ...]:
    """The ways in which an open fact can turn out, as far as the policy tells them apart; none where it names no value."""
    scales = scales or Scales()
    values, ordered = _values(policy, case, name, scales)
    tried = [(value, decide(policy, replace(case, assumed={name: value}), scales)) for value in values]
    if not ordered:
        found: dict[tuple[Verdict, Verdict], list[Value]] = {}
        for value, decision in tried:
            found.setdefault((decision.best, decision.worst), []).append(value)
        alone = len(found) == 1
        return tuple(Turn(tuple(alike), *verdicts, alone, alone) for verdicts, alike in found.items())
    runs = [(verdicts, [v for v, _ in run]) for verdicts, run in groupby(tried, lambda t: (t[1].best, t[1].worst))]
    last = len(runs) - 1
    return tuple(
        Turn((run[0], run[-1]), *verdicts, lowest=place == 0, highest=place == last)
        for place, (verdicts, run) in enumerate(runs)
    )


def _values(policy: Policy, case: Case, name: str, scales: Scales) -> tuple[Sequence[Value], bool]:
    """Values that stand for all there are, and whether they have an order."""
    domain = policy.domains.get(name)
    if domain is not None and domain.values:
        return domain.values, False
    named = list(dict.fromkeys(_compared(policy, case, name, scales)))
    around = {value: tuple(_around(value)) for value in named}
    if not all(around.values()):
        return [value for value in named if isinstance(value, str)], False
    return sorted({each for values in around.values() for each in values}, key=_size), True


def _compared(policy: Policy, case: Case, name: str, scales: Scales) -> Iterator[Value]:
    """The values that the open rules hold the fact against."""
    facts = Facts(case, policy.unknowns.stale_after)
    for rule in policy.rules:
        for atom in atoms(scales.weigh(rule.condition, facts, case.today).left):
            if isinstance(atom, Comparison) and atom.name == name:
                yield from atom.values


def _around(value: Value) -> Iterator[Value]:
    """An amount with its neighbours below and above; nothing for what has no order."""
    if isinstance(value, bool | str | tuple):
        return
    for step in (-1, 0, 1):
        if isinstance(value, date):
            yield value + timedelta(days=step)
        elif (size := measured(value)[0] + step) >= 0:
            yield resized(value, size)


def _size(value: Value) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else measured(value)[0]
