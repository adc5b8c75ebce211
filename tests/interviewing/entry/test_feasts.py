"""Feasts fall where their calendars say."""

from datetime import date

from holidays import country_holidays

from intake.interviewing.entry import feasts


def test_movable_feasts_agree_with_the_public_holidays_of_countries_that_keep_them() -> None:
    for year in range(2026, 2034):
        germany, sweden = (
            country_holidays("DE", years=year, language="de"),
            country_holidays("SE", years=year, language="sv"),
        )
        friday, monday = feasts.spans(feasts.EASTER, year)[0]
        assert (germany.get(friday), germany.get(monday)) == ("Karfreitag", "Ostermontag")
        assert germany.get(feasts.spans(feasts.ASCENSION, year)[0][0]) == "Christi Himmelfahrt"
        assert germany.get(feasts.spans(feasts.PENTECOST, year)[0][1]) == "Pfingstmontag"
        assert "Midsommardagen" in sweden.get(feasts.spans(feasts.MIDSUMMER, year)[0][1], "")
        assert "Thanksgiving" in country_holidays("US", years=year).get(
            feasts.spans(feasts.THANKSGIVING, year)[0][0], ""
        )


def test_feasts_that_follow_the_moon_may_come_twice_in_a_year() -> None:
    assert feasts.spans(feasts.RAMADAN_FEAST, 2027) == ((date(2027, 3, 9), date(2027, 3, 11)),)
    assert len(feasts.spans(feasts.RAMADAN_FEAST, 2033)) == 2
    assert len(feasts.spans(feasts.BAYRAM, 2027)) == 2


def test_every_feast_has_its_days_in_every_year() -> None:
    for feast in range(feasts.CHRISTMAS, feasts.THANKSGIVING + 1):
        for year in (2026, 2027, 2028):
            assert all(first <= last for first, last in feasts.spans(feast, year))
            assert feasts.spans(feast, year)
