"""Your own hours: the median a unit, and what an hour earned with the trouble counted in."""

from datetime import date
from decimal import Decimal

from following.cases import PLAN, dossier, eur, incident, paid, worked
from intake.following.effort import effort_rate, median_hours
from intake.following.ledger import ledger
from intake.model.dossier import Dossier
from intake.model.money import Money

FIRST, *_ = PLAN
TODAY = date(2027, 2, 1)


def rate(subject: Dossier) -> tuple[Money, Money] | None:
    found = effort_rate(subject, ledger(subject, TODAY))
    return (found.plain, found.adjusted) if found else None


def test_the_median_is_of_hours_a_unit() -> None:
    """Practice 000#11."""
    records = (worked("6", "page", "2"), worked("10", "page"), worked("4", "page"), worked("1", "word", "400"))
    assert median_hours(records) == {"page": Decimal(4), "word": Decimal("0.0025")}
    assert median_hours((incident(), worked("3", ""))) == {}


def test_trouble_makes_an_hour_earn_less() -> None:
    """Practice 004#8."""
    assert rate(dossier(paid(FIRST, FIRST, 500), worked("10"))) == (eur(50), eur(50))
    assert rate(dossier(paid(FIRST, FIRST, 500), worked("10"), incident())) == (eur(50), eur(40))
    late = dossier(paid(date(2027, 1, 20), FIRST, 500), worked("10"), incident(), incident())
    assert rate(late) == (eur(50), Money(31_25, "EUR"))


def test_without_hours_or_payments_there_is_no_rate() -> None:
    assert rate(dossier(paid(FIRST, FIRST, 500))) is None
    assert rate(dossier(worked("10"), plan={})) is None
