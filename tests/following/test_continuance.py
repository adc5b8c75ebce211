"""A decision is taken anew after the first invoice, in time, and when something happened."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from following.cases import AGREED, PLAN, decided, dossier, incident, paid
from intake.following.continuance import next_review, paused_since, review_reasons
from intake.following.ledger import ledger
from intake.model.dossier import Dossier
from intake.model.finding import Finding, SourceReport, Status
from intake.model.outcome import Change, Outcome
from intake.model.policy import Review
from intake.model.values import Duration

FIRST, SECOND, _ = PLAN
REVIEW = Review(True, Duration(180), ("late_payment", "short_payment", "scope_change", "new_finding"))
SOON = date(2027, 1, 5)


def kinds(dossier: Dossier, today: date = SOON, review: Review = REVIEW) -> list[str]:
    return [reason.kind for reason in review_reasons(dossier, review, today)]


def test_nothing_happened_so_the_decision_stands() -> None:
    assert kinds(dossier()) == []
    assert kinds(replace(dossier(), decision=None), date(2030, 1, 1)) == []


def test_the_first_invoice_opens_it_once() -> None:
    """Practice 004#10."""
    first = dossier(paid(FIRST, FIRST, 500))
    assert kinds(first, FIRST) == ["first_invoice"]
    assert kinds(dossier(), FIRST + timedelta(days=1)) == ["first_invoice"]
    again = decided(first, FIRST)
    assert kinds(again, FIRST) == []
    second = replace(again, outcomes=(*again.outcomes, paid(SECOND, SECOND, 300)))
    assert kinds(second, SECOND) == []
    assert kinds(first, FIRST, Review()) == []


def test_time_opens_it_on_the_very_day() -> None:
    later = decided(dossier(paid(FIRST, FIRST, 500)), AGREED.date())
    assert next_review(later, REVIEW) == AGREED.date() + timedelta(days=180)
    assert kinds(later, AGREED.date() + timedelta(days=179)) == []
    assert kinds(later, AGREED.date() + timedelta(days=180)) == ["time"]
    assert next_review(later, Review()) is None


def test_an_incident_opens_it_whatever_the_policy_says() -> None:
    assert kinds(dossier(incident("abuse")), SOON, Review()) == ["incident"]
    assert kinds(decided(dossier(incident("abuse")), SOON), SOON, Review()) == []


def test_the_words_of_the_policy_open_it() -> None:
    base = decided(dossier(paid(FIRST, FIRST, 500)), FIRST)
    day = SECOND + timedelta(days=10)

    def after(*more: Outcome) -> Dossier:
        return replace(base, outcomes=(*base.outcomes, *more))

    assert kinds(after(paid(day, SECOND, 300)), day) == ["late_payment"]
    assert kinds(after(paid(day, SECOND, 0)), day) == ["late_payment"]
    assert kinds(after(paid(SECOND, SECOND, 30)), day) == ["short_payment"]
    assert kinds(after(Outcome(day, change=Change("D too", "", "paid extra"))), day) == ["scope_change"]
    assert kinds(after(paid(day, SECOND, 300)), day, Review()) == []


def test_only_a_source_that_told_something_is_a_new_finding() -> None:
    at = datetime(2027, 1, 5, tzinfo=UTC)
    told = SourceReport("registry", Status.CHECKED, at, findings=(Finding("registry", "active", False, "Dissolved."),))
    mute = SourceReport("vies", Status.UNREACHABLE, at)
    asked = replace(dossier(), reports={"registry": told, "vies": mute}, asked_since=("vies",))
    assert kinds(asked) == []
    assert kinds(replace(asked, asked_since=("vies", "registry"))) == ["new_finding"]


def test_work_pauses_once_the_grace_is_over() -> None:
    """Practice 002#8."""
    unpaid = dossier(paid(FIRST + timedelta(days=1), FIRST, 0))
    grace_ends = FIRST + timedelta(days=5)

    def paused(subject: Dossier, today: date) -> date | None:
        return paused_since(ledger(subject, today), today, 5)

    assert paused(unpaid, grace_ends) is None
    assert (
        paused(unpaid, date(2027, 6, 1))
        == grace_ends + timedelta(days=1)
        == paused(unpaid, grace_ends + timedelta(days=1))
    )
    assert paused(dossier(), date(2027, 6, 1)) is None
    assert paused(dossier(paid(date(2027, 5, 1), FIRST, 500)), date(2027, 6, 1)) is None
