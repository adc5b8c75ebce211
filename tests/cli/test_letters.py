"""The letter command prints a letter that can be sent, and says apart from it what to think about."""

import json

import pytest

from intake.cli.main import run


@pytest.fixture
def dossier(capsys: pytest.CaptureFixture[str]) -> str:
    """A new dossier on Acme."""
    assert run(["new", "Acme"]) == 0
    return capsys.readouterr().out.strip()


def test_without_a_kind_the_letters_are_listed(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", dossier]) == 0
    listed = capsys.readouterr().out
    assert "dispute-reply" in listed
    assert "\nreminder " in listed
    assert run(["letter", dossier, "remind"]) == 66
    assert "did you mean 'reminder'?" in capsys.readouterr().err
    assert run(["letter", dossier, "--json"]) == 0
    assert {"kind", "title", "use"} == set(json.loads(capsys.readouterr().out)[0])


def test_a_letter_goes_to_stdout_and_what_is_blank_to_stderr(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", dossier, "no-test-task", "--with", "item=one page"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Subject: Trying out how we work together\n\nDear Acme,\n")
    assert "one page, for [____ its price]" in shown.out
    assert "blank: price" in shown.err
    assert "blank: item" not in shown.err


def test_words_that_wound_are_said_and_stop_nothing(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = "strength=work that you never pay for!"
    assert run(["letter", dossier, "referral", "--with", words]) == 0
    shown = capsys.readouterr()
    assert "you never pay for!" in shown.out
    assert "mind: 'you never': name the one occasion" in shown.err


def test_a_held_letter_says_so_first_and_cannot_be_had_early(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", dossier, "dispute-reply"]) == 0
    assert capsys.readouterr().out.startswith("HELD until ")
    assert run(["letter", dossier, "dispute-reply", "--ready"]) == 77
    assert "this draft waits" in capsys.readouterr().err
    assert run(["letter", dossier, "dispute-reply", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["earliest"]
    assert found["blanks"] == ["brief", "claim", "facts", "item", "remedy"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["decline", "--with", "nonsense"], 64),
        (["decline", "--with", "=x"], 64),
        (["--ready"], 64),
        (["exit", "--ready", "--with", "strength=x"], 64),
        (["nothing"], 66),
        (["decline", "--with", "refral=x"], 66),
        (["decline", "--ready"], 77),
    ],
)
def test_what_makes_no_sense_is_refused(dossier: str, arguments: list[str], code: int) -> None:
    assert run(["letter", dossier, *arguments]) == code


def test_nothing_given_can_steer_the_terminal(dossier: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["letter", dossier, "decline", "--with", "referral=\x1b[2JElm\u202e"]) == 0
    assert "talk to [2JElm, who" in capsys.readouterr().out
