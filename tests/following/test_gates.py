"""No work starts before both have signed and the first instalment has arrived."""

from datetime import date

from following.cases import PLAN, dossier, paid
from intake.following.gates import closed_gates
from intake.following.ledger import ledger
from intake.model.dossier import Dossier

FIRST, *_ = PLAN
TODAY = date(2027, 1, 12)


def gates(subject: Dossier) -> tuple[str, ...]:
    return closed_gates(subject, ledger(subject, TODAY))


def test_an_unsigned_brief_closes_the_gate() -> None:
    """Practice 002#5."""
    assert gates(dossier(paid(FIRST, FIRST, 500), sealed=False)) == ("the brief is not signed by both sides",)


def test_the_first_instalment_opens_it_when_it_is_whole() -> None:
    """Practice 000#3."""
    assert "first instalment (500.00 EUR, due on 2027-01-11)" in gates(dossier())[0]
    assert gates(dossier(paid(FIRST, FIRST, 499)))
    assert gates(dossier(paid(FIRST, FIRST, 500))) == ()


def test_work_by_the_hour_waits_for_the_signatures_alone() -> None:
    assert gates(dossier(plan={})) == ()
