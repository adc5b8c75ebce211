"""Work by the hour: what the answers say of it, and when it is invoiced."""

from datetime import date
from decimal import Decimal

import pytest

from intake.model.hourly import Hourly, hourly
from intake.model.money import Money
from intake.model.values import Value

RATE = Money(80_00, "EUR")
ANSWERS: dict[str, Value] = {"billing_model": "hourly", "hourly_rate": RATE, "invoicing": "monthly", "pay_days": 20}


def test_a_limit_of_hours_or_none_follows_from_the_answers() -> None:
    """Practice 000#9."""
    assert hourly(ANSWERS) == Hourly(RATE, "monthly", 20)
    capped = hourly({**ANSWERS, "hours_capped": True, "hours_cap": Decimal("37.5")})
    assert capped is not None
    assert (capped.hours, capped.most) == (Decimal("37.5"), Money(3_000_00, "EUR"))
    assert hourly({**ANSWERS, "billing_model": "fixed"}) is None
    assert hourly({name: value for name, value in ANSWERS.items() if name != "invoicing"}) is None


def test_the_most_is_exact_to_the_smallest_coin_of_any_currency() -> None:
    for currency, minor in (("KWD", 31_250), ("JPY", 31_250), ("EUR", 31_250)):
        assert Hourly(Money(1_250, currency), "weekly", 14, Decimal(25)).most == Money(minor, currency)


@pytest.mark.parametrize(
    ("invoicing", "days"),
    [
        ("weekly", ["2027-01-17", "2027-01-24", "2027-01-31", "2027-02-07", "2027-02-10"]),
        ("fortnightly", ["2027-01-24", "2027-02-07", "2027-02-10"]),
        ("monthly", ["2027-01-31", "2027-02-10"]),
    ],
)
def test_hours_are_invoiced_at_the_end_of_each_period_and_of_the_work(invoicing: str, days: list[str]) -> None:
    found = Hourly(RATE, invoicing).invoiced_on(date(2027, 1, 11), date(2027, 2, 10))
    assert [day.isoformat() for day in found] == days


def test_a_month_ends_with_the_year_and_work_that_ends_with_it_is_invoiced_once() -> None:
    found = Hourly(RATE, "monthly").invoiced_on(date(2027, 12, 31), date(2028, 2, 29))
    assert [day.isoformat() for day in found] == ["2027-12-31", "2028-01-31", "2028-02-29"]
