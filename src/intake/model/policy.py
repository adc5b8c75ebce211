"""A policy: your own criteria, as rules over answers, findings and history."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from intake.errors import Place
from intake.frugal import dataclass, field
from intake.model.money import Money
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Value


class Section(Enum):
    """What a rule does when it fires; those of the profile only say how well a client suits you."""

    DEAL_BREAKER = "deal_breakers"
    SIGNAL = "signals"
    CONDITION = "conditions"
    PROFILE = "profile"


RULING = (Section.DEAL_BREAKER, Section.SIGNAL, Section.CONDITION)
"""The sections whose rules make the verdict."""


class OnUnknown(Enum):
    """How an open signal counts: at its worst, as a range, or not at all (with a reason)."""

    WORST = "worst"
    RANGE = "range"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class OverrideRight:
    """Who may overrule a rule, none meaning nobody; it takes `approvals` of them, each under a name of their own."""

    by: tuple[str, ...] = ()
    reason_required: bool = True
    approvals: int = 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """The clause that a condition attaches to the checklist, and its parameters as written."""

    clause: str
    parameters: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `points` counts for signals and the profile, `attach` for conditions."""

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
class Cost:
    """What finding something out takes: your minutes, how much of the client's patience, and money."""

    minutes: int = 0
    courtesy: int = 0
    money: Money | None = None


class Absent(Enum):
    """How a fact can be missing in a policy's own test: it may still turn up, or was refused or told by nobody."""

    PENDING = "pending"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """A case with the verdict that its policy must give; whatever it does not name is unknown.

    `best` and `worst` are the ends of the expected range, in the words of the verdicts; both are `open` where any range
    will do. `fired` names rules that must fire. `today` is the day it is decided on, None for any.
    """

    id: str
    given: Mapping[str, Value | Absent]
    best: str
    worst: str
    fired: tuple[str, ...]
    today: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Domain:
    """What a fact can be: one of `values` where they are few, or an amount in `unit` where only one is possible."""

    values: tuple[Value, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy file as read; `digest` names the very bytes it was read from.

    `conditional` and `no_go` are the points from which the verdict is at least that. `profile` describes the ideal
    client and never touches the verdict. `snooze` is how long a rule may be put off, None where none may. `costs` says
    what checking a source (by name), a fact (by its full name) or your `history` takes. `domains` says of the facts it
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
    profile: tuple[Rule, ...] = ()
    tests: tuple[PolicyTest, ...] = ()
    snooze: Duration | None = None
    costs: Mapping[str, Cost] = field(default_factory=dict)
    domains: Mapping[str, Domain] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)
