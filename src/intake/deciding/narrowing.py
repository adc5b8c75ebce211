"""How much nearer a fact would bring the verdict, whichever way it turns out.

The measure is how far the verdict is from sure: one minus the sum of the squared shares of go, conditional and no-go
over all completions. The shares are exact within a table; the points of all other tables are taken together by their mean
and variance, which ranks checks well and costs next to nothing. Only `+ - * /` and roots are used, so that every machine
ranks alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt

from intake.deciding.completions import Outcome
from intake.deciding.outlook import Outlook
from intake.model.policy import Policy

MUST_CHECK: Mapping[Outcome, int] = {Outcome(True, False, 0): 1, Outcome(False, False, 0): 1}
"""An open must-check holds the verdict like a deal-breaker that may fire."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One table in figures: the shares without a deal-breaker and without a condition, and its points."""

    whole: float
    plain: float
    mean: float
    variance: float
    least: int
    most: int


def gains(policy: Policy, outlook: Outlook, unchecked: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    """How much each open fact, and each rule that only a person can settle, would narrow the verdict; by name."""
    counts = [table.outcomes for table in outlook.tables] + [MUST_CHECK for _ in unchecked]
    parts = [_part(count) for count in counts]
    by_fact: dict[str, float] = {}
    by_rule: dict[str, float] = {}
    for place, table in enumerate(outlook.tables):
        rest = _Rest(policy, outlook, [*parts[:place], *parts[place + 1 :]])
        now = rest.doubt(table.outcomes)
        for variable in table.variables.values():
            splits = list(table.split(variable))
            gain = now - sum(rest.doubt(split) * split.total() for split in splits) / table.size
            for name in sorted(variable.facts):
                by_fact[name] = by_fact.get(name, 0.0) + gain / len(variable.facts)
            if not variable.facts:
                by_rule[table.rules[0].rule.id] = gain
    for place, name in enumerate(unchecked, len(outlook.tables)):
        rest = _Rest(policy, outlook, [*parts[:place], *parts[place + 1 :]])
        gain = rest.doubt(MUST_CHECK) - rest.doubt({Outcome(False, False, 0): 1})
        by_fact[name] = by_fact.get(name, 0.0) + gain
    return by_fact, by_rule


class _Rest:
    """All tables but one, in figures."""

    def __init__(self, policy: Policy, outlook: Outlook, parts: Sequence[_Part]) -> None:
        settled = outlook.settled
        self.policy = policy
        self.whole = 0.0 if settled.broken else prod(part.whole for part in parts)
        self.plain = 0.0 if settled.conditional else prod(part.plain for part in parts)
        self.mean = settled.points + sum(part.mean for part in parts)
        self.deviation = sqrt(sum(part.variance for part in parts))
        self.least = settled.points + sum(part.least for part in parts)
        self.most = settled.points + sum(part.most for part in parts)

    def doubt(self, outcomes: Mapping[Outcome, int]) -> float:
        """How far the verdict is from sure, if the one table brings these outcomes: 0 is sure."""
        total = sum(outcomes.values())
        go = no_go = 0.0
        for outcome, count in outcomes.items():
            standing = 0.0 if outcome.broken else self.whole
            no_go += count * (1 - standing * (1 - self.reaches(self.policy.no_go - outcome.points)))
            if not outcome.conditional:
                go += count * standing * self.plain * (1 - self.reaches(self.policy.conditional - outcome.points))
        go, no_go = go / total, no_go / total
        between = max(0.0, 1 - go - no_go)
        return 1 - go * go - no_go * no_go - between * between

    def reaches(self, points: int) -> float:
        """The share of completions in which the points of the rest come to at least so many."""
        if points <= self.least:
            return 1.0
        if points > self.most:
            return 0.0
        distance = (self.mean - points + 0.5) / self.deviation
        return (1 + distance / sqrt(1 + distance * distance)) / 2


def _part(outcomes: Mapping[Outcome, int]) -> _Part:
    total = sum(outcomes.values())
    mean = sum(outcome.points * count for outcome, count in outcomes.items()) / total
    return _Part(
        whole=sum(count for outcome, count in outcomes.items() if not outcome.broken) / total,
        plain=sum(count for outcome, count in outcomes.items() if not outcome.conditional) / total,
        mean=mean,
        variance=sum((outcome.points - mean) ** 2 * count for outcome, count in outcomes.items()) / total,
        least=min(outcome.points for outcome in outcomes),
        most=max(outcome.points for outcome in outcomes),
    )
