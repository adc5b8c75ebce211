"""The exposure curve shows the greatest unpaid value of each day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from intake.model.checklist import Instalment, Task
from intake.model.exposure import curve, day_of, peak, profile, stints, worked
from intake.model.money import Money
from intake.model.values import Quantity

START = date(2027, 1, 4)


def day(number: int) -> date:
    return START + timedelta(days=number)


def task(name: str, due: int) -> Task:
    return Task(name, Quantity(Decimal(1), "page"), day(due), "done")


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


WORK = stints([task("build", 30), task("design", 10)], [eur(2000), eur(1000)], START)


def test_work_goes_on_one_deliverable_after_another_evenly() -> None:
    assert [(stint.name, stint.begin, stint.end) for stint in WORK] == [
        ("design", START, day(10)),
        ("build", day(10), day(30)),
    ]
    assert [worked(WORK, day(n)) for n in (-3, 0, 5, 10, 20, 30, 99)] == [0, 0, 500, 1000, 2000, 3000, 3000]


def test_the_curve_is_what_is_unpaid_before_the_payment_of_the_day() -> None:
    """Practice 000#4."""
    plan = (Instalment(eur(1500), "advance", START), Instalment(eur(1500), "on delivery", day(40)))
    points = curve(WORK, plan)
    assert [((p.on - START).days, p.worked.minor, p.received.minor, p.unpaid.minor) for p in points] == [
        (0, 0, 0, 0),
        (10, 1000, 1500, 0),
        (30, 3000, 1500, 1500),
        (40, 3000, 1500, 1500),
    ]
    most = peak(points)
    assert most is not None
    assert most.on == day(30)


def test_without_a_plan_there_is_no_curve() -> None:
    assert curve(WORK, ()) == ()
    assert peak(()) is None


def test_what_is_due_before_the_start_takes_no_time() -> None:
    (stint,) = stints([task("late", -5)], [eur(100)], START)
    assert (stint.begin, stint.end) == (START, START)
    assert worked((stint,), START) == 100


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 999)), min_size=1, max_size=5), st.integers(0, 100))
def test_a_share_of_the_work_is_done_on_its_day_and_not_the_day_before(
    rows: list[tuple[int, int]], percent: int
) -> None:
    work = stints([task("t", due) for due, _ in rows], [eur(price) for _, price in rows], START)
    value = Fraction(sum(price for _, price in rows) * percent, 100)
    found = day_of(work, value)
    assert worked(work, found) >= value
    assert found == START or worked(work, found - timedelta(days=1)) < value or value == 0


@given(
    columns=st.integers(1, 60),
    advance=st.integers(0, 3000),
    due=st.integers(0, 60),
)
def test_the_curve_in_columns_loses_no_peak(columns: int, advance: int, due: int) -> None:
    plan = (Instalment(eur(advance), "advance", START), Instalment(eur(3000 - advance), "rest", day(due)))
    drawn, highest = profile(WORK, plan, columns), peak(curve(WORK, plan))
    assert highest is not None
    assert 0 < len(drawn) <= columns
    assert max(point.unpaid.minor for point in drawn) >= highest.unpaid.minor
    assert [point.on for point in drawn] == sorted(point.on for point in drawn)
    every_day = [_unpaid(plan, number) for number in range(max(30, due) + 1)]
    assert max(point.unpaid.minor for point in drawn) == max(every_day)


def _unpaid(plan: tuple[Instalment, ...], number: int) -> int:
    """The oracle: each day by itself, before its payment comes."""
    received = sum(part.amount.minor for part in plan if part.due < day(number))
    return max(0, ceil(worked(WORK, day(number))) - received)
