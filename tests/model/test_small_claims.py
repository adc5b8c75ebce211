"""The table of small-claims ceilings."""

import re

import pytest

from intake.model.money import CURRENCIES, Money
from intake.model.small_claims import CEILINGS, EUROPEAN, Ceiling, ceiling_in


def test_every_ceiling_names_its_law_and_year() -> None:
    for place, ceiling in CEILINGS.items():
        assert re.fullmatch("[A-Z]{2}(-[A-Z]{2,3})?", place)
        assert ceiling.most.minor > 0
        assert ceiling.most.currency in CURRENCIES
        assert ceiling.law
        assert 2017 <= ceiling.as_of <= 2026


def test_at_least_25_jurisdictions_have_a_ceiling_of_their_own_with_its_source() -> None:
    """Practice 002#11."""
    assert len([place for place, ceiling in CEILINGS.items() if ceiling is not EUROPEAN and ceiling.verified]) >= 25
    for ceiling in CEILINGS.values():
        assert not ceiling.source or ceiling.source.startswith("https://")


def test_a_figure_from_memory_says_so() -> None:
    assert "not verified" in str(Ceiling(Money(1_00, "EUR"), "a law", 2024))
    assert "not verified" not in str(CEILINGS["SE"])


def test_every_figure_was_read_somewhere() -> None:
    assert [place for place, ceiling in CEILINGS.items() if not ceiling.verified] == []
    assert str(CEILINGS["DK"]) == "100\N{NO-BREAK SPACE}000.00 DKK (Retsplejeloven, § 400(1); as of 2024)"


@pytest.mark.parametrize(
    ("country", "currency", "most"),
    [
        ("SE", "SEK", Money(29_600_00, "SEK")),
        ("SE", "EUR", Money(5_000_00, "EUR")),
        ("DE", "EUR", Money(10_000_00, "EUR")),
        ("DK", "EUR", None),
        ("SE", "USD", None),
        ("XX", "EUR", None),
    ],
)
def test_amounts_are_held_against_a_ceiling_of_their_own_currency(
    country: str, currency: str, most: Money | None
) -> None:
    found = ceiling_in(country, currency)
    assert (found.most if found else None) == most
