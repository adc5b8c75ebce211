"""A backup is one consistent state though others write meanwhile, and no byte of it changes unnoticed."""

import io
import tarfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import BadFile, CannotWrite, DoesNotHold, NotFound
from intake.store import backup, backup_file
from intake.store.dossiers import Dossiers
from intake.store.vault import Vault
from store import everything
from store.sample import NOW, later


@pytest.fixture
def written(home: Path, tmp_path: Path) -> backup_file.Backup:
    """A backup of a home with one dossier and files of every kind."""
    everything.begin(home)
    for name in ("settings.yaml", "keys/supplier.key", "plugins/mine.py", "lists/un.idx", "tables/t.sqlite", "a.lock"):
        (home / name).parent.mkdir(mode=0o700, exist_ok=True)
        (home / name).write_bytes(name.encode())
    return backup.write(tmp_path / "b.tar", Dossiers(home), at=NOW)


def test_a_backup_holds_what_cannot_be_had_again_and_no_keys_unless_asked(
    home: Path, tmp_path: Path, written: backup_file.Backup
) -> None:
    parts = set(written.manifest.parts)
    assert {name for name in parts if not name.startswith(("blobs/", "dossiers/"))} == {
        "settings.yaml",
        "plugins/mine.py",
    }
    assert written.path.stat().st_mode & 0o777 == 0o600
    assert {f"blobs/{name[:2]}/{name}" for name in written.chains["kanarienvogel-ltd-t1"].needed} >= {
        name for name in parts if name.startswith("blobs/")
    }
    with_keys = backup.write(tmp_path / "k.tar", Dossiers(home), keys=True, at=NOW)
    assert set(with_keys.manifest.parts) - parts == {"keys/supplier.key"}


def test_what_is_missing_or_damaged_is_written_down_and_the_rest_is_there(home: Path, tmp_path: Path) -> None:
    sound, broken = everything.begin(home, "t1"), everything.begin(home, "t2", "Zaunkoenig")
    (path,) = (path for path in (home / "blobs").glob("*/*") if path.read_bytes() == b"sealed of Kanarienvogel")
    path.unlink()
    log = Dossiers(home).journal(broken).path
    log.write_bytes(log.read_bytes().replace(b'"typed":"Zaunkoenig"', b'"typed":"Zaunkoenih"'))
    made = backup.write(tmp_path / "b.tar", Dossiers(home), at=NOW)
    assert any(
        words.startswith(f"{sound}: the stored file {path.name[:12]} is missing") for words in made.manifest.lacking
    )
    assert any("line 3 of the journal was altered" in words for words in made.manifest.lacking)
    assert set(made.chains) == {sound, broken}


def test_one_dossier_alone_comes_without_anything_else(home: Path, tmp_path: Path) -> None:
    one, _ = everything.begin(home, "t1"), everything.begin(home, "t2", "Zaunkoenig")
    (home / "settings.yaml").write_text("language: en")
    made = backup.write(tmp_path / "one.tar", Dossiers(home), only=[one], at=NOW)
    assert set(made.chains) == {one}
    assert "settings.yaml" not in made.manifest.parts
    assert b"Zaunkoenig" not in made.path.read_bytes()


def test_while_others_write_a_backup_is_a_state_that_was(home: Path, tmp_path: Path) -> None:
    ids = [everything.begin(home, f"t{number}") for number in range(3)]

    def write_on(dossier: str) -> None:
        dossiers = Dossiers(home)
        for number in range(15):
            sha256 = dossiers.blobs.put(f"{dossier} {number}".encode())
            dossiers.append(dossier, "noted", {"sha256": sha256}, actor="me", at=later(number))

    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(write_on, dossier) for dossier in ids]
        made = [backup.write(tmp_path / f"{number}.tar", Dossiers(home), at=NOW) for number in range(5)]
        assert all(each.result() is None for each in writing)
    for each in made:
        assert not [words for words in each.manifest.lacking if "abababab" not in words]
        for dossier, chain in each.chains.items():
            digests = [entry.digest for entry in Dossiers(home).entries(dossier)]
            assert tuple(digests[: len(chain.digests)]) == chain.digests


@pytest.mark.parametrize("mask", [0x01, 0x80])
def test_no_byte_that_matters_changes_unnoticed(written: backup_file.Backup, mask: int) -> None:
    raw, path = written.path.read_bytes(), written.path.with_name("altered.tar")
    sound = dict(backup_file.members(written))
    for position in range(0, len(raw), 997):
        path.write_bytes(raw[:position] + bytes([raw[position] ^ mask]) + raw[position + 1 :])
        try:
            found = backup_file.check(path)
        except (BadFile, DoesNotHold):
            continue
        # Only padding and what a restore never reads (times, owners) may differ.
        assert dict(backup_file.members(found)) == sound, position


def test_every_cut_is_noticed(written: backup_file.Backup) -> None:
    raw, path = written.path.read_bytes(), written.path.with_name("cut.tar")
    end = len(raw.rstrip(b"\0"))
    for size in (*range(0, end, 1024), end - 1):
        path.write_bytes(raw[:size])
        with pytest.raises((BadFile, DoesNotHold)):
            backup_file.check(path)


def _symlink(member: tarfile.TarInfo) -> None:
    member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"


def _renamed(name: str) -> Callable[[tarfile.TarInfo], None]:
    return lambda member: setattr(member, "name", name)


@pytest.mark.parametrize(
    "change",
    [
        _symlink,
        *map(_renamed, ["../settings.yaml", "/etc/passwd", "plugins/../x", "catalogue.jsonl", "plugins//x", "x"]),
    ],
)
def test_what_a_backup_cannot_hold_is_refused_though_it_is_in_the_list(
    tmp_path: Path, change: Callable[[tarfile.TarInfo], None]
) -> None:
    member, content = tarfile.TarInfo("settings.yaml"), b"language: en"
    change(member)
    member.size = 0 if member.issym() else len(content)
    digest = canonical.digest(content).removeprefix("sha256:")
    manifest = backup_file.Manifest(backup_file.FORMAT, NOW, {member.name: digest}, {})
    listed, path = canonical.to_bytes(canonical.encode(manifest)), tmp_path / "hostile.tar"
    with tarfile.open(path, "w:") as archive:
        first = tarfile.TarInfo(backup_file.MANIFEST)
        first.size = len(listed)
        archive.addfile(first, io.BytesIO(listed))
        archive.addfile(member, io.BytesIO(content))
    with pytest.raises(DoesNotHold, match="does not belong there"):
        backup_file.check(path)


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\0" * 10_240])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.tar"
    path.write_bytes(content)
    with pytest.raises(BadFile, match="fault"):
        backup_file.check(path)
    assert not backup_file.is_backup(path)
    with pytest.raises(NotFound):
        backup_file.check(tmp_path / "nothing")


def test_a_backup_that_cannot_be_written_leaves_the_former_one(
    home: Path, written: backup_file.Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written.path.read_bytes()

    def altered(path: Path, vault: Vault) -> backup_file.Backup:
        raise DoesNotHold("altered", where=str(path))

    monkeypatch.setattr(backup_file, "check", altered)
    with pytest.raises(DoesNotHold):
        backup.write(written.path, Dossiers(home), at=NOW)
    assert written.path.read_bytes() == before
    assert [path.name for path in written.path.parent.iterdir() if path.name.startswith(".new-")] == []
    with pytest.raises(CannotWrite):
        backup.write(home, Dossiers(home), at=NOW)
