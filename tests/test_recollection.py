"""Tests of what your own dossiers know of a client, and that a vetting reads them last."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake import canonical
from intake.desk import Desk
from intake.model.answers import Answer as Said
from intake.model.answers import State
from intake.model.client import Client
from intake.model.finding import Status
from intake.recollection import Match
from intake.testing.recorded import RecordedWeb

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(home: Path) -> Desk:
    """A desk with a client on it."""
    return Desk(home, clock=lambda: NOW)


def answered(desk: Desk, dossier_id: str, question: str, text: str) -> None:
    """Keeps an answer."""
    said = Said(question, State.ANSWERED, NOW, "me", text)
    desk.dossiers.append(dossier_id, "answered", canonical.encode(said), actor="me", at=NOW)


def matches(desk: Desk, dossier_id: str) -> tuple[Match, ...]:
    """What the other dossiers have to do with this one."""
    return desk.recollection.matches(dossier_id)


def test_a_client_is_recognised_by_what_it_answered(desk: Desk) -> None:
    old = desk.new(Client("Old name")).id
    new = desk.new(Client("New name")).id
    desk.new(Client("Somebody else", website="https://else.example"))
    assert matches(desk, new) == ()
    for dossier in (old, new):
        answered(desk, dossier, "website", "https://same.example/")
    (match,) = matches(desk, new)
    assert (match.relation, match.firm, match.dossier, match.by) == ("same", True, old, "the domain same.example")
    assert (match.stage, match.current, match.late, match.incidents) == ("interview", False, 0, 0)


def test_a_competitor_is_found_whichever_of_both_named_it(desk: Desk) -> None:
    one = desk.new(Client("One", website="https://one.example")).id
    two = desk.new(Client("Two")).id
    answered(desk, two, "competitors", "Three\nOne (one.example)")
    for here, there in ((one, two), (two, one)):
        (match,) = matches(desk, here)
        assert (match.relation, match.firm, match.dossier) == ("rival", True, there)


def test_the_past_is_read_last_and_is_evidence_of_this_machine(desk: Desk, home: Path) -> None:
    old = desk.new(Client("Acme")).id
    new = desk.new(Client("ACME Ltd")).id
    order: list[str] = []
    web = RecordedWeb({}, desk.dossiers.blobs.put)
    asyncio.run(desk.vet(new, web=web, report_to=lambda told: order.append(f"{told.state} {told.source}")))
    before = order[: order.index("asking history")]
    asked = [told.removeprefix("asking ") for told in before if told.startswith("asking")]
    assert len(asked) > 10
    assert {f"done {name}" for name in asked if name != "sanctions"} <= set(before)
    report = desk.dossier(new).reports["history"]
    assert (report.status, [finding.name for finding in report.findings]) == (Status.CHECKED, ["past.candidate"])
    assert old in report.findings[0].statement
    evidence = report.evidence[0]
    assert not evidence.recorded
    assert json.loads(desk.dossiers.blobs.get(evidence.sha256))["dossiers"] == 1


def test_a_dossier_that_cannot_be_read_is_counted_and_clears_nothing(desk: Desk, home: Path) -> None:
    old, new = desk.new(Client("Acme")).id, desk.new(Client("Beta")).id
    log = home / "dossiers" / old / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"Acme", b"Acmf"))
    report = asyncio.run(desk.vet(new, names=["history"], web=RecordedWeb({}, desk.dossiers.blobs.put))).reports[
        "history"
    ]
    assert report.status is Status.NOT_FOUND
    assert json.loads(desk.dossiers.blobs.get(report.evidence[0].sha256))["unread"] == 1
