"""Reckoning with days and working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.model.dates import is_working_day, later
from intake.model.values import Duration

FRIDAY = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("days", "working", "expected"),
    [
        (3, False, date(2027, 1, 18)),
        (1, True, date(2027, 1, 18)),
        (5, True, date(2027, 1, 22)),
        (-1, True, date(2027, 1, 14)),
        (-5, True, date(2027, 1, 8)),
        (0, True, FRIDAY),
    ],
)
def test_working_days_leave_out_weekends(days: int, working: bool, expected: date) -> None:
    assert later(FRIDAY, Duration(days, working)) == expected


def test_working_days_leave_out_holidays() -> None:
    assert later(FRIDAY, Duration(1, working=True), {date(2027, 1, 18)}) == date(2027, 1, 19)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 300))
def test_counting_the_working_days_between_gives_back_their_number(day: date, days: int) -> None:
    end = later(day, Duration(days, working=True))
    between = (date.fromordinal(number) for number in range(day.toordinal() + 1, end.toordinal() + 1))
    assert sum(map(is_working_day, between)) == days
    assert is_working_day(end)


@pytest.mark.parametrize(
    ("day", "duration"),
    [(FRIDAY, Duration(10**9)), (date(9999, 12, 30), Duration(5)), (date(9999, 12, 30), Duration(5, working=True))],
)
def test_days_beyond_the_calendar_are_refused(day: date, duration: Duration) -> None:
    with pytest.raises(ValueError, match=r"hundred years|beyond the calendar"):
        later(day, duration)
