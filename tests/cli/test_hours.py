"""Lists of hours on the command line: read in, sent, approved."""

import json
from pathlib import Path

import pytest

from cli.conftest import Ready
from intake.cli.main import run
from intake.desk import Desk


@pytest.fixture
def dossier(ready: Ready) -> str:
    """An agreement that is built."""
    return ready(("agree",))


def test_a_list_is_read_in_sent_and_approved(
    dossier: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Practice 000#10."""
    week = tmp_path / "week.csv"
    week.write_text("date;deliverable;hours\n2026-01-05;Shop design;7,5\n2026-01-06;Shop design;2\n")
    assert run(["hours", dossier, str(week)]) == 0
    assert "9.5 h" in capsys.readouterr().out
    assert run(["hours", dossier, "--mark", "sent"]) == 0
    assert "sent" in capsys.readouterr().out
    assert run(["hours", dossier, "--mark", "approved"]) == 64
    assert run(["hours", dossier, "--mark", "approved", "--by", "Anna", "--on", "2026-01-09"]) == 0
    capsys.readouterr()
    assert run(["hours", dossier, "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["by"], found["on"]["date"], found["report"]["state"]) == ("Anna", "2026-01-09", "approved")
    run(["review", dossier])
    assert "week.csv: 9.5 hours, approved on 2026-01-09 (Anna)" in capsys.readouterr().out
    desk = Desk(home)
    assert sum(moment.hours is not None for moment in desk.dossier(dossier).outcomes) == 2
    assert desk.dossiers.blobs.get(found["report"]["sha256"]) == week.read_bytes()


def test_what_cannot_be_is_refused(dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    week = tmp_path / "week.csv"
    week.write_text("date;hours\n2026-01-05;99\n")
    assert run(["hours", dossier, str(week)]) == 65
    assert "week.csv:2:2: '99' are no hours of a day" in capsys.readouterr().err
    week.write_text("date;hours\n2026-01-05;9\n")
    assert run(["hours", dossier, str(week), "--mark", "sent"]) == 64
    assert run(["hours", dossier, "--mark", "sent"]) == 66
    assert run(["hours", dossier, str(week)]) == 0
    assert run(["hours", dossier, str(week)]) == 77
    assert run(["hours", dossier, "--mark", "sent", "--list", "weak.csv"]) == 66
    assert "did you mean 'week.csv'?" in capsys.readouterr().err
    assert run(["hours", dossier, str(tmp_path / "no.csv")]) == 66
