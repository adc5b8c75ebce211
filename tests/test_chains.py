"""A journal that left its home is checked by its chain alone, and against the brief that pins its head."""

import json
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.store import backup, protecting
from intake.store.dossiers import Dossiers
from intake.store.vault import Vault
from store import everything
from store.sample import NOW

WORDS = b"several words"


def verified(capsys: pytest.CaptureFixture[str], code: int, *paths: Path) -> list[dict[str, list[str]]]:
    """What `intake verify` says of each file."""
    capsys.readouterr()
    assert run(["verify", *map(str, paths), "--json"]) == code
    found: list[dict[str, list[str]]] = json.loads(capsys.readouterr().out)["results"]
    return found


def exported(home: Path, folder: Path) -> Path:
    """A journal, copied out of its home."""
    copy = folder / "copy.jsonl"
    copy.write_bytes(Dossiers(home).journal(everything.begin(home)).path.read_bytes())
    return copy


def test_a_sound_journal_says_its_head_and_what_it_cannot_show(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = exported(home, tmp_path)
    head = Dossiers(home).journal(Dossiers(home).ids()[0]).head
    (found,) = verified(capsys, 0, copy)
    assert head in found["statements"][0]
    assert "only a signed brief" in found["statements"][1]


@pytest.mark.parametrize("line", [1, 7, 24])
def test_the_line_of_the_damage_is_named(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: int
) -> None:
    copy = exported(home, tmp_path)
    lines = copy.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(everything.CANARY.encode(), b"Nightingale", 1)
    copy.write_bytes(b"".join(lines))
    (found,) = verified(capsys, 1, copy)
    assert f"line {line} of the journal was altered after it was written" in found["faults"][0]
    copy.write_bytes(b"".join(lines[: line - 1] + lines[line:]))
    if line < len(lines) - 1:
        assert f"line {line} of the journal does not follow" in verified(capsys, 1, copy)[0]["faults"][0]


def test_a_sealed_journal_is_checked_without_a_key_and_a_sealed_backup_with_its_passphrase(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Vault.begin, "__kwdefaults__", {"cost": 2**4})
    dossier = everything.begin(home)
    dossiers = Dossiers(home, Vault(home, lambda: WORDS))
    protecting.protect(dossiers, WORDS)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(dossiers.journal(dossier).path.read_bytes())
    assert dossiers.journal(dossier).head in verified(capsys, 0, copy)[0]["statements"][0]
    backup.write(tmp_path / "b.tar", dossiers, at=NOW)
    assert run(["verify", str(tmp_path / "b.tar")]) == 77
    monkeypatch.setenv("INTAKE_STORE_PASSPHRASE", WORDS.decode())
    assert dossier in verified(capsys, 0, tmp_path / "b.tar")[0]["statements"][0]


def test_a_backup_that_was_altered_is_not_valid(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everything.begin(home)
    path = backup.write(tmp_path / "b.tar", Dossiers(home), at=NOW).path
    assert "28 entries" in verified(capsys, 0, path)[0]["statements"][0]
    path.write_bytes(path.read_bytes().replace(b"Kanarienvogel Ltd", b"Kanarienvogel Inc"))
    assert "another digest" in verified(capsys, 1, path)[0]["faults"][0]
    assert run(["verify", str(tmp_path / "nothing.jsonl")]) == 66


def test_a_signed_brief_beside_the_journal_shows_that_its_past_is_there(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "--to", str(tmp_path / "demo"), "--quiet"]) == 0
    (pdf,) = (tmp_path / "demo").glob("*/000.pdf")
    (journal,) = (tmp_path / "demo" / "home" / "dossiers").glob("*/log.jsonl")
    found = verified(capsys, 0, journal, pdf)
    assert "000.pdf pins entry" in found[0]["statements"][1]
    lines = journal.read_bytes().splitlines(keepends=True)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"".join(lines[:5]))
    assert "which is not there" in verified(capsys, 1, copy, pdf)[0]["faults"][0]
