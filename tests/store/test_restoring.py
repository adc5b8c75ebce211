"""A restore brings back what is gone, and overwrites nothing that is there."""

import shutil
from pathlib import Path

import pytest

from intake.errors import NotFound
from intake.store import backup, backup_file, erasing, restoring
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from intake.store.restoring import Result
from store import everything
from store.sample import NOW, later


def back_up(home: Path, *, keys: bool = False) -> backup_file.Backup:
    return backup.write(home.parent / "b.tar", Dossiers(home), keys=keys, at=NOW)


def restore(found: backup_file.Backup, home: Path, *, keys: bool = False) -> dict[str, Result]:
    return {each.name: each.result for each in restoring.restore(found, Dossiers(home), keys=keys)}


def note(home: Path, dossier: str, text: str) -> None:
    Dossiers(home).append(dossier, "noted", {"text": text}, actor="me", at=later(99))


def files(home: Path) -> dict[str, bytes]:
    found = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.endswith(".lock")}


def test_an_empty_home_is_the_same_afterwards_to_the_last_byte(home: Path, tmp_path: Path) -> None:
    dossier = everything.begin(home)
    (home / "settings.yaml").write_text("language: en")
    (purged,) = (path for path in (home / "blobs").glob("*/*") if path.read_bytes() == b"page 2 of Kanarienvogel")
    purged.unlink()
    Dossiers(home).rebuild()
    found, other = back_up(home), tmp_path / "other"
    assert restore(found, other) == {"settings.yaml": Result.RESTORED, dossier: Result.RESTORED}
    assert files(other) == files(home)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (other, *other.rglob("*")))
    assert restore(found, other) == {"settings.yaml": Result.SAME, dossier: Result.SAME}


def test_of_one_history_the_longer_part_stays(home: Path) -> None:
    dossier = everything.begin(home)
    short = back_up(home)
    note(home, dossier, "later")
    after = files(home)
    assert restore(short, home) == {dossier: Result.FURTHER}
    assert files(home)[f"dossiers/{dossier}/log.jsonl"] == after[f"dossiers/{dossier}/log.jsonl"]
    long = backup.write(home.parent / "long.tar", Dossiers(home), at=NOW)
    shutil.rmtree(home)
    restore(short, home)
    assert restore(long, home) == {dossier: Result.ADVANCED}
    assert files(home)[f"dossiers/{dossier}/log.jsonl"] == after[f"dossiers/{dossier}/log.jsonl"]


def test_of_two_histories_the_one_here_stays_and_it_is_said(home: Path) -> None:
    dossier = everything.begin(home)
    common = back_up(home)
    note(home, dossier, "theirs")
    theirs = backup.write(home.parent / "theirs.tar", Dossiers(home), at=NOW)
    shutil.rmtree(home)
    restore(common, home)
    note(home, dossier, "ours")
    before = files(home)
    assert restore(theirs, home) == {dossier: Result.FORKED}
    assert Result.FORKED.conflict
    assert files(home)[f"dossiers/{dossier}/log.jsonl"] == before[f"dossiers/{dossier}/log.jsonl"]


def test_a_damaged_journal_is_mended_and_what_was_damaged_is_kept_beside_it(home: Path) -> None:
    dossier = everything.begin(home)
    found = back_up(home)
    log = Dossiers(home).journal(dossier).path
    sound = log.read_bytes()
    damaged = sound.replace(b'"typed":"Kanarienvogel"', b'"typed":"Kanarienvogem"')
    log.write_bytes(damaged)
    assert Dossiers(home).load(dossier).damage
    assert restore(found, home) == {dossier: Result.MENDED}
    assert not Dossiers(home).load(dossier).damage
    assert log.read_bytes() == sound
    aside = log.with_name("log.jsonl.torn-1").read_bytes()
    assert damaged.endswith(aside)
    assert b"Kanarienvogem" in aside


def test_stored_files_that_are_missing_or_altered_come_back(home: Path) -> None:
    everything.begin(home)
    found, before = back_up(home), files(home)
    first, second, *_ = sorted(
        path for path in (home / "blobs").glob("*/*") if path.name in next(iter(found.chains.values())).needed
    )
    first.unlink()
    second.write_bytes(b"altered")
    restore(found, home)
    assert {name: content for name, content in files(home).items() if name.startswith("blobs/")} == {
        name: content for name, content in before.items() if name.startswith("blobs/")
    }


def test_a_stored_file_that_was_purged_since_does_not_come_back(home: Path) -> None:
    dossier = everything.begin(home)
    found = back_up(home)
    sha256 = Dossiers(home).blobs.put(b"page 1 of Kanarienvogel")
    Dossiers(home).append(dossier, "purged", {"sha256": [sha256], "reason": "asked"}, actor="me", at=later(90))
    Dossiers(home).drop(sha256)
    restore(found, home)
    with pytest.raises(NotFound):
        Dossiers(home).blobs.get(sha256)


def test_a_dossier_that_was_erased_does_not_come_back(home: Path) -> None:
    dossier = everything.begin(home)
    found = back_up(home)
    erasing.erase(Dossiers(home), Order((dossier,), (everything.CANARY,), "me", later(99)))
    assert restore(found, home) == {dossier: Result.ERASED}
    assert not any(b"Kanarienvogel" in content for content in files(home).values())


def test_files_of_yours_and_keys_are_not_overwritten_and_keys_come_only_when_asked_for(
    home: Path, tmp_path: Path
) -> None:
    everything.begin(home)
    (home / "settings.yaml").write_text("language: en")
    (home / "keys").mkdir()
    (home / "keys" / "supplier.key").write_text("secret")
    found = back_up(home, keys=True)
    (home / "settings.yaml").write_text("language: de")
    assert restore(found, home)["settings.yaml"] is Result.DIFFERENT
    assert (home / "settings.yaml").read_text() == "language: de"
    other = tmp_path / "other"
    assert restore(found, other)["keys/supplier.key"] is Result.NOT_ASKED
    assert not (other / "keys").exists()
    assert restore(found, other, keys=True)["keys/supplier.key"] is Result.RESTORED
    assert (other / "keys" / "supplier.key").stat().st_mode & 0o777 == 0o600


def test_a_damaged_journal_in_a_backup_never_takes_the_place_of_one(home: Path, tmp_path: Path) -> None:
    dossier = everything.begin(home)
    log = Dossiers(home).journal(dossier).path
    sound = log.read_bytes()
    log.write_bytes(sound.replace(b'"typed":"Kanarienvogel"', b'"typed":"Kanarienvogem"'))
    found = back_up(home)
    log.write_bytes(sound)
    assert restore(found, home) == {dossier: Result.DAMAGED}
    assert log.read_bytes() == sound
    assert restore(found, tmp_path / "other") == {dossier: Result.RESTORED}
    assert Dossiers(tmp_path / "other").load(dossier).damage
