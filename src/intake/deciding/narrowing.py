"""How much nearer a fact would bring the verdict, whichever way it turns out.

The measure is how far the verdict is from sure: one minus the sum of the squared shares of go, conditional and no-go
over all completions. The shares are exact within a table; the points of all other tables are taken together by their mean
and variance, which ranks checks well and costs next to nothing. Only `+ - * /` and roots are used, so that every machine
ranks alike.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import sqrt
from operator import mul

from intake.deciding.completions import Outcome
from intake.deciding.outlook import Outlook
from intake.frugal import dataclass
from intake.model.policy import Policy

MUST_CHECK: Mapping[Outcome, int] = {Outcome(True, False, 0): 1, Outcome(False, False, 0): 1}
"""An open must-check holds the verdict like a deal-breaker that may fire."""


_SURE = 1e-6


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
    rests = _rests(policy, outlook, parts)
    by_fact: dict[str, float] = {}
    by_rule: dict[str, float] = {}
    for table, rest in zip(outlook.tables, rests, strict=False):
        now = rest.doubt(table.outcomes)
        for variable in table.variables.values():
            # every way in which the variable can turn out has as many completions as the others
            gain = now - sum(rest.doubt(split) for split in table.split(variable)) / variable.cells
            for name in sorted(variable.facts):
                by_fact[name] = by_fact.get(name, 0.0) + gain / len(variable.facts)
            if not variable.facts:
                by_rule[table.rules[0].rule.id] = gain
    for name, rest in zip(unchecked, rests[len(outlook.tables) :], strict=True):
        gain = rest.doubt(MUST_CHECK) - rest.doubt({Outcome(False, False, 0): 1})
        by_fact[name] = by_fact.get(name, 0.0) + gain
    return by_fact, by_rule


@dataclass(frozen=True, slots=True)
class _Rest:
    """All tables but one, with what is settled, in figures."""

    policy: Policy
    whole: float
    plain: float
    mean: float
    deviation: float
    least: int
    most: int

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
        if self.deviation < _SURE:
            return float(points <= self.mean + 0.5)
        distance = (self.mean - points + 0.5) / self.deviation
        return (1 + distance / sqrt(1 + distance * distance)) / 2


def _rests(policy: Policy, outlook: Outlook, parts: Sequence[_Part]) -> list[_Rest]:
    """For each part, all the others."""
    settled = outlook.settled
    wholes = _others([part.whole for part in parts], 0.0 if settled.broken else 1.0)
    plains = _others([part.plain for part in parts], 0.0 if settled.conditional else 1.0)
    mean = settled.points + sum(part.mean for part in parts)
    variance = sum(part.variance for part in parts)
    least = settled.points + sum(part.least for part in parts)
    most = settled.points + sum(part.most for part in parts)
    return [
        _Rest(
            policy,
            whole,
            plain,
            mean - part.mean,
            sqrt(max(0.0, variance - part.variance)),
            least - part.least,
            most - part.most,
        )
        for part, whole, plain in zip(parts, wholes, plains, strict=True)
    ]


def _others(shares: Sequence[float], start: float) -> list[float]:
    """For each share the product of all the others."""
    before = list(accumulate(shares[:-1], mul, initial=start))
    behind = list(accumulate(shares[:0:-1], mul, initial=1.0))[::-1]
    return [first * second for first, second in zip(before, behind, strict=True)]


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
