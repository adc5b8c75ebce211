"""The book of referrals on the command line, and in a letter."""

import json

import pytest

from intake.cli.main import run


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    assert run(["--quiet", *arguments]) == code
    shown = capsys.readouterr()
    return shown.out + shown.err


def test_a_letter_recommends_whom_the_book_has(capsys: pytest.CaptureFixture[str]) -> None:
    """Practices 001#12 and 001#20."""
    name = said(capsys, 0, "new", "Acme", "--country", "SE").strip()
    assert "[____" in said(capsys, 0, "letter", name, "referral")
    said(
        capsys,
        0,
        "referral",
        "add",
        "Maja Berg",
        "--service",
        "Web",
        "--contact",
        "maja@berg.example",
        "--note",
        "slow",
    )
    said(capsys, 0, "referral", "add", "Ivo", "--service", "translation", "--service", "web")
    said(capsys, 0, "referral", "add", "Lena", "--service", "law")
    letter = said(capsys, 0, "letter", name, "referral")
    assert "I would talk to Ivo or Maja Berg (maja@berg.example)." in letter
    assert "slow" not in letter
    assert "I would talk to Lena." in said(capsys, 0, "letter", name, "referral", "--for", "law")
    assert "intake referral add NAME --service print" in said(capsys, 66, "letter", name, "referral", "--for", "print")


def test_the_book_is_listed_and_people_are_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, 0, "referral", "add", "Ivo", "--service", "web")
    assert [each["name"] for each in json.loads(said(capsys, 0, "referral", "list", "--json"))] == ["Ivo"]
    assert "Ivo" not in said(capsys, 0, "referral", "list", "--service", "law")
    assert "did you mean 'Ivo'?" in said(capsys, 66, "referral", "remove", "Ivor")
    said(capsys, 0, "referral", "remove", "Ivo")
    assert said(capsys, 0, "referral", "list").strip() == ""
    assert "a name and a service" in said(capsys, 64, "referral", "add", " ", "--service", "web")
