"""What a change that the client asks for is: inside the rounds that were agreed, paid extra, or a project of its own.

Whatever it is, it becomes part of the agreement only when both sides sign it.
"""

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from intake.documents import did_you_mean
from intake.errors import NotFound
from intake.frugal import dataclass
from intake.model.checklist import Checklist
from intake.model.money import Money
from intake.model.outcome import ALTERABLE, Outcome

NEW_PROJECT_SHARE = Fraction(1, 2)
"""From which share of the agreed price all extras together are a project of their own."""


class Kind(Enum):
    """What becomes of a change."""

    INSIDE = "inside the cap"
    PAID = "paid extra"
    NEW_PROJECT = "new project"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the deliverable it touches (empty: a new one), what it alters of it, what it is worth."""

    task: str = ""
    alters: frozenset[str] = frozenset()
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Classed:
    """The kind, why, and what it costs in the words of the agreement; `round` numbers the round it takes, if any."""

    kind: Kind
    because: str
    costs: str = ""
    round: int = 0


def classify(request: Request, checklist: Checklist, outcomes: Sequence[Outcome]) -> Classed:
    """Classes a request by the signed checklist and what happened so far; NotFound where no deliverable is so named.

    The order matters: what was accepted is closed, many extras are a project however small each is, a change of what was
    agreed is paid, and only an alteration to work already shown takes a round.
    """
    if request.task:
        check_task(request.task, checklist)
    outcomes = standing(outcomes)
    shown, accepted, used = _so_far(outcomes)
    rounds, rate = checklist.revisions.rounds, checklist.revisions.extra_rate
    price = str(request.price) if request.price is not None else rate
    if request.task in accepted and "done_when" in request.alters:
        return Classed(Kind.NEW_PROJECT, f"'{request.task}' was accepted as it is; another idea is another project")
    if _is_large(request, checklist, outcomes):
        return Classed(Kind.NEW_PROJECT, "all extras together come to half of the agreed price or more")
    if not request.task:
        return Classed(Kind.PAID, "the checklist names no such deliverable", price)
    if request.alters:
        altered = ", ".join(part.replace("_", " ") for part in ALTERABLE if part in request.alters)
        return Classed(Kind.PAID, f"it alters what was agreed of '{request.task}': {altered}", price)
    if request.task in accepted:
        return Classed(Kind.PAID, f"'{request.task}' was accepted already", price)
    if request.task not in shown:
        return Classed(Kind.INSIDE, f"'{request.task}' was not shown yet, so this takes no round")
    if used < rounds:
        return Classed(Kind.INSIDE, f"round {used + 1} of {rounds}", round=used + 1)
    return Classed(Kind.PAID, f"all {rounds} rounds are used", price)


def check_task(name: str, checklist: Checklist) -> None:
    """NotFound, with the nearest name, where the checklist has no such deliverable."""
    names = tuple(task.name for task in checklist.tasks)
    if name not in names:
        raise NotFound(
            f"the checklist has no deliverable '{name}'",
            remedy=did_you_mean(name, names) or f"It has: {', '.join(names)}.",
        )


def standing(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What happened, without the changes that were proposed anew before anybody signed them: those count once."""
    last = {moment.change.proposed_as: moment for moment in outcomes if moment.change is not None}
    return [m for m in outcomes if m.change is None or not m.change.proposed_as or last[m.change.proposed_as] is m]


def _so_far(outcomes: Sequence[Outcome]) -> tuple[set[str], set[str], int]:
    """The deliverables shown and accepted, and the rounds used, in the order in which things happened."""
    shown: set[str] = set()
    accepted: set[str] = set()
    used = 0
    for outcome in outcomes:
        if outcome.delivery is not None:
            (accepted if outcome.delivery.accepted else shown).add(outcome.delivery.task)
        change = outcome.change
        if change is not None and change.kind == Kind.INSIDE.value and change.task in shown:
            used += 1
    return shown, accepted, used


def _is_large(request: Request, checklist: Checklist, outcomes: Sequence[Outcome]) -> bool:
    total = checklist.total
    if total is None or request.price is None or request.price.currency != total.currency:
        return False
    before = (moment.change.price for moment in outcomes if moment.change and moment.change.kind == Kind.PAID.value)
    extras = request.price.minor + sum(
        price.minor for price in before if price is not None and price.currency == total.currency
    )
    return extras >= NEW_PROJECT_SHARE * total.minor
