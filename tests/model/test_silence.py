"""Silence accepts after the last day for an objection, and never where somebody spoke in time."""

from datetime import date
from decimal import Decimal

from intake.model.outcome import Delivery, Outcome, Report, ReportState
from intake.model.silence import objections_until, questions_until, with_silence

SHOWN, UNTIL, AFTER = date(2027, 3, 4), date(2027, 3, 15), date(2027, 3, 16)


def shown(on: date = SHOWN, until: date | None = UNTIL) -> Outcome:
    return Outcome(on, delivery=Delivery("Design", until=until))


def objected(on: date) -> Outcome:
    return Outcome(on, delivery=Delivery("Design", objected=True))


def accepted(outcomes: tuple[Outcome, ...], today: date) -> list[date]:
    return [m.on for m in with_silence(outcomes, today) if m.delivery and m.delivery.accepted]


def test_silence_accepts_on_the_day_after_the_last_one() -> None:
    assert objections_until([shown()]) == {"Design": UNTIL}
    assert accepted((shown(),), UNTIL) == []
    assert accepted((shown(),), AFTER) == [AFTER]


def test_without_a_clause_silence_says_nothing() -> None:
    assert accepted((shown(until=None),), AFTER) == []


def test_an_objection_in_time_ends_it_until_it_is_shown_again() -> None:
    heard = (shown(), objected(UNTIL))
    assert accepted(heard, AFTER) == []
    again = shown(AFTER, date(2027, 3, 26))
    assert objections_until((*heard, again)) == {"Design": date(2027, 3, 26)}


def test_an_objection_counts_by_its_day_and_not_by_when_it_was_noted() -> None:
    assert accepted((objected(SHOWN), shown(date(2027, 3, 1))), AFTER) == []


def test_a_late_objection_changes_nothing() -> None:
    assert accepted((shown(), objected(AFTER)), date(2027, 4, 1)) == [AFTER]


def test_what_was_accepted_waits_for_nothing_more() -> None:
    given = Outcome(SHOWN, delivery=Delivery("Design", accepted=True))
    assert objections_until([shown(), given]) == {}
    assert objections_until([given, shown(AFTER, date(2027, 4, 1))]) == {}


def test_a_list_of_hours_waits_from_when_it_was_sent_until_it_is_answered() -> None:
    sent = Outcome(SHOWN, report=Report("ab", "week.csv", Decimal(3), ReportState.SENT, UNTIL))
    assert questions_until([sent]) == {"ab": UNTIL}
    for state in (ReportState.QUESTIONED, ReportState.APPROVED):
        assert questions_until([sent, Outcome(UNTIL, report=Report("ab", "week.csv", Decimal(3), state))]) == {}
