"""The store is locked and opened from the command line, and a wrong passphrase is said in words."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.store.vault import Vault

VARIABLE = "INTAKE_STORE_PASSPHRASE"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost of scrypt that suits tests, and no passphrase yet."""
    for method in (Vault.begin, Vault.change):
        monkeypatch.setattr(method, "__kwdefaults__", {"cost": 2**4})
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_store_is_protected_used_and_opened_again(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    assert run(["protect"]) == 77
    assert f"Set {VARIABLE}" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "several words")
    assert run(["protect"]) == 0
    assert "the store in" in capsys.readouterr().out
    assert run(["show", dossier]) == 0
    assert "Acme" in capsys.readouterr().out
    for command in (["list"], ["backup", str(tmp_path / "b.tar")], ["subject-access", "Acme"], ["doctor", "--rebuild"]):
        assert run(command) == 0, command
    assert "protection: on" in capsys.readouterr().out
    monkeypatch.setenv(VARIABLE, "other words")
    for command in (
        ["list"],
        ["show", dossier],
        ["new", "Beta"],
        ["protect"],
        ["unprotect"],
        ["erase", "Acme", "--yes"],
    ):
        assert run(command) == 77, command
        assert "the passphrase does not open the store" in capsys.readouterr().err
    monkeypatch.delenv(VARIABLE)
    assert run(["list"]) == 77
    capsys.readouterr()
    monkeypatch.setenv(VARIABLE, "several words")
    assert run(["unprotect", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"protected": False}
    monkeypatch.delenv(VARIABLE)
    assert run(["list"]) == 0
    assert run(["unprotect"]) == 77
    monkeypatch.setenv(VARIABLE, "several words")
    assert run(["--home", str(tmp_path / "other"), "restore", str(tmp_path / "b.tar")]) == 0
    assert run(["erase", "Acme", "--yes"]) == 0


def test_the_passphrase_is_changed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["new", "Acme"])
    monkeypatch.setenv("INTAKE_NEW_STORE_PASSPHRASE", "other words")
    assert run(["protect", "--change"]) == 77
    assert "the home is not protected" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "several words")
    assert run(["protect"]) == 0
    assert run(["protect", "--change"]) == 0
    assert "opens with the new passphrase alone" in capsys.readouterr().out
    assert run(["list"]) == 77
    monkeypatch.setenv(VARIABLE, "other words")
    assert run(["list"]) == 0
    monkeypatch.delenv("INTAKE_NEW_STORE_PASSPHRASE")
    assert run(["protect", "--change"]) == 77
    assert "Set INTAKE_NEW_STORE_PASSPHRASE" in capsys.readouterr().err


def test_what_stays_readable_ends_with_1(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    (home / "dossiers" / dossier / "log.jsonl.torn-1").write_text("half")
    monkeypatch.setenv(VARIABLE, "several words")
    assert run(["protect"]) == 1
    assert "log.jsonl.torn-1 can be read without the passphrase" in capsys.readouterr().out
    assert run(["doctor"]) == 1
    assert "run: intake protect" in capsys.readouterr().out


def test_what_was_cut_is_said_by_the_next_list_and_told_by_the_doctor_once_it_is_set_aside(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(["new", "Acme"])
    dossier = capsys.readouterr().out.strip()
    with (home / "dossiers" / dossier / "log.jsonl").open("ab") as journal:
        journal.write(b'{"actor":"me","at":"20')
    assert run(["list"]) == 0
    assert f"{dossier}: the journal ends in an unfinished line, which was never acknowledged" in capsys.readouterr().err
    mail = tmp_path / "mail.txt"
    mail.write_text("Hello", encoding="utf-8")
    assert run(["log", dossier, str(mail), "--mine", "--from", "me", "--at", "2026-01-05 09:00"]) == 0
    capsys.readouterr()
    assert run(["list"]) == 0
    assert "unfinished" not in capsys.readouterr().err
    assert run(["doctor"]) == 0
    assert "set aside: 1 unfinished or damaged ends of journals" in capsys.readouterr().out
