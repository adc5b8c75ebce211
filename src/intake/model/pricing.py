"""What each deliverable costs: its own price, or its share of the budget, to the last coin."""

from collections.abc import Sequence

from intake.errors import Refused
from intake.model.checklist import Task
from intake.model.money import Money


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
    shares = iter(split(Money(left, budget.currency), len(tasks) - len(known)))
    return [task.price if task.price is not None else next(shares) for task in tasks]


def split(amount: Money, count: int) -> list[Money]:
    """The amount in so many parts that differ by one coin at most."""
    small, over = divmod(amount.minor, count) if count else (0, 0)
    return [Money(small + (1 if i < over else 0), amount.currency) for i in range(count)]
