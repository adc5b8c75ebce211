"""Tests of holding the parties of a dossier against the watch lists, and of your word on a match."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.clearance import judged, subjects
from intake.desk import Desk
from intake.errors import NotFound, Usage
from intake.hooks.silence import NotApplicable
from intake.model.client import Client
from intake.model.finding import Status
from screening.formats import samples
from screening.lists import every_list

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(home: Path, tmp_path: Path) -> Desk:
    """A desk with every list, of the samples."""
    made = Desk(home, clock=lambda: NOW)
    every_list(made.watchlists, tmp_path)
    return made


def vetted(desk: Desk, dossier_id: str) -> dict[str, object]:
    """What the source says of a dossier, by fact."""
    dossier = asyncio.run(desk.vet(dossier_id, names=["sanctions"], again=True))
    report = dossier.reports["sanctions"]
    return {finding.name: finding.value for finding in report.findings}


def test_the_client_and_the_people_behind_it_are_screened_each_once(desk: Desk) -> None:
    client = Client(
        "Acme", website="https://www.acme.example/", emails=("a@acme.example",), people=("Mustafa Haddad", "acme")
    )
    dossier = desk.new(client)
    assert [(subject.name, subject.kind) for subject in subjects(dossier)] == [
        ("Acme", ""),
        ("Mustafa Haddad", "person"),
    ]
    assert subjects(dossier)[0].identifiers == (("domain", "acme.example"), ("email", "a@acme.example"))
    assert vetted(desk, dossier.id)["sanctions.possible"] is True
    assert subjects(desk.new(Client("Acme", country="YE")))[0].countries == ("YE", "Yemen")


def test_your_word_is_kept_with_who_and_why_and_asked_again_when_the_entry_changed(desk: Desk, tmp_path: Path) -> None:
    dossier = desk.new(Client("Mustafa Al-Haddad"))
    assert vetted(desk, dossier.id) == {"sanctions.possible": True, "sanctions.candidate": "un:XXi.001"}
    (match,) = desk.clearance.open_matches(dossier.id)
    dossier = desk.clearance.judge(dossier.id, "un:XXi.001", them=False, reason="born 1990", by="Ana")
    word = judged(dossier, match)
    assert word is not None
    assert (word.by, word.reason, word.them, word.at) == ("Ana", "born 1990", False, NOW)
    assert vetted(desk, dossier.id) == {"sanctions.hit": False, "sanctions.possible": False}
    (tmp_path / "un.xml").write_text(samples.UN.replace("1975-03-01", "1990-03-01"), encoding="utf-8")
    desk.watchlists.bring_in("un", [tmp_path / "un.xml"])
    assert vetted(desk, dossier.id)["sanctions.possible"] is True


def test_your_word_that_it_is_them_makes_a_hit(desk: Desk) -> None:
    dossier = desk.new(Client("Mustafa Al-Haddad"))
    desk.clearance.judge(dossier.id, "un:XXi.001", them=True, reason="same passport")
    assert vetted(desk, dossier.id)["sanctions.hit"] is True


def test_a_word_needs_a_reason_and_a_match(desk: Desk) -> None:
    dossier = desk.new(Client("Mustafa Al-Haddad"))
    with pytest.raises(Usage, match="reason"):
        desk.clearance.judge(dossier.id, "un:XXi.001", them=False, reason=" ")
    with pytest.raises(NotFound, match="nobody of this dossier matches un:XXe"):
        desk.clearance.judge(dossier.id, "un:XXe.002", them=False, reason="x")


def test_without_any_list_nobody_was_screened(home: Path) -> None:
    desk = Desk(home, clock=lambda: NOW)
    dossier = desk.new(Client("Mustafa Al-Haddad"))
    with pytest.raises(NotApplicable, match="intake lists update"):
        desk.clearance.answer(dossier.id)
    report = asyncio.run(desk.vet(dossier.id, names=["sanctions"])).reports["sanctions"]
    assert report.status is Status.NOT_APPLICABLE
    assert "no watch list is on this machine" in report.note


def test_a_name_too_long_to_be_compared_is_never_clear(desk: Desk) -> None:
    dossier = desk.new(Client("Acme", people=("ab " * 25,)))
    dossier = asyncio.run(desk.vet(dossier.id, names=["sanctions"], again=True))
    report = dossier.reports["sanctions"]
    assert (report.status, report.findings) == (Status.UNREACHABLE, ())
    assert "too long to be compared" in report.note
