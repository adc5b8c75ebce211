"""The plain prompts ask the same questions as the screens, without a single escape byte."""

import io
import sys
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.desk import Desk
from intake.errors import Busy
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.model.values import Item, Json
from intake.sitting import Sitting

SMALL = """\
intake: questionnaire/1
id: small
version: 1
title: {en: Small}
languages: [en]
sections:
- id: one
  title: {en: One}
  questions:
  - {id: name, type: text, ask: {en: Name}, why: {en: To address you.}, required: yes}
  - {id: kind, type: choice, ask: {en: Kind}, required: yes, options: [{value: web, label: {en: Website}}, {value: text, label: {en: Text}}]}
  - {id: due, type: date, ask: {en: When}, exact: yes, required: yes}
  - id: deliverables
    type: repeat
    ask: {en: What}
    required: yes
    min: 1
    item:
    - {id: name, type: text, ask: {en: Called}, required: yes}
    - {id: price, type: money, ask: {en: Price}, required: soft}
  - {id: phone, type: phone, ask: {en: Phone}, required: soft}
"""


@pytest.fixture
def dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A dossier with a small questionnaire."""

    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "intake: policy/1\nid: p\nversion: 1\nowner: me\ncurrency: EUR\nthresholds: {conditional: 20, no_go: 60}\n"
    )
    assert run(["new", "Acme", "--questionnaire", str(path), "--policy", str(policy)]) == 0
    return capsys.readouterr().out.strip()


def talk(dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """What is shown while these lines are typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))
    assert run(["--plain", "interview", dossier]) == 0
    return capsys.readouterr().out


def test_an_interview_by_prompts(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = talk(
        dossier, monkeypatch, capsys,
        ":why", "Ada", "2", "next month", "03/04/2027", "2027-04-03", "Logo", "lots", "500 EUR", "", "", ":open later",
    )  # fmt: skip
    assert "To address you." in shown
    assert "not a date" in shown or "exact day" in shown
    assert "2027-04-03" in shown
    assert "Every question has been asked." in shown
    assert "5 of 5 answered" in shown
    assert "\x1b" not in shown


def test_it_goes_on_where_it_stopped_and_takes_back(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "still to answer: kind, due" in talk(dossier, monkeypatch, capsys, "Ada", ":quit")
    shown = talk(dossier, monkeypatch, capsys, "1", ":undo", "text", ":go name", "Bea", ":list", ":nonsense")
    assert shown.index("Kind") < shown.index("Website")
    assert "name: Bea" in shown
    assert "Commands:" in shown
    run(["show", dossier])
    assert "Bea" in capsys.readouterr().out


def test_nothing_to_undo_is_said(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nothing to undo" in talk(dossier, monkeypatch, capsys, ":undo")


def test_prompts_speak_the_language_of_the_interview(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bilingual = SMALL.replace("[en]", "[en, de]").replace("{en: Kind}", "{en: Kind, de: Art}")
    path = tmp_path / "bilingual.yaml"
    path.write_text(bilingual.replace("id: small", "id: bilingual"), encoding="utf-8")
    run(["new", "Bold", "--questionnaire", str(path), "--policy", str(tmp_path / "policy.yaml")])
    other = capsys.readouterr().out.strip()
    shown = talk(other, monkeypatch, capsys, "Ada", ":language de", "2", ":language xx", "nächsten Monat", ":quit")
    assert "Commands: " in shown
    assert "[One] Art" in shown
    assert "den Fragebogen gibt es nicht in „xx“" in shown
    assert "kein Datum" in shown
    assert "Gespeichert." in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_done_is_told_with_the_next_step_in_every_language_and_without_escapes(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "Bold"])
    bold, say = capsys.readouterr().out.strip(), Words(language)
    shown = talk(bold, monkeypatch, capsys, f":language {language}", ":undo", ":open later", ":language xx", ":quit")
    for what, step in (
        (say("nothing to undo"), say("Go to a question and answer it anew.")),
        (f"legal_name: {say('this question needs an answer')}", say("Answer it to go on.")),
        (say("the questionnaire is not written in '{code}'", code="xx"), ", ".join(LANGUAGES)),
    ):
        told = shown.partition(f"  ! {what}\n    {say('Next')}: ")[2].partition("\n")[0]
        assert step in told, what
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("language", "what", "step"),
    [
        ("en", "in use by another process", "Wait until it has finished"),
        ("de", "in Gebrauch von einem anderen Prozess", "Warten, bis es fertig ist"),
    ],
)
def test_what_ends_the_interview_is_told_in_its_language(
    language: str, what: str, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "Bold"])
    bold = capsys.readouterr().out.strip()

    def busy(*_: object) -> None:
        raise Busy(
            "in use by another process", where="home", remedy="Wait until it has finished, or close it, and try again."
        )

    monkeypatch.setattr(Sitting, "give", busy)
    monkeypatch.setattr("sys.stdin", io.StringIO(f":language {language}\nBold AB\n"))
    assert run(["--plain", "interview", bold]) != 0
    told = capsys.readouterr().err
    assert f"home: {what}" in told
    assert step in told


def test_rows_within_rows_are_added_changed_and_taken_out(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head = SMALL[: SMALL.index("  - {id: name")].replace("id: small", "id: nested")
    path = tmp_path / "nested.yaml"
    path.write_text(
        head
        + """\
  - id: phases
    type: repeat
    ask: {en: Phases}
    required: yes
    item:
    - {id: name, type: text, ask: {en: Phase}, required: yes}
    - id: tasks
      type: repeat
      ask: {en: Tasks}
      item:
      - {id: name, type: text, ask: {en: Task}, required: yes}
      - {id: hours, type: number, ask: {en: Hours}, required: yes}
  - {id: note, type: text, ask: {en: Note}, required: yes}
""",
        encoding="utf-8",
    )
    run(["new", "Bold", "--questionnaire", str(path), "--policy", str(tmp_path / "policy.yaml")])
    nested = capsys.readouterr().out.strip()
    talk(nested, monkeypatch, capsys, "Design", "Sketch", "lots", "4", "Draft", "6", "", "")
    shown = talk(
        nested, monkeypatch, capsys,
        ":go phases", ":change 9", "", ":go phases", ":change 1", "", ":remove 1", ":change 1", "Plan", "", "", "Build", "", "",
    )  # fmt: skip
    assert "Type the first part of a new row" in shown
    assert "Hours * [6]: " in shown
    answers = talk(nested, monkeypatch, capsys, ":go phases", ":list", ":quit")
    assert "phases: Design\n  - Plan, 6\nBuild" in answers


def test_back_goes_to_the_question_before_and_enter_keeps_its_answer(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = talk(dossier, monkeypatch, capsys, "Ada", "1", ":back", ":back", "", ":quit")
    assert shown.count("now: Website") == 1
    assert shown.count("now: Ada") == 1
    answers = talk(dossier, monkeypatch, capsys, ":list", ":quit")
    assert "name: Ada" in answers
    assert "2 of 5 answered · ~" in answers


def test_a_name_that_no_question_has_is_told(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = talk(dossier, monkeypatch, capsys, ":go nmae", ":go", ":go kind")
    assert "! there is no question 'nmae' here" in shown
    assert "Next: :list shows the name of each." in shown
    assert "! there is no question '' here" in shown
    assert shown.index("] Kind") > shown.index("question ''")


def test_undo_reaches_into_the_sitting_before_and_redo_gives_again(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(dossier, monkeypatch, capsys, "Ada", "1", ":quit")
    assert "kind: Website" not in talk(dossier, monkeypatch, capsys, ":undo", ":list", ":quit")
    assert "kind: Website" in talk(dossier, monkeypatch, capsys, ":redo", ":list", ":quit")
    assert "nothing to redo" in talk(dossier, monkeypatch, capsys, ":redo", ":quit")


def test_rows_are_saved_one_by_one_and_copied_and_moved(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(dossier, monkeypatch, capsys, "Ada", "1", "2027-04-03", "Logo", "500 EUR", "Shop", "", ":quit")
    kept = talk(dossier, monkeypatch, capsys, ":go deliverables", ":list", ":quit")
    assert "deliverables: Logo, 500.00 EUR\nShop" in kept
    moved = talk(
        dossier, monkeypatch, capsys,
        ":go deliverables", ":copy 1", "Flyer", "", ":down 1", ":up 3", "Half", ":back", ":quit",
    )  # fmt: skip
    assert "1. Logo, 500.00 EUR\n  2. Flyer, 500.00 EUR\n  3. Shop" in moved
    assert "1. Flyer, 500.00 EUR\n  2. Logo, 500.00 EUR\n  3. Shop" in moved  # the first went down
    assert "1. Flyer, 500.00 EUR\n  2. Shop\n  3. Logo, 500.00 EUR" in moved  # the third went up
    assert "The row was left as it was." in moved
    assert "Half" not in talk(dossier, monkeypatch, capsys, ":list", ":quit")


def test_a_command_within_a_row_is_no_part_of_it(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = talk(dossier, monkeypatch, capsys, "Ada", "1", "2027-04-03", "Logo", ":why", ":nonsense", ":quit")
    assert "No reason is given." in shown
    assert "In a row:" in shown
    assert "Saved." in shown


MORE = """\
  - {id: rush, type: bool, ask: {en: Rush}, required: yes, practice: "002#1"}
  - {id: story, type: long_text, ask: {en: Story}, required: yes}
"""


def test_yes_and_no_are_numbered_and_a_long_text_has_lines_and_an_editor(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(SMALL[: SMALL.index("  - {id: kind")].replace("id: small", "id: more") + MORE, encoding="utf-8")
    run(["new", "Bold", "--questionnaire", str(path), "--policy", str(tmp_path / "policy.yaml")])
    other = capsys.readouterr().out.strip()
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('!')\"")
    shown = talk(other, monkeypatch, capsys, "Ada", ":why", "2", "First \\", "second", ":go story", ":edit", ":list")
    assert "1. Yes\n  2. No" in shown
    assert "From the practices: 002#1" in shown
    answers = talk(other, monkeypatch, capsys, ":list")
    assert "rush: No" in answers
    assert "story: First \nsecond!" in answers


def test_a_part_of_a_row_may_have_several_lines(
    home: Path, tmp_path: Path, dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.yaml"
    part = "{id: note, type: long_text, ask: Note}"
    path.write_text(
        SMALL[: SMALL.index("  - {id: kind")].replace("id: small", "id: notes")
        + f"  - {{id: notes, type: repeat, ask: Notes, item: [{{id: text, type: long_text, ask: Text}}, {part}]}}\n",
        encoding="utf-8",
    )
    run(["new", "Bold", "--questionnaire", str(path), "--policy", str(tmp_path / "policy.yaml")])
    other = capsys.readouterr().out.strip()
    talk(other, monkeypatch, capsys, "Ada", "one\\", "two", "three\\", "four", "five\\", "six", "", "")
    assert Desk(home).dossier(other).answers["notes"].value == (
        Item.of({"text": "one\ntwo", "note": "three\nfour"}),
        Item.of({"text": "five\nsix"}),
    )


def test_a_complete_interview_can_still_be_changed(
    dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(dossier, monkeypatch, capsys, "Ada", "1", "2027-04-03", "Logo", "", "", ":open later")
    shown = talk(dossier, monkeypatch, capsys, "what now", ":list", ":why", ":go name", "Bea", "")
    assert "Commands:" in shown
    assert shown.count("Every question has been asked.") == 2
    assert "name: Bea" in talk(dossier, monkeypatch, capsys, ":list")
    assert "[One] Phone" in talk(dossier, monkeypatch, capsys, ":undo", ":undo", ":quit")


def test_rows_that_cannot_stand_are_not_typed_twice(
    dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keyed.yaml"
    path.write_text(
        SMALL.replace("    min: 1\n", "    key: name\n").replace("id: small", "id: keyed"), encoding="utf-8"
    )
    run(["new", "Bold", "--questionnaire", str(path), "--policy", str(tmp_path / "policy.yaml")])
    keyed = capsys.readouterr().out.strip()
    begun = talk(keyed, monkeypatch, capsys, "Ada", "1", "2027-04-03", "Logo", "", "Logo", "500 EUR", "", ":quit")
    assert "rows 1 and 2 are both 'Logo'" in begun
    kept = "deliverables: Logo\nLogo, 500.00 EUR\n! row 2, Called: rows 1 and 2 are both 'Logo'\n"
    assert kept in talk(keyed, monkeypatch, capsys, ":list", ":quit")
    again = talk(keyed, monkeypatch, capsys, ":change 2", "Flyer", "", "", ":open later", "")
    assert "1. Logo\n  2. Logo, 500.00 EUR" in again
    assert "deliverables: Logo\nFlyer, 500.00 EUR" in talk(keyed, monkeypatch, capsys, ":list")


def test_what_was_typed_and_not_given_is_listed_with_what_is_wrong_in_it(
    home: Path, dossier: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(dossier, monkeypatch, capsys, "Ada", ":quit")
    typed: dict[str, Json] = {
        "name": {"text": "Ada L", "from": 5, "to": 5},
        "kind": {"chosen": "text"},
        "due": {"text": "2027-13-01", "from": 0, "to": 0},
        "phone": {"text": " ", "from": 0, "to": 0},
    }
    Desk(home).sitting(dossier).keep_unsent({"asked": "due", "typed": typed})
    listed = talk(dossier, monkeypatch, capsys, ":list", ":quit")
    assert "name: Ada\ntyped, not given yet: Ada L\n" in listed
    assert "kind: chosen, not given yet: Text\n" in listed
    assert (
        "due: typed, not given yet: 2027-13-01\n! '2027-13-01' is not a day of the calendar: write it like 2027-01-15\n"
        in listed
    )
    assert "phone: not answered yet\n" in listed
    typed["name"] = {"text": "Ada", "from": 3, "to": 3}  # given meanwhile, as it is typed there
    Desk(home).sitting(dossier).keep_unsent({"asked": "due", "typed": typed})
    assert "name: Ada\n  kind" in talk(dossier, monkeypatch, capsys, ":list", ":quit")


def test_what_the_dossier_was_started_with_is_proposed_and_taken_with_enter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "Acme AB", "--questionnaire", "web"]) == 0
    dossier = capsys.readouterr().out.strip()
    shown = talk(dossier, monkeypatch, capsys, ":list")
    assert "proposed: Acme AB; Enter takes it" in shown
    assert "legal_name: Acme AB" not in shown
    assert "legal_name: Acme AB" in talk(dossier, monkeypatch, capsys, "", ":list")


def test_what_a_question_starts_with_is_proposed_as_it_reads_and_a_part_of_a_row_can_be_left_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "defaults.yaml"
    asked = SMALL.replace("label: {en: Text}}]", "label: {en: Text}}], default: text").replace("id: small", "id: set")
    path.write_text(asked.replace("required: soft}\n  - {id", "default: 5 EUR}\n  - {id"), encoding="utf-8")
    assert run(["new", "Acme", "--questionnaire", str(path)]) == 0
    dossier = capsys.readouterr().out.strip()
    rows = "Logo", "", "Flyer", ":open", ":nonsense", ""
    shown = talk(dossier, monkeypatch, capsys, "Ada", "", "2027-04-03", *rows, ":list")
    assert "proposed: Text; Enter takes it" in shown
    assert "Price (optional) [5.00 EUR]: " in shown
    assert "deliverables: Logo, 5.00 EUR\nFlyer\n" in shown
