"""A record is taken back on a real desk: everything that is reckoned reads as if it were not there."""

from dataclasses import replace
from datetime import date

import pytest

from intake.desk import Desk
from intake.engagement import State
from intake.errors import Refused
from intake.following.ledger import Standing
from intake.model.dossier import Stage
from intake.model.outcome import Delivery, Handover, Incident, Outcome, ReportState, Start
from intake.model.pending import next_due
from test_engagement import FIRST, Clock, clock, desk, paid

__all__ = ["clock", "desk"]
TODAY = date(2026, 11, 23)
SHOWN, ACCEPTED = Delivery("Shop design"), Delivery("Shop design", accepted=True)


def state(desk: Desk) -> State:
    return desk.engagement.state("acme")


def test_a_wrong_payment_closes_the_gate_again_and_what_went_through_it_is_told(desk: Desk, clock: Clock) -> None:
    clock.go_to(FIRST)
    before, due = state(desk), next_due(desk.dossier("acme"))
    desk.engagement.pay("acme", paid(2400, FIRST))
    assert state(desk).dues[0].standing is Standing.PAID
    desk.engagement.start("acme", Outcome(FIRST, start=Start()))
    number = desk.retraction.records("acme")[0].number
    done = desk.retraction.take_back("acme", number, reason="it was Beta's")
    assert (done.again, [each.number for each in done.records]) == (False, [number])
    assert len(done.remarks) == 1
    assert done.remarks[0].startswith("work was begun, and would now wait: the first instalment")
    assert (state(desk).dues, state(desk).gates) == (before.dues, before.gates)
    assert desk.dossier("acme").stage is Stage.STARTED
    desk.retraction.take_back("acme")
    assert desk.dossier("acme").stage is Stage.SEALED
    assert state(desk) == before
    assert next_due(desk.dossier("acme")) == due


def test_an_acceptance_of_the_wrong_deliverable_and_a_hand_over_too_early(desk: Desk) -> None:
    desk.engagement.deliver("acme", Outcome(TODAY, delivery=SHOWN))
    shown = state(desk).awaited
    desk.engagement.deliver("acme", Outcome(TODAY, delivery=ACCEPTED))
    assert state(desk).awaited == ()
    desk.engagement.hand_over("acme", Outcome(TODAY, handover=Handover("a favour")))
    desk.retraction.take_back("acme")
    assert not any(each.handover for each in desk.dossier("acme").outcomes)
    desk.retraction.take_back("acme")
    assert state(desk).awaited == shown


def test_what_is_taken_back_can_be_recorded_again(desk: Desk) -> None:
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("abuse")))
    reopened = state(desk)
    assert [reason.kind for reason in reopened.reasons] == ["incident"]
    done = desk.retraction.take_back("acme")
    assert state(desk).reasons == ()
    (record,) = desk.retraction.records("acme")
    assert record.taken_back == done.entry
    again = desk.retraction.record_again("acme")
    assert (again.again, [each.number for each in again.records]) == (True, [record.number])
    assert state(desk) == reopened
    with pytest.raises(Refused, match="nothing was taken back"):
        desk.retraction.record_again("acme")
    with pytest.raises(Refused, match=f"entry {done.entry} takes nothing back any more"):
        desk.retraction.take_back("acme", done.entry)


def test_history_with_the_client_does_not_know_of_it(desk: Desk) -> None:
    known = desk.casework.case(desk.dossier("acme"), desk.clock()).history
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("abuse")))
    assert desk.casework.case(desk.dossier("acme"), desk.clock()).history["incidents"] == 1
    desk.retraction.take_back("acme")
    assert desk.casework.case(desk.dossier("acme"), desk.clock()).history == known


def test_a_decision_that_knew_of_it_is_named(desk: Desk) -> None:
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("silence")))
    desk.decide("acme")
    done = desk.retraction.take_back("acme")
    assert done.remarks == (f"the decision of {TODAY} knew of it, and can be taken anew",)
    assert desk.dossier("acme").seen == 0


def test_a_decision_that_knew_of_it_is_open_again_until_it_is_taken_anew_or_the_record_is_back(desk: Desk) -> None:
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("silence")))
    desk.decide("acme")
    assert state(desk).reasons == ()
    desk.retraction.take_back("acme")
    (reason,) = state(desk).reasons
    assert (reason.kind, reason.words) == ("taken_back", "a record that the decision knew of was taken back")
    desk.retraction.record_again("acme")  # the decision did not know of what counts from now on
    assert [each.kind for each in state(desk).reasons] == ["incident"]
    desk.retraction.take_back("acme")
    desk.decide("acme")
    assert state(desk).reasons == ()
    desk.retraction.record_again("acme")
    desk.retraction.take_back("acme")  # which no decision ever knew of
    assert state(desk).reasons == ()


def test_a_list_of_hours_goes_whole_and_comes_back_whole(desk: Desk) -> None:
    table = f"date,deliverable,hours,note\n{TODAY},Shop design,3.5,sketches\n{TODAY},Shop design,2,\n"
    desk.engagement.read_hours("acme", "week.csv", table.encode())
    desk.engagement.mark_hours("acme", "", ReportState.SENT, by="Ada")
    *_, report, mark = desk.retraction.records("acme")
    with pytest.raises(Refused, match="was marked since"):
        desk.retraction.take_back("acme", report.number)
    desk.retraction.take_back("acme", mark.number)
    assert len(desk.retraction.take_back("acme", report.number).records) == 3
    assert desk.dossier("acme").outcomes == ()
    desk.engagement.read_hours("acme", "week.csv", table.encode())  # it is not in the record any more
    desk.retraction.take_back("acme")
    desk.retraction.record_again("acme")
    assert [bool(each.report) for each in desk.dossier("acme").outcomes] == [False, False, True]


def test_what_others_hold_stays_and_the_words_say_what_to_do(desk: Desk) -> None:
    kinds = {entry.kind: entry.seq for entry in desk.dossiers.entries("acme")}
    for kind, what, remedy in (
        ("sealed", "a signature stays", "intake change acme"),
        ("decided", "a decision stays", "intake decide acme"),
        ("agreed", "a brief stays", "intake agree acme"),
        ("answered", "an answer is changed in the interview", "intake change acme"),
        ("created", "only what was recorded of the work", "Choose one"),
    ):
        with pytest.raises(Refused, match=what) as refused:
            desk.retraction.take_back("acme", kinds[kind])
        assert refused.value.remedy.startswith(remedy)
    for number, what in ((999, "there is no entry 999"), (0, "nothing was recorded")):
        with pytest.raises(Refused, match=what):
            desk.retraction.take_back("acme", number)


def test_another_process_that_took_it_back_already_is_noticed(desk: Desk) -> None:
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("abuse")))
    (record,) = desk.retraction.records("acme")
    other = Desk(desk.home, clock=desk.clock)
    done = other.retraction.take_back("acme", record.number)
    with pytest.raises(Refused, match=f"entry {record.number} was taken back already") as refused:
        desk.retraction.take_back("acme", record.number)
    assert f"entry {done.entry}" in refused.value.remedy
    assert replace(desk.dossier("acme"), head="") == replace(other.dossier("acme"), head="")


def test_a_policy_is_held_against_what_was_known_without_the_mistake(desk: Desk) -> None:
    """A back-test takes the last decision before anything happened: what was taken back never did."""
    desk.engagement.record("acme", Outcome(TODAY, incident=Incident("abuse")))
    desk.retraction.take_back("acme")
    again = desk.decide("acme")
    (past,) = desk.criteria._pasts()
    assert past.case.as_of == again.as_of
