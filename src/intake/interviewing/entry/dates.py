"""Dates as people type them: a day that can be read one way only, or an offer of the days that may be meant."""

import calendar
import re
from datetime import date

from intake.interviewing.entry.faults import EntryFault
from intake.interviewing.entry.frames import named_period, offer, offers
from intake.interviewing.entry.words import MONTHS, WEEKDAYS, fold
from intake.locale import marked
from intake.locale.days import weekday_name

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{2}|\d{4})")
_SLASHED = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{2}|\d{4})")
_DOTTED_DAY = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.?")
_SLASHED_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th|er|o|:e|\.)?"
_BEFORE = (
    r"(?:(?:by|on|until|the|le|au|jusqu'au|den|am|bis|zum|spatestens|el|al|para|hasta|senast|till|kuni|hiljemalt) )*"
)
_DAY_MONTH = re.compile(rf"{_BEFORE}{_ORDINAL} ?(?:of |de |-)?([^\W\d]+)\.?(?:,? ?(?:de |del |-)?(\d{{2}}|\d{{4}}))?")
_MONTH_DAY = re.compile(rf"([^\W\d]+)\.? {_ORDINAL}(?:,? (\d{{4}}))?")
_WEEKDAY = re.compile(r"^([^\W\d]+?)(?:,|\.| den| the| le| el)? (?=.*\d)|[ ,]*\(?\b([^\W\d]+)\)?$")
# Turkish says "until" and "on" behind the date: 15 Mart 2027'ye kadar, 15 Mart 2027 gunu.
_BEHIND = re.compile(r"(?:'(?:y?[aeiu]|[nd][aei]n?|t[ae])(?=$| ))?(?: (?:gunu|tarihine|tarihinde|kadar))*$")
_YEARS, _LEAP_YEAR = range(1900, 2200), 2028
_EXACT = marked("'{text}' is not a date: an exact day is needed, like 2027-01-15 or 15 January 2027")
_NOT_EXACT = marked(
    "'{text}' is not a date: a day, a month or a quarter with its year is needed, like 2027-01-15 or 15 January 2027"
)


class _Doubt(Exception):
    """A day that cannot be told from what was typed, and the days that may be meant."""

    def __init__(self, message: str, text: str, *days: date, last: int = 0) -> None:
        super().__init__(text)
        self.message = message
        self.days = days
        self.last = last


def parse_date(text: str, today: date, *, exact: bool, language: str = "en") -> date:
    """The day that was typed, in any form that names one; EntryFault with the days that may be meant otherwise.

    Without `exact` a named month, quarter or year (`March 2027`) is a date too and stands for its last day. The words of
    every shipped language are understood; `language` is that of the offers.
    """
    typed, weekday = _without_weekday(_BEHIND.sub("", fold(" ".join(text.split()))))
    try:
        found = _numbers(typed, text, today) or _words(typed, text, today)
    except _Doubt as doubt:
        days = tuple(offer(day, language) for day in doubt.days)
        raise EntryFault(doubt.message, days, text=text, last=doubt.last) from doubt
    if found is None:
        period = None if exact else named_period(typed)
        if period is None:
            raise EntryFault(_EXACT if exact else _NOT_EXACT, offers(typed, today, language), text=text)
        found = period[1]
    if weekday is not None and found.weekday() != weekday:
        named = weekday_name(found, language)
        raise EntryFault("{day} is a {weekday}", (offer(found, language),), day=found.isoformat(), weekday=named)
    return found


def _numbers(typed: str, text: str, today: date) -> date | None:
    if match := _YEAR_FIRST.fullmatch(typed):
        return _day(int(match[1]), int(match[3]), int(match[4]), text)
    if match := _COMPACT.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _DOTTED.fullmatch(typed):
        return _day(_year(match[3], int(match[2]), int(match[1]), text), int(match[2]), int(match[1]), text)
    if match := _SLASHED.fullmatch(typed):
        first, second = int(match[1]), int(match[3])
        both = first != second and max(first, second) <= 12
        if both:
            year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
            days = (date(year, second, first), date(year, first, second))
            raise _Doubt("'{text}' can be read two ways: which day is it?", text, *days)
        day, month = (first, second) if second <= 12 else (second, first)
        return _day(_year(match[4], month, day, text), month, day, text)
    if match := _DOTTED_DAY.fullmatch(typed):
        raise _no_year(text, today, (int(match[2]), int(match[1])))
    if match := _SLASHED_DAY.fullmatch(typed):
        first, second = int(match[1]), int(match[2])
        raise _no_year(text, today, (second, first), (first, second))
    return None


def _words(typed: str, text: str, today: date) -> date | None:
    if (match := _DAY_MONTH.fullmatch(typed)) and match[2] in MONTHS:
        day, month, year = int(match[1]), MONTHS[match[2]], match[3]
    elif (match := _MONTH_DAY.fullmatch(typed)) and match[1] in MONTHS:
        day, month, year = int(match[2]), MONTHS[match[1]], match[3]
    else:
        return None
    if year is None:
        raise _no_year(text, today, (month, day))
    return _day(_year(year, month, day, text), month, day, text)


def _no_year(text: str, today: date, *meant: tuple[int, int]) -> _Doubt:
    """The doubt about a month and a day, or either of two: the next two such days are offered, or the next of each."""
    month, day = meant[0]
    found = [days for days in (_next_two(*each, today) for each in dict.fromkeys(meant)) if days]
    if not found:
        if not 1 <= month <= 12 or not day:
            return _Doubt("'{text}' is not a day of the calendar: write it like 2027-01-15", text)
        last = calendar.monthrange(_LEAP_YEAR, month)[1]
        return _Doubt("'{text}': that month has {last} days", text, last=last)
    return _Doubt("'{text}' has no year", text, *(found[0] if len(found) == 1 else sorted(days[0] for days in found)))


def _next_two(month: int, day: int, today: date) -> list[date]:
    """The next two such days, none where there is no such day; 29 February is eight years apart at most."""
    if not 1 <= month <= 12:
        return []
    years = [year for year in range(today.year, today.year + 13) if 1 <= day <= calendar.monthrange(year, month)[1]]
    return [found for year in years if (found := date(year, month, day)) >= today][:2]


def _year(typed: str, month: int, day: int, text: str) -> int:
    if len(typed) == 4:
        return int(typed)
    raise _Doubt("'{text}': write the year with four digits", text, _day(2000 + int(typed), month, day, text))


def _day(year: int, month: int, day: int, text: str) -> date:
    if year not in _YEARS or not 1 <= month <= 12 or not day:
        raise _Doubt("'{text}' is not a day of the calendar: write it like 2027-01-15", text)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise _Doubt("'{text}': that month has {last} days", text, date(year, month, last), last=last)
    return date(year, month, day)


def _without_weekday(typed: str) -> tuple[str, int | None]:
    """The text without a weekday before or behind the date, and that weekday."""
    match = _WEEKDAY.search(typed)
    word = (match[1] or match[2]) if match else ""
    if match and word in WEEKDAYS and re.search(r"\d", typed):
        return (typed[: match.start()] + typed[match.end() :]).strip(), WEEKDAYS[word]
    return typed, None
