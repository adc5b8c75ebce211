"""Sums over what was noted of payments and acceptance, where they can be told."""

from collections.abc import Iterable
from datetime import date

from intake.model.checklist import Checklist
from intake.model.money import Money
from intake.model.outcome import Outcome, Payment


def payments(outcomes: Iterable[Outcome]) -> list[tuple[date, Payment]]:
    """The payments that came in, each with its day."""
    return [(o.on, o.payment) for o in outcomes if o.payment is not None and o.payment.amount.minor]


def total(amounts: Iterable[Money]) -> Money | None:
    """The sum; None of nothing, or of several currencies."""
    amounts = list(amounts)
    if len({amount.currency for amount in amounts}) != 1:
        return None
    return sum(amounts[1:], start=amounts[0])


def shown_sum(amounts: Iterable[Money]) -> str:
    """The sum as printed, one amount a currency; empty of nothing."""
    amounts = list(amounts)
    currencies = dict.fromkeys(amount.currency for amount in amounts)
    return " and ".join(str(total(a for a in amounts if a.currency == currency)) for currency in currencies)


def accepted_or_under_way(checklist: Checklist, outcomes: Iterable[Outcome]) -> Money | None:
    """The value of the deliverables that were accepted or are under way; None where a price is not known.

    Under way is what was begun, shown, or has hours on record; where work began on no deliverable by name, the first of them.
    """
    outcomes = [*outcomes]
    named = (_named(outcome) for outcome in outcomes)
    done = dict.fromkeys(filter(None, named))
    if not done and any(outcome.start for outcome in outcomes):
        done = {min(checklist.tasks, key=lambda task: task.due).name: None}
    prices = {task.name: task.price for task in checklist.tasks}
    if any(prices.get(name) is None for name in done):
        return None
    worth = [price for name in done if (price := prices[name]) is not None]
    known = checklist.total or next((price for price in prices.values() if price is not None), None)
    return total([Money(0, known.currency), *worth]) if known else None


def _named(outcome: Outcome) -> str:
    """The deliverable that work was done on, or that was accepted."""
    if outcome.delivery:
        return outcome.delivery.task
    return outcome.start.task if outcome.start else outcome.hours.task if outcome.hours else ""
