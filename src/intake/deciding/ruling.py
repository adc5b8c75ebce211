"""Applying the rules of a policy to the facts: what each comes to, and between which verdicts that leaves the matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.conditions import Known, Outcome, Unknown, parse_expression
from intake.deciding.facts import Facts
from intake.model.decision import FactRead, Override, Result, RuleResult, Verdict
from intake.model.policy import OnUnknown, Policy, Rule, Section
from intake.model.values import shown

OPEN = (Result.OPEN, Result.ERROR)
_MOST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule came to; `outcome` is its condition's."""

    rule: Rule
    result: Result
    outcome: Outcome
    names: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether the rule may still fire or not."""
        return self.result in OPEN


@dataclass(frozen=True, slots=True)
class Range:
    """The verdicts and the sums of points between which the truth lies."""

    best: Verdict
    worst: Verdict
    points_best: int
    points_worst: int


def rule_on(rule: Rule, facts: Facts, today: date, overrides: Mapping[str, Override]) -> Ruling:
    """Applies one rule; an override counts for a rule that fired or is open."""
    program = parse_expression(rule.condition)
    outcome = program.evaluate(facts, today)
    if isinstance(outcome, Known) and isinstance(outcome.value, bool):
        result = Result.FIRED if outcome.value else Result.NOT_FIRED
    else:
        nameless = isinstance(outcome, Unknown) and not any(cause.name for cause in outcome.causes)
        result = Result.ERROR if nameless else Result.OPEN
    if rule.id in overrides and result is not Result.NOT_FIRED:
        result = Result.OVERRIDDEN
    return Ruling(rule, result, outcome, tuple(sorted(program.names)))


def verdict_range(policy: Policy, rulings: Sequence[Ruling], *, unchecked: bool, hopeful: bool = False) -> Range:
    """The best and the worst verdict that the open rules leave possible.

    A fired deal-breaker is no-go whatever the points; else the points decide by the thresholds, and a fired condition
    makes it conditional at least. Each open rule is taken as not harmful for the best verdict and as harmful for the
    worst, so no verdict that some completion of the open facts would give lies outside. Rules that hang on the same
    fact are taken one by one, so the range may be wider than need be, never narrower.

    Open signals follow the policy. `range` counts them both ways; `ignore` not at all. `worst` lets them count against
    a go as if they had fired, while a no-go by points takes points that are known: what nobody checked clears nobody,
    and turns nobody away. `unchecked` says that a must-check is open, which holds the matter like an open deal-breaker.
    `hopeful` counts signals both ways although the policy says `worst`, to see what checking could win.
    """
    signals = [ruling for ruling in rulings if ruling.rule.section is Section.SIGNAL]
    points = [_points(ruling, policy.unknowns.signal) for ruling in signals]
    low, high = sum(least for least, _ in points), sum(most for _, most in points)
    fired = {r.rule.section for r in rulings if r.result is Result.FIRED}
    possible = fired | {r.rule.section for r in rulings if r.open}
    best = _verdict(policy, Section.DEAL_BREAKER in fired, low, Section.CONDITION in fired)
    worst = _verdict(policy, unchecked or Section.DEAL_BREAKER in possible, high, Section.CONDITION in possible)
    at_worst = policy.unknowns.signal is OnUnknown.WORST and not hopeful
    if at_worst and best is Verdict.GO and high >= policy.conditional:
        best = Verdict.CONDITIONAL
    return Range(best, worst, low, high)


def _verdict(policy: Policy, broken: bool, points: int, conditions: bool) -> Verdict:
    if broken or points >= policy.no_go:
        return Verdict.NO_GO
    return Verdict.CONDITIONAL if conditions or points >= policy.conditional else Verdict.GO


def _points(ruling: Ruling, on_unknown: OnUnknown) -> tuple[int, int]:
    """The least and the most that a signal counts."""
    points = ruling.rule.points
    if ruling.result is Result.FIRED:
        return points, points
    if not ruling.open or on_unknown is OnUnknown.IGNORE:
        return 0, 0
    return min(0, points), max(0, points)


def result_of(ruling: Ruling, facts: Facts, policy: Policy, override: Override | None, note: str) -> RuleResult:
    """The ruling as the record keeps it: in the policy's words, with the facts it read and the points it counts at worst."""
    rule = ruling.rule
    read = tuple(_fact(name, facts) for name in ruling.names)
    points = _points(ruling, policy.unknowns.signal)[1] if rule.section is Section.SIGNAL else 0
    because = _because(ruling, read, override) + (f"; {note}" if note else "")
    if ruling.open and rule.section is Section.SIGNAL:
        because += _counted(policy, points)
    return RuleResult(rule.id, rule.section, ruling.result, because, read, points, rule.practice)


def _because(ruling: Ruling, read: Sequence[FactRead], override: Override | None) -> str:
    words = ruling.rule.say or ruling.rule.condition.text
    known = ", ".join(f"{fact.name} = {shown(fact.value)[:_MOST_SHOWN]}" for fact in read if fact.value is not None)
    match ruling.result:
        case Result.FIRED:
            return f"{words} ({known})" if known else words
        case Result.NOT_FIRED:
            return f"not so: {known}" if known else "not so"
        case Result.OVERRIDDEN:
            return f"overruled by {override.by}: {override.reason}" if override else "overruled"
        case _:
            return f"unknown, because {ruling.outcome}"


def _counted(policy: Policy, points: int) -> str:
    match policy.unknowns.signal:
        case OnUnknown.IGNORE:
            return f"; not counted: {policy.unknowns.ignore_reason}"
        case OnUnknown.WORST:
            return f"; counted at its worst: {points}"
        case OnUnknown.RANGE:
            return ""


def _fact(name: str, facts: Facts) -> FactRead:
    outcome = facts(name)
    if isinstance(outcome, Known):
        return FactRead(name, outcome.value, source=facts.origin(name))
    return FactRead(name, None, "; ".join(cause.why for cause in outcome.causes))
