"""A policy: your own criteria, as rules over answers, findings and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from intake.errors import Place
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Value


class Section(Enum):
    """What a rule does when it fires."""

    DEAL_BREAKER = "deal_breakers"
    SIGNAL = "signals"
    CONDITION = "conditions"


class OnUnknown(Enum):
    """How an open signal counts: at its worst, as a range, or not at all (with a reason)."""

    WORST = "worst"
    RANGE = "range"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class OverrideRight:
    """Who may overrule a deal-breaker; `by` empty means nobody."""

    by: str = ""
    reason_required: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """The clause that a condition attaches to the checklist, and its parameters as written."""

    clause: str
    parameters: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `points` counts for signals, `attach` for conditions, `override` for deal-breakers."""

    id: str
    section: Section
    condition: Expression
    say: str
    place: Place
    points: int = 0
    attach: Attachment | None = None
    override: OverrideRight = OverrideRight()
    practice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What an unknown fact does to the verdict. `must_check` names facts that may not stay open for "go"."""

    signal: OnUnknown = OnUnknown.WORST
    ignore_reason: str = ""
    stale_after: Duration | None = None
    must_check: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """When the decision is looked at again."""

    after_first_invoice: bool = False
    every: Duration | None = None
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """What a fact can be: one of `values` where they are few, or an amount in `unit` where only one is possible."""

    values: tuple[Value, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy file as read; `digest` names the very bytes it was read from.

    `conditional` and `no_go` are the points from which the verdict is at least that. `domains` says of the facts it
    reads what they can be, where that is known.
    """

    id: str
    version: int
    owner: str
    currency: str
    conditional: int
    no_go: int
    unknowns: Unknowns
    rules: tuple[Rule, ...]
    review: Review
    digest: str
    domains: Mapping[str, Domain] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
