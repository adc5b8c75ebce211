"""The draft altered by commands as it is on screen, and journaled the same."""

import json
from pathlib import Path

import pytest

from cli.conftest import Ready
from intake.cli.main import run
from intake.desk import Desk


@pytest.fixture
def draft(ready: Ready) -> str:
    """A dossier with a brief in two languages that nobody has signed."""
    return ready(("agree", "--languages", "en,sv"))


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run(["--quiet", *arguments]) == code, arguments
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_the_clauses_are_listed_with_their_ids_and_the_advice_they_carry(
    draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, 0, "agree", draft, "--clauses")
    there, addable = shown.split("to be put in with --with:")
    row = next(line for line in there.splitlines() if "late_fee" in line)
    assert "Late payment" in row
    assert "001#6 002#8" in row
    assert "grace_days=7" in row
    assert "money_back" in addable
    found = json.loads(said(capsys, 0, "agree", draft, "--clauses", "--json"))["clauses"]
    assert [each["practice"] for each in found if each["id"] == "late_fee"] == [["001#6", "002#8"]]
    assert {"en", "sv"} == set(found[0]["wordings"])


def test_a_clause_is_put_in_altered_worded_and_taken_out_as_on_screen(
    draft: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, 0, "agree", draft, "--with", "money_back", "--set", "days=12", "--reason", "They asked for it")
    assert "within 12 days" in shown
    wordings = ("--wording", "en=Be kind.", "--wording", "sv=Var vänlig.")
    assert "Be kind. (The standard wording" in said(capsys, 0, "agree", draft, "--with", "conduct", *wordings)
    kept = said(capsys, 0, "agree", draft, "--with", "late_fee", "--set", "grace_days=10")
    assert "After 10 days of grace" in kept
    assert "Be kind." in kept
    assert "own words" in said(capsys, 0, "agree", draft, "--clauses")
    assert "Be kind." not in said(
        capsys, 0, "agree", draft, "--with", "conduct", "--wording", "en=", "--wording", "sv="
    )
    assert "within 12 days" not in said(capsys, 0, "agree", draft, "--without", "money_back")
    journal = Desk(home).dossiers.entries(draft)
    assert [entry.kind for entry in journal[-6:]] == ["agreed", "noted", "agreed", "agreed", "agreed", "agreed"]


@pytest.mark.parametrize(
    ("code", "words", "arguments"),
    [
        (77, "this clause belongs to the agreement", ("--without", "late_fee")),
        (66, "did you mean 'late_fee'?", ("--with", "late_feee")),
        (64, "'days' is no figure of 'late_fee'", ("--with", "late_fee", "--set", "days=3")),
        (64, "'pay_days' is no figure", ("--with", "payment_terms", "--set", "pay_days=3")),
        (64, "in one language only", ("--with", "conduct", "--wording", "en=Be kind.")),
        (64, "the brief is not in 'de'", ("--with", "conduct", "--wording", "de=Sei nett.")),
        (64, "leaves out {grace_days}", ("--with", "late_fee", "--wording", "en=Pay.", "--wording", "sv=Betala.")),
        (64, "Write it like NAME=VALUE", ("--with", "late_fee", "--set", "10")),
        (64, "alter a clause", ("--set", "grace_days=10")),
        (64, "--reason goes with", ("--reason", "why")),
        (64, "one thing at a time", ("--with", "conduct", "--without", "conduct")),
    ],
)
def test_what_the_screen_refuses_is_refused_in_the_same_words(
    draft: str, home: Path, capsys: pytest.CaptureFixture[str], code: int, words: str, arguments: tuple[str, ...]
) -> None:
    before = len(Desk(home).dossiers.entries(draft))
    assert words in said(capsys, code, "agree", draft, *arguments)
    assert len(Desk(home).dossiers.entries(draft)) == before
