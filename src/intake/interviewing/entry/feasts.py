"""The feasts that people name instead of a day (`before Christmas`), and the days on which they fall in a year.

Easter is reckoned by dateutil, the Turkish feasts by the calendar that the holidays library has of them.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
"""The first and the last day on which the feast keeps people from work."""

(
    CHRISTMAS,
    NEW_YEAR,
    EPIPHANY,
    EASTER,
    ASCENSION,
    PENTECOST,
    MIDSUMMER,
    SAINT_JOHN,
    RAMADAN_FEAST,
    SACRIFICE_FEAST,
    BAYRAM,
    ALL_SAINTS,
    THANKSGIVING,
) = range(1, 14)
_FRIDAY = 4


def spans(feast: int, year: int) -> tuple[Span, ...]:
    """When the feast is in that year; twice or not at all for one that follows the moon. `BAYRAM` is either of two."""
    if feast == BAYRAM:
        return (*spans(RAMADAN_FEAST, year), *spans(SACRIFICE_FEAST, year))
    if feast in _TURKISH:
        return _turkish(_TURKISH[feast], year)
    return (_SPANS[feast](year),)


def _easter(year: int, first: int, last: int) -> Span:
    from dateutil.easter import easter

    sunday = easter(year)
    return sunday + timedelta(first), sunday + timedelta(last)


def _midsummer(year: int) -> Span:
    """The Friday between 19 and 25 June and its Saturday, as in Sweden."""
    earliest = date(year, 6, 19)
    eve = earliest + timedelta((_FRIDAY - earliest.weekday()) % 7)
    return eve, eve + timedelta(1)


def _thanksgiving(year: int) -> Span:
    """The fourth Thursday of November and the Friday after it."""
    earliest = date(year, 11, 22)
    thursday = earliest + timedelta((_FRIDAY - 1 - earliest.weekday()) % 7)
    return thursday, thursday + timedelta(1)


def _turkish(name: str, year: int) -> tuple[Span, ...]:
    from holidays import country_holidays

    days = sorted(country_holidays("TR", years=year, language="tr").get_named(name))
    starts = [day for day in days if day - timedelta(1) not in days]
    ends = [day for day in days if day + timedelta(1) not in days]
    return tuple(zip(starts, ends, strict=True))


_TURKISH = {RAMADAN_FEAST: "Ramazan Bayramı", SACRIFICE_FEAST: "Kurban Bayramı"}
_SPANS: Mapping[int, Callable[[int], Span]] = {
    CHRISTMAS: lambda year: (date(year, 12, 24), date(year, 12, 26)),
    NEW_YEAR: lambda year: (date(year - 1, 12, 31), date(year, 1, 1)),
    EPIPHANY: lambda year: (date(year, 1, 6), date(year, 1, 6)),
    EASTER: lambda year: _easter(year, -2, 1),
    ASCENSION: lambda year: _easter(year, 39, 39),
    PENTECOST: lambda year: _easter(year, 49, 50),
    MIDSUMMER: _midsummer,
    SAINT_JOHN: lambda year: (date(year, 6, 23), date(year, 6, 24)),
    ALL_SAINTS: lambda year: (date(year, 11, 1), date(year, 11, 1)),
    THANKSGIVING: _thanksgiving,
}
