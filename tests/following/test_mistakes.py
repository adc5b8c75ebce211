"""What rests on a record, and what came with it."""

from datetime import date
from decimal import Decimal

import pytest

from following.cases import AGREED, eur, incident, paid, worked
from intake.errors import Refused
from intake.following.mistakes import Record, check, together
from intake.model.outcome import Change, Outcome, Report, ReportState

DAY, DUE = date(2027, 2, 1), date(2027, 1, 11)


def records(*outcomes: Outcome) -> list[Record]:
    return [Record(number, AGREED, "me", outcome) for number, outcome in enumerate(outcomes, 7)]


def listed(state: ReportState = ReportState.READ, hours: str = "5") -> Outcome:
    return Outcome(DAY, report=Report("ab", "week.csv", Decimal(hours), state))


def test_a_list_of_hours_goes_with_its_rows_and_no_row_goes_alone() -> None:
    found = records(worked("9"), incident(), worked("2"), worked("3"), listed())
    assert together(found, found[4]) == tuple(found[2:])
    check(found, found[4], (), "acme")
    check(found, found[0], (), "acme")
    with pytest.raises(Refused, match="came with the list week") as refused:
        check(found, found[2], (), "acme")
    assert refused.value.remedy == "Take back the list itself (entry 11)."
    alone = records(worked("4"), listed())
    assert together(alone, alone[1]) == (alone[1],)


def test_a_list_that_was_marked_stays_until_its_mark_is_taken_back() -> None:
    found = records(worked("5"), listed(), listed(ReportState.SENT))
    with pytest.raises(Refused, match="was marked since"):
        check(found, found[1], (), "acme")
    check(found, found[2], (), "acme")
    assert together(found, found[2]) == (found[2],)


def test_a_change_that_was_proposed_is_altered_by_another_change() -> None:
    asked, proposed = (Change("More", "", "paid extra", eur(100), version) for version in (0, 1))
    found = records(Outcome(DAY, change=asked), Outcome(DAY, change=proposed))
    check(found, found[0], (), "acme")
    with pytest.raises(Refused, match="version 1 of the brief") as refused:
        check(found, found[1], (), "acme")
    assert refused.value.remedy == "intake change acme"


def test_what_was_invoiced_stays_while_another_payment_is_held_against_it() -> None:
    found = records(paid(DUE, DUE, 0, owed=300), paid(DAY, DUE, 100))
    with pytest.raises(Refused, match="held against the amount"):
        check(found, found[0], (), "acme")
    check(found, found[1], (), "acme")
    check(found, found[0], (DUE,), "acme")  # the plan says what is due that day
    check(found[:1], found[0], (), "acme")
    named = records(paid(DUE, DUE, 0, owed=300), paid(DAY, DUE, 100, owed=300))
    check(named, named[0], (), "acme")
