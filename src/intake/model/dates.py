"""Reckoning with days: calendar days and working days."""

from collections.abc import Container
from datetime import date, timedelta

from intake.model.values import Duration

MOST_DAYS = 36_600
_SATURDAY = 5


def later(day: date, duration: Duration, holidays: Container[date] = frozenset()) -> date:
    """The day so many days after (or before, where negative); ValueError beyond a hundred years or the calendar.

    Working days leave out Saturdays, Sundays and the given holidays; the starting day itself is never counted.
    """
    if abs(duration.days) > MOST_DAYS:
        raise ValueError(f"{duration} are more than a hundred years")
    try:
        if not duration.working:
            return day + timedelta(days=duration.days)
        return _working_days_later(day, duration.days, holidays)
    except OverflowError as fault:
        raise ValueError(f"{duration} from {day} lie beyond the calendar") from fault


def is_working_day(day: date, holidays: Container[date] = frozenset()) -> bool:
    """Whether people work on that day: no Saturday, Sunday or holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def punctual_until(due: date) -> date:
    """The last day on which a payment is on time: the due day, or the next working day where banks are closed."""
    while not is_working_day(due):
        due += timedelta(days=1)
    return due


def _working_days_later(day: date, days: int, holidays: Container[date]) -> date:
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day
