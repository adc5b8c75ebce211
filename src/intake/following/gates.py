"""Gates after the agreement: what must be so before work starts, before it goes on, and before sources leave your hands."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from intake.following.ledger import Due
from intake.locale import worded
from intake.locale.days import LANGUAGES
from intake.model.checklist import before_work_on
from intake.model.dates import punctual_until
from intake.model.decision import ClauseDue, Verdict
from intake.model.dossier import Dossier
from intake.model.hourly import hourly_of
from intake.model.money import Money


def closed_gates(dossier: Dossier, dues: Sequence[Due]) -> tuple[str, ...]:
    """Why work may not start yet, in words; nothing where it may.

    Both sides must have signed, with every clause that the decision demands, and the first instalment of the plan must be
    recorded as received in full; the advance on one deliverable that a later change brings holds back that deliverable alone.
    Work by the hour without an advance waits for the signatures alone, and stops at its limit.
    """
    if unsigned := _unsigned(dossier):
        return unsigned
    first = next((due for due in dues if due.what), None)
    if first is not None and first.settled is None and not _is_of_a_change(dossier, first, dues):
        return (worded(f"the first instalment ({first.owed}, due on {first.on}) is not recorded as received"),)
    return tuple(_used_up(dossier))


def _unsigned(dossier: Dossier) -> tuple[str, ...]:
    """What of the agreement, or of the clauses that the decision demands, both sides have not signed, in words."""
    if dossier.signed is None:
        return (worded("the brief is not signed by both sides"),)
    return tuple(worded(f"the client has not signed the clause '{due.clause}': {due.say}") for due in unmet(dossier))


def unmet(dossier: Dossier) -> tuple[ClauseDue, ...]:
    """The conditions of the decision whose clause is not in what both have signed: until it is, conditional is no go."""
    signed = {clause.id for clause in dossier.signed.checklist.clauses} if dossier.signed else set()
    return tuple(due for due in dossier.decision.conditions if due.clause not in signed) if dossier.decision else ()


def verdict_now(dossier: Dossier) -> str:
    """The verdict, and what makes a conditional one a go: the clauses that the client has to sign, or has signed."""
    if dossier.decision is None:
        return "not decided"
    verdict = dossier.decision.verdict
    if verdict is not Verdict.CONDITIONAL:
        return str(verdict.value)
    if missing := dict.fromkeys(due.clause for due in unmet(dossier)):
        return f"{verdict.value}; go once the client has signed {', '.join(missing)}"
    return f"{verdict.value}; go, the client has signed every clause"


def iteration_gates(dossier: Dossier, dues: Sequence[Due], task: str, today: date) -> tuple[str, ...]:
    """Why work on the next deliverable may not start yet: its own advance, or anything that is overdue, has not come.

    An instalment is overdue from the day after the last one on which it is on time. Where both signed that each deliverable waits
    for the payment of the one before, it is waited for from its due day.
    """
    start = closed_gates(dossier, dues)
    waits = _is_paid_one_by_one(dossier, dues)
    open_now = [
        due
        for due in _unsettled(dues)
        if (due.on if waits else punctual_until(due.on) + timedelta(days=1)) <= today or _is_before(task, due)
    ]
    return start or tuple(_missing(due) for due in open_now)


def _is_of_a_change(dossier: Dossier, first: Due, dues: Sequence[Due]) -> bool:
    """Whether it is the advance on one deliverable, and another instalment has come: the work as a whole was paid for."""
    tasks = dossier.signed.checklist.tasks if dossier.signed else ()
    return any(due.what and due.settled for due in dues) and any(_is_before(task.name, first) for task in tasks)


def _is_paid_one_by_one(dossier: Dossier, dues: Sequence[Due]) -> bool:
    """Whether the signed clause on payment in advance is meant for each deliverable, as the plan then shows."""
    terms = dossier.signed.checklist if dossier.signed else None
    if terms is None or not any(clause.id == "prepayment" for clause in terms.clauses):
        return False
    return any(_is_before(task.name, due) for task in terms.tasks for due in dues)


def _is_before(task: str, due: Due) -> bool:
    """Whether what is due comes before work on the task, in whichever language the plan says so."""
    return any(before_work_on(task, language) in due.what for language in LANGUAGES)


def source_gates(dossier: Dossier, dues: Sequence[Due]) -> tuple[str, ...]:
    """Why the editable sources may not be handed over yet: the plan is not paid to its last instalment, or hours are not."""
    return _unsigned(dossier) or (*(_missing(due) for due in _unsettled(dues)), *_unpaid_hours(dossier, dues))


def _used_up(dossier: Dossier) -> Iterator[str]:
    """That no hour is left of those that both sides agreed on."""
    by_hour = hourly_of(dossier.signed) if dossier.signed else None
    if by_hour and by_hour.hours is not None and _recorded(dossier) >= by_hour.hours:
        yield worded(f"all {by_hour.hours.normalize():f} hours that were agreed are recorded")


def _unpaid_hours(dossier: Dossier, dues: Sequence[Due]) -> Iterator[str]:
    """What of the recorded hours has not been received, at the rate that was signed."""
    by_hour = hourly_of(dossier.signed) if dossier.signed else None
    if by_hour is None:
        return
    earned = by_hour.rate.times(_recorded(dossier))
    received = sum(due.paid.minor for due in dues if due.paid.currency == earned.currency)
    if received < earned.minor:
        missing = Money(earned.minor - received, earned.currency)
        yield worded(f"{missing} for the hours recorded are not recorded as received")


def _recorded(dossier: Dossier) -> Decimal:
    """The hours to be charged; what was given as a gift is none of them."""
    charged = (moment.hours for moment in dossier.outcomes if moment.hours and not moment.hours.gift)
    return sum((each.hours for each in charged), start=Decimal(0))


def _unsettled(dues: Iterable[Due]) -> list[Due]:
    return [due for due in dues if due.what and due.settled is None]


def _missing(due: Due) -> str:
    return worded(f"{due.missing} due on {due.on} are not recorded as received")
