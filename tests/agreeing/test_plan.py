"""The payment plan adds up, falls due in order, and keeps every instalment under the ceiling."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.agreeing import plan
from intake.errors import Refused
from intake.model.checklist import Task
from intake.model.money import Money
from intake.model.values import Percent, Quantity

START = date(2027, 1, 4)


def task(name: str, days: int, price: int | None, currency: str = "EUR") -> Task:
    money = None if price is None else Money(price, currency)
    return Task(name, Quantity(Decimal(1), "page"), START + timedelta(days=days), "shown and approved", money)


tasks = st.lists(
    st.builds(task, st.text(min_size=1, max_size=5), st.integers(0, 300), st.integers(1, 10**7)), min_size=1, max_size=8
)


@given(tasks, st.integers(0, 100), st.none() | st.integers(100, 10**6))
def test_instalments_sum_up_exactly_and_stay_under_the_ceiling(
    rows: list[Task], share: int, ceiling: int | None
) -> None:
    prices = plan.priced(rows, None)
    assert prices is not None
    most = None if ceiling is None else Money(ceiling, "EUR")
    found = plan.instalments(rows, prices, advance=Percent(Decimal(share)), start=START, pay_days=14, most=most)
    assert sum(i.amount.minor for i in found) == sum(p.minor for p in prices)
    assert [i.due for i in found] == sorted(i.due for i in found)
    assert all(i.amount.minor > 0 for i in found)
    if ceiling is not None:
        assert all(i.amount.minor <= ceiling for i in found)


def test_half_up_front_and_the_rest_on_delivery() -> None:
    rows = [task("design", 30, 100_000), task("build", 60, 300_001)]
    prices = plan.priced(rows, None)
    assert prices is not None
    found = plan.instalments(rows, prices, advance=Percent(Decimal(50)), start=START, pay_days=14)
    assert [(i.amount.minor, i.trigger, i.due.isoformat()) for i in found] == [
        (200_000, "in advance, before work starts", "2027-01-04"),
        (50_000, "on delivery of design", "2027-02-17"),
        (150_001, "on delivery of build", "2027-03-19"),
    ]


def test_unpriced_tasks_share_what_the_budget_leaves() -> None:
    found = plan.priced([task("a", 1, 500), task("b", 2, None), task("c", 3, None)], Money(1001, "EUR"))
    assert found == [Money(500, "EUR"), Money(251, "EUR"), Money(250, "EUR")]
    assert plan.priced([task("a", 1, None)], None) is None


def test_prices_in_two_currencies_are_refused() -> None:
    with pytest.raises(Refused, match="EUR and SEK"):
        plan.priced([task("a", 1, 5), task("b", 1, 5, "SEK")], None)
