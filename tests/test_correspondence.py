"""Letters on a dossier in the store: from what both sides signed, and held back where it is better so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake import canonical
from intake.casework import Casework
from intake.correspondence import Correspondence
from intake.errors import NotFound, Refused
from intake.hooks.loading import Plugins
from intake.model.client import Client
from intake.model.outcome import Outcome
from intake.model.values import Json
from intake.store.dossiers import Dossiers
from letters.sample import PAID, brief

START = datetime(2027, 4, 15, 10, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        """Lets time pass."""
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def dossiers(home: Path) -> Dossiers:
    return Dossiers(home)


@pytest.fixture
def letters(dossiers: Dossiers, home: Path, clock: Clock) -> Correspondence:
    casework = Casework(dossiers, home, lambda: Plugins((), (), ()), "en")
    return Correspondence(dossiers, casework, home, supplier="Studio Birch", language="en", clock=clock)


@pytest.fixture
def signed(dossiers: Dossiers, clock: Clock) -> Callable[..., str]:
    """Makes a dossier that both sides have signed, with these outcomes."""

    def make(*outcomes: Outcome) -> str:
        dossier = dossiers.create(
            Client("Lindqvist AB"), questionnaire=b"q", policy=b"p", actor="Ada", at=START, token="abc123"
        )
        document: Json = {"sha256": "ab" * 32, "by": "Ada"}
        for kind, body in (("agreed", canonical.encode(brief())), ("offered", document), ("sealed", document)):
            dossiers.append(dossier.id, kind, body, actor="Ada", at=START)
        for outcome in outcomes:
            dossiers.append(dossier.id, "outcome", canonical.encode(outcome), actor="Ada", at=START)
        return dossier.id

    return make


def test_a_reminder_names_what_the_signed_plan_and_the_payments_leave_open(
    letters: Correspondence, signed: Callable[..., str]
) -> None:
    written = letters.write(signed(PAID), "reminder", {})
    assert written.letter.kind == "reminder-2"
    assert "1\N{NO-BREAK SPACE}200.00 EUR (on delivery of Start page), due on 2027-04-02" in written.letter.text
    assert "It is now 13 days late" in written.letter.text
    assert written.letter.blanks == ()
    assert written.remarks == ("no payment was noted for that day, which proves nothing: look at your account first",)


def test_only_what_both_sides_signed_is_told(
    letters: Correspondence, signed: Callable[..., str], dossiers: Dossiers
) -> None:
    dossier = signed(PAID)
    newer = replace(brief(), id="BR-UNSIGNED")
    dossiers.append(dossier, "agreed", canonical.encode(newer), actor="Ada", at=START)
    assert "BR-2027-ABC" in letters.write(dossier, "statement", {}).letter.subject
    dossiers.create(Client("New AB"), questionnaire=b"q", policy=b"p", actor="Ada", at=START, token="def456")
    assert "brief" in letters.write("new-ab-def456", "exit", {}).letter.blanks


def test_a_held_draft_is_kept_and_handed_out_after_its_time(
    letters: Correspondence, signed: Callable[..., str], clock: Clock, dossiers: Dossiers
) -> None:
    dossier = signed(PAID)
    with pytest.raises(Refused, match="no draft"):
        letters.ready(dossier, "dispute-reply")
    said = {"claim": "the start page is late"}
    held = letters.write(dossier, "dispute-reply", said).held
    assert held is not None
    clock.pass_by(minutes=19)
    with pytest.raises(Refused, match="1 more minutes"):
        letters.ready(dossier, "dispute-reply")
    assert letters.write(dossier, "dispute-reply", said).held == held
    assert len([entry for entry in dossiers.entries(dossier) if entry.kind == "drafted"]) == 1
    clock.pass_by(minutes=1)
    assert letters.ready(dossier, "dispute-reply") == held
    letters.write(dossier, "exit", {})
    assert letters.ready(dossier, "dispute-reply") == held


def test_a_letter_that_need_not_wait_leaves_no_trace(
    letters: Correspondence, signed: Callable[..., str], dossiers: Dossiers
) -> None:
    dossier = signed(PAID)
    before = dossiers.load(dossier).head
    assert letters.write(dossier, "decline", {}).held is None
    assert dossiers.load(dossier).head == before


def test_a_misspelt_letter_or_blank_is_met_with_a_suggestion(
    letters: Correspondence, signed: Callable[..., str]
) -> None:
    dossier = signed()
    with pytest.raises(NotFound) as caught:
        letters.write(dossier, "remindr", {})
    assert "did you mean 'reminder'?" in caught.value.remedy
    with pytest.raises(NotFound) as caught:
        letters.write(dossier, "decline", {"referal": "Elm"})
    assert "did you mean 'referral'?" in caught.value.remedy


def test_your_own_letters_come_from_your_home(letters: Correspondence, signed: Callable[..., str], home: Path) -> None:
    folder = home / "clauses" / "letters"
    folder.mkdir(parents=True)
    text = "intake: letters/1\nopening: {en: Hej}\nclosing: {en: Bye}\nletters:\n"
    text += "- {id: decline, title: {en: No}, subject: {en: No}, body: [{en: No thanks.}]}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    assert letters.write(signed(), "decline", {}).letter.text == "Hej\n\nNo thanks.\n\nBye"


def test_a_letter_is_in_the_language_of_the_brief_where_it_is_worded_in_that(
    letters: Correspondence, signed: Callable[..., str], dossiers: Dossiers, home: Path
) -> None:
    own = home / "clauses" / "letters"
    own.mkdir(parents=True)
    (own / "own.yaml").write_text(_OWN, encoding="utf-8")
    dossier = signed(PAID)
    assert letters.write(dossier, "hello", {}).letter.subject == "Hello"
    german = replace(brief(), language="de")
    dossiers.append(dossier, "agreed", canonical.encode(german), actor="Ada", at=START)
    assert letters.write(dossier, "hello", {}).letter.subject == "Guten Tag"


_OWN = """\
intake: letters/1
opening: {en: "Hello,"}
closing: {en: "Bye"}
letters:
- id: hello
  title: {en: Say hello}
  use: {en: "Now and then."}
  subject: {en: Hello, de: Guten Tag}
  body:
  - {en: "How are you?"}
  practice: ["000#18"]
"""


def test_the_letters_of_a_ladder_are_known_by_its_name(letters: Correspondence) -> None:
    assert {name: [letter.id for letter in steps] for name, steps in letters.ladders.items()} == {
        "reminder": ["reminder-1", "reminder-2", "reminder-3"]
    }
