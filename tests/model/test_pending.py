"""What is due next is the first thing nobody has done yet, whatever day it is."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from following.cases import PLAN, all_on_time, decision, dossier, paid
from intake.following.ledger import ledger
from intake.model.decision import Verdict
from intake.model.outcome import Delivery, Outcome
from intake.model.pending import Duty, Pending, next_due, planned_payments
from intake.model.persons import Basis, Grounds

FIRST, SECOND, THIRD = PLAN
DESIGN, BUILD = date(2027, 2, 1), date(2027, 3, 1)
"""The days of the two deliverables."""


def delivered(task: str, *, accepted: bool) -> Outcome:
    return Outcome(BUILD, delivery=Delivery(task, accepted))


ALL_ACCEPTED = (delivered("Design", accepted=True), delivered("Build", accepted=True))


def test_the_first_instalment_that_is_not_whole_is_due_next() -> None:
    assert next_due(dossier()) == Pending(FIRST, Duty.PAYMENT)
    assert next_due(dossier(paid(FIRST, FIRST, 499))) == Pending(FIRST, Duty.PAYMENT)
    assert next_due(dossier(paid(FIRST, FIRST, 500), *ALL_ACCEPTED)) == Pending(SECOND, Duty.PAYMENT)


@given(st.lists(st.tuples(st.sampled_from([*PLAN]), st.integers(0, 600)), max_size=8))
def test_the_ledger_agrees_about_what_is_not_paid(payments: list[tuple[date, int]]) -> None:
    case = dossier(*(paid(due, due, euros) for due, euros in payments), *ALL_ACCEPTED)
    unpaid = [due.on for due in ledger(case, FIRST) if due.settled is None]
    found = next_due(case)
    assert (found.on if found else None) == min(unpaid, default=None)


def test_what_two_instalments_of_a_day_have_in_common_is_said_once() -> None:
    """A change adds to what is due on the same delivery."""
    signed = dossier().signed
    assert signed is not None
    parts = signed.checklist.instalments
    doubled = replace(signed, checklist=replace(signed.checklist, instalments=(*parts, parts[1])))
    assert planned_payments(doubled)[SECOND] == (parts[1].amount + parts[1].amount, parts[1].trigger)


def test_a_deliverable_is_due_until_it_is_accepted() -> None:
    shown, accepted = delivered("Design", accepted=False), delivered("Design", accepted=True)
    assert next_due(dossier(*all_on_time(), shown)) == Pending(DESIGN, Duty.DELIVERY)
    assert next_due(dossier(*all_on_time(), shown, accepted)) == Pending(BUILD, Duty.DELIVERY)
    assert next_due(dossier(*all_on_time(), *ALL_ACCEPTED)) is None


def test_a_review_is_due_unless_the_client_was_turned_down() -> None:
    taken = replace(decision(), review_on=THIRD)
    case = dossier(sealed=False)
    assert next_due(replace(case, decision=taken)) == Pending(THIRD, Duty.REVIEW)
    assert next_due(replace(case, decision=replace(taken, verdict=Verdict.NO_GO))) is None


def test_what_is_held_on_a_person_is_due_for_deletion() -> None:
    grounds = Grounds("to judge the client", Basis.CONTRACT_STEPS, DESIGN)
    assert next_due(replace(dossier(sealed=False), grounds=grounds)) == Pending(DESIGN, Duty.DELETION)


def test_a_brief_that_nobody_signed_makes_nothing_due() -> None:
    assert next_due(dossier(sealed=False)) is None
