"""What is due next in an engagement: the first thing that is still to be delivered, paid, decided anew or deleted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from intake.frugal import dataclass
from intake.model.brief import Brief
from intake.model.decision import Verdict
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Outcome, Payment
from intake.model.silence import objections_until, questions_until


class Duty(Enum):
    """What somebody has to do by a day."""

    DELIVERY = "delivery"
    ACCEPTANCE = "acceptance"
    PAYMENT = "payment"
    REVIEW = "review"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Pending:
    """One thing that is not done yet, and the day by which it is to be; that day may be over."""

    on: date
    duty: Duty


def next_due(dossier: Dossier) -> Pending | None:
    """The first of all that is pending, whatever day it is today; None where nothing is.

    Deliveries and payments are those both sides signed, the review is the decision's, the deletion a person's. What was
    delivered waits for its acceptance, by the last day for an objection, until you note what came of it.
    """
    return min(_pending(dossier), key=lambda each: each.on, default=None)


def planned_payments(brief: Brief) -> dict[date, tuple[Money, str]]:
    """The instalments of a brief by their day, those of one day together, with what makes them due."""
    plan: dict[date, tuple[Money, str]] = {}
    for instalment in brief.checklist.instalments:
        owed, what = plan.get(instalment.due, (Money(0, instalment.amount.currency), ""))
        said = dict.fromkeys((*filter(None, what.split("; ")), instalment.trigger))  # a change adds to the same trigger
        plan[instalment.due] = (owed + instalment.amount, "; ".join(said))
    return plan


def payments_by_due_day(outcomes: Iterable[Outcome]) -> dict[date, list[tuple[date, Payment]]]:
    """The payments with the days on which they came, the oldest first, by the day on which they were due."""
    found: dict[date, list[tuple[date, Payment]]] = {}
    paid = [(moment.on, moment.payment) for moment in outcomes if moment.payment]
    for on, payment in sorted(paid, key=lambda row: row[0]):
        found.setdefault(payment.due, []).append((on, payment))
    return found


def received(payments: Iterable[tuple[date, Payment]], currency: str) -> Money:
    """What came in one currency."""
    return Money(sum(payment.amount.minor for _, payment in payments if payment.amount.currency == currency), currency)


def _pending(dossier: Dossier) -> Iterator[Pending]:
    if dossier.signed is not None:
        yield from _deliveries(dossier.signed, dossier.outcomes)
        yield from _payments(planned_payments(dossier.signed), payments_by_due_day(dossier.outcomes))
    taken = dossier.decision
    if taken is not None and taken.review_on is not None and taken.verdict is not Verdict.NO_GO:
        yield Pending(taken.review_on, Duty.REVIEW)
    if dossier.grounds is not None:
        yield Pending(dossier.grounds.keep_until, Duty.DELETION)


def _deliveries(signed: Brief, outcomes: Sequence[Outcome]) -> Iterator[Pending]:
    accepted = {moment.delivery.task for moment in outcomes if moment.delivery and moment.delivery.accepted}
    shown = objections_until(outcomes)
    for task in signed.checklist.tasks:
        if task.name in shown:
            yield Pending(shown[task.name], Duty.ACCEPTANCE)
        elif task.name not in accepted:
            yield Pending(task.due, Duty.DELIVERY)
    yield from (Pending(until, Duty.ACCEPTANCE) for until in questions_until(outcomes).values())


def _payments(
    plan: Mapping[date, tuple[Money, str]], paid: Mapping[date, list[tuple[date, Payment]]]
) -> Iterator[Pending]:
    for day, (owed, _) in plan.items():
        if received(paid.get(day, []), owed.currency).minor < owed.minor:
            yield Pending(day, Duty.PAYMENT)
