"""The payment plan: instalments tied to deliverables, so that little is ever owed."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from intake.errors import Refused
from intake.model.checklist import Instalment, Task
from intake.model.money import Money
from intake.model.values import Percent


def priced(tasks: Sequence[Task], budget: Money | None) -> list[Money] | None:
    """A price for every task: its own, or an equal share of what the budget leaves; None where neither is known.

    Refused where the prices are in several currencies.
    """
    known = [task.price for task in tasks if task.price is not None]
    currencies = {price.currency for price in known} | ({budget.currency} if budget else set())
    if len(currencies) > 1:
        raise Refused(
            f"the prices are in {' and '.join(sorted(currencies))}",
            remedy="Name all prices and the budget in one currency.",
        )
    if len(known) == len(tasks) and tasks:
        return known
    if budget is None or not tasks:
        return None
    left = max(0, budget.minor - sum(price.minor for price in known))
    shares = iter(_split(Money(left, budget.currency), len(tasks) - len(known)))
    return [task.price if task.price is not None else next(shares) for task in tasks]


def instalments(
    tasks: Sequence[Task],
    prices: Sequence[Money],
    *,
    advance: Percent,
    start: date,
    pay_days: int,
    most: Money | None = None,
) -> tuple[Instalment, ...]:
    """The plan: the advance before the start, then the rest of each task's price `pay_days` after its due date.

    The instalments sum up to the prices exactly. `most` is the ceiling of one instalment; a larger one is split, its
    parts falling due evenly between the start and its date.
    """
    share = advance.value / Decimal(100)
    paid = [price.times(share) for price in prices]
    plan: list[Instalment] = []
    first = sum((part for part in paid[1:]), start=paid[0])
    if first.minor:
        plan += _within(Instalment(first, "in advance, before work starts", start), start, most)
    for task, price, advanced in sorted(zip(tasks, prices, paid, strict=True), key=lambda row: row[0].due):
        rest = price - advanced
        if rest.minor:
            due = task.due + timedelta(days=pay_days)
            plan += _within(Instalment(rest, f"on delivery of {task.name}", due), start, most)
    return tuple(sorted(plan, key=lambda instalment: instalment.due))


def _within(instalment: Instalment, start: date, most: Money | None) -> list[Instalment]:
    amount = instalment.amount
    if most is None or most.currency != amount.currency or amount.minor <= most.minor or most.minor <= 0:
        return [instalment]
    count = -(-amount.minor // most.minor)
    days = max(0, (instalment.due - start).days)
    parts = enumerate(_split(amount, count), start=1)
    return [
        Instalment(part, f"{instalment.trigger} (part {i} of {count})", start + timedelta(days=days * i // count))
        for i, part in parts
    ]


def _split(amount: Money, count: int) -> list[Money]:
    small, over = divmod(amount.minor, count) if count else (0, 0)
    return [Money(small + (1 if i < over else 0), amount.currency) for i in range(count)]
