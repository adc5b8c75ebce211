"""What the law grants for a late payment, held against figures worked out elsewhere."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.following.late_fees import Claim, claim_on, late_claim
from intake.following.ledger import Due, Standing
from intake.model.late_fees import LATE_FEES, REFERENCE_RATES
from intake.model.money import CURRENCIES, Money

EUR = Money(1_000_00, "EUR")
RATES = {"ECB": {(2025, 1): Decimal(3), (2025, 2): Decimal(2)}, "Bank of England": {(2025, 1): Decimal("4.25")}}


def test_every_rule_names_its_law_and_year() -> None:
    assert {"DE", "FR", "GB", "IE", "SE", "US-CA", "US-NY"} <= set(LATE_FEES)
    for rule in LATE_FEES.values():
        assert rule.law
        assert 2010 <= rule.as_of <= 2026
        assert not rule.source or rule.source.startswith("https://")
        assert all(flat.currency in CURRENCIES for _, flat in rule.flat)
        assert "not verified" in str(rule) or rule.source


def test_a_published_british_example() -> None:
    """5,000 GBP, 101 days, 12.25 %: 169.49 GBP at 1.678 GBP a day, and 70 GBP on top."""
    claim = late_claim("GB", Money(5_000_00, "GBP"), date(2025, 1, 1), date(2025, 4, 12), rates=RATES)
    assert (claim.days, claim.interest, claim.compensation) == (101, Money(169_49, "GBP"), Money(70_00, "GBP"))


def test_the_directive_gives_eight_points_above_the_rate_of_each_half_year_and_forty_euro() -> None:
    claim = late_claim("IE", EUR, date(2025, 6, 20), date(2025, 7, 20), rates=RATES)
    assert claim.interest == Money(round(Fraction(1_000_00, 36_500) * (10 * 11 + 20 * 10)), "EUR")
    assert claim.compensation == Money(40_00, "EUR")
    assert claim.rule.startswith("8 points above the ECB rate a year (Directive 2011/7/EU")


@pytest.mark.parametrize(("debt", "flat"), [(999_99, 40), (1_000_00, 70), (9_999_99, 70), (10_000_00, 100)])
def test_the_british_sum_grows_with_the_debt(debt: int, flat: int) -> None:
    claim = late_claim("GB", Money(debt, "GBP"), date(2025, 1, 1), date(2025, 1, 2), rates=RATES)
    assert claim.compensation == Money(flat * 100, "GBP")


def test_without_a_rule_or_a_rate_nothing_is_made_up() -> None:
    nowhere = late_claim("", EUR, date(2025, 1, 1), date(2025, 2, 1))
    assert (nowhere.interest, nowhere.compensation) == (None, None)
    assert "settings.yaml" in nowhere.unknown
    later = late_claim("FR", EUR, date(2031, 1, 1), date(2031, 2, 1))
    assert later.interest is None
    assert later.compensation == Money(40_00, "EUR")
    assert later.unknown == "the ECB rate of half-year 1 of 2031 is not known here"


def test_paid_on_the_day_costs_nothing() -> None:
    claim = late_claim("FR", EUR, date(2025, 1, 1), date(2025, 1, 1))
    assert (claim.interest, claim.compensation) == (Money(0, "EUR"), None)


@given(st.sampled_from(sorted(LATE_FEES)), st.integers(1, 10**7), st.integers(0, 500), st.integers(0, 365))
def test_interest_is_that_of_a_sum_day_by_day(seat: str, minor: int, start: int, days: int) -> None:
    """Oracle: every single day at its own rate."""
    rule, due = LATE_FEES[seat], date(2024, 1, 1) + timedelta(days=start)
    until = due + timedelta(days=days)
    claim = late_claim(seat, Money(minor, "EUR"), due, until)
    assert claim.days == days
    total = Fraction(0)
    for number in range(1, days + 1):
        day = due + timedelta(days=1 if rule.fixed else number)
        known = REFERENCE_RATES.get(rule.reference, {}).get((day.year, 1 if day.month <= 6 else 2))
        if rule.reference and known is None:
            assert claim.interest is None
            return
        total += Fraction(minor) * Fraction(rule.points + (known or 0)) / 36_500
    assert claim.interest == Money(round(total), "EUR")


def test_nothing_is_asked_for_the_days_of_grace_that_the_clause_grants() -> None:
    """Practice 001#6: the clause says "after 7 days of grace"."""
    monday, owed = date(2025, 3, 3), Money(1_000_00, "EUR")

    def claim(today: date, grace: int | None) -> Claim:
        due = Due(monday, owed, Money(0, "EUR"), None, Standing.UNPAID, "part 1", ((owed, today),))
        return claim_on("DE", due, today, grace)

    within = claim(monday + timedelta(days=7), 7)
    assert (within.days, within.interest, within.compensation) == (0, Money(0, "EUR"), None)
    after = claim(monday + timedelta(days=8), 7)
    assert (after.days, after.interest) == (1, claim(monday + timedelta(days=1), None).interest)
    assert claim(monday + timedelta(days=30), 10).days == 20
    saturday = replace(
        Due(date(2025, 3, 1), owed, Money(0, "EUR"), None, Standing.UNPAID), late=((owed, date(2025, 3, 12)),)
    )
    assert claim_on("DE", saturday, date(2025, 3, 12), 7).days == 2  # punctual until Monday, the third
