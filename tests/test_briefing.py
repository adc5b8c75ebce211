"""Going through the answers together, and moving them to another version of their questionnaire."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake import canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.errors import Refused, Usage
from intake.model.client import Client

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = """\
intake: questionnaire/1
id: small
version: 1
title: Small
languages: [en, de]
sections:
- id: one
  title: One
  questions:
  - {id: firm, type: text, ask: {en: Name, de: Firma}, required: yes}
  - {id: fax, type: text, ask: Fax}
  - {id: days, type: number, ask: Days, required: soft}
  - {id: liked, type: bool, ask: Do you like them?, audience: supplier}
"""
SECOND = (
    FIRST.replace("version: 1", "version: 2")
    .replace("id: firm", "id: name")
    .replace("  - {id: fax, type: text, ask: Fax}\n", "  - {id: fax, until: 1}\n")
    + "migrate:\n- {from: 1, rename: {firm: name}, drop: [fax]}\n"
)
POLICY = "intake: policy/1\nid: p\nversion: 1\nowner: me\ncurrency: EUR\nthresholds: {conditional: 20, no_go: 60}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one dossier, whose name and fax are answered."""
    for name, text in {"first": FIRST, "second": SECOND, "policy": POLICY}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    desk = Desk(tmp_path / "home", clock=lambda: AT, token=lambda: "abc123")
    files = {"questionnaire": str(tmp_path / "first.yaml"), "policy": str(tmp_path / "policy.yaml")}
    sitting = desk.sitting(desk.new(Client("Lind AB"), **files).id, by="anna")
    sitting.give("firm", "Lind AB")
    sitting.give("fax", "123")
    return desk


def marks(desk: Desk) -> dict[str, bool | None]:
    return {line.line.question: line.agreed for line in desk.briefing.lines("lind")}


def test_nothing_is_agreed_before_both_went_through_it(desk: Desk) -> None:
    assert marks(desk) == {"firm": None, "fax": None, "days": None}


def test_what_is_yours_alone_is_not_gone_through_with_the_client(desk: Desk) -> None:
    desk.sitting("lind", by="me").give("liked", "no")
    assert "liked" not in {line.line.question for line in desk.briefing.review("lind", (), agreed=True)}
    with pytest.raises(Usage, match="not asked here"):
        desk.briefing.review("lind", ["liked"], agreed=True)


def test_each_item_is_marked_as_agreed_or_open(desk: Desk) -> None:
    desk.briefing.review("lind", (), agreed=True)
    desk.briefing.review("lind", ["fax"], agreed=False, note="is it still used?")
    assert marks(desk) == {"firm": True, "fax": False, "days": None}
    mark = desk.dossier("lind").reviews["fax"]
    assert (mark.note, mark.by, mark.at) == ("is it still used?", desk.supplier.name, AT)


def test_a_mark_lapses_when_its_answer_changes(desk: Desk) -> None:
    desk.briefing.review("lind", (), agreed=True)
    desk.sitting("lind").give("fax", "456")
    assert marks(desk) == {"firm": True, "fax": None, "days": None}


def test_there_is_nothing_to_agree_on_where_nothing_was_said(desk: Desk) -> None:
    with pytest.raises(Refused, match="no answer"):
        desk.briefing.review("lind", ["days"], agreed=True)
    with pytest.raises(Usage, match="not asked"):
        desk.briefing.review("lind", ["telex"], agreed=True)
    desk.sitting("lind").leave_open("days", "nobody knows yet")
    desk.briefing.review("lind", ["days"], agreed=True)
    assert marks(desk)["days"] is True


def test_an_agreement_waits_for_what_is_marked_as_open(desk: Desk) -> None:
    desk.sitting("lind").give("days", 14)
    desk.decide("lind")
    desk.briefing.review("lind", ["days"], agreed=False)
    with pytest.raises(Refused, match="marked as open in the joint review: days"):
        desk.agree("lind")


def test_a_dossier_moves_to_a_later_version(desk: Desk, tmp_path: Path) -> None:
    second = str(tmp_path / "second.yaml")
    assert [lost.question for lost in desk.briefing.move("lind", second, keep=False).report.lost] == ["fax"]
    assert desk.dossier("lind").answers.keys() == {"firm", "fax"}
    move = desk.briefing.move("lind", second)
    assert (move.before, move.after) == ("small@1", "small@2")
    dossier = desk.dossier("lind")
    assert {name: answer.value for name, answer in dossier.answers.items()} == {"name": "Lind AB"}
    assert [step.question.id for step in desk.interview(dossier).missing] == ["days"]
    assert desk.casework.questionnaire(dossier).digest == canonical.digest(Path(second).read_bytes())
    with pytest.raises(Refused, match="already"):
        desk.briefing.move("lind", second)
    with pytest.raises(Usage, match="small@2 cannot become small@1"):
        desk.briefing.move("lind", str(tmp_path / "first.yaml"))


def test_the_commands_show_and_mark(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = ["--home", str(desk.home)]
    assert run([*home, "joint", "lind", "--agreed"]) == 0
    assert run([*home, "joint", "lind", "fax", "--open", "--note", "ask"]) == 0
    assert "1 of 3 agreed" in capsys.readouterr().out
    assert run([*home, "migrate", "lind", "--questionnaire", str(tmp_path / "second.yaml"), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "small@1 -> small@2: 1 carried, 1 lost" in shown
    assert "lost: fax: it was dropped. It said: 123" in shown
    assert run([*home, "joint", "lind", "telex", "--agreed"]) == 64


def test_an_interview_can_go_on_in_another_language(desk: Desk) -> None:
    sitting = desk.sitting("lind")
    sitting.speak("de")
    assert sitting.interview.review[0].ask == "Firma"
    sitting.give("days", 14)
    sitting.undo()
    assert sitting.interview.language == "de"
    with pytest.raises(Usage, match="gibt es nicht in „tr“"):
        sitting.speak("tr")


def test_a_file_behind_an_answer_is_kept_with_the_dossier(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "extract.txt").write_bytes(b"Lind AB, 559999-9991")
    assert run(["--home", str(desk.home), "interview", "lind", "--attach", "firm", str(tmp_path / "extract.txt")]) == 0
    (file,) = desk.dossier("lind").answers["firm"].evidence
    assert file.get("name") == "extract.txt"
    assert desk.dossiers.blobs.get(str(file.get("sha256"))) == b"Lind AB, 559999-9991"
