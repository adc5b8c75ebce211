"""Of an erased client no byte stays in the home; of others nothing goes."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import Refused
from intake.model.finding import Evidence
from intake.store import backup, backup_file, durable, erasing, folding
from intake.store.dossiers import Dossiers
from intake.store.erasing import Order
from store import everything
from store.everything import CANARY
from store.sample import CLIENT, NOW, REPORT, later


def order(*ids: str, agreement: str = "") -> Order:
    return Order(ids, (CANARY, f"{CANARY} Ltd"), "me", later(99), agreement)


def holding(home: Path, canary: str = CANARY) -> list[str]:
    """Every file or folder of the home that holds the canary in its name or bytes."""
    found = []
    for path in home.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if canary.casefold().encode() in content.lower() or canary.casefold() in path.name.casefold():
            found.append(path.relative_to(home).as_posix())
    return found


def test_the_sample_has_an_entry_of_every_kind_there_is(home: Path) -> None:
    said = re.findall(r"^    ([a-z][a-z, ]*?)(?: {2,}| and any)", str(folding.__doc__), re.MULTILINE)
    known = {kind for kinds in said for kind in kinds.split(", ")}
    assert {"created", "answered", "noted", "kept"} <= known
    kinds = {entry.kind for entry in Dossiers(home).entries(everything.begin(home))}
    assert known <= kinds


def test_i5_after_an_erasure_no_byte_of_the_home_tells_of_the_client(home: Path) -> None:
    dossier, other = everything.begin(home), everything.begin(home, "t2", "Zaunkoenig")
    Dossiers(home).rows()
    # What a crash leaves, what was never journalled, what was set aside, and a backup in the home.
    log = Dossiers(home).journal(dossier).path
    log.with_name("log.jsonl.torn-1").write_text(CANARY)
    with log.open("ab") as file:
        file.write(f'{{"half": "{CANARY}'.encode())
    (home / "blobs" / ".new-1").write_text(CANARY)
    (home / ".new-2").write_text(f"a row of {CANARY}")
    Dossiers(home).blobs.put(f"robots.txt of {CANARY}".encode())
    backup.write(home / "b.tar", Dossiers(home), at=NOW)
    assert len(holding(home)) > 12
    done = erasing.erase(Dossiers(home), order(dossier))
    assert holding(home) == []
    assert (done.gone, done.reduced, done.backups, done.elsewhere) == ((dossier,), (), ("b.tar",), ())
    assert [row.id for row in Dossiers(home).rows()] == [other]
    assert not Dossiers(home).load(other).damage
    assert set(backup_file.check(home / "b.tar").chains) == {other}


def test_what_another_dossier_needs_stays(home: Path) -> None:
    dossier, other = everything.begin(home), everything.begin(home, "t2", "Zaunkoenig")
    shared = Dossiers(home).blobs.put(b"page 1 of Kanarienvogel")
    evidence = Evidence("e9", "https://x.example/", NOW, 200, shared)
    report = canonical.encode(replace(REPORT, findings=(), evidence=(evidence,)))
    Dossiers(home).append(other, "asked", report, actor="me", at=later(50))
    erasing.erase(Dossiers(home), order(dossier))
    assert Dossiers(home).blobs.get(shared) == b"page 1 of Kanarienvogel"
    assert Dossiers(home).blobs.get(Dossiers(home).load(other).policy) == everything.FILES["policy"]


def test_what_others_keep_of_the_dossier_goes_by_purge_and_by_the_erasable_chain(home: Path) -> None:
    dossier, other = everything.begin(home), everything.begin(home, "t2", "Zaunkoenig")
    past = Dossiers(home).blobs.put(f'{{"dossier": "{dossier}"}}'.encode())
    evidence = Evidence("e9", "intake:past", NOW, 200, past)
    report = replace(REPORT, source="history", evidence=(evidence,), note=f"a rival of {dossier}")
    Dossiers(home).append(other, "asked", canonical.encode(report), actor="me", at=later(50))
    Dossiers(home).append(other, "noted", {"text": f"not {dossier}-2"}, actor="me", at=later(51))
    head = Dossiers(home).load(other).head
    done = erasing.erase(Dossiers(home), order(dossier))
    assert done.elsewhere == (other,)
    assert holding(home) == [f"dossiers/{other}/log.jsonl"]
    entries = {entry.digest: entry for entry in Dossiers(home).entries(other)}
    assert entries[head].body == {"text": f"not {dossier}-2"}
    assert not Dossiers(home).load(other).damage


def test_a_file_of_a_step_under_way_stays_until_it_is_old(home: Path) -> None:
    dossier = everything.begin(home)
    fresh, old = (Dossiers(home).blobs.put(each) for each in (b"fresh", b"old"))
    path = home / "blobs" / old[:2] / old
    at = path.stat().st_mtime
    os.utime(path, (at - 7200, at - 7200))
    now = replace(order(dossier), at=NOW.fromtimestamp(at, NOW.tzinfo))
    erasing.erase(Dossiers(home), now)
    assert [each.name for each in (home / "blobs").glob("*/*")] == [fresh]


def test_the_signed_agreement_stays_with_its_reason_and_nothing_else(home: Path) -> None:
    dossier = everything.begin(home)
    head = Dossiers(home).load(dossier).head
    done = erasing.erase(Dossiers(home), order(dossier, agreement="ten years by tax law"))
    assert (done.gone, done.reduced) == ((), (dossier,))
    left = Dossiers(home).load(dossier)
    assert (left.damage, left.stage.value, left.client.name) == ("", "sealed", f"{CANARY} Ltd")
    assert (left.client.emails, left.client.people, left.client.identifiers, left.answers) == ((), (), (), {})
    entries = Dossiers(home).entries(dossier)
    assert {entry.kind for entry in entries if entry.body is not None} == {
        *("agreed", "offered", "accepted", "sealed", "stamped", "kept", "erased"),
    }
    assert "ten years by tax law" in str(entries[-2].body)
    assert head in {entry.digest for entry in entries}
    blobs = {path.read_bytes() for path in (home / "blobs").glob("*/*")}
    wanted = {f"{what} of {CANARY}".encode() for what in ("offer", "acceptance", "sealed", "stamp")}
    assert wanted <= blobs <= wanted | {*everything.FILES.values()}
    assert not [path for path in (home / "dossiers" / dossier).iterdir() if "torn" in path.name]


def test_without_a_signed_agreement_there_is_none_to_keep(home: Path) -> None:
    dossier = Dossiers(home).create(CLIENT, **everything.FILES, actor="me", at=NOW, token="t").id
    with pytest.raises(Refused, match="no signed agreement"):
        erasing.erase(Dossiers(home), order(dossier, agreement="law"))
    assert Dossiers(home).load(dossier)


def test_a_damaged_dossier_is_erased_like_any_other(home: Path) -> None:
    dossier = everything.begin(home)
    log = Dossiers(home).journal(dossier).path
    log.write_bytes(log.read_bytes().replace(b'"seq":3', b'"seq":9'))
    with pytest.raises(Refused, match="line 3"):
        erasing.erase(Dossiers(home), order(dossier, agreement="law"))
    erasing.erase(Dossiers(home), order(dossier))
    assert holding(home) == []


@pytest.mark.parametrize("step", range(2, 9))
def test_an_erasure_that_is_stopped_is_finished_by_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    dossier, other = everything.begin(home), everything.begin(home, "t2", "Zaunkoenig")
    backup.write(home / "b.tar", Dossiers(home), at=NOW)
    sync, left = durable.sync_folder, [step]

    def stop(folder: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        sync(folder)

    monkeypatch.setattr(durable, "sync_folder", stop)
    with pytest.raises(KeyboardInterrupt):
        erasing.erase(Dossiers(home), order(dossier))
    monkeypatch.undo()
    assert erasing.stopped(home) == order(dossier)
    erasing.erase(Dossiers(home), replace(order(other), words=("Zaunkoenig",)))
    assert holding(home) == holding(home, "Zaunkoenig") == []
    assert erasing.stopped(home) is None


def test_a_damaged_backup_in_the_home_does_not_stop_the_erasure_and_is_named(home: Path) -> None:
    dossier = everything.begin(home)
    backup.write(home / "b.tar", Dossiers(home), at=NOW)
    raw = (home / "b.tar").read_bytes()
    (home / "b.tar").write_bytes(raw[:-20_000])
    (home / ".new-b").write_bytes(raw[:20_000])
    assert [path.name for path in erasing.backups_in(home)] == ["b.tar"]
    assert erasing.erase(Dossiers(home), order(dossier)).backups == ()
    assert holding(home) == ["b.tar"] == [path.name for path in erasing.mentions(home, [CANARY])]
