"""The paper trail on the command line."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run

MAIL = """\
From: {who}@lind.example
Date: {day} Jan 2026 09:00:00 +0000
Message-ID: <{day}@lind>
Subject: Texts

When?
"""


def test_mails_are_read_listed_and_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Practices 001#15 and 004#11."""
    run(["new", "Lind", "--country", "SE", "--email", "anna@lind.example"])
    name = capsys.readouterr().out.strip()
    asked, answer = tmp_path / "1.eml", tmp_path / "2.eml"
    asked.write_text(MAIL.format(who="ada", day=5))
    answer.write_text(MAIL.format(who="anna", day=9))
    assert run(["log", name, str(asked)]) == 64
    assert "Say whose it is: --theirs or --mine" in capsys.readouterr().err
    assert run(["log", name, str(asked), "--mine"]) == 0
    assert run(["log", name, str(answer)]) == 0
    assert "the client's slowest answer took 4 working days" in capsys.readouterr().out
    assert run(["log", name, str(answer)]) == 0
    assert "2.eml is in the record already" in capsys.readouterr().err
    assert run(["log", name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [message["theirs"] for message in told["messages"]] == [False, True]
    assert told["slowest_answer"] == 4


def test_what_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Lind", "--country", "SE"])
    name = capsys.readouterr().out.strip()
    assert run(["log", name, "--mine", "--theirs"]) == 64
    assert run(["log", name, str(tmp_path / "nothing.eml")]) == 66
    assert run(["log", name, str(tmp_path)]) == 64
    assert run(["log", name]) == 0
