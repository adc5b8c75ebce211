"""Time frames (`next month`, `Q2`, `ASAP`, `fin mars`): never taken as a date, but answered with days to choose from.

A frame is read word by word, in whatever order its language has; one unknown word, and nothing is offered.
"""

import calendar
import re
from datetime import date, timedelta
from typing import TypeAlias

from intake.interviewing.entry.faults import Offer
from intake.interviewing.entry.feasts import BAYRAM, spans
from intake.interviewing.entry.frame_words import MEANINGS, PHRASES
from intake.interviewing.entry.words import fold
from intake.locale.days import written

_WORD = re.compile(r"aujourd'hui|[^\W\d_]+[1-4]?(?![^\W_])|\d+|[^\s]")
_SKIPPED = frozenset(".,-–'()/")
_YEARS = range(1900, 2200)
_SOON = (7, 14, 28)
_NO_PERIOD = frozenset({"start", "middle", "next", "this", "weekday", "season", "feast", "after"})
_COUNTED = frozenset({"number", "one", "days", "months", "month", "weekday", "season"})

Period: TypeAlias = tuple[date, date]
Found: TypeAlias = dict[str, int]


def offer(day: date, language: str = "en") -> Offer:
    """The day as an offer, with its weekday."""
    return Offer(written(day, language), day.isoformat())


def offers(typed: str, today: date, language: str = "en") -> tuple[Offer, ...]:
    """The days that may be meant by a frame, from today on, soonest first; none where it is no frame that we know."""
    found = _read(typed)
    days = _days(found, today) if found else ()
    return tuple(offer(day, language) for day in sorted({day for day in days if day >= today}))


def named_period(typed: str) -> Period | None:
    """The first and last day of a month, quarter or year that is named with its year; None for a part of one."""
    found = _read(typed) or {}
    if "year" not in found or not found.keys().isdisjoint(_NO_PERIOD):
        return None
    return _named(found, date(found["year"], 1, 1))


def _read(typed: str) -> Found | None:
    """The meanings in a frame, the first of each kind; None where a word is not known."""
    text = f" {' '.join(_WORD.findall(fold(typed).replace('-', ' ')))} "
    found: Found = {}
    for phrase, meanings in PHRASES.items():
        if f" {phrase} " in text:
            text = text.replace(f" {phrase} ", "  ")
            for kind, number in meanings:
                found.setdefault(kind, number)
    for word in text.split():
        if word in _SKIPPED:
            continue
        if word.isdigit():
            kind = "year" if len(word) == 4 and int(word) in _YEARS else "number" if len(word) < 4 else ""
            if not kind or kind in found:
                return None
            found[kind] = int(word)
        elif word in MEANINGS:
            for kind, number in MEANINGS[word]:
                found.setdefault(kind, number)
        else:
            return None
    return found


def _days(found: Found, today: date) -> tuple[date, ...]:
    if "soon" in found:
        return tuple(_on_working_day(today + timedelta(days)) for days in _SOON)
    if "day" in found:
        return (today + timedelta(found["day"]),)
    if "feast" in found:
        return _around(found, today) if found.keys().isdisjoint(_COUNTED) else ()
    if "weekday" in found and "after" not in found:
        soonest = today + timedelta((found["weekday"] - today.weekday() - 1) % 7 + 1)
        return (soonest, soonest + timedelta(7))
    period = _named(found, today) or _relative(found, today)
    if period is not None:
        return _within(found, period)
    count = found.get("number", found.get("one", 0))
    if found.keys() & {"month", "weekday"}:
        return ()
    if count and "days" in found:
        return (today + timedelta(count * found["days"]),)
    if count and "months" in found:
        return (_months_on(today, count * found["months"]),)
    return ()


def _around(found: Found, today: date) -> tuple[date, ...]:
    """The working days before and after the feast, of which the frame may say the one that is meant."""
    years = (found["year"],) if "year" in found else (today.year, today.year + 1)
    frames: list[tuple[date, ...]] = []
    for first, last in (span for year in years for span in spans(found["feast"], year)):
        before, after = _back_to_working_day(first - timedelta(1)), _on_working_day(last + timedelta(1))
        frames.append((before,) if "by" in found else (after,) if "after" in found else (before, after))
    coming = sorted(days for days in frames if days[-1] >= today)
    return tuple(day for days in coming[: 2 if found["feast"] == BAYRAM else 1] for day in days)


def _within(found: Found, period: Period) -> tuple[date, ...]:
    first, last = period
    if "after" in found:
        return (_on_working_day(last + timedelta(1)),)
    middle = first + (last - first) / 2
    if "start" in found:
        return (first, _on_working_day(first))
    if "middle" in found:
        return (_on_working_day(middle),)
    if "end" in found or ("by" in found and "season" not in found):
        return (_back_to_working_day(last), last)
    return (_on_working_day(first), _on_working_day(middle), _back_to_working_day(last), last)


def _named(found: Found, today: date) -> Period | None:
    """A month, quarter, season or year that is called by its name or number."""
    if found.keys() & {"half"} or (found.get("months") == 6 and found.get("number") in (1, 2)):
        half = found.get("half", found.get("number", 1))
        return None if "month" in found else _months(found.get("year"), 6 * half - 5, 6, today)
    if "month" in found:
        return None if "number" in found else _months(found.get("year"), found["month"], 1, today)
    if "season" in found:
        return _months(found.get("year"), found["season"], 3, today)
    if found.get("months") == 3 and found.get("number") in range(1, 5):
        return _months(found.get("year"), 3 * found["number"] - 2, 3, today)
    if "year" in found and "number" not in found:
        return date(found["year"], 1, 1), date(found["year"], 12, 31)
    return None


def _relative(found: Found, today: date) -> Period | None:
    """This or the next week, month, quarter or year; the end of the month is this month's."""
    ahead = "next" in found
    if "number" in found or not (ahead or found.keys() & {"this", "start", "middle", "end"}):
        return None
    if found.get("days") == 7:
        monday = today - timedelta(today.weekday()) + timedelta(7 if ahead else 0)
        return monday, monday + timedelta(4)
    if "months" not in found:
        return None
    length = found["months"]
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    return _span(_months_on(first, length) if ahead else first, length)


def _months(year: int | None, month: int, length: int, today: date) -> Period:
    """The months from that one on in the year, or the next ones that are not over."""
    found = _span(date(year or today.year, month, 1), length)
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
