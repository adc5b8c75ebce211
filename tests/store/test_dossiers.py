"""Dossiers are made, added to, loaded by their beginning, and found again when a client comes back."""

import itertools
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from intake import canonical
from intake.errors import Busy, CannotTell, NotFound, Refused, Usage
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.store import folding
from intake.store.chain import Log
from intake.store.dossiers import Dossiers
from intake.store.locking import Lock
from store import everything
from store.sample import ANSWER, CLIENT, NOW, later

TOKEN = "t1"


def begin(home: Path, client: Client = CLIENT, token: str = TOKEN) -> Dossier:
    return Dossiers(home).create(client, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token=token)


def log_of(home: Path, dossier: Dossier) -> Path:
    return home / "dossiers" / dossier.id / "log.jsonl"


def test_a_store_tells_at_a_glance_whether_there_is_none(home: Path) -> None:
    assert Dossiers(home).none
    begin(home)
    assert not Dossiers(home).none


def test_a_new_dossier_keeps_the_very_files_it_was_begun_with(home: Path) -> None:
    dossier = begin(home)
    dossiers = Dossiers(home)
    assert dossiers.load(dossier.id) == dossier
    assert (dossier.id, dossier.client, dossier.created_at) == ("acme-ltd-t1", CLIENT, NOW)
    assert dossier.questionnaire == canonical.digest(b"q")
    assert (dossiers.blobs.get(dossier.questionnaire), dossiers.blobs.get(dossier.policy)) == (b"q", b"p")


def test_the_home_is_open_to_nobody_else(home: Path) -> None:
    begin(home)
    Dossiers(home).rows()
    for path in (home, *home.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_event_is_on_disk_when_it_is_acknowledged(home: Path) -> None:
    dossier = begin(home)
    after = Dossiers(home).append("acme", "answered", canonical.encode(ANSWER), actor="ana", at=later(1))
    assert after == replace(dossier, answers={"budget": ANSWER}, head=after.head) == Dossiers(home).load("acme")
    entry = Dossiers(home).entries("acme")[-1]
    assert (entry.kind, entry.actor, entry.at, entry.digest) == ("answered", "ana", later(1), after.head)


def test_an_event_of_another_process_is_seen(home: Path) -> None:
    ours, theirs = Dossiers(home), Dossiers(home)
    dossier = begin(home)
    assert ours.load(dossier.id) == theirs.load(dossier.id)
    theirs.append(dossier.id, "answered", canonical.encode(ANSWER), actor="ana", at=later(1))
    assert ours.load(dossier.id).answers == {"budget": ANSWER}


def test_a_token_that_is_taken_is_refused(home: Path) -> None:
    begin(home)
    with pytest.raises(Refused, match="already"):
        begin(home)
    assert len(Dossiers(home).entries("acme-ltd-t1")) == 1


@pytest.mark.parametrize("wanted", ["", "beta", "../acme-ltd-t1", "acme-ltd-t1/../acme-ltd-t1", "*"])
def test_what_is_not_there_is_not_found(home: Path, wanted: str) -> None:
    begin(home)
    with pytest.raises(NotFound):
        Dossiers(home).load(wanted)


def test_a_near_miss_is_suggested_and_an_ambiguous_beginning_is_not_guessed(home: Path) -> None:
    begin(home)
    with pytest.raises(NotFound) as missed:
        Dossiers(home).load("amce-ltd-t1")
    assert missed.value.remedy == "Did you mean 'acme-ltd-t1'?"
    begin(home, token="t12")
    assert Dossiers(home).load("acme-ltd-t1").id == "acme-ltd-t1"
    with pytest.raises(Usage, match="acme-ltd-t1, acme-ltd-t12"):
        Dossiers(home).load("acme")


def test_a_folder_of_another_name_is_no_dossier_and_is_not_written_to(home: Path) -> None:
    dossier = begin(home)
    moved = home / "dossiers" / f"{dossier.id}.old"
    log_of(home, dossier).parent.rename(moved)
    before = (moved / "log.jsonl").read_bytes()
    store = Dossiers(home)
    with pytest.raises(NotFound):
        store.append(dossier.id, "answered", canonical.encode(ANSWER), actor="me", at=NOW)
    assert (store.ids(), len(store.rows()), store.strays) == ((), 0, (moved,))
    assert (moved / "log.jsonl").read_bytes() == before


@pytest.mark.parametrize(("kind", "body"), [("answered", {"question": "q"}), ("created", {}), ("noted", None)])
def test_a_body_that_does_not_fit_is_not_written(home: Path, kind: str, body: dict[str, str] | None) -> None:
    dossier = begin(home)
    with pytest.raises(Usage):
        Dossiers(home).append(dossier.id, kind, dict(body) if body is not None else None, actor="me", at=NOW)
    assert Dossiers(home).load(dossier.id) == dossier


def test_while_another_writes_it_is_busy_and_readers_are_not_kept_waiting(home: Path) -> None:
    dossier = begin(home)
    impatient = Dossiers(home, patience=0)
    lock = log_of(home, dossier).with_name("log.jsonl.lock")
    with Lock(lock, 0), ThreadPoolExecutor(1) as pool:
        noted = pool.submit(impatient.append, dossier.id, "noted", {"text": "hm"}, actor="me", at=NOW)
        assert isinstance(noted.exception(), Busy)
        assert pool.submit(impatient.load, dossier.id).result() == dossier


def test_a_damaged_dossier_opens_at_its_last_good_event_and_is_not_added_to(home: Path) -> None:
    dossier = begin(home)
    for text in ("one", "two", "three"):
        Dossiers(home).append(dossier.id, "noted", {"text": text}, actor="me", at=NOW)
    log = log_of(home, dossier)
    log.write_bytes(log.read_bytes().replace(b"two", b"owt"))
    found = Dossiers(home).load(dossier.id)
    assert found.head == Dossiers(home).entries(dossier.id)[1].digest
    assert "line 3 of the journal was altered" in found.damage
    with pytest.raises(Refused, match="line 3"):
        Dossiers(home).append(dossier.id, "noted", {"text": "four"}, actor="me", at=NOW)


def test_a_dossier_with_an_event_we_cannot_read_is_not_added_to(home: Path) -> None:
    dossiers, dossier = Dossiers(home), begin(home)
    dossiers.journal(dossier.id).append("asked", {"status": "dreamt"}, actor="me", at=NOW)
    assert "entry 2 (asked) cannot be read" in dossiers.load(dossier.id).damage
    with pytest.raises(Refused, match="entry 2"):
        dossiers.append(dossier.id, "noted", {"text": "hm"}, actor="me", at=NOW)


def test_an_unfinished_line_does_not_stop_the_work(home: Path) -> None:
    dossier = begin(home)
    with log_of(home, dossier).open("ab") as file:
        file.write(b'{"actor":"m')
    assert "unfinished" in Dossiers(home).load(dossier.id).damage
    after = Dossiers(home).append(dossier.id, "noted", {"text": "hm"}, actor="me", at=NOW)
    assert not after.damage


def test_a_dossier_whose_first_line_is_damaged_tells_nothing(home: Path) -> None:
    dossier = begin(home)
    log = log_of(home, dossier)
    log.write_bytes(log.read_bytes().replace(b"cme", b"mce"))
    with pytest.raises(CannotTell, match="line 1"):
        Dossiers(home).load(dossier.id)


def test_earlier_dossiers_of_the_same_client_are_found(home: Path) -> None:
    first = begin(home)
    second = begin(home, Client("Other Name", website="http://acme.example"), "t2")
    begin(home, Client("Stranger"), "t3")
    assert Dossiers(home).past(CLIENT) == (first, second)
    assert Dossiers(home).past(CLIENT, but=second.id) == (first,)
    assert Dossiers(home).past(Client("Nobody")) == ()


def test_one_dossier_is_loaded_without_tinydb_or_filelock(home: Path) -> None:
    code = (
        "import sys, pathlib; from intake.store.dossiers import Dossiers; "
        "Dossiers(pathlib.Path(sys.argv[1])).load(sys.argv[2]); "
        "sys.exit('tinydb' in sys.modules or 'filelock' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(home), begin(home).id]).returncode == 0


def test_a_look_at_all_dossiers_keeps_few_in_memory(home: Path) -> None:
    dossiers = Dossiers(home)
    ids = [
        dossiers.create(Client(f"Client {n}"), questionnaire=b"q", policy=b"p", actor="me", at=NOW, token="t").id
        for n in range(30)
    ]
    assert [dossiers.load(each).id for each in ids] == ids
    assert len(dossiers._journals) == len(dossiers._folded) == 8


def test_what_came_since_is_read_as_the_whole_would_be(home: Path) -> None:
    dossier_id = everything.begin(home)
    entries = Dossiers(home).entries(dossier_id)
    logs = [Log(entries[:number]) for number in range(1, len(entries) + 1)]
    whole = [folding.dossier_of(dossier_id, log) for log in logs]
    for before, log in itertools.product(range(len(logs)), range(len(logs))):
        assert folding.dossier_of(dossier_id, logs[log], (logs[before], whole[before])) == whole[log]
