"""A complaint is held against the very deliverable that it is about, as both sides signed it."""

from dataclasses import replace
from datetime import date

from intake.letters.complaint import compared
from intake.letters.record import Record
from intake.model.outcome import Delivery, Outcome
from letters.sample import brief

SIGNED = brief()
TASK, *OTHERS = SIGNED.checklist.tasks
RECORD = Record("Me", "Acme", date(2027, 4, 1), brief=SIGNED)


def test_the_item_that_is_named_comes_with_what_was_signed_of_it() -> None:
    """Practice 004#6."""
    shown = Outcome(date(2027, 3, 1), delivery=Delivery(TASK.name))
    accepted = Outcome(date(2027, 3, 8), delivery=Delivery(TASK.name, accepted=True))
    found = compared(replace(RECORD, outcomes=(shown, accepted)), {"item": TASK.name.lower()})
    assert found["item"] == TASK.name
    assert f"done when: {TASK.done_when}" in found["agreed_item"]
    assert "shown on 2027-03-01" in found["agreed_item"]
    assert "accepted on 2027-03-08" in found["agreed_item"]


def test_the_words_of_the_complaint_may_name_it() -> None:
    assert compared(RECORD, {"claim": f"The {TASK.name} is not what we wanted!"})["item"] == TASK.name


def test_nothing_is_guessed() -> None:
    assert compared(RECORD, {"claim": "Everything is late"}) == {}
    assert compared(RECORD, {"claim": f"pre{TASK.name}post"}) == {}
    assert compared(RECORD, {}) == {}
    assert compared(replace(RECORD, brief=None), {"item": TASK.name}) == {}
    if OTHERS:
        assert compared(RECORD, {"claim": f"{TASK.name} and {OTHERS[0].name}"}) == {}
