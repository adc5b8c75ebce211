"""The commands that keep the tables on this machine."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run

HEADER = "Company,Company number,Start date,End date,Filing date,Average time to pay,% Invoices not paid within agreed terms\n"


def test_a_file_is_brought_in_and_its_standing_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lists", "status"]) == 0
    assert "not on this machine; run: intake lists update uk-payment-practices" in capsys.readouterr().out
    file = tmp_path / "export.csv"
    file.write_text(HEADER + "Acme,01234567,2025-07-01,2025-12-31,2026-01-20,41,17\n", encoding="utf-8")
    assert run(["lists", "import", "uk-payment-practices", str(file)]) == 0
    assert "1 rows of" in capsys.readouterr().out
    assert run(["lists", "status", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["lists"]
    assert (found["name"], found["todo"], found["kept"]["rows"]) == ("uk-payment-practices", "", 1)
    assert found["kept"]["newest"] == "2026-01-20"
    assert len(found["kept"]["sha256"]) == 64


def test_a_bad_file_is_refused_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "export.csv"
    file.write_text(HEADER + "Acme,01234567\n", encoding="utf-8")
    assert run(["lists", "import", "uk-payment-practices", str(file)]) == 65
    assert f"{file}:2:1: " in capsys.readouterr().err
    assert run(["lists", "import", "uk-payment-practises", str(file)]) == 66
