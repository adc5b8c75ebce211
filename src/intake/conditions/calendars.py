"""The public holidays of the countries that work together, for reckoning in working days."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


class Calendar:
    """The days on which one of the countries rests, by their ISO 3166-1 codes; an empty code stands for an unknown country.

    Holidays of the whole country count, not those of a region. `missing` names the countries without a known calendar: of
    them only the weekends are left out. `used` says whether any day was looked up, so that this can be said where it
    matters. Nothing is loaded before the first day is looked up.
    """

    def __init__(self, countries: Iterable[str]) -> None:
        self.countries = tuple(dict.fromkeys(countries))
        self.used = False

    def __contains__(self, day: object) -> bool:
        self.used = True
        return isinstance(day, date) and any(day in known for known in map(_of, self.countries) if known is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The countries of which no holidays are known."""
        return tuple(country for country in self.countries if _of(country) is None)


@lru_cache(maxsize=64)
def _of(country: str) -> "HolidayBase | None":
    from holidays import country_holidays

    try:
        return country_holidays(country) if country else None
    except NotImplementedError:
        return None
