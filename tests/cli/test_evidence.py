"""The stored answers on the command line: shown with their quotes, saved, purged, and the exit codes of a replay."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import intake_no_brreg
from intake import canonical
from intake.cli.main import run
from intake.desk import Desk

EXCHANGES = Path(intake_no_brreg.__file__).parent / "exchanges"


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> str:
    """A Norwegian client, vetted by recorded answers and decided."""
    run(["new", "Fjordlys Design AS", "--country", "NO", "--identifier", "no.orgnr:100000008"])
    name = capsys.readouterr().out.strip()
    run(["--recorded", str(EXCHANGES), "vet", name, "--source", "no_brreg"])
    run(["decide", name])
    capsys.readouterr()
    return name


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run([*arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_evidence_is_listed_shown_and_saved(dossier: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "no_brreg-1" in said(capsys, 0, "evidence", dossier)
    shown = said(capsys, 0, "evidence", dossier, "no_brreg-1")
    assert "»FJORDLYS DESIGN AS«" in shown
    told = json.loads(said(capsys, 0, "evidence", dossier, "no_brreg-1", "--json"))
    span = told["findings"][0]["quoted"]
    assert told["text"][span["at"] :].startswith(span["quote"])
    said(capsys, 0, "evidence", dossier, "no_brreg-1", "--save", str(tmp_path / "body"))
    assert json.loads((tmp_path / "body").read_bytes())["navn"] == "FJORDLYS DESIGN AS"
    assert "no_brreg-1" in said(capsys, 66, "evidence", dossier, "no_brreg-2")
    said(capsys, 64, "evidence", dossier, "--save", "x")
    said(capsys, 73, "evidence", dossier, "no_brreg-1", "--save", str(tmp_path / "no" / "body"))


def test_a_replay_ends_with_0_where_all_is_equal(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "replayed to equal bytes" in said(capsys, 0, "record", dossier, "--replay")


def test_a_replay_ends_with_2_after_a_purge(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "purged" in said(capsys, 0, "purge", dossier, "no_brreg-1", "--reason", "asked for")
    assert "no_brreg-1 was purged: asked for" in said(capsys, 2, "record", dossier, "--replay")
    assert "purged: asked for" in said(capsys, 0, "evidence", dossier)


def test_a_replay_ends_with_2_where_a_plugin_is_gone(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is not installed" in said(capsys, 2, "record", dossier, "--replay", "--no-plugin", "no_brreg")


def test_a_replay_ends_with_1_where_a_finding_does_not_follow(
    dossier: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A journal may be whole and yet say what its evidence does not."""
    desk = Desk(home)
    report = desk.dossier(dossier).reports["no_brreg"]
    turned = [replace(each, value=False) if each.value is True else each for each in report.findings]
    body = canonical.encode(replace(report, findings=tuple(turned)))
    desk.dossiers.append(dossier, "asked", body, actor="x", at=desk.clock())
    desk.decide(dossier)
    shown = said(capsys, 1, "record", dossier, "--replay")
    assert "no_brreg: stored is registry.active = no" in shown
    assert "recomputed registry.active = yes" in shown


def test_a_purge_names_one_thing_and_a_reason(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 64, "purge", dossier)
    said(capsys, 64, "purge", dossier, "no_brreg-1")
    said(capsys, 66, "purge", dossier, "--source", "vies", "--reason", "over")
