"""Dates are held against your own hours, and hours that nobody recorded are unknown."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intake.agreeing.feasibility import Feasibility, feasibility, hours_between
from intake.model.checklist import Task
from intake.model.values import Quantity

MONDAY = date(2027, 1, 4)
MEDIANS = {"page": Decimal(4), "word": Decimal("0.01")}


def task(name: str, days: int, amount: int, unit: str = "page") -> Task:
    return Task(name, Quantity(Decimal(amount), unit), MONDAY + timedelta(days=days), "done")


def check(*tasks: Task, promised: tuple[Task, ...] = ()) -> tuple[Feasibility, ...]:
    return feasibility(tasks, MEDIANS, start=MONDAY, promised=promised)


def test_working_days_of_six_hours_are_counted_with_both_ends() -> None:
    assert hours_between(MONDAY, MONDAY + timedelta(days=6), Decimal(6)) == 30
    assert hours_between(MONDAY, MONDAY, Decimal(6)) == 6
    assert hours_between(MONDAY, MONDAY - timedelta(days=1), Decimal(6)) == 0
    assert hours_between(MONDAY, MONDAY, Decimal(6), frozenset({MONDAY})) == 0


def test_enough_or_the_shortfall() -> None:
    """Practice 000#11."""
    text, design = check(task("Design", 4, 7), task("Text", 0, 500, "word"))
    assert (text.task, text.needed, text.available, text.shortfall) == ("Text", Decimal(5), Decimal(6), Decimal(0))
    assert (design.needed, design.available, design.shortfall) == (Decimal(33), Decimal(30), Decimal(3))


def test_a_unit_without_records_is_unknown_and_so_is_what_comes_after() -> None:
    first, second = check(task("Film", 1, 2, "minute"), task("Design", 4, 1))
    assert (first.needed, first.shortfall, first.unknown) == (None, None, ("minute",))
    assert (second.shortfall, second.unknown) == (None, ("minute",))


def test_what_is_promised_to_others_takes_its_hours() -> None:
    """Practice 001#22."""
    assert check(task("Design", 4, 5))[0].shortfall == 0
    other, own = check(task("Design", 4, 5), promised=(task("Beta: Shop", 2, 4),))
    assert (other.task, own.shortfall) == ("Beta: Shop", Decimal(6))


jobs = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 8)), min_size=1, max_size=5)


@given(jobs)
def test_dates_can_be_kept_exactly_if_no_deliverable_falls_short(rows: list[tuple[int, int]]) -> None:
    """Oracle: work hour by hour on whatever is due first."""
    tasks = [task("t", days, amount) for days, amount in rows]
    left = sorted((each.due, int(each.volume.amount) * 4) for each in tasks)
    day, kept = MONDAY, True
    while left:
        hours = int(hours_between(day, day, Decimal(6)))
        while hours and left:
            due, rest = left.pop(0)
            kept = kept and day <= due
            done = min(hours, rest)
            hours -= done
            if rest > done:
                left.insert(0, (due, rest - done))
        day += timedelta(days=1)
    assert kept is all(each.shortfall == 0 for each in feasibility(tasks, MEDIANS, start=MONDAY))
