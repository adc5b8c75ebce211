"""Tests of how a decision is printed for a person."""

import pytest

from intake.cli.main import run


def test_what_waits_for_the_interview_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.split()[0]
    assert run(["decide", dossier]) == 30
    out = capsys.readouterr().out
    (waiting,) = (line for line in out.splitlines() if "open until more is asked" in line)
    assert {"unpaid-test", "abusive"} <= set(waiting.replace(",", "").split())
    (unasked,) = (line for line in out.splitlines() if "questions not asked" in line)
    assert "test_task, unlawful" in unasked
    assert "more steps; all with --json" in out
    steps = out.partition("check next")[2]
    assert "Answer it yourself: “" in steps
    assert "answers." not in steps
    assert len(out.splitlines()) < 60
