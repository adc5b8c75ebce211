"""A change is inside the rounds, paid extra, or a project of its own, by the signed checklist alone."""

from datetime import date

import pytest

from following.cases import checklist, eur
from intake.errors import NotFound
from intake.following.changes import Classed, Kind, Request, classify, standing
from intake.model.money import Money
from intake.model.outcome import Change, Delivery, Outcome

DAY = date(2027, 2, 1)
SHOWN = Outcome(DAY, delivery=Delivery("Design"))
ACCEPTED = Outcome(DAY, delivery=Delivery("Design", accepted=True))
ROUND = Outcome(DAY, change=Change("Bluer", "Design", Kind.INSIDE.value))


def classed(request: Request, *outcomes: Outcome) -> Classed:
    return classify(request, checklist(), outcomes)


def test_an_alteration_of_work_that_was_shown_takes_a_round_until_they_are_used() -> None:
    """Practices 000#6 and 000#8."""
    ask = Request("Design")
    assert classed(ask, SHOWN) == Classed(Kind.INSIDE, "round 1 of 2", round=1)
    assert classed(ask, SHOWN, ROUND).round == 2
    third = classed(ask, SHOWN, ROUND, ROUND)
    assert (third.kind, third.because, third.costs) == (Kind.PAID, "all 2 rounds are used", "65.00 EUR")


def test_what_was_not_shown_takes_no_round() -> None:
    early = classed(Request("Design"))
    assert (early.kind, early.round) == (Kind.INSIDE, 0)
    assert classed(Request("Design"), ROUND, ROUND, SHOWN).round == 1


def test_another_idea_of_what_was_accepted_is_another_project() -> None:
    """Practice 000#7."""
    redesign = Request("Design", frozenset({"done_when"}))
    assert classed(redesign, SHOWN, ACCEPTED).kind is Kind.NEW_PROJECT
    assert classed(redesign, SHOWN).kind is Kind.PAID
    assert classed(Request("Design"), SHOWN, ACCEPTED).kind is Kind.PAID


def test_a_new_deliverable_and_an_altered_date_or_volume_are_paid() -> None:
    """Practice 004#4: the fourth page, by Sunday."""
    assert classed(Request()).because == "the checklist names no such deliverable"
    assert classed(Request("Build", frozenset({"due", "volume"}), eur(50))) == Classed(
        Kind.PAID, "it alters what was agreed of 'Build': volume, due", "50.00 EUR"
    )


def test_many_extras_together_are_a_project_of_their_own() -> None:
    """Practice 000#5."""
    extra = Outcome(DAY, change=Change("More", "", Kind.PAID.value, eur(300)))
    assert classed(Request(price=eur(200))).kind is Kind.PAID
    assert classed(Request(price=eur(200)), extra).kind is Kind.NEW_PROJECT
    assert classed(Request(price=eur(500))).kind is Kind.NEW_PROJECT
    assert classed(Request(price=Money(10**9, "SEK"))).kind is Kind.PAID


def test_a_change_that_was_proposed_anew_counts_once() -> None:
    first, corrected = (
        Outcome(DAY, change=Change("More", "", Kind.PAID.value, eur(price), proposed_as=1)) for price in (450, 200)
    )
    assert standing([first, ROUND, corrected]) == [ROUND, corrected]
    assert classed(Request(price=eur(200)), first, corrected).kind is Kind.PAID
    assert classed(Request(price=eur(100)), first).kind is Kind.NEW_PROJECT


def test_a_deliverable_that_is_none_is_named() -> None:
    with pytest.raises(NotFound, match="no deliverable 'Desing'") as caught:
        classed(Request("Desing"))
    assert "Design" in caught.value.remedy
