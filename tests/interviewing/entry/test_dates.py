"""Typing dates: exact forms are taken, everything else is asked about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interviewing.entry import EntryFault
from intake.interviewing.entry.dates import parse_date

TODAY = date(2026, 11, 23)  # a Monday
THE_DAY = date(2027, 1, 15)  # a Friday


def offered(text: str, *, exact: bool = True) -> list[date]:
    with pytest.raises(EntryFault) as caught:
        parse_date(text, TODAY, exact=exact)
    return [date.fromisoformat(offer.text) for offer in caught.value.offers]


@pytest.mark.parametrize(
    "text",
    [
        *("2027-01-15", "2027/1/15", "2027.01.15", "20270115", "15.01.2027", "15. 1. 2027", "15/01/2027", "01/15/2027"),
        *("15-1-2027", "15 January 2027", "January 15, 2027", "Jan 15 2027", "15th of January 2027", "15 jan. 2027"),
        *(
            "15. Januar 2027",
            "le 15 janvier 2027",
            "am 15. Januar 2027",
            "by 15 January 2027",
            "15 januari 2027",
            "15-Jan-2027",
        ),
        *(
            "15 de enero de 2027",
            "el 15 de enero del 2027",
            "15 janv. 2027",
            "den 15 januari 2027",
            "viernes 15 de enero de 2027",
        ),
        *("15. jaanuar 2027", "15. jaanuaril 2027", "15. jaanuariks 2027", "reede, 15. jaanuar 2027", "15.01.2027"),
        *("15 Ocak 2027", "15 OCAK 2027", "15 Ocak 2027 Cuma", "15 Ocak 2027'ye kadar", "bis zum 15. Januar 2027"),
        *(
            "jusqu'au 15 janvier 2027",
            "hasta el 15 de enero de 2027",
            "senast den 15 januari 2027",
            "vendredi 15 janvier 2027",
        ),
        *(
            "Friday 15 January 2027",
            "fri, 15 jan 2027",
            "Freitag, 15.01.2027",
            "2027-01-15 (Friday)",
            "fredag den 15 januari 2027",
        ),
    ],
)
def test_a_day_that_can_be_read_one_way_is_taken(text: str) -> None:
    assert parse_date(text, TODAY, exact=True) == THE_DAY


def test_day_and_month_that_can_be_swapped_are_asked_about() -> None:
    assert offered("03/04/2027") == [date(2027, 4, 3), date(2027, 3, 4)]
    assert offered("3-4-2027") == [date(2027, 4, 3), date(2027, 3, 4)]


def test_day_and_month_that_are_equal_need_no_asking() -> None:
    assert parse_date("04/04/2027", TODAY, exact=True) == date(2027, 4, 4)


def test_a_wrong_weekday_is_noticed() -> None:
    assert offered("Monday 15 January 2027") == [THE_DAY]


def test_a_day_that_the_month_does_not_have_is_refused() -> None:
    assert offered("31.02.2027") == [date(2027, 2, 28)]
    assert offered("2027-13-01") == []


def test_years_are_not_guessed() -> None:
    assert offered("15.01.27") == [THE_DAY]
    assert offered("15 January") == [THE_DAY, date(2028, 1, 15)]
    assert offered("29 February") == [date(2028, 2, 29), date(2032, 2, 29)]


@pytest.mark.parametrize(
    ("frame", "days"),
    [
        ("tomorrow", ["2026-11-24"]),
        ("by Friday", ["2026-11-27", "2026-12-04"]),
        ("in two weeks", ["2026-12-07"]),
        ("in 3 months", ["2027-02-23"]),
        ("next week", ["2026-11-30", "2026-12-02", "2026-12-04"]),
        ("next month", ["2026-12-01", "2026-12-16", "2026-12-31"]),
        ("ASAP", ["2026-11-30", "2026-12-07", "2026-12-21"]),
        ("Q2", ["2027-04-01", "2027-05-17", "2027-06-30"]),
        ("end of March", ["2027-03-31"]),
        ("Ende Mai 2027", ["2027-05-31"]),
        ("mid January", ["2027-01-18"]),
        ("beginning of May 2027", ["2027-05-01", "2027-05-03"]),
    ],
)
def test_a_time_frame_is_answered_with_days_to_choose(frame: str, days: list[str]) -> None:
    assert [day.isoformat() for day in offered(frame)] == days


@pytest.mark.parametrize(
    "text",
    ["when it is ready", "1.2.3.4", "32/32/2027", "0.0.0", "3 or 4 May 2027", "15 Marz Mart 2027", "3 May or June"],
)
def test_what_is_no_date_is_refused_without_an_offer(text: str) -> None:
    assert offered(text) == []


def test_without_exact_a_named_period_stands_for_its_last_day() -> None:
    assert parse_date("March 2027", TODAY, exact=False) == date(2027, 3, 31)
    assert parse_date("Q2 2027", TODAY, exact=False) == date(2027, 6, 30)
    assert offered("Q2", exact=False)
    assert offered("beginning of March 2027", exact=False)
    assert parse_date("Mart 2027", TODAY, exact=False) == date(2027, 3, 31)
    assert offered("Mart sonu", exact=False)
    assert offered("March 2027", exact=True)


@given(st.dates(date(2000, 1, 1), date(2190, 1, 1)), st.sampled_from(["by", "next", "on"]), st.integers(0, 6))
def test_a_weekday_offers_the_next_such_day_and_never_a_past_one(today: date, word: str, weekday: int) -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    with pytest.raises(EntryFault) as caught:
        parse_date(f"{word} {names[weekday]}", today, exact=True)
    first, second = (date.fromisoformat(offer.text) for offer in caught.value.offers)
    assert first.weekday() == weekday
    assert timedelta(0) < first - today <= timedelta(7)
    assert second - first == timedelta(7)


@pytest.mark.parametrize(
    "text", ["31.12.", "31.12", "31. 12.", "31 Dec", "31. Dezember", "12/31", "31/12", "31-12", "Donnerstag, 31.12."]
)
def test_a_day_without_a_year_is_asked_about(text: str) -> None:
    assert offered(text) == [date(2026, 12, 31), date(2027, 12, 31)]


def test_a_day_without_a_year_is_offered_with_its_weekday() -> None:
    with pytest.raises(EntryFault, match="has no year") as caught:
        parse_date("31.12.", TODAY, exact=True)
    assert [offer.label for offer in caught.value.offers] == ["Thursday, 31 December 2026", "Friday, 31 December 2027"]


def test_a_day_without_a_year_that_can_be_swapped_is_offered_both_ways() -> None:
    assert offered("3/4") == [date(2027, 3, 4), date(2027, 4, 3)]
    assert offered("4/4") == [date(2027, 4, 4), date(2028, 4, 4)]


@pytest.mark.parametrize("text", ["30.2.", "30 Feb", "31.13.", "0.5.", "13/32", "0/0"])
def test_a_day_that_no_year_has_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(EntryFault, match=r"that month has 29 days|not a day of the calendar"):
        parse_date(text, TODAY, exact=True)
    assert offered("29.2.") == [date(2028, 2, 29), date(2032, 2, 29)]
