"""Backup, restore, erasure and subject access by the real commands, on a client who went the whole way."""

import asyncio
import json
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from intake import canonical
from intake.cli.main import run
from intake.desk import Desk
from intake.model.client import Client
from intake.store.erasing import Order
from intake.testing.recorded import RecordedWeb

SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
NAME = "Lindqvist Möbel AB"
SOURCES = ("contact", "website")


def said(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    """What the command prints, on both ways out; its exit code must be that."""
    assert run([*arguments]) == code
    told = capsys.readouterr()
    return told.out + told.err


@pytest.fixture
def dossier(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The sample's client: interviewed, vetted, written to."""
    desk = Desk(home)
    dossier_id = desk.new(Client(NAME, country="SE", website="https://www.lindqvist-mobel.example")).id
    desk.sitting(dossier_id).take((SAMPLE / "answers.web.yaml").read_bytes(), "answers.web.yaml")
    web = RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)
    asyncio.run(desk.vet(dossier_id, web=web, names=SOURCES))
    mail = home.parent / "mail.txt"
    mail.write_text("Dear Studio, so sorry, Anna of Lindqvist", encoding="utf-8")
    run(
        ["log", dossier_id, str(mail), "--theirs", "--from", "anna@lindqvist-mobel.example", "--at", "2026-01-05 09:00"]
    )
    desk.decide(dossier_id)
    capsys.readouterr()
    return dossier_id


def test_a_home_goes_into_one_file_and_comes_back_elsewhere(
    home: Path, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = said(capsys, 0, "backup", str(tmp_path / "b.tar"))
    assert "1 dossiers" in shown
    assert "your keys are not in it" in shown
    other = ["--home", str(tmp_path / "other")]
    assert f"{dossier}  restored" in said(capsys, 0, *other, "restore", str(tmp_path / "b.tar"))
    assert said(capsys, 0, *other, "record", dossier) == said(capsys, 0, "record", dossier)
    again = json.loads(said(capsys, 0, *other, "--quiet", "restore", str(tmp_path / "b.tar"), "--json"))
    assert [(part["name"], part["result"], part["conflict"]) for part in again["parts"]] == [(dossier, "same", False)]
    run([*other, "decide", dossier])
    run(["decide", dossier])
    capsys.readouterr()
    said(capsys, 0, "backup", str(tmp_path / "b.tar"), "--only", dossier)
    assert "another history" in said(capsys, 1, *other, "restore", str(tmp_path / "b.tar"))


def test_a_backup_of_a_damaged_home_says_what_it_lacks(
    home: Path, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = Desk(home).dossier(dossier).policy.removeprefix("sha256:")
    (home / "blobs" / policy[:2] / policy).unlink()
    assert f"{dossier}: the stored file {policy[:12]} is missing" in said(capsys, 1, "backup", str(tmp_path / "b.tar"))
    assert (tmp_path / "b.tar").exists()


def test_what_cannot_be_backed_up_or_restored_has_its_exit_code(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "b.tar"
    assert "nothing to back up" in said(capsys, 66, "backup", str(file))
    assert not home.exists()
    said(capsys, 66, "restore", str(file))
    file.write_text("no tar")
    assert f"{file}:1:1: this is no backup of intake" in said(capsys, 65, "restore", str(file))
    run(["new", "Acme"])
    said(capsys, 64, "backup", str(file), "--only", "acme", "--with-keys")
    said(capsys, 73, "backup", str(tmp_path / "no" / "folder.tar"))
    said(capsys, 0, "backup", str(file))
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b"Acme", b"Acmf"))
    assert "not as it was written" in said(capsys, 1, "restore", str(file))


def test_i5_nothing_of_an_erased_client_is_left_in_the_home(
    home: Path, dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "Beta"])
    run(["list"])
    said(capsys, 0, "backup", str(home / "b.tar"))
    asked = said(capsys, 64, "erase", NAME.lower())
    assert dossier in asked
    assert "the backup b.tar" in asked
    assert "--yes" in asked
    shown = said(capsys, 0, "erase", NAME.lower(), "--yes")
    assert f"erased {dossier}" in shown
    assert "still stands" not in shown
    for path in home.rglob("*"):
        told = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        assert b"indqvist" not in told, path
        assert "Möbel".encode() not in told, path
    assert NAME not in said(capsys, 0, "list")
    said(capsys, 66, "erase", NAME, "--yes")
    assert "ok  dossiers: 1 found sound" in said(capsys, 0, "doctor")


def test_another_dossier_of_the_client_is_named_and_not_erased_by_id(
    home: Path, dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", NAME])
    second = capsys.readouterr().out.strip()
    shown = said(capsys, 0, "erase", second, "--yes")
    assert f"not asked for, and maybe the same client: {dossier}" in shown
    assert f"the name still stands in dossiers/{dossier}/log.jsonl" in shown
    assert "--keep-agreement" in said(capsys, 77, "erase", dossier, "--yes", "--keep-agreement", "law")


def test_i6_all_that_is_held_on_a_client_is_in_one_document(
    home: Path, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = json.loads(said(capsys, 0, "subject-access", NAME, "--json"))
    (only,) = held["dossiers"]
    assert [entry["kind"] for entry in only["entries"]] == [e.kind for e in Desk(home).dossiers.entries(dossier)]
    stored = {path.name: path.read_bytes() for path in (home / "blobs").glob("*/*")}
    told = {file["sha256"]: file["text"] for file in only["files"]}
    assert told.items() <= {name: raw.decode() for name, raw in stored.items()}.items()
    assert any("so sorry, Anna" in text for text in told.values())
    page = next(file for file in only["files"] if file["kind"] == "website")
    assert page["source"].startswith("https://www.lindqvist-mobel.example")
    assert page["retrieved_at"]
    readable = said(capsys, 0, "subject-access", dossier)
    for part in (NAME, "so sorry, Anna", "website", page["sha256"], "2026-"):
        assert part in readable
    assert not [line for line in readable.splitlines() if line and not line.startswith(("#", "    "))]
    file = tmp_path / "held.md"
    said(capsys, 0, "subject-access", dossier, "--to", str(file))
    assert page["sha256"] in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    said(capsys, 66, "subject-access", "Nobody")


def test_an_erasure_that_was_stopped_is_said_and_finished_by_the_same_command(
    home: Path, dossier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    order = Order((dossier,), (NAME,), "me", datetime(2026, 1, 5, tzinfo=UTC))
    (home / "erasing.json").write_bytes(canonical.to_bytes(canonical.encode(order)))
    (home / "dossiers" / dossier / "log.jsonl").unlink()
    assert f"one was stopped on the way; run: intake erase {dossier} --yes" in said(capsys, 1, "doctor")
    said(capsys, 0, "erase", NAME, "--yes")
    assert not [path for path in home.rglob("*") if "lindqvist" in path.name]
    assert "stopped" not in said(capsys, 0, "doctor")
