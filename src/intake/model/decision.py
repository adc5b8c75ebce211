"""The decision: a verdict, or the range it must lie in, with everything it rests on."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from intake.frugal import dataclass, field
from intake.model.money import Money
from intake.model.policy import Section
from intake.model.values import Value

NOT_ASKED = "not asked"
"""Why an answer is unknown that the interview did not get to yet."""

NOT_ASKED_YET = "not asked yet"
"""Why a fact is unknown whose source was never asked; the source may stand before it."""


class Verdict(Enum):
    """What the criteria say; OPEN where the facts at hand leave more than one of the others possible."""

    GO = "go"
    CONDITIONAL = "conditional"
    NO_GO = "no-go"
    OPEN = "open"


class Result(Enum):
    """How a rule ended. ERROR is treated as open, never as harmless."""

    FIRED = "fired"
    NOT_FIRED = "not_fired"
    OPEN = "open"
    OVERRIDDEN = "overridden"
    SNOOZED = "snoozed"
    ERROR = "error"


class Label(Enum):
    """What a sentence is: what a source or an answer says, what a rule makes of it, or what a person thinks."""

    FACT = "fact"
    INFERENCE = "inference"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact as a rule found it: its value, or why there is none.

    `source`, `at` and `sha256` (of the stored answer) say where it comes from; your own answers are opinions. `disputed`
    is what the client says against it.
    """

    name: str
    value: Value | None
    unknown_because: str = ""
    source: str = ""
    label: Label = Label.FACT
    at: datetime | None = None
    sha256: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What a rule came to, in the policy's words and by which facts."""

    id: str
    section: Section
    result: Result
    because: str
    facts: tuple[FactRead, ...]
    points: int = 0
    practice: tuple[str, ...] = ()
    label: Label = Label.INFERENCE


@dataclass(frozen=True, slots=True)
class ClauseDue:
    """A clause that a condition attached: go only once the client has signed it."""

    rule: str
    clause: str
    parameters: Mapping[str, Value]
    say: str
    label: Label = Label.INFERENCE


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something that nobody has looked at, and why; it is never read as clean."""

    name: str
    why: str
    label: Label = Label.FACT


@dataclass(frozen=True, slots=True)
class CheckNext:
    """An open fact whose answer would narrow the verdict, and what to do for it.

    The same step may tell several `facts`; `minutes` and `courtesy` say what it costs: your time, and how much of the
    client's patience.
    """

    fact: str
    do: str
    facts: tuple[str, ...] = ()
    minutes: int = 0
    courtesy: int = 0
    money: Money | None = None
    label: Label = Label.INFERENCE


@dataclass(frozen=True, slots=True)
class Override:
    """A rule or must-check that a person overruled, in their name; `snooze` where they only put it off."""

    rule: str
    reason: str
    by: str
    at: datetime
    until: date | None = None
    snooze: bool = False
    label: Label = Label.OPINION


@dataclass(frozen=True, slots=True)
class Decision:
    """The record of one decision. The digests name the very policy, questionnaire, answers and findings it read.

    `declared` names the sources that were installed for each fact, `history` the past that was read and
    `supplier_country` where you worked, for the replay.
    `isolation` says in words what held the plugin of each source that was asked.
    `verdict` is OPEN exactly when `best` and `worst` differ; `points` is the range of the signals' sum. `possible` lists
    the verdicts that the open facts leave; `exact` says that each of them can indeed come about, else some may not.
    `banner` is what has to be said with the decision wherever it is shown.
    """

    verdict: Verdict
    best: Verdict
    worst: Verdict
    points_best: int
    points_worst: int
    rules: tuple[RuleResult, ...]
    conditions: tuple[ClauseDue, ...]
    check_next: tuple[CheckNext, ...]
    not_checked: tuple[NotChecked, ...]
    overrides: tuple[Override, ...]
    as_of: datetime
    policy: str
    policy_digest: str
    questionnaire: str
    questionnaire_digest: str
    answers_digest: str
    findings_digest: str
    review_on: date | None = None
    recorded: bool = False
    previous: str = ""
    declared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    history: Mapping[str, Value] = field(default_factory=dict)
    possible: tuple[Verdict, ...] = ()
    exact: bool = False
    supplier_country: str = ""
    profile: tuple[RuleResult, ...] = ()
    label: Label = Label.INFERENCE
    banner: str = ""
    isolation: Mapping[str, str] = field(default_factory=dict)

    @property
    def fit(self) -> tuple[int, int, int]:
        """How well the client suits you: the points of the profile that hold, that still may, and that there are."""
        least = sum(rule.points for rule in self.profile if rule.result is Result.FIRED)
        may = sum(rule.points for rule in self.profile if rule.result is not Result.NOT_FIRED)
        return least, may, sum(rule.points for rule in self.profile)
