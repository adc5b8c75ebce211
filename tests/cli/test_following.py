"""What follows from a decision, on the command line: one thing at a time, in words and as JSON."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Ready
from intake.cli.main import run
from intake.desk import Desk


@pytest.fixture
def dossier(ready: Ready, home: Path) -> str:
    """A sealed agreement in the home of the test."""
    name = ready(("agree",))
    desk = Desk(home)
    desk.dossiers.append(name, "sealed", {"sha256": "ab", "by": "Ada"}, actor="Ada", at=desk.clock())
    return name


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run(["--quiet", *arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def told(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> Any:
    return json.loads(said(capsys, code, *arguments, "--json"))


def test_a_gift_counts_against_the_goodwill_that_was_set(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 003#4."""
    given = said(capsys, 0, "outcome", dossier, "--hours", "1.5", "--gift")
    assert "goodwill: 1.5 of 2 hours, 0.5 left" in given
    said(capsys, 0, "outcome", dossier, "--hours", "2", "--gift")
    assert "goodwill: 3.5 of 2 hours, 1.5 more than you meant to give" in said(capsys, 0, "review", dossier)


def test_you_are_held_to_what_you_said(dossier: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 002#9."""
    assert "--due DATE" in said(capsys, 64, "outcome", dossier, "--did", "pause")
    assert "pause, for what was due on 2027-03-01" in said(
        capsys, 0, "outcome", dossier, "--did", "pause", "--due", "2027-03-01"
    )
    later = Desk(home, clock=lambda: datetime(2027, 3, 20, 9, tzinfo=UTC))
    first = later.engagement.state(dossier).promises[0]
    assert (first.step.value, first.due, first.kept.value) == ("reminder", date(2027, 3, 2), "nothing recorded")


def test_each_thing_that_happens_is_recorded(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    def outcome(*arguments: str) -> str:
        return said(capsys, 0, "outcome", dossier, *arguments)

    assert "due on 2027-03-01: not due yet, 1\N{NO-BREAK SPACE}400.00 EUR missing" in outcome("--paid", "1000 EUR")
    assert "paid on time" in outcome("--paid", "1400 EUR", "--due", "2027-03-01")
    assert "12 hours for 3 page" in outcome("--hours", "12", "--unit", "page", "--units", "3")
    assert "shown as version 1; accepted by silence unless they object by 20" in outcome("--shown", "Shop design")
    assert "Shop design: objected to" in outcome("--objected", "Shop design", "--note", "The menu is missing")
    assert "inside the cap: round 1 of 2" in outcome("--change", "Bluer", "--task", "Shop design")
    asked = outcome("--change", "And Norwegian", "--price", "200 EUR")
    assert "paid extra: the checklist names no such deliverable; costs 200.00 EUR" in asked
    assert "accepted" in outcome("--accepted", "Shop design")
    again = outcome("--change", "Start over", "--task", "Shop design", "--alters", "done_when")
    assert "new project" in again
    assert "intake new NAME" in again
    assert "work has started" in outcome("--started")
    lesson = outcome("--incident", "abuse", "--lesson", "Never again")
    assert "the decision is open again" in lesson
    assert "under 'deal_breakers' of your policy:\n- id: lesson-abuse" in lesson
    assert "started" in said(capsys, 0, "list")


def test_the_gate_is_closed_and_opens_with_a_reason(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, 77, "outcome", dossier, "--started")
    assert "first instalment (2\N{NO-BREAK SPACE}400.00 EUR, due on 2027-03-01)" in shown
    assert "--reason TEXT" in shown
    assert told(capsys, 0, "outcome", dossier, "--started", "--reason", "Sister")["recorded"] == {
        "started": {"stage": "started"}
    }


def test_sources_and_the_next_iteration_wait_for_money(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 003#10."""
    assert "the sources stay with you" in said(capsys, 77, "outcome", dossier, "--handed-over")
    assert "handed over" in said(capsys, 0, "outcome", dossier, "--handed-over", "--reason", "Proven client")
    said(capsys, 77, "outcome", dossier, "--started", "--task", "Shop build")
    assert "no deliverable 'Boat'" in said(capsys, 66, "outcome", dossier, "--started", "--task", "Boat")
    said(capsys, 0, "outcome", dossier, "--paid", "2400 EUR", "--due", "2027-03-01")
    assert "work on Shop build has started" in said(capsys, 0, "outcome", dossier, "--started", "--task", "Shop build")


def test_a_review_decides_anew_only_where_one_is_due(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "gate: the first instalment" in said(capsys, 0, "review", dossier)
    assert told(capsys, 0, "review", dossier)["decision"] is None
    said(capsys, 0, "outcome", dossier, "--incident", "silence", "--note", "Three weeks")
    shown = said(capsys, 30, "review", dossier)
    assert "the decision is open again: trouble on " in shown
    assert "verdict: open" in shown
    assert told(capsys, 0, "review", dossier)["state"]["reasons"] == []
    assert told(capsys, 30, "review", dossier, "--now")["decision"]["history"]["incidents"] == 1


def test_the_plan_shows_what_stands_unpaid_when(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Practice 000#4."""
    shown = said(capsys, 0, "plan", dossier)
    assert "at most 1\N{NO-BREAK SPACE}500.00 EUR stand unpaid, on 2027-05-21" in shown
    assert "small-claims ceiling: 5\N{NO-BREAK SPACE}000.00 EUR (Regulation (EC) 861/2007" in shown
    assert "Shop design: unknown: no hours on record for screen" in shown
    said(capsys, 0, "outcome", dossier, "--hours", "10", "--unit", "screen")
    assert "Shop design: enough (60 needed" in said(capsys, 0, "plan", dossier)
    assert "Shop design: short by " in said(capsys, 0, "plan", dossier, "--hours-a-day", "0.1")
    found = told(capsys, 0, "plan", dossier)
    assert found["prospect"]["greatest"]["unpaid"] == {"currency": "EUR", "minor": 150000}


def test_the_call_form_is_printed_and_its_answers_are_a_finding(
    dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practice 002#3."""
    assert "Would you take them again?" in said(capsys, 0, "reference", dossier)
    assert told(capsys, 0, "reference", dossier)[0] == {"id": "work", "ask": "What did you do for them, and when?"}
    arguments = ["reference", dossier, "--who", "Björn", "--by", "Ada"]
    assert "Björn warned you: Would you take them again? No." in said(capsys, 0, *arguments, "--again", "no")
    assert told(capsys, 0, *arguments, "--work", "Shop")["evidence"][1]["url"] == "call:Björn"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "say one thing that happened, not 0"),
        (["--started", "--hours", "2"], "say one thing that happened, not 2"),
        (["--paid", "lots"], "--paid: 'lots' is not an amount"),
        (["--hours", "many"], "--hours: 'many' is not a number"),
        (["--hours", "-1"], "is not above zero"),
        (["--hours", "nan"], "is not above zero"),
        (["--incident", "rain"], "'rain' is not one of"),
        (["--paid", "5 EUR", "--on", "2999-01-01"], "has not come yet"),
        (["--shown", "Boat"], "no deliverable 'Boat'"),
    ],
)
def test_what_makes_no_sense_gets_one_clear_answer(
    dossier: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in said(capsys, 66 if "Boat" in arguments else 64, "outcome", dossier, *arguments)


def test_a_call_without_a_name_is_refused(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "who was called" in said(capsys, 64, "reference", dossier, "--again", "no")


def test_a_mistake_is_taken_back_by_its_number_and_recorded_again(
    dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nothing recorded yet" in said(capsys, 0, "outcome", dossier, "--list")
    said(capsys, 0, "outcome", dossier, "--paid", "2400 EUR", "--due", "2027-03-01", "--note", "Beta")
    said(capsys, 0, "outcome", dossier, "--hours", "2")
    paid, hours = told(capsys, 0, "outcome", dossier, "--list")
    assert (paid["taken_back"], paid["outcome"]["note"]) == (0, "Beta")
    number = str(paid["number"])
    shown = said(capsys, 0, "outcome", dossier, "--take-back", number, "--reason", "Beta's")
    assert f"taken back: entry {number}, Payment: 2\N{NO-BREAK SPACE}400.00 EUR due on 2027-03-01  Beta" in shown
    assert "gate: the first instalment" in said(capsys, 0, "review", dossier)
    entry = hours["number"] + 1
    assert f"taken back by entry {entry}" in said(capsys, 0, "outcome", dossier, "--list")
    assert f"entry {number} was taken back already" in said(capsys, 77, "outcome", dossier, "--take-back", number)
    again = told(capsys, 0, "outcome", dossier, "--take-back", str(entry))["recorded"]["take_back"]
    assert (again["again"], again["records"][0]["number"]) == (True, paid["number"])
    said(capsys, 0, "outcome", dossier, "--started")  # the gate is open again
    assert "Start: " in said(capsys, 0, "outcome", dossier, "--take-back", "last")


def test_what_cannot_be_taken_back_says_why_and_what_to_do_instead(
    dossier: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = len(Desk(home).dossiers.entries(dossier))
    refused = said(capsys, 77, "outcome", dossier, "--take-back", str(sealed))
    assert "a signature stays, since the other side may hold it" in refused
    assert f"intake change {dossier}" in refused
    for wrong in ("0", "-1", "first", "²"):
        assert "is not the number of an entry" in said(capsys, 64, "outcome", dossier, "--take-back", wrong)
    assert "--list records nothing" in said(capsys, 64, "outcome", dossier, "--list", "--started")
    assert "not 2" in said(capsys, 64, "outcome", dossier, "--take-back", "last", "--started")
