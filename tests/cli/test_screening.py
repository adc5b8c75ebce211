"""Tests of the command that holds names against the watch lists."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.watchlists import Watchlists
from screening.formats import samples


@pytest.fixture
def listed(home: Path, tmp_path: Path) -> Path:
    """A home with the UN list of the samples."""
    file = tmp_path / "un.xml"
    file.write_text(samples.UN, encoding="utf-8")
    Watchlists(home / "lists", lambda: datetime(2026, 9, 1, tzinfo=UTC)).bring_in("un", [file])
    return home


@pytest.mark.usefixtures("listed")
def test_a_name_is_shown_with_what_met_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["screen", "Mustafa Hadad", "Anna Lindqvist", "--born", "1975"]) == 0
    out, err = capsys.readouterr()
    assert "possible match, not verified" in out
    assert "agrees: born 1975" in out
    assert "Anna Lindqvist: no match" in out
    assert "un of 2026-02-27, 2 entries (sha256" in err
    assert "eu: not on this machine" in err


@pytest.mark.usefixtures("listed")
def test_json_is_one_line_a_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Mustafa Al-Haddad\n\n\x1b]0;x\x07Anna\n", encoding="utf-8")
    assert run(["screen", "--file", str(names), "--json"]) == 0
    out = capsys.readouterr().out
    first, second = (json.loads(line) for line in out.splitlines())
    assert "\x1b" not in out
    assert first["query"] == "Mustafa Al-Haddad"
    assert second["matches"] == []
    match = first["matches"][0]
    assert match["score"] == 1.0
    assert {"band", "list", "list_date", "list_sha256", "entity", "name", "kind", "countries", "birth_dates"} <= {
        *match
    }
    assert (
        match["explanation"] == "mustafa = mustafa; haddad = haddad; al = al"
        or "haddad = haddad" in match["explanation"]
    )


@pytest.mark.usefixtures("listed")
def test_names_too_long_are_named_by_line_and_nothing_is_cut(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Anna\n" + "x" * 100_000 + "\nBert\n" + "y" * 401 + "\n" + "ab " * 25 + "\n", encoding="utf-8")
    assert run(["screen", "--file", str(names)]) == 65
    out, err = capsys.readouterr()
    assert not out
    assert f"{names}:2:1: the name has 100000 characters" in err
    assert f"{names}:4:1: the name has 401 characters" in err
    assert f"{names}:5:1: the name has 25 words" in err
    assert run(["screen", "x" * 100_000]) == 64


@pytest.mark.usefixtures("listed")
def test_ten_thousand_names_are_answered_one_by_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("".join(f"Mustafa Haddad {number}\n" for number in range(10_000)), encoding="utf-8")
    assert run(["screen", "--file", str(names), "--json"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 10_000
    assert "9000 of 10000 names" in err


@pytest.mark.usefixtures("listed")
def test_a_control_character_does_not_cut_a_name_in_two(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Mustafa\x0b\x1c\x85\u2028Haddad\r\nAnna\r\n", encoding="utf-8", newline="")
    assert run(["screen", "--file", str(names), "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["matches"][0]["score"] > 0.9
    assert second == {"query": "Anna", "matches": []}


@pytest.mark.usefixtures("listed")
def test_a_file_too_large_to_be_held_is_refused_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes(b"Mustafa Haddad\n" * (1 << 21))
    assert run(["screen", "--file", str(names)]) == 65
    out, err = capsys.readouterr()
    assert not out
    assert "at most 16 MiB" in err


def test_without_a_list_or_a_name_there_is_a_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["screen", "Anna"]) == 66
    assert "intake lists update" in capsys.readouterr().err
    assert run(["screen"]) == 64


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("pair", ["imo", "imo:", "shoe:44"])
def test_an_identifier_that_is_none_is_refused(pair: str) -> None:
    assert run(["screen", "Anna", "--identifier", pair]) == 64
