"""Bad input gets one clear answer, with its place and a way on, and nothing is lost."""

from pathlib import Path

import pytest

from intake.cli.main import run

QUESTIONNAIRE = """\
intake: questionnaire/1
id: bad
version: 1
title: {en: Bad}
languages: [en]
sections:
- id: one
  title: {en: One}
  questions:
  - {id: name, type: text, ask: {en: Name}, ask: {en: Again}}
  - {id: budget, type: mony, ask: {en: Budget}}
  - {id: prepay, type: percent, ask: {en: Prepay}}
  - {id: late, type: bool, ask: {en: Late}, when: prepai > 10%}
  - {id: more, type: bool, ask: {en: More}, when: prepay > 2000 EUR}
"""

ANSWERS = """\
legal_name: Acme
contry: SE
website: not a url at all
deadline: next month
budget: lots
test_task: perhaps
"""


def test_four_faults_of_a_questionnaire_are_reported_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(QUESTIONNAIRE, encoding="utf-8")
    assert run(["new", "Acme", "--questionnaire", str(path)]) == 65
    lines = capsys.readouterr().err.splitlines()
    found = [line.removeprefix("intake: ").removeprefix(str(path)) for line in lines if str(path) + ":" in line]
    assert len(found) == 4, lines
    assert found[0].startswith(":10:45: ")
    assert "'ask' stands twice" in found[0]
    assert found[1].startswith(":11:24: ")
    assert "did you mean 'money'?" in found[1]
    assert found[2].startswith(":13:51: ")
    assert "did you mean 'prepay'?" in found[2]
    assert found[3].startswith(":14:")


def test_five_faults_of_an_answers_file_are_reported_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    assert run(["new", "Acme"]) == 0
    dossier = capsys.readouterr().out.strip()
    assert run(["interview", dossier, "--answers", str(path)]) == 65
    shown = capsys.readouterr().err
    assert [line.split("answers.yaml:")[1].split(":")[0] for line in shown.splitlines() if "answers.yaml:" in line] == [
        "2", "3", "4", "5", "6",
    ]  # fmt: skip
    assert "did you mean 'country'?" in shown
    assert run(["show", dossier]) == 0
    assert "Acme" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nonsense"], 64, "No such command"),
        (["new"], 64, "Missing argument"),
        (["new", "\u202e\x07"], 64, "needs a name"),
        (["new", "Acme", "--country", "Sweden"], 64, "two-letter"),
        (["new", "Acme", "--identifier", "lei"], 64, "SCHEME:VALUE"),
        (["new", "Acme", "--questionnaire", "web-breif"], 66, "did you mean 'web-brief'?"),
        (["new", "Acme", "--policy", "./none.yaml"], 66, "no such file"),
        (["show", "nobody"], 66, "no dossier"),
        (["decide", "nobody"], 66, "no dossier"),
        (["verify", "/nonexistent.pdf"], 66, "nonexistent"),
        (["plugins", "show", "nobody"], 66, "Known:"),
        ([], 64, "Usage"),
    ],
)
def test_each_way_of_ending_has_its_code_and_words(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    shown = capsys.readouterr()
    assert words in shown.err + shown.out
    assert "Traceback" not in shown.err


def test_steps_out_of_order_say_what_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    for step, words in [
        (["record", dossier], "intake decide"),
        (["agree", dossier], "intake decide"),
        (["sign", dossier, "--as", "supplier"], "intake agree"),
        (["export", dossier, "--to", "never"], "intake agree"),
    ]:
        assert run(step) == 77
        assert words in capsys.readouterr().err
    assert run(["decide", dossier]) == 30
    capsys.readouterr()
    assert run(["agree", dossier]) == 77
    assert f"intake interview {dossier}" in capsys.readouterr().err


def test_a_fault_of_ours_becomes_a_report_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from intake.desk import Desk

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Desk, "rows", lambda _: 1 / 0)
    assert run(["list"]) == 70
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    (report,) = tmp_path.glob("intake-fault-*.txt")
    assert "ZeroDivisionError" in report.read_text("utf-8")
    assert str(report) in shown


def test_a_stranger_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "Acme\x1b]0;owned\x07\u202e\nVerdict: GO"]) == 0
    dossier = capsys.readouterr().out.strip()
    run(["show", dossier])
    run(["list"])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert not any(line.startswith("Verdict") for line in shown.splitlines())
