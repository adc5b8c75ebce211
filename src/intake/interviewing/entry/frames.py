"""Time frames (`next month`, `Q2`, `ASAP`, `by Friday`): never taken as a date, but answered with days to choose from."""

import calendar
import re
from datetime import date, timedelta
from typing import TypeAlias

from intake.interviewing.entry.faults import Offer
from intake.interviewing.entry.words import MONTHS, WEEKDAYS

_SOON = re.compile(
    r"\b(asap|as soon as possible|soon|urgent(ly)?|immediately|right away|now|yesterday|so bald wie möglich)\b"
)
_AHEAD = re.compile(r"(?:in|within)? ?(\d{1,3}|an?|one|two|three|four|five|six) (day|week|month)s?(?: from now| time)?")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_RELATIVE = re.compile(r"\b(this|next|coming) (week|month|quarter|year)\b")
_LEAD = (
    r"(?:(?:in|by|before|until|during|sometime|early|late|mid|middle|end|begin|beginning|start|of|the|anfang|mitte|ende|"
    r"début|mi|fin|de|början|mitten|slutet|av) )*"
)
_QUARTER = re.compile(_LEAD + r"(?:q([1-4])|([1-4])(?:st|nd|rd|th)? quarter)(?: (?:of )?(\d{4}))?")
_MONTH = re.compile(_LEAD + r"([^\W\d]+)(?: (\d{4}))?")
_YEAR = re.compile(_LEAD + r"(\d{4})")
_THIS_MONTH = re.compile(r"(?:by )?(?:the )?end of (?:the )?month|ende des monats|monatsende")
_FIRST = re.compile(r"\b(begin|beginning|start|early|anfang|début|början)\b")
_MIDDLE = re.compile(r"\b(mid|middle|mitte|mi|mitten)\b")
_LAST = re.compile(r"\b(end|late|ende|fin|slutet|by|before|until)\b")

_YEARS = range(1900, 2200)

Period: TypeAlias = tuple[date, date]


def offer(day: date) -> Offer:
    """The day as an offer, with its weekday."""
    return Offer(f"{day:%A}, {day.day} {day:%B} {day.year}", day.isoformat())


def offers(typed: str, today: date) -> tuple[Offer, ...]:
    """The days that may be meant by a frame, from today on, soonest first; none where it is no frame that we know."""
    return tuple(offer(day) for day in sorted({day for day in _days(typed, today) if day >= today}))


def named_period(typed: str) -> Period | None:
    """The first and last day of a month, quarter or year that is named with its year; None for a part of one."""
    match = re.search(r"\b\d{4}$", typed)
    if match is None or _FIRST.search(typed) or _MIDDLE.search(typed):
        return None
    return _named(typed, date(int(match[0]), 1, 1)) if int(match[0]) in _YEARS else None


def _days(typed: str, today: date) -> tuple[date, ...]:
    if typed in ("today", "heute", "idag", "aujourd'hui"):
        return (today,)
    if typed in ("tomorrow", "morgen", "imorgon", "demain"):
        return (today + timedelta(1),)
    if match := _AHEAD.fullmatch(typed):
        count = _COUNTS.get(match[1]) or int(match[1])
        return (_months_on(today, count) if match[2] == "month" else today + timedelta(count * _LENGTHS[match[2]]),)
    if _SOON.search(typed):
        return tuple(_on_working_day(today + timedelta(days)) for days in (7, 14, 28))
    named = [WEEKDAYS[word] for word in re.findall(r"[^\W\d]+", typed) if word in WEEKDAYS]
    if named:
        soonest = today + timedelta((named[0] - today.weekday() - 1) % 7 + 1)
        return (soonest, soonest + timedelta(7))
    period = _relative(typed, today) or _named(typed, today)
    return () if period is None else _within(typed, period)


_LENGTHS = {"day": 1, "week": 7}


def _within(typed: str, period: Period) -> tuple[date, ...]:
    first, last = period
    middle = first + (last - first) / 2
    if _FIRST.search(typed):
        return (first, _on_working_day(first))
    if _MIDDLE.search(typed):
        return (_on_working_day(middle),)
    if _LAST.search(typed):
        return (_back_to_working_day(last), last)
    return (_on_working_day(first), _on_working_day(middle), _back_to_working_day(last), last)


def _named(typed: str, today: date) -> Period | None:
    if match := _QUARTER.fullmatch(typed):
        return _months(match[3], 3 * int(match[1] or match[2]) - 2, 3, today)
    if (match := _MONTH.fullmatch(typed)) and match[1] in MONTHS:
        return _months(match[2], MONTHS[match[1]], 1, today)
    if (match := _YEAR.fullmatch(typed)) and int(match[1]) in _YEARS:
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    return None


def _relative(typed: str, today: date) -> Period | None:
    match = _RELATIVE.search(typed)
    if match is None:
        return _span(today.replace(day=1), 1) if _THIS_MONTH.fullmatch(typed) else None
    unit, ahead = match[2], match[1] != "this"
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 if ahead else 0)
        return monday, monday + timedelta(4)
    if unit == "year":
        return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)
    length = 3 if unit == "quarter" else 1
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    return _span(_months_on(first, length) if ahead else first, length)


def _months(year: str | None, month: int, length: int, today: date) -> Period:
    """That month or quarter in the year, or the next one that is not over."""
    found = _span(date(int(year) if year and int(year) in _YEARS else today.year, month, 1), length)
    return found if year or found[1] >= today else _span(date(today.year + 1, month, 1), length)


def _span(first: date, length: int) -> Period:
    return first, _months_on(first, length) - timedelta(1)


def _months_on(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _on_working_day(day: date) -> date:
    return day + timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _back_to_working_day(day: date) -> date:
    return day - timedelta(max(0, day.weekday() - 4))
