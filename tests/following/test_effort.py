"""Your own hours: the median a unit, and what an hour earned with the trouble counted in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from following.cases import PLAN, dossier, eur, incident, paid, worked
from intake.following.effort import Goodwill, effort_rate, goodwill, median_hours
from intake.following.ledger import ledger
from intake.model.answers import Answer, State
from intake.model.dossier import Dossier
from intake.model.money import Money
from intake.model.outcome import Hours, Outcome
from intake.model.values import Value

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


def gift(hours: str, unit: str = "") -> Outcome:
    return Outcome(date(2027, 2, 1), hours=Hours(Decimal(hours), unit, gift=True))


def meant(subject: Dossier, most: Value | None) -> Dossier:
    """The dossier with that answer to how much goodwill there is at most."""
    answer = Answer("goodwill_hours", State.ANSWERED, datetime(2027, 1, 4, tzinfo=UTC), "me", most)
    return replace(subject, answers={"goodwill_hours": answer})


def test_gifts_to_a_client_count_against_the_goodwill_you_set() -> None:
    """Practice 003#4."""
    present, past = meant(dossier(gift("1.5"), worked("10")), 4), meant(dossier(gift("2")), 1)
    assert goodwill(present, [past]) == Goodwill(Decimal(4), Decimal("3.5"))
    found = goodwill(past, [present])
    assert found is not None
    assert found.left == Decimal("-2.5")
    assert goodwill(dossier(gift("1")), [past]) is None
    assert goodwill(meant(dossier(gift("1")), None), []) is None


def test_a_gift_is_an_hour_of_work_but_no_measure_of_a_unit() -> None:
    assert median_hours([gift("50", "page"), worked("4")]) == {"page": Decimal(4)}
    assert rate(dossier(paid(FIRST, FIRST, 500), gift("10"))) == (eur(50), eur(50))
