"""The list of dossiers: the latest first, those that tell of the words asked for, and no more than a person reads."""

import json

import pytest

from intake.cli import dossiers
from intake.cli.main import run


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], str]:
    """The clients in the list, and what was said beside it."""
    assert run(["list", *arguments]) == 0
    done = capsys.readouterr()
    return [line.split()[1] for line in done.out.splitlines()[1:]], done.err


def test_the_list_shows_the_dossiers_that_tell_of_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("Ácme", "Beta", "Gamma"):
        run(["new", name])
    capsys.readouterr()
    assert sorted(listed(capsys)[0]) == ["Beta", "Gamma", "Ácme"]
    assert listed(capsys, "ácME", "new")[0] == ["Ácme"]
    assert listed(capsys, "ácme", "beta") == ([], "none of 3 dossiers tells of that\n")
    assert run(["list", "gam", "--json"]) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == ["Gamma"]


def test_a_long_list_is_cut_and_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "_MOST_LISTED", 2)
    for name in ("Acme", "Beta", "Gamma"):
        run(["new", name])
    capsys.readouterr()
    shown, said = listed(capsys)
    assert len(shown) == 2
    assert "and more of 3; next: intake list WORDS" in said
    assert len(listed(capsys, "--all")[0]) == 3
    assert len(listed(capsys, "new")[0]) == 2
    run(["list", "--json"])
    assert len(json.loads(capsys.readouterr().out)) == 3
