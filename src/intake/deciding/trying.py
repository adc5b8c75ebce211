"""A policy on trial beside the one that rules: the same case, and where the two part."""

from collections.abc import Iterator

from intake.deciding.case import Case
from intake.deciding.deciding import decide
from intake.frugal import dataclass
from intake.model.decision import Decision, Result, RuleResult
from intake.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule that came to something else; None where it does not stand in that policy."""

    rule: str
    ruling: RuleResult | None
    trial: RuleResult | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a policy that does not rule would say; never a decision, and never kept as one."""

    decision: Decision
    differences: tuple[Difference, ...]


def try_beside(policy: Policy, case: Case, ruling: Decision) -> Trial:
    """The policy's word on a case that another policy has decided, with the rules that came out otherwise."""
    decision = decide(policy, case)
    return Trial(decision, tuple(_differences(ruling, decision)))


def _differences(ruling: Decision, trial: Decision) -> Iterator[Difference]:
    ruled, tried = ({rule.id: rule for rule in each.rules} for each in (ruling, trial))
    for name in dict.fromkeys((*ruled, *tried)):
        first, second = ruled.get(name), tried.get(name)
        if _weight(first) != _weight(second):
            yield Difference(name, first, second)


def _weight(rule: RuleResult | None) -> tuple[Result, int]:
    """What a rule does to the verdict; one that is not there does as little as one that did not fire."""
    return (rule.result, rule.points) if rule is not None else (Result.NOT_FIRED, 0)
