"""The plain prompts ask the same questions as the screens, without a single escape byte."""

import io
from pathlib import Path

import pytest

from intake.cli.main import run

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
