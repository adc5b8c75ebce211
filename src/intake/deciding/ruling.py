"""Applying the rules of a policy to the facts: what each comes to."""

from collections.abc import Mapping, Sequence

from intake.conditions import Known, Outcome, Unknown
from intake.conditions.residue import Residue
from intake.deciding.facts import Facts
from intake.deciding.overriding import Standing
from intake.deciding.weighing import Weighed
from intake.frugal import dataclass, replace
from intake.locale import worded
from intake.model.decision import FactRead, Label, Result, RuleResult
from intake.model.policy import OnUnknown, Policy, Rule, Section
from intake.model.values import shown

OPEN = (Result.OPEN, Result.ERROR)
_MOST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule came to; `outcome` is its condition's, `left` what is left of that where it is open.

    `standing` is what people have put against it, whether or not it is enough.
    """

    rule: Rule
    result: Result
    outcome: Outcome
    names: tuple[str, ...]
    left: Residue = False
    standing: Standing | None = None

    @property
    def open(self) -> bool:
        """Whether the rule may still fire or not."""
        return self.result in OPEN


def rule_on(rule: Rule, weighed: Weighed, standing: Standing | None = None) -> Ruling:
    """Applies one rule; what stands against it counts where it fired or is open, and enough people stand behind it."""
    outcome = weighed.outcome
    if isinstance(outcome, Known) and isinstance(outcome.value, bool):
        result = Result.FIRED if outcome.value else Result.NOT_FIRED
    else:
        nameless = isinstance(outcome, Unknown) and not any(cause.name for cause in outcome.causes)
        result = Result.ERROR if nameless else Result.OPEN
    if standing is not None and standing.counts and result is not Result.NOT_FIRED:
        result = Result.SNOOZED if standing.snoozed else Result.OVERRIDDEN
    names = tuple(name for name, _ in weighed.read)
    return Ruling(rule, result, outcome, names, weighed.left if result in OPEN else False, standing)


def settled(ruling: Ruling, same: Mapping[str, bool]) -> Ruling:
    """The ruling, settled where the rule comes to the same whichever way its open facts turn out (`same`, by rule)."""
    fires = same.get(ruling.rule.id)
    if fires is None or not ruling.open:
        return ruling
    return replace(ruling, result=Result.FIRED if fires else Result.NOT_FIRED)


def _points(ruling: Ruling, on_unknown: OnUnknown) -> tuple[int, int]:
    """The least and the most that a signal counts."""
    points = ruling.rule.points
    if ruling.result is Result.FIRED:
        return points, points
    if not ruling.open or on_unknown is OnUnknown.IGNORE:
        return 0, 0
    return min(0, points), max(0, points)


def result_of(ruling: Ruling, facts: Facts, policy: Policy, note: str = "") -> RuleResult:
    """The ruling as the record keeps it: in the policy's words, with the facts it read and the points it counts at worst."""
    rule = ruling.rule
    read = tuple(facts.read(name) for name in ruling.names)
    points = rule.points
    because = _because(ruling, read) + (f"; {note}" if note else "")
    if rule.section is Section.SIGNAL:
        points = _points(ruling, policy.unknowns.signal)[1]
        because += _counted(policy, points) if ruling.open else ""
    if ruling.standing and not ruling.standing.counts and ruling.result is not Result.NOT_FIRED:
        because += "; " + ruling.standing.so_far
    label = Label.OPINION if ruling.result in (Result.OVERRIDDEN, Result.SNOOZED) else Label.INFERENCE
    return RuleResult(rule.id, rule.section, ruling.result, because, read, points, rule.practice, label)


def _because(ruling: Ruling, read: Sequence[FactRead]) -> str:
    words = ruling.rule.say or ruling.rule.condition.text
    known = ", ".join(f"{fact.name} = {shown(fact.value)[:_MOST_SHOWN]}" for fact in read if fact.value is not None)
    if isinstance(ruling.outcome, Unknown) and ruling.result in (Result.FIRED, Result.NOT_FIRED):
        known = ", ".join(part for part in (known, worded(f"whatever else turns out: {ruling.outcome}")) if part)
    match ruling.result, ruling.standing:
        case Result.FIRED, _:
            return f"{words} ({known})" if known else words
        case Result.NOT_FIRED, _:
            return worded(f"not so: {known}" if known else "not so")
        case Result.OVERRIDDEN, Standing() as standing:
            return worded(f"overruled by {standing.by}: {standing.overrides[-1].reason}")
        case Result.SNOOZED, Standing() as standing:
            last = standing.overrides[-1]
            return worded(f"snoozed by {standing.by} until {last.until}: {last.reason}")
        case _:
            return worded(f"unknown, because {ruling.outcome}")


def _counted(policy: Policy, points: int) -> str:
    match policy.unknowns.signal:
        case OnUnknown.IGNORE:
            return "; " + worded(f"not counted: {policy.unknowns.ignore_reason}")
        case OnUnknown.WORST:
            return "; " + worded(f"counted at its worst: {points}")
        case OnUnknown.RANGE:
            return ""
