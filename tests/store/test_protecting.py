"""A protected home tells nothing without its passphrase, loses nothing with it, and works as any other."""

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from intake.errors import BadFile, CannotTell, DoesNotHold, NotFound, Refused
from intake.store import backup, backup_file, chain, durable, envelope, erasing, protecting, restoring, sealing
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from intake.store.holdings import holdings
from intake.store.vault import Vault
from store import everything
from store.everything import CANARY
from store.sample import CLIENT, NOW, later

WORDS = b"correct horse battery staple"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost of scrypt that suits tests."""
    for method in (Vault.begin, Vault.change):
        monkeypatch.setattr(method, "__kwdefaults__", {"cost": 2**4})


def opened(home: Path, words: bytes = WORDS) -> Dossiers:
    return Dossiers(home, Vault(home, lambda: words))


def telling(folder: Path, canary: str = CANARY) -> list[str]:
    """Every file that holds the canary in its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        p.relative_to(folder).as_posix() for p in files if canary.casefold().encode() in p.read_bytes().lower()
    )


@pytest.fixture
def dossier(home: Path) -> str:
    """A dossier with everything in it, in a home that was protected after half of it."""
    dossier_id = everything.begin(home)
    Dossiers(home).rows()
    assert len(telling(home)) > 5
    before = Dossiers(home).load(dossier_id)
    assert protecting.protect(opened(home), WORDS) == ()
    assert opened(home).load(dossier_id) == before
    return dossier_id


def test_once_unlocked_another_is_asked_what_else_needs_a_passphrase(home: Path, dossier: str, tmp_path: Path) -> None:
    other = Dossiers(tmp_path / "other", Vault(tmp_path / "other", lambda: b"of another"))
    protecting.protect(other, b"of another")
    backup.write(home / "theirs.tar", other, at=NOW)
    vault = Vault(home, lambda: WORDS)
    asked: list[str] = []

    def refuse() -> bytes:
        asked.append("on screen")
        raise Refused("the terminal is a screen")

    vault.unlock(refuse)
    done = erasing.erase(Dossiers(home, vault), Order((dossier,), (f"{CANARY} Ltd",), "Birch", NOW))
    assert done.unopened == ("theirs.tar",)
    assert asked == ["on screen"]
    assert backup_file.check(home / "theirs.tar", vault.asking(lambda: b"of another"))


def test_without_the_passphrase_no_byte_tells_of_the_client(home: Path, dossier: str) -> None:
    opened(home).append(dossier, "noted", {"text": CANARY}, actor=CANARY, at=later(90))
    opened(home).blobs.put(CANARY.encode())
    assert [row.name for row in opened(home).rows()] == [f"{CANARY} Ltd"]
    assert telling(home) == []
    with pytest.raises(Refused, match="protected by a passphrase"):
        Dossiers(home).load(dossier)
    with pytest.raises(Refused, match="does not open"):
        opened(home, b"wrong").rows()
    for store in (Dossiers(home), opened(home, b"wrong")):
        with pytest.raises(Refused):
            store.blobs.put(b"new")


def test_the_chain_is_the_same_and_holds_without_a_key(home: Path, dossier: str) -> None:
    sealed = opened(home).journal(dossier).path.read_bytes()
    log, whole = chain.read(sealed), opened(home).journal(dossier).read()
    assert (log.head, log.damage, log.size) == (whole.head, "", len(sealed))
    assert {entry.body for entry in log.entries} == {None}
    assert whole.entries[0].body is not None
    assert "line 3" in chain.read(sealed.replace(b'"seq":3', b'"seq":9')).damage
    protecting.unprotect(opened(home))
    assert Dossiers(home).journal(dossier).read().head == log.head
    assert Dossiers(home).load(dossier) == opened(home).load(dossier)
    assert {path.name for path in home.iterdir()} >= {"dossiers", "blobs"}
    assert not [path for path in home.rglob("*") if path.name in ("key", "protection.json")]
    assert len(telling(home)) > 5


def test_a_sealed_body_that_was_altered_or_moved_is_noticed(home: Path, dossier: str) -> None:
    path = opened(home).journal(dossier).path
    lines = path.read_bytes().split(b"\n")
    first, second = (json.loads(lines[number])["sealed"].encode() for number in (1, 2))
    path.write_bytes(path.read_bytes().replace(first, second))
    assert "line 2 of the journal was altered after it was sealed" in opened(home).load(dossier).damage


def test_a_dossier_whose_key_is_gone_is_gone_and_the_others_stand(home: Path, dossier: str) -> None:
    other = opened(home).create(CLIENT, **everything.FILES, actor="me", at=NOW, token="t9").id
    (home / "dossiers" / dossier / "key").unlink()
    with pytest.raises(CannotTell, match="key is gone"):
        opened(home).load(dossier)
    opened(home).rebuild()
    assert {row.id: row.damage for row in opened(home).rows()} == {dossier: "the dossier's key is gone", other: ""}
    made = backup.write(home / "b.tar", opened(home), at=NOW)
    assert made.manifest.lacking == (f"{dossier}: the journal cannot be read: the dossier's key is gone",)
    erasing.erase(opened(home), Order((dossier,), (CANARY,), "me", later(99)))
    assert opened(home).ids() == (other,)


@pytest.mark.parametrize("stop", range(1, 60, 7))
def test_a_protection_that_is_stopped_goes_on_and_all_can_be_read_meanwhile(
    home: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    dossier_id = everything.begin(home)
    before = Dossiers(home).load(dossier_id)
    for act in (lambda: protecting.protect(opened(home), WORDS), lambda: protecting.unprotect(opened(home))):
        replace, left = durable.replace, [stop]

        def stopping(path: Path, data: bytes, replace=replace, left=left) -> None:  # type: ignore[no-untyped-def]
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            replace(path, data)

        monkeypatch.setattr(durable, "replace", stopping)
        try:
            act()
        except KeyboardInterrupt:
            monkeypatch.setattr(durable, "replace", replace)
            assert opened(home).load(dossier_id) == before
            assert all(opened(home).blobs.get(path.name) for path in (home / "blobs").glob("*/*"))
            act()
        monkeypatch.setattr(durable, "replace", replace)
        assert opened(home).load(dossier_id) == before
        assert bool(telling(home)) is not Vault(home).begun


def test_a_backup_is_sealed_and_restored_with_the_passphrase_anywhere(home: Path, dossier: str, tmp_path: Path) -> None:
    made = backup.write(tmp_path / "b.tar", opened(home), at=NOW)
    raw = made.path.read_bytes()
    assert CANARY.encode() not in raw
    assert backup_file.is_backup(made.path)
    other = tmp_path / "other"
    with pytest.raises(Refused):
        backup_file.check(made.path)
    with pytest.raises(Refused, match="does not open"):
        backup_file.check(made.path, Vault(other, lambda: b"wrong"))
    found = backup_file.check(made.path, Vault(other, lambda: WORDS))
    assert found == made
    restoring.restore(found, Dossiers(other))
    assert Dossiers(other).load(dossier) == opened(home).load(dossier)
    protecting.protect(opened(other, b"another"), b"another")
    shutil.rmtree(other / "dossiers" / dossier)
    assert [each.result.name for each in restoring.restore(found, opened(other, b"another"))] == ["RESTORED"]
    assert telling(other) == []
    assert opened(other, b"another").load(dossier) == opened(home).load(dossier)


def test_a_sealed_backup_that_was_cut_altered_or_reordered_is_refused(
    home: Path, dossier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envelope, "_PIECE_BYTES", 4096)
    path, vault = tmp_path / "b.tar", opened(home).vault
    raw = backup.write(path, opened(home), at=NOW).path.read_bytes()
    piece = 4 + 4096 + 28
    begin = len(raw) - piece * (len(raw) // piece)
    for broken in (
        raw[:-piece],
        raw[:-1],
        raw[: begin + 100],
        raw[:-40] + b"x" + raw[-39:],
        raw + raw[-piece:],
        raw[:30],
    ):
        path.write_bytes(broken)
        with pytest.raises((BadFile, DoesNotHold)):
            backup_file.check(path, vault)


def test_an_erasure_leaves_neither_key_nor_body_nor_row_here_or_in_a_sealed_backup(home: Path, dossier: str) -> None:
    dossiers = opened(home)
    other = dossiers.create(CLIENT, **everything.FILES, actor="me", at=NOW, token="t9").id
    backup.write(home / "b.tar", dossiers, at=NOW)
    done = erasing.erase(dossiers, Order((dossier,), (CANARY,), "me", later(99)))
    assert (done.gone, done.backups) == ((dossier,), ("b.tar",))
    assert [*backup_file.check(home / "b.tar", dossiers.vault).chains] == [other]
    assert sorted(path.name for path in (home / "dossiers").iterdir()) == [other]
    protecting.unprotect(opened(home))
    assert telling(home) == []


def test_the_signed_agreement_stays_in_a_protected_home(home: Path, dossier: str) -> None:
    erasing.erase(opened(home), Order((dossier,), (CANARY,), "me", later(99), "ten years by tax law"))
    left = opened(home).load(dossier)
    assert (left.damage, left.stage.value, left.answers) == ("", "sealed", {})
    assert telling(home) == []


def test_all_that_is_held_is_told_from_a_protected_home(home: Path, dossier: str) -> None:
    held = holdings(opened(home), dossier)
    assert all(entry.data for entry in held.entries)
    assert [file.missing for file in held.files if file.missing] == []


def test_what_cannot_be_sealed_is_said(home: Path) -> None:
    sound, damaged = everything.begin(home), everything.begin(home, "t2", "Zaunkoenig")
    path = Dossiers(home).journal(damaged).path
    path.write_bytes(path.read_bytes().replace(b'"seq":9', b'"seq":8'))
    path.with_name("log.jsonl.torn-1").write_text("half a line")
    assert protecting.protect(opened(home), WORDS) == (damaged, f"{damaged}/log.jsonl.torn-1")
    with pytest.raises(Refused, match=damaged):
        protecting.unprotect(opened(home))
    assert opened(home).load(sound)


def test_an_unfinished_line_and_unfinished_files_do_not_keep_a_home_from_being_protected_and_opened(home: Path) -> None:
    dossier = everything.begin(home)
    journal, before = home / "dossiers" / dossier / "log.jsonl", Dossiers(home).load(dossier)
    for act in (lambda: protecting.protect(opened(home), WORDS), lambda: protecting.unprotect(opened(home))):
        whole = journal.read_bytes()
        journal.write_bytes(whole + whole.splitlines()[-1][:-9])
        for unfinished in (home / "blobs" / "ab" / ".new-1", home / ".going-2"):
            unfinished.parent.mkdir(exist_ok=True)
            unfinished.write_text(CANARY)
        act()
        assert not [*durable.left_behind(home)]
        assert opened(home).load(dossier) == before
    assert len([*journal.parent.glob("log.jsonl.torn-*")]) == 2


def test_another_passphrase_does_not_protect_a_protected_home(home: Path, dossier: str) -> None:
    with pytest.raises(Refused, match="does not open"):
        protecting.protect(opened(home, b"another"), b"another")
    with pytest.raises(Refused, match="no letters"):
        protecting.protect(opened(home), b"")
    (home / "protection.json").write_text("{}")
    with pytest.raises(CannotTell, match="home's key cannot be read"):
        opened(home).load(dossier)


def test_another_passphrase_opens_the_store_and_the_former_one_no_more(home: Path, dossier: str) -> None:
    before = opened(home).load(dossier)
    sealed = {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "protection.json"}
    with pytest.raises(Refused, match="does not open"):
        opened(home, b"wrong").vault.change(lambda: b"new words")
    with pytest.raises(Refused, match="no letters"):
        opened(home).vault.change(lambda: b"")
    opened(home).vault.change(lambda: b"new words")
    assert opened(home, b"new words").load(dossier) == before
    with pytest.raises(Refused, match="does not open"):
        opened(home).load(dossier)
    assert all(path.read_bytes() == content for path, content in sealed.items() if path.suffix != ".lock")
    protecting.unprotect(opened(home, b"new words"))
    with pytest.raises(Refused, match="not protected"):
        opened(home).vault.change(lambda: b"new words")


def test_a_backup_of_before_the_passphrase_was_changed_is_cleared_with_the_rest(home: Path, dossier: str) -> None:
    stays = opened(home).create(CLIENT, **everything.FILES, actor="me", at=NOW, token="t9").id
    backup.write(home / "b.tar", opened(home), at=NOW)
    opened(home).vault.change(lambda: b"new words")
    done = erasing.erase(opened(home, b"new words"), Order((dossier,), (CANARY,), "me", later(99)))
    assert (done.backups, done.unopened) == (("b.tar",), ())
    assert backup_file.check(home / "b.tar", Vault(home, lambda: b"new words")).chains.keys() == {stays}


def test_a_backup_of_another_protection_in_the_home_is_said_when_a_client_is_erased(home: Path, dossier: str) -> None:
    backup.write(home / "b.tar", opened(home), at=NOW)
    protecting.unprotect(opened(home))
    done = erasing.erase(opened(home, b"other words"), Order((dossier,), (CANARY,), "me", later(99)))
    assert (done.backups, done.unopened) == ((), ("b.tar",))


def test_a_home_of_before_keys_had_names_is_read_and_changed(home: Path, dossier: str) -> None:
    path = home / "protection.json"
    former = json.loads(path.read_text("utf-8"))
    del former["known_as"]
    path.write_text(json.dumps(former), encoding="utf-8")
    name = opened(home).vault.protection.name
    assert opened(home).load(dossier)
    opened(home).vault.change(lambda: b"new words")
    assert opened(home, b"new words").vault.protection.name == name


def test_the_systems_keyring_spares_the_passphrase(home: Path, dossier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[tuple[str, str], str] = {}

    class KeyringError(Exception):
        pass

    keyring = ModuleType("keyring")
    vars(keyring).update(
        errors=SimpleNamespace(KeyringError=KeyringError),
        set_password=lambda service, name, secret: held.update({(service, name): secret}),
        get_password=lambda service, name: held.get((service, name)),
        delete_password=lambda service, name: held.pop((service, name)),
    )
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    opened(home).vault.remember()
    assert Dossiers(home).load(dossier).client.name == f"{CANARY} Ltd"
    Dossiers(home).vault.change(lambda: b"for one that was forgotten")
    assert Dossiers(home).load(dossier).client.name == f"{CANARY} Ltd"
    protecting.unprotect(Dossiers(home))
    assert held == {}
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(Refused, match="no keyring"):
        opened(home).vault.remember()


def test_a_stored_file_that_was_altered_is_not_given_out(home: Path, dossier: str) -> None:
    (path, *_) = sorted((home / "blobs").glob("*/*"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(NotFound, match="altered"):
        opened(home).blobs.get(path.name)


def test_the_cost_of_the_passphrase_is_what_owasp_advises() -> None:
    assert sealing.COST * 8 * 128 == 32 * 2**20
    assert datetime.now(UTC) > NOW.replace(year=2026)
