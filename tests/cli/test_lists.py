"""The commands that keep the tables on this machine."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run
from screening.formats import samples

HEADER = "Company,Company number,Start date,End date,Filing date,Average time to pay,% Invoices not paid within agreed terms\n"


def test_a_file_is_brought_in_and_its_standing_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lists", "status"]) == 0
    assert "not on this machine; run: intake lists update uk-payment-practices" in capsys.readouterr().out
    file = tmp_path / "export.csv"
    file.write_text(HEADER + "Acme,01234567,2025-07-01,2025-12-31,2026-01-20,41,17\n", encoding="utf-8")
    assert run(["lists", "import", "uk-payment-practices", str(file)]) == 0
    assert "1 rows of" in capsys.readouterr().out
    assert run(["lists", "status", "--json"]) == 0
    found = next(
        each for each in json.loads(capsys.readouterr().out)["lists"] if each["name"] == "uk-payment-practices"
    )
    assert (found["name"], found["todo"], found["kept"]["rows"]) == ("uk-payment-practices", "", 1)
    assert found["kept"]["newest"] == "2026-01-20"
    assert len(found["kept"]["sha256"]) == 64


def test_a_watch_list_is_brought_in_and_its_standing_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "consolidated.xml"
    file.write_text(samples.UN, encoding="utf-8")
    assert run(["lists", "import", "un", str(file)]) == 0
    assert "un: 2 entries, 6 names, of 2026-02-27 (sha256 " in capsys.readouterr().out
    assert run(["lists", "status", "--json"]) == 0
    found = {each["name"]: each for each in json.loads(capsys.readouterr().out)["lists"]}
    assert found["un"]["kept"]["date"] == "2026-02-27"
    assert (found["eu"]["kept"], found["eu"]["todo"]) == (None, "not on this machine")


def test_a_bad_file_is_refused_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "export.csv"
    file.write_text(HEADER + "Acme,01234567\n", encoding="utf-8")
    assert run(["lists", "import", "uk-payment-practices", str(file)]) == 65
    assert f"{file}:2:1: " in capsys.readouterr().err
    assert run(["lists", "import", "uk-payment-practises", str(file)]) == 66
