"""The payment plan adds up, keeps every instalment under the ceiling, and leaves the least unpaid that the terms allow."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.agreeing import plan
from intake.agreeing.plan import Terms
from intake.errors import Refused
from intake.model.checklist import Instalment, Task
from intake.model.exposure import curve, day_of, peak, stints
from intake.model.money import Money
from intake.model.pricing import priced, split
from intake.model.values import Percent, Quantity

START = date(2027, 1, 4)


def task(name: str, days: int, price: int | None, currency: str = "EUR") -> Task:
    money = None if price is None else Money(price, currency)
    return Task(name, Quantity(Decimal(1), "page"), START + timedelta(days=days), "shown and approved", money)


def terms(
    share: int, pay_days: int = 14, *, each: bool = False, most: int | None = None, count: int | None = None
) -> Terms:
    ceiling = None if most is None else Money(most, "EUR")
    return Terms(Percent(Decimal(share)), START, pay_days, each, ceiling, count)


def planned(rows: Sequence[Task], agreed: Terms) -> tuple[Instalment, ...]:
    prices = priced(rows, None)
    assert prices is not None
    return plan.instalments(rows, prices, agreed)


def greatest(rows: Sequence[Task], found: Sequence[Instalment]) -> int:
    prices = priced(rows, None)
    assert prices is not None
    most = peak(curve(stints(rows, prices, START), found))
    assert most is not None
    return most.unpaid.minor


tasks = st.lists(
    st.builds(task, st.text(min_size=1, max_size=5), st.integers(0, 300), st.integers(1, 10**7)), min_size=1, max_size=8
)
agreed_terms = st.builds(
    terms,
    st.integers(0, 100),
    st.integers(0, 60),
    each=st.booleans(),
    most=st.none() | st.integers(10**5, 10**6),
)


@given(tasks, agreed_terms)
def test_instalments_sum_up_exactly_and_stay_under_the_ceiling(rows: list[Task], agreed: Terms) -> None:
    """Practice 002#11."""
    found = planned(rows, agreed)
    assert sum(i.amount.minor for i in found) == sum(row.price.minor for row in rows if row.price)
    assert [i.due for i in found] == sorted(i.due for i in found)
    assert all(i.amount.minor > 0 for i in found)
    if agreed.most is not None:
        assert all(i.amount.minor <= agreed.most.minor for i in found)


@pytest.mark.parametrize("currency", ["KWD", "JPY", "EUR"])
def test_no_coin_is_lost_whatever_the_smallest_one_is_worth(currency: str) -> None:
    rows = [task("One", 30, 1_000_001, currency), task("Two", 60, 333_333, currency), task("Three", 90, 1, currency)]
    most = Money(400_000, currency)
    found = planned(rows, Terms(Percent(Decimal("33.3")), START, 14, per_iteration=True, most=most))
    assert sum(part.amount.minor for part in found) == 1_333_335
    assert {part.amount.currency for part in found} == {currency}
    assert max(part.amount.minor for part in found) <= most.minor
    assert [part.minor for part in split(Money(1000, currency), 3)] == [334, 333, 333]


def test_half_up_front_and_the_rest_on_delivery() -> None:
    """Practice 000#1."""
    rows = [task("design", 30, 100_000), task("build", 60, 300_001)]
    assert [(i.amount.minor, i.trigger, i.due.isoformat()) for i in planned(rows, terms(50))] == [
        (200_000, "in advance, before work starts", "2027-01-04"),
        (50_000, "on delivery of design", "2027-02-17"),
        (150_001, "on delivery of build", "2027-03-19"),
    ]


def test_half_of_each_iteration_before_it_starts() -> None:
    """Practice 003#9."""
    rows = [task("design", 30, 100_000), task("build", 60, 300_000)]
    assert [(i.amount.minor, i.trigger, i.due.isoformat()) for i in planned(rows, terms(50, each=True))] == [
        (50_000, "in advance, before work on design starts", "2027-01-04"),
        (150_000, "in advance, before work on build starts", "2027-02-03"),
        (50_000, "on delivery of design", "2027-02-17"),
        (150_000, "on delivery of build", "2027-03-19"),
    ]


def test_a_bill_above_the_ceiling_is_paid_as_its_work_is_done() -> None:
    found = planned([task("build", 90, 300_000)], terms(0, 10, most=100_000))
    assert [(i.amount.minor, i.trigger, (i.due - START).days) for i in found] == [
        (100_000, "on delivery of build (part 1 of 3)", 40),
        (100_000, "on delivery of build (part 2 of 3)", 70),
        (100_000, "on delivery of build (part 3 of 3)", 100),
    ]


def test_few_instalments_are_placed_where_they_leave_least_unpaid() -> None:
    rows = [task("a", 10, 100), task("b", 20, 800), task("c", 30, 100)]
    found = planned(rows, terms(0, 0, count=2))
    assert [(i.amount.minor, i.trigger) for i in found] == [(900, "on delivery of a and b"), (100, "on delivery of c")]
    assert [i.trigger for i in planned(rows, terms(0, 0, count=1))] == ["on delivery of a, b and c"]


def test_more_instalments_than_allowed_are_refused() -> None:
    with pytest.raises(Refused, match=r"no plan has at most 2 instalments of at most 1\.00 EUR"):
        planned([task("a", 10, 1000)], terms(0, most=100, count=2))
    with pytest.raises(Refused, match="at most 1 instalments"):
        planned([task("a", 10, 1000)], terms(50, count=1))


def unpaid_day_by_day(rows: Sequence[Task], found: Sequence[Instalment]) -> int:
    """Oracle: go through every day, add that day's work, look at what is missing, and only then take the payments."""
    left = sorted(rows, key=lambda row: row.due)
    days = (max(i.due for i in found) - START).days
    begin, pieces = START, []
    for row in left:
        end = max(begin, row.due)
        pieces.append((begin, end, row.price.minor if row.price else 0))
        begin = end
    worst, received = 0, 0
    for day in (START + timedelta(days=i) for i in range(days + 1)):
        done = Fraction(0)
        for first, last, price in pieces:
            if day >= last:
                done += price
            elif day > first:
                done += Fraction(price * (day - first).days, (last - first).days)
        worst = max(worst, -((received - done) // 1))
        received += sum(i.amount.minor for i in found if i.due == day)
    return worst


def every_plan(rows: Sequence[Task], agreed: Terms) -> list[list[Instalment]]:
    """Oracle: each way to bill deliveries together, made without the planner."""
    order = sorted(rows, key=lambda row: row.due)
    prices = [row.price for row in order if row.price]
    work = stints(order, prices, START)
    share = agreed.advance.value / 100
    ahead = [price.times(share).minor for price in prices]
    plans = []
    inner = range(1, len(order))
    for cuts in chain.from_iterable(combinations(inner, r) for r in range(len(order))):
        found: list[Instalment] = []
        advances = (
            [(a, s.begin) for a, s in zip(ahead, work, strict=True)] if agreed.per_iteration else [(sum(ahead), START)]
        )
        for amount, day in advances:
            parts = -(-amount // agreed.most.minor) if agreed.most else 1
            found += [Instalment(m, "", day) for m in split(Money(amount, "EUR"), parts) if amount]
        for since, upto in zip((0, *cuts), (*cuts, len(order)), strict=True):
            amount = sum(p.minor - a for p, a in zip(prices[since:upto], ahead[since:upto], strict=True))
            parts = max(1, -(-amount // agreed.most.minor)) if agreed.most else 1
            before, value = sum(p.minor for p in prices[:since]), sum(p.minor for p in prices[since:upto])
            for i, money in enumerate(split(Money(amount, "EUR"), parts), 1):
                if amount:
                    day = day_of(work, before + Fraction(value * i, parts)) + timedelta(days=agreed.pay_days)
                    found.append(Instalment(money, "", day))
        plans.append(found)
    return plans


small = st.lists(st.builds(task, st.just("t"), st.integers(0, 40), st.integers(1, 2000)), min_size=1, max_size=5)
small_terms = st.builds(
    terms,
    st.sampled_from([0, 30, 50]),
    st.integers(0, 30),
    each=st.booleans(),
    most=st.none() | st.integers(300, 3000),
    count=st.none() | st.integers(1, 10),
)


@given(small, small_terms)
def test_no_plan_that_the_terms_allow_leaves_less_unpaid(rows: list[Task], agreed: Terms) -> None:
    """Practice 000#4; oracle: brute force, each plan judged day by day."""
    allowed = [each for each in every_plan(rows, agreed) if agreed.count is None or len(each) <= agreed.count]
    if not allowed:
        with pytest.raises(Refused):
            planned(rows, agreed)
        return
    found = planned(rows, agreed)
    assert agreed.count is None or len(found) <= agreed.count
    least = min(unpaid_day_by_day(rows, each) for each in allowed)
    assert unpaid_day_by_day(rows, found) == least
    assert greatest(rows, found) == least


def test_twenty_deliverables_are_planned_at_once() -> None:
    rows = [task(f"t{i}", 10 * i, 1000 + i) for i in range(1, 21)]
    assert len(planned(rows, terms(30, most=500, count=80))) <= 80


def test_unpriced_tasks_share_what_the_budget_leaves() -> None:
    found = priced([task("a", 1, 500), task("b", 2, None), task("c", 3, None)], Money(1001, "EUR"))
    assert found == [Money(500, "EUR"), Money(251, "EUR"), Money(250, "EUR")]
    assert priced([task("a", 1, None)], None) is None


def test_prices_in_two_currencies_are_refused() -> None:
    with pytest.raises(Refused, match="EUR and SEK"):
        priced([task("a", 1, 5), task("b", 1, 5, "SEK")], None)
