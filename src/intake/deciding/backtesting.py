"""What a policy would have said of engagements whose outcome is known: it is checked before it rules."""

from collections.abc import Iterable, Iterator
from enum import Enum

from intake.deciding.case import Case
from intake.deciding.deciding import decide
from intake.frugal import dataclass, replace
from intake.model.decision import Decision, Result, Verdict
from intake.model.policy import Policy, Section

_ORDER = (Section.DEAL_BREAKER, Section.SIGNAL, Section.CONDITION)


class Turnout(Enum):
    """How an engagement turned out, in the words for several of that kind; worst for you first."""

    LATE = "late payers"
    SHORT = "short payers"
    TROUBLE = "clients with incidents"
    GOOD = "good clients"
    OPEN = "not known yet"


@dataclass(frozen=True, slots=True)
class Past:
    """A past engagement: the case as it stood when it was decided, the verdict then, and how it turned out since.

    One engagement may have turned out badly in several ways.
    """

    dossier: str
    client: str
    case: Case
    ruled: Verdict | None
    turnouts: tuple[Turnout, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the policy on trial says of a past engagement; `rules` are those that made it a no-go or conditional."""

    dossier: str
    client: str
    turnouts: tuple[Turnout, ...]
    ruled: Verdict | None
    verdict: Verdict
    best: Verdict
    worst: Verdict
    rules: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether the client would have been turned down."""
        return self.verdict is Verdict.NO_GO

    @property
    def bad(self) -> bool:
        """Whether the engagement turned out badly."""
        return not {Turnout.GOOD, Turnout.OPEN}.issuperset(self.turnouts)


@dataclass(frozen=True, slots=True)
class Group:
    """The engagements that turned out in one way, with how many would have got each verdict."""

    turnout: Turnout
    total: int
    go: int
    conditional: int
    no_go: int
    open: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """A policy's verdicts over the past, one an engagement, in the order of the past."""

    policy: str
    tried: tuple[Tried, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The engagements by how they turned out, without the ways in which none did."""
        return tuple(_groups(self.tried))

    @property
    def summary(self) -> str:
        """The outcome in one sentence, such as `would have refused 3 of 4 late payers and 1 of 20 good clients`."""
        known = [f"{g.no_go} of {g.total} {g.turnout.value}" for g in self.groups if g.turnout is not Turnout.OPEN]
        if not known:
            return "no past engagement has an outcome yet"
        *first, last = known
        return f"would have refused {', '.join(first)} and {last}" if first else f"would have refused {last}"


def backtest(policy: Policy, pasts: Iterable[Past]) -> Backtest:
    """Decides every past case anew by the policy alone: what a person overruled then is not overruled here."""
    return Backtest(f"{policy.id}@{policy.version}", tuple(_tried(policy, past) for past in pasts))


def _tried(policy: Policy, past: Past) -> Tried:
    found = decide(policy, replace(past.case, overrides=()))
    return Tried(
        past.dossier,
        past.client,
        past.turnouts,
        past.ruled,
        found.verdict,
        found.best,
        found.worst,
        _telling(found),
    )


def _telling(decision: Decision) -> tuple[str, ...]:
    """The rules that fired against the client, deal-breakers before the signals with the most points."""
    fired = [rule for rule in decision.rules if rule.result is Result.FIRED]
    harmful = [
        rule for rule in fired if rule.section in _ORDER and (rule.section is not Section.SIGNAL or rule.points > 0)
    ]
    return tuple(rule.id for rule in sorted(harmful, key=lambda rule: (_ORDER.index(rule.section), -rule.points)))


def _groups(tried: tuple[Tried, ...]) -> Iterator[Group]:
    for turnout in Turnout:
        verdicts = [each.verdict for each in tried if turnout in each.turnouts]
        if verdicts:
            counts = (verdicts.count(v) for v in (Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO, Verdict.OPEN))
            yield Group(turnout, len(verdicts), *counts)
