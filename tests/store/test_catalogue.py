"""The catalogue shows what the journals say, and is worth nothing without them."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from intake import canonical
from intake.errors import CannotTell, CannotWrite
from intake.model.client import Client
from intake.model.decision import Verdict
from intake.model.dossier import Dossier, Stage
from intake.model.values import Json
from intake.store import catalogue
from intake.store.catalogue import Listing
from intake.store.dossiers import Dossiers
from intake.store.journal import Journal
from intake.store.projection import DeltaStorage, Rows
from intake.store.vault import Vault
from store.sample import ANSWER, CLIENT, DECISION, NOW, later


def begin(home: Path, name: str, token: str, minute: int = 0) -> str:
    files = {"questionnaire": b"q", "policy": b"p"}
    return Dossiers(home).create(Client(name), **files, actor="me", at=later(minute), token=token).id


def test_a_row_says_how_far_the_dossier_has_come(home: Path) -> None:
    dossiers = Dossiers(home)
    acme = dossiers.create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token="t1").id
    begin(home, "Beta", "t2", minute=5)
    assert [(row.name, row.stage) for row in dossiers.rows()] == [("Beta", Stage.NEW), ("Ácme Ltd", Stage.NEW)]
    dossiers.append(acme, "answered", canonical.encode(ANSWER), actor="ana", at=later(9))
    dossier = dossiers.append(acme, "decided", canonical.encode(DECISION), actor="me", at=later(10))
    row = dossiers.rows()[0]
    assert (row.id, row.stage, row.created_at, row.updated_at) == (acme, Stage.DECIDED, NOW, later(10))
    assert (row.verdict, row.best, row.worst, row.open_points) == (Verdict.OPEN, Verdict.GO, Verdict.NO_GO, 2)
    assert (row.head, row.damage) == (dossier.head, "")
    assert Dossiers(home).rows() == dossiers.rows()


def test_only_journals_that_grew_are_read_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [begin(home, f"Client {number}", "t") for number in range(4)]
    Dossiers(home).rows()
    read: list[str] = []

    class Watched(Journal):
        def __init__(self, path: Path, vault: Vault) -> None:
            read.append(path.parent.name)
            super().__init__(path, vault)

    monkeypatch.setattr(catalogue, "Journal", Watched)
    Dossiers(home).append(ids[2], "noted", {"text": "called"}, actor="me", at=later(1))
    Dossiers(home).rows()
    assert len(Dossiers(home).rows()) == 4
    assert read == [ids[2]]


def test_a_rebuilt_catalogue_has_the_same_bytes_whatever_came_before(home: Path) -> None:
    file = home / "catalogue.jsonl"
    dossiers = Dossiers(home)
    for number in (3, 1, 2):
        dossiers.rows()
        begin(home, f"Client {number}", "t")
    shown = dossiers.rows()
    dossiers.rebuild()
    first = file.read_bytes()
    for broken in (b"", b"nonsense", first[:50], first + b"half a line"):
        file.write_bytes(broken)
        assert Dossiers(home).rows() == shown
        Dossiers(home).rebuild()
        assert file.read_bytes() == first
    file.unlink()
    Dossiers(home).rebuild()
    assert file.read_bytes() == first


def test_a_dossier_that_is_gone_loses_its_row(home: Path) -> None:
    kept, gone = begin(home, "Kept", "t"), begin(home, "Gone", "t")
    assert len(Dossiers(home).rows()) == 2
    (home / "dossiers" / gone / "log.jsonl").unlink()
    assert [row.id for row in Dossiers(home).rows()] == [kept]


def test_the_list_is_shown_though_the_catalogue_cannot_be_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(home, "Acme", "t")

    def full(*_: object, **__: object) -> None:
        raise CannotWrite("full")

    monkeypatch.setattr("intake.store.durable.replace", full)
    assert [row.name for row in Dossiers(home).rows()] == ["Acme"]


def test_a_row_is_made_a_value_only_when_it_is_looked_at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        begin(home, f"Client {number}", "t", minute=number)
    Dossiers(home).rows()
    looked: list[object] = []
    decode = canonical.decode

    def watched(kind: type[Any], data: Json) -> Any:
        looked.append(kind)
        return decode(kind, data)

    monkeypatch.setattr(canonical, "decode", watched)
    rows = Dossiers(home).rows()
    assert (len(rows), looked) == (5, [])
    assert [row.name for row in rows[:2]] == ["Client 4", "Client 3"]
    assert [row.name for row in rows.known_by(["name:client1", "host:acme.example"])] == ["Client 1"]
    assert rows[3] is rows[3]
    assert len(looked) == 3


def test_what_dossiers_tell_is_kept_and_asked_again_only_where_one_changed(home: Path) -> None:
    acme, beta = begin(home, "Acme", "t"), begin(home, "Beta", "t")
    asked: list[str] = []

    def tell(dossier: Dossier) -> Json:
        asked.append(dossier.id)
        return {"named": dossier.client.name}

    assert Dossiers(home).told("names", tell) == {acme: {"named": "Acme"}, beta: {"named": "Beta"}}
    Dossiers(home).append(beta, "client", canonical.encode(Client("Gamma")), actor="me", at=later(1))
    assert Dossiers(home).told("names", tell)[beta] == {"named": "Gamma"}
    assert asked == [acme, beta, beta] or asked == [beta, acme, beta]
    (home / "dossiers" / acme / "log.jsonl").write_bytes(b"not a journal\n")
    assert Dossiers(home).told("names", tell)[acme] is None
    shutil.rmtree(home / "dossiers" / beta)
    Dossiers(home).renew([beta])
    held = (home / "catalogue.jsonl").read_bytes()
    assert b'"told"' in held
    assert not any(name in held for name in (b"Beta", b"Gamma", b"beta"))


def test_words_are_found_in_names_ids_and_stages_alone_however_they_are_written(home: Path) -> None:
    for name in ('Ácme "Ltd" \\ Söhne', "株式会社", "Size 9"):
        begin(home, name, "t")
    rows = Dossiers(home).rows()
    for words, name in (('ÁCME "ltd"', "Ácme"), ("\\ söhne", "Ácme"), ("株式", "株式会社"), ("size-9-t", "Size 9")):
        assert [row.name.split(' "')[0] for row in rows.telling(words)] == [name]
    assert [*rows.telling("updated_at")] == [*rows.telling("sha256")] == []


def test_rows_made_anew_leave_nothing_of_what_they_were(home: Path) -> None:
    acme, beta = begin(home, "Acme", "t"), begin(home, "Beta", "t")
    dossiers = Dossiers(home)
    dossiers.append(acme, "client", canonical.encode(Client("Former")), actor="me", at=later(1))
    dossiers.rows()
    log = home / "dossiers" / acme / "log.jsonl"
    dossiers.append(acme, "client", canonical.encode(Client("Other")), actor="me", at=later(2))
    assert [row.name for row in dossiers.rows()] == ["Other", "Beta"]
    assert b"Former" in (home / "catalogue.jsonl").read_bytes()
    log.write_bytes(log.read_bytes().replace(b"Other", b"Othor"))
    dossiers.renew([acme])
    damaged = {row.id: row.damage for row in Dossiers(home).rows()}
    assert "line 3 of the journal was altered" in damaged[acme]
    assert damaged[beta] == ""
    (home / "dossiers" / acme / "log.jsonl").unlink()
    dossiers.renew([acme])
    held = (home / "catalogue.jsonl").read_bytes()
    assert b"Beta" in held
    assert not any(name in held for name in (b"Former", b"Other", b"acme"))


def test_a_row_of_another_version_is_made_again(home: Path) -> None:
    begin(home, "Acme", "t")
    shown = Dossiers(home).rows()
    file = home / "catalogue.jsonl"
    size = shown[0].size
    Rows(DeltaStorage(file), catalogue._TABLE).put({shown[0].id: {"size": size, "colour": "red"}})
    assert Dossiers(home).rows() == shown


def test_a_dossier_of_which_nothing_can_be_read_is_listed_with_its_damage(home: Path) -> None:
    acme = begin(home, "Acme", "t")
    log = home / "dossiers" / acme / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Acme", b"Emca"))
    (row,) = Dossiers(home).rows()
    assert (row.id, row.name, row.stage) == (acme, acme, Stage.NEW)
    assert "line 1 of the journal was altered" in row.damage


def test_a_journal_that_cannot_be_opened_is_listed_with_its_damage(home: Path) -> None:
    acme = begin(home, "Acme", "t")
    log = home / "dossiers" / acme / "log.jsonl"
    log.unlink()
    log.mkdir()
    with pytest.raises(CannotTell, match="cannot be opened"):
        Dossiers(home).load(acme)
    assert [row.damage for row in Dossiers(home).rows()] == ["the journal cannot be opened: Is a directory"]


def test_a_creation_that_was_never_acknowledged_is_not_listed(home: Path) -> None:
    begin(home, "Acme", "t")
    for name, content in (("empty-t", b""), ("half-t", b'{"actor":')):
        (home / "dossiers" / name).mkdir()
        (home / "dossiers" / name / "log.jsonl").write_bytes(content)
    assert [row.name for row in Dossiers(home).rows()] == ["Acme"]


def test_a_home_without_dossiers_has_no_rows_and_is_not_made_by_looking(home: Path) -> None:
    assert Dossiers(home).rows()[:] == Listing([])
    assert not home.exists()
    Dossiers(home).rebuild()
    assert Dossiers(home).rows()[:] == Listing([])


def test_several_threads_may_look_at_once_while_another_writes(home: Path) -> None:
    dossiers = Dossiers(home)
    acme = begin(home, "Acme", "t")

    def look(_: int) -> int:
        return len(dossiers.rows())

    with ThreadPoolExecutor(4) as pool:
        looks = pool.map(look, range(40))
        for number in range(20):
            dossiers.append(acme, "noted", {"text": "x"}, actor="me", at=later(number))
        assert set(looks) == {1}
    (row,) = dossiers.rows()
    assert row.head == dossiers.load(acme).head


def test_it_is_told_how_far_the_reading_of_many_journals_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "MANY", 2)
    for number in range(5):
        Dossiers(home).create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token=f"t{number}")
    for ask in (Dossiers.rows, Dossiers.rebuild, lambda store: store.told("told", lambda dossier: dossier.id)):
        store, heard = Dossiers(home), list[tuple[int, int]]()
        store.watch = lambda done, count, heard=heard: heard.append((done, count))  # type: ignore[misc]
        ask(store)
        assert heard == [(0, 5), (2, 5), (4, 5)]
        heard.clear()
        store.rows()
        assert heard == []
