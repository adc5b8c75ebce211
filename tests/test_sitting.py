"""One interview under way: what was answered is taken back and given again, also another day and by another process."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.errors import Refused
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.sitting import Sitting

DAY = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def dossier(home: Path) -> str:
    """A dossier with two answers, one of them given twice."""
    minutes = count()
    desk = Desk(home, clock=lambda: DAY + timedelta(minutes=next(minutes)))
    dossier = desk.new(Client("Lind")).id
    sitting = desk.sitting(dossier)
    for question, answer in (("legal_name", "Lind"), ("legal_name", "Lind AB"), ("country", "SE")):
        sitting.give(question, answer)
    return dossier


def again(home: Path, dossier: str) -> Sitting:
    """A sitting of another day, by a process that knows nothing but the disk."""
    return Desk(home, clock=lambda: DAY + timedelta(days=1)).sitting(dossier)


def answers(home: Path, dossier: str) -> dict[str, object]:
    """The answers on disk."""
    return {name: answer.value for name, answer in Desk(home).dossier(dossier).answers.items()}


def test_answers_of_another_day_are_taken_back_one_by_one(home: Path, dossier: str) -> None:
    before = Desk(home).dossier(dossier).answers["legal_name"]
    assert again(home, dossier).undo() == "country"
    assert answers(home, dossier) == {"legal_name": "Lind AB"}
    assert again(home, dossier).undo() == "legal_name"
    assert answers(home, dossier) == {"legal_name": "Lind"}
    sitting = again(home, dossier)
    assert sitting.undo() == "legal_name"
    assert answers(home, dossier) == {}
    assert sitting.interview.answers == {}
    with pytest.raises(Refused, match="nothing to undo"):
        sitting.undo()
    assert again(home, dossier).redo() == "legal_name"
    assert again(home, dossier).redo() == "legal_name"
    assert Desk(home).dossier(dossier).answers["legal_name"] == before


def test_what_was_taken_back_is_given_again_until_something_else_is_answered(home: Path, dossier: str) -> None:
    sitting = again(home, dossier)
    sitting.undo()
    assert again(home, dossier).redo() == "country"
    with pytest.raises(Refused, match="nothing to redo"):
        again(home, dossier).redo()
    again(home, dossier).undo()
    again(home, dossier).give("country", "NO")
    with pytest.raises(Refused, match="nothing to redo"):
        again(home, dossier).redo()


def test_an_answer_from_another_terminal_is_told_before_it_is_replaced_and_the_others_are_taken_in(
    home: Path, dossier: str
) -> None:
    here, there = again(home, dossier), again(home, dossier)
    there.give("legal_name", "Lind & Son AB")
    there.give("address", "Street 1")
    with pytest.raises(Refused, match="Lind & Son AB"):
        here.give("legal_name", "Lindqvist AB")
    assert answers(home, dossier)["legal_name"] == "Lind & Son AB"
    assert here.interview.answers["address"].value == "Street 1"
    here.give("legal_name", "Lindqvist AB")
    assert answers(home, dossier)["legal_name"] == "Lindqvist AB"
    assert there.undo() == "legal_name"
    assert there.interview.answers["legal_name"].value == "Lind & Son AB"
    here.give("country", "NO")  # another question: nothing to be told


def test_nothing_is_answered_once_both_sides_have_signed_elsewhere(
    home: Path, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = again(home, dossier)
    monkeypatch.setattr(Dossier, "sealed", True)
    for deed in (lambda: sitting.give("country", "NO"), lambda: sitting.leave_open("website", "later"), sitting.undo):
        with pytest.raises(Refused, match="both sides have signed"):
            deed()
    assert str(answers(home, dossier)["country"]) == "SE"
