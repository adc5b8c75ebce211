"""The doctor finds what needs a person, and says so by its exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from intake.cli.main import run


def checks(capsys: pytest.CaptureFixture[str], code: int) -> dict[str, tuple[bool, str]]:
    """What the doctor found, by check."""
    assert run(["doctor", "--json"]) == code
    found = json.loads(capsys.readouterr().out)["checks"]
    return {check["check"]: (check["ok"], check["detail"]) for check in found}


def test_all_is_well_in_a_new_home(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    capsys.readouterr()
    found = checks(capsys, 0)
    assert found["dossiers"] == (True, "1 found sound")
    held, words = found["plugin isolation"]
    assert held
    assert words.startswith(("forked process, limits", "spawned process"))


def test_a_folder_that_was_renamed_is_told_of_and_is_no_dossier(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    (home / "dossiers" / dossier).rename(home / "dossiers" / f"{dossier}.old")
    found = checks(capsys, 0)
    assert found["dossiers"] == (True, "0 found sound")
    assert f"{dossier}.old: rename or delete them" in found["set aside"][1]


def test_a_change_that_keeps_the_length_is_found_although_the_list_was_made_before(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    assert checks(capsys, 0)["dossiers"] == (True, "1 found sound")
    log = home / "dossiers" / dossier / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Acme", b"Acmf"))
    assert not checks(capsys, 1)[f"dossier {dossier}"][0]


def test_the_next_change_says_what_a_crash_left_and_where_it_is_now(home: Path, tmp_path: Path) -> None:
    run(["new", "Acme"])
    (log,) = home.glob("dossiers/*/log.jsonl")
    with log.open("ab") as file:
        file.write(b'{"half')
    mail = tmp_path / "mail.txt"
    mail.write_text("We need it by spring.", "utf-8")
    added = ["log", log.parent.name, str(mail), "--theirs", "--at", "2026-11-01 09:00"]
    done = subprocess.run([sys.executable, "-m", "intake", *added], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "an unfinished end of 6 bytes, never acknowledged, was set aside as log.jsonl.torn-1" in done.stderr


@pytest.mark.parametrize("left", [b"", b'{"half'])
def test_a_creation_that_was_killed_is_no_dossier_and_keeps_nothing_from_working(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], left: bytes
) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    begun = home / "dossiers" / "beta-047bf8"
    begun.mkdir(mode=0o700)
    (begun / "log.jsonl").write_bytes(left)
    (begun / "log.jsonl").chmod(0o600)
    assert checks(capsys, 0)["dossiers"] == (True, "1 found sound")
    assert run(["list", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == [dossier]
    for command in (["backup", str(tmp_path / "b")], ["doctor", "--rebuild"], ["erase", dossier, "--yes"], ["list"]):
        assert run(command) == 0, capsys.readouterr().err


def test_an_update_that_was_stopped_is_mentioned(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "lists on their way" not in checks(capsys, 0)
    (home / "lists" / ".arriving").mkdir(parents=True, mode=0o700)
    for folder in (home, home / "lists"):
        folder.chmod(0o700)
    ok, words = checks(capsys, 0)["lists on their way"]
    assert ok
    assert "the next one clears them" in words


def test_damage_open_doors_and_bad_plugins_are_found(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    log = home / "dossiers" / dossier / "log.jsonl"
    raw = log.read_bytes()
    log.write_bytes(raw.replace(b"Acme", b"Acmf"))
    home.chmod(0o755)
    (home / "plugins").mkdir()
    (home / "plugins" / "bad.py").write_text("raise OSError('no')")
    found = checks(capsys, 1)
    assert not found[f"dossier {dossier}"][0]
    assert "chmod -R go=" in found["home"][1]
    assert "OSError: no" in found["plugin bad"][1]


def test_the_catalogue_is_made_anew(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "Acme"])
    run(["list"])
    for path in home.glob("catalogue*"):
        path.unlink()
    assert run(["doctor", "--rebuild"]) == 0
    capsys.readouterr()
    run(["list"])
    assert "Acme" in capsys.readouterr().out
