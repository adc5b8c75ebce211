"""Sums over what was noted of payments and acceptance, where they can be told."""

from collections.abc import Iterable, Sequence
from datetime import date

from intake.model.checklist import Task
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


def accepted(tasks: Sequence[Task], outcomes: Iterable[Outcome]) -> Money | None:
    """The value of the deliverables that were accepted; None where a price is not known or the currencies differ."""
    prices = {task.name: task.price for task in tasks}
    done = dict.fromkeys(o.delivery.task for o in outcomes if o.delivery is not None and o.delivery.accepted)
    known = [price for price in prices.values() if price is not None]
    if not known or any(prices.get(name) is None for name in done):
        return None
    zero = Money(0, known[0].currency)
    return total([zero, *(price for name in done if (price := prices[name]) is not None)])
