"""What your past with a client says, and that trust is earned to the last instalment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from following.cases import PLAN, all_on_time, dossier, incident, paid
from intake.following.history import history_facts
from intake.model.dossier import Dossier
from intake.model.message import Message

FIRST, SECOND, _ = PLAN
TODAY = date(2027, 6, 1)
NEW = replace(dossier(sealed=False), id="acme-2")


def facts(*past: Dossier, present: Dossier = NEW) -> dict[str, object]:
    return dict(history_facts(past, present, TODAY))


def test_nobody_is_proven_without_a_past() -> None:
    assert facts() == {"dossiers": 0, "trusted": False, "late_payments": 0, "short_payments": 0, "incidents": 0}


def test_one_engagement_paid_on_time_to_the_end_earns_trust() -> None:
    """Practice 003#11."""
    assert facts(dossier(*all_on_time()))["trusted"] is True
    assert facts(dossier(*all_on_time()[:2]))["trusted"] is False
    assert facts(dossier())["trusted"] is False


def test_a_late_or_short_payment_or_an_incident_in_any_engagement_takes_trust_away() -> None:
    good = dossier(*all_on_time())
    late = dossier(paid(FIRST + timedelta(days=9), FIRST, 500))
    short = dossier(paid(FIRST, FIRST, 100))
    assert facts(good, late) | {"dossiers": 0} == {
        "dossiers": 0,
        "trusted": False,
        "late_payments": 1,
        "short_payments": 0,
        "incidents": 0,
    }
    assert facts(good, short)["short_payments"] == 1
    assert facts(good, short)["trusted"] is False
    assert facts(good, dossier(incident()))["incidents"] == 1
    assert facts(good, dossier(incident()))["trusted"] is False


def test_the_engagement_under_way_counts_too() -> None:
    found = facts(present=dossier(paid(TODAY, FIRST, 0), incident()))
    assert (found["late_payments"], found["incidents"], found["dossiers"]) == (1, 1, 0)


def test_a_damaged_journal_leaves_all_but_the_number_unknown() -> None:
    assert facts(replace(dossier(*all_on_time()), damage="entry 4 cannot be read")) == {"dossiers": 1}


def test_a_slow_answer_counts_in_every_engagement_and_only_where_messages_tell_it() -> None:
    """Practice 004#11."""
    mine = Message(datetime(2027, 1, 4, 9, tzinfo=UTC), "Me", "", theirs=False, sha256="a")
    theirs = Message(datetime(2027, 1, 18, 9, tzinfo=UTC), "Acme", "", theirs=True, sha256="b")
    assert "slowest_answer" not in facts(replace(dossier(), messages=(mine,)))
    assert facts(replace(dossier(), messages=(mine, theirs)))["slowest_answer"] == 10
    assert facts(present=replace(NEW, messages=(mine, theirs)))["slowest_answer"] == 10
