"""What the sources answered, on a real desk: recomputed without a network, used again for a day, and purged."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

import intake_no_brreg
from intake.desk import Desk
from intake.errors import NotFound, Usage
from intake.model.client import Client
from intake.model.finding import Status
from intake.model.party import Identifier
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer, Request

EXCHANGES = Path(intake_no_brreg.__file__).parent / "exchanges"
ANSWERS = Path(str(resources.files("intake.testing") / "sample" / "answers.web.yaml"))
CLIENT = Client("Fjordlys Design AS", country="NO", identifiers=(Identifier("no.orgnr", "100000008"),))
ENTRY = "https://data.brreg.no/enhetsregisteret/api/enheter/100000008"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk."""
    return Clock()


@pytest.fixture
def desk(home: Path, clock: Clock) -> Desk:
    """A desk with a Norwegian client, vetted and decided."""
    tokens = iter(("000001", "000002"))
    made = Desk(home, clock=clock, token=lambda: next(tokens))
    started(made)
    made.decide("fjordlys")
    return made


def web(desk: Desk, answer: Answer | None = None) -> RecordedWeb:
    """Brønnøysund as it was recorded, or with another answer for the entry."""
    on = RecordedWeb.from_folder(EXCHANGES, keep=desk.dossiers.blobs.put)
    return replace(on, answers={**on.answers, ENTRY: answer}) if answer else on


def started(desk: Desk) -> str:
    """One more dossier on the client, vetted."""
    dossier = desk.new(CLIENT).id
    desk.sitting(dossier).take(ANSWERS.read_bytes(), "answers")
    vet(desk, dossier)
    return dossier


def vet(desk: Desk, dossier: str, on: RecordedWeb | None = None, *, again: bool = False) -> None:
    names = ("no_brreg", "no_accounts")
    asyncio.run(desk.vet(dossier, names=names, web=on or web(desk), again=again))


def test_findings_and_verdict_are_recomputed_to_equal_bytes(desk: Desk) -> None:
    replay = desk.archive.replay("fjordlys")
    assert replay.record == desk.record("fjordlys")
    assert (replay.differences, replay.untold) == ((), ())


def test_a_replay_reaches_no_network(desk: Desk, home: Path) -> None:
    command = ["unshare", "-rn", sys.executable, "-m", "intake", "--home", str(home), "record", "fjordlys", "--replay"]
    if subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, "replayed to equal bytes" in done.stderr) == (0, True), done.stderr
    assert done.stdout.strip().encode() == desk.record("fjordlys")


def test_a_report_names_its_plugin_with_its_version(desk: Desk) -> None:
    assert desk.dossier("fjordlys").reports["no_brreg"].plugin.startswith("no_brreg@")


def test_an_altered_body_is_noticed_and_the_verdict_still_recomputed(desk: Desk, home: Path) -> None:
    evidence = desk.dossier("fjordlys").reports["no_brreg"].evidence[0]
    (home / "blobs" / evidence.sha256[:2] / evidence.sha256).write_bytes(b'{"konkurs": true}')
    replay = desk.archive.replay("fjordlys")
    assert replay.record == desk.record("fjordlys")
    assert len(replay.untold) == 1
    assert "is altered" in replay.untold[0]


def test_a_plugin_that_is_gone_cannot_be_asked_again(desk: Desk, home: Path, clock: Clock) -> None:
    without = Desk(home, clock=clock, excluded=frozenset({"no_brreg"}))
    told = sorted(without.archive.replay("fjordlys").untold)
    assert len(told) == 2
    assert "no_accounts: the plugin no_brreg@" in told[0]
    assert "is not installed" in told[0]


def test_an_exhibit_is_the_stored_page_with_the_findings_on_it(desk: Desk) -> None:
    exhibit = desk.archive.exhibit("fjordlys", "no_brreg-1")
    assert exhibit.page.record()["navn"] == "FJORDLYS DESIGN AS"
    assert exhibit.page.says(exhibit.findings[0].quote)
    with pytest.raises(NotFound, match="no_brreg-9"):
        desk.archive.exhibit("fjordlys", "no_brreg-9")


def test_b18_the_same_question_is_not_asked_twice_within_a_day(desk: Desk, clock: Clock) -> None:
    clock.now += timedelta(hours=3)
    on = web(desk)
    vet(desk, "fjordlys", on)
    assert on.asked == []
    report = desk.dossier("fjordlys").reports["no_brreg"]
    assert report.evidence[0].age(report.asked_at) == "from 3 h ago"
    vet(desk, "fjordlys", on, again=True)
    assert ENTRY in on.asked
    clock.now += timedelta(hours=24)
    later = web(desk)
    vet(desk, "fjordlys", later)
    assert ENTRY in later.asked


def test_recorded_answers_never_stand_for_live_ones(desk: Desk) -> None:
    inner = web(desk)
    asyncio.run(desk.archive.reusing(desk.dossier("fjordlys"), inner, recorded=False).send(_request(), lambda _: True))
    assert inner.asked == [ENTRY]


def test_a_purge_drops_body_and_findings_and_keeps_hash_reason_and_chain(desk: Desk) -> None:
    evidence = desk.dossier("fjordlys").reports["no_brreg"].evidence[0]
    (gone,) = desk.archive.purge("fjordlys", evidence="no_brreg-1", reason="asked for by the client")
    assert gone == evidence.sha256
    with pytest.raises(NotFound, match="missing"):
        desk.dossiers.blobs.get(gone)
    dossier = desk.dossier("fjordlys")
    report = dossier.reports["no_brreg"]
    assert (report.status, report.findings) == (Status.CHECKED, ())
    assert report.dropped["registry.active"] == "purged: asked for by the client"
    assert (report.evidence[0].sha256, report.evidence[0].purged) == (gone, "asked for by the client")
    entry = desk.dossiers.entries("fjordlys")[-1]
    assert (entry.kind, entry.actor) == ("purged", desk.supplier.name)
    assert dossier.damage == ""
    assert [reason.kind for reason in desk.engagement.state("fjordlys").reasons] == ["purged"]
    with pytest.raises(NotFound, match="was purged: asked for by the client"):
        desk.archive.exhibit("fjordlys", "no_brreg-1")


def test_what_rests_on_a_purged_body_is_unknown_and_never_final(desk: Desk) -> None:
    desk.archive.purge("fjordlys", evidence="no_brreg-1", reason="asked for by the client")
    taken = desk.decide("fjordlys")
    gaps = {gap.name: gap.why for gap in taken.not_checked}
    assert "purged: asked for by the client" in gaps["findings.registry.active"]


def test_a_decision_is_shown_without_the_values_that_were_purged(home: Path, clock: Clock) -> None:
    desk = Desk(home, clock=clock, excluded=frozenset({"gleif"}))
    dossier = desk.new(CLIENT).id
    desk.sitting(dossier).take(ANSWERS.read_bytes(), "answers")
    asyncio.run(desk.vet(dossier, web=web(desk)))
    before = desk.decide(dossier)
    desk.archive.purge(dossier, evidence="no_brreg-1", reason="asked for")
    shown = desk.archive.shown(desk.dossier(dossier))
    assert shown is not None
    facts = {fact.name: fact for rule in shown.rules for fact in rule.facts}
    assert facts["findings.registry.active"].value is None
    assert facts["findings.registry.active"].unknown_because == "purged: asked for"
    assert "registry.active = yes" in repr(before)
    assert "registry.active = yes" not in repr(shown)
    assert shown.verdict is before.verdict


def test_a_purge_never_improves_a_verdict(desk: Desk) -> None:
    bankrupt = web(desk).answers[ENTRY]
    body = bankrupt.body.replace(b'"konkurs": false', b'"konkurs": true')
    vet(desk, "fjordlys", web(desk, replace(bankrupt, body=body)), again=True)
    before = desk.decide("fjordlys")
    desk.archive.purge("fjordlys", source="no_brreg", reason="why not")
    after = desk.decide("fjordlys")
    assert before.worst.value == "no-go"
    assert after.worst is before.worst


def test_a_replay_after_a_purge_says_so_and_still_recomputes_the_verdict(desk: Desk) -> None:
    desk.archive.purge("fjordlys", evidence="no_brreg-1", reason="asked for by the client")
    replay = desk.archive.replay("fjordlys")
    assert replay.record == desk.record("fjordlys")
    assert replay.untold == ("no_brreg: no_brreg-1 was purged: asked for by the client",)


def test_a_body_stays_while_another_dossier_needs_it(desk: Desk) -> None:
    other = started(desk)
    (gone,) = desk.archive.purge("fjordlys-design-as-000001", evidence="no_brreg-1", reason="over")
    assert desk.dossiers.blobs.get(gone)
    desk.archive.purge(other, source="no_brreg", reason="over")
    with pytest.raises(NotFound):
        desk.dossiers.blobs.get(gone)


def test_a_purge_needs_a_reason_and_something_to_purge(desk: Desk) -> None:
    with pytest.raises(Usage, match="reason"):
        desk.archive.purge("fjordlys", evidence="no_brreg-1", reason=" \x1b")
    with pytest.raises(NotFound, match="nothing is stored"):
        desk.archive.purge("fjordlys", source="vies", reason="over")


def test_an_entry_that_a_register_removed_is_purged_in_every_dossier(desk: Desk) -> None:
    other = started(desk)
    kept = desk.dossier(other).reports["no_brreg"].evidence[0]
    removed = Answer(ENTRY, 410, {}, b'{"organisasjonsnummer": "100000008"}', recorded=True)
    vet(desk, "fjordlys-design-as-000001", web(desk, removed), again=True)
    report = desk.dossier("fjordlys-design-as-000001").reports["no_brreg"]
    assert report.status is Status.WITHHELD
    assert "2 stored copies purged: " in report.note
    assert f"no_brreg-1 of {other}" in report.note
    assert "no_brreg-1 of fjordlys-design-as-000001" in report.note
    assert desk.dossier(other).reports["no_brreg"].evidence[0].purged.startswith("no_brreg: the register removed the")
    with pytest.raises(NotFound):
        desk.dossiers.blobs.get(kept.sha256)
    accounts = desk.dossier(other).reports["no_accounts"]
    assert accounts.findings


def _request() -> Request:
    return Request(ENTRY)


def test_what_the_register_said_of_the_same_client_elsewhere_goes_with_a_removed_entry(desk: Desk) -> None:
    """A search that had found the entry, and another request of the same source on the same number."""
    search = f"{ENTRY.rpartition('/')[0]}?navn=Fjordlys"
    other = started(desk)
    journal = desk.dossiers.entries(other)
    report = desk.dossier(other).reports["no_brreg"]
    sha256 = desk.dossiers.blobs.put(b"found by name")
    found = replace(report.evidence[0], id="no_brreg-9", asked=search, url=search, sha256=sha256)
    desk.archive.file(other, replace(report, evidence=(*report.evidence, found)))
    assert len(desk.dossiers.entries(other)) == len(journal) + 1
    removed = Answer(ENTRY, 410, {}, b'{"organisasjonsnummer": "100000008"}', recorded=True)
    vet(desk, "fjordlys-design-as-000001", web(desk, removed), again=True)
    assert f"no_brreg-9 of {other}" in desk.dossier("fjordlys-design-as-000001").reports["no_brreg"].note
    with pytest.raises(NotFound):
        desk.dossiers.blobs.get(sha256)
    assert desk.dossier(other).reports["no_accounts"].findings


def test_a_directory_is_asked_once_for_all_dossiers_of_a_day(desk: Desk, clock: Clock) -> None:
    directory = "https://data.iana.org/rdap/dns.json"
    sample = RecordedWeb.from_folder(ANSWERS.parent / "exchanges", keep=desk.dossiers.blobs.put)

    def ask(name: str) -> list[str]:
        sample.asked.clear()
        tokened = Desk(desk.home, clock=clock)
        dossier = tokened.new(replace(CLIENT, name=name, website="https://www.lindqvist-mobel.example")).id
        asyncio.run(tokened.vet(dossier, names=("rdap",), web=sample))
        report = tokened.dossier(dossier).reports["rdap"]
        assert report.status is Status.CHECKED
        assert report.evidence[0].asked == directory
        assert tokened.dossiers.blobs.get(report.evidence[0].sha256)
        return [*sample.asked]

    assert directory in ask("One")
    assert directory not in ask("Two")
    clock.now += timedelta(hours=25)
    assert directory in ask("Three")
