"""The commands on questionnaire files, and answers out and in."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run

ROOT = Path(__file__).parents[2]
SURVEY = {
    "elements": [
        {"type": "text", "name": "legalName", "isRequired": True},
        {"type": "text", "name": "why", "visibleIf": "iif({legalName} = 'x', 1, 0) = 1"},
    ]
}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A small form of SurveyJS."""
    path = tmp_path / "form.json"
    path.write_text(json.dumps(SURVEY), encoding="utf-8")
    return path


def test_check_says_that_a_questionnaire_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questionnaire", "check", "generic-brief"]) == 0
    assert "sound" in capsys.readouterr().out
    assert run(["questionnaire", "check", "generic-brief", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "generic-brief"


def test_check_shows_every_fault_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("intake: questionnaire/1\nid: Bad\nversion: one\n", encoding="utf-8")
    assert run(["questionnaire", "check", str(path)]) == 65
    shown = capsys.readouterr().err
    for place in ("2:5", "3:10", "1:1"):
        assert f"{path}:{place}: " in shown
    assert run(["questionnaire", "check", "generic-breif"]) == 66
    assert "did you mean 'generic-brief'?" in capsys.readouterr().err


def test_import_writes_a_questionnaire_and_says_what_is_lost(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.yaml"
    assert run(["questionnaire", "import", str(form), "--to", str(made)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "the condition of 'why' is not carried over" in shown.err
    assert "renamed: legalName -> legalname" in shown.err
    assert run(["questionnaire", "check", str(made)]) == 0
    assert run(["questionnaire", "import", str(form), "--to", str(made)]) == 73
    assert "is there already" in capsys.readouterr().err


def test_import_prints_the_questionnaire_or_all_as_json(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questionnaire", "import", str(form)]) == 0
    text = capsys.readouterr().out
    assert "\nintake: questionnaire/1\n" in text
    assert run(["questionnaire", "import", str(form), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["questionnaire"] == text
    assert found["lost"][0]["place"].startswith(f"{form}:1:")


@pytest.mark.parametrize(
    ("name", "code"), [("form.docx", 64), ("none.json", 66), ("bad.json", 65), ("bad.xlsx", 65), ("bad.csv", 65)]
)
def test_what_cannot_be_imported_has_its_way_of_ending(
    name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.startswith("bad"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
    assert run(["questionnaire", "import", str(tmp_path / name)]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_schema_prints_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questionnaire", "schema", "web-brief"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:intake:questionnaire:web-brief:3"


@pytest.mark.parametrize("form", ["json", "yaml", "csv"])
def test_the_answers_of_one_dossier_are_taken_by_another(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = ROOT / "src/intake/testing/sample/answers.web.yaml"
    shown: list[str] = []
    source = sample
    for _ in range(2):
        run(["new", "Acme"])
        dossier = capsys.readouterr().out.strip()
        assert run(["interview", dossier, "--answers", str(source)]) == 0
        capsys.readouterr()
        assert run(["show", dossier, "--answers", form]) == 0
        shown.append(capsys.readouterr().out)
        source = tmp_path / f"answers.{form}"
        source.write_text(shown[-1], encoding="utf-8")
    assert shown[0] == shown[1]


def test_a_fault_in_a_table_of_answers_stands_at_its_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("question,part,answer\nlegal_name,,Acme\ndeadline,,next month\n", encoding="utf-8")
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    assert run(["interview", dossier, "--answers", str(path)]) == 65
    assert f"{path}:3:3: deadline: " in capsys.readouterr().err
