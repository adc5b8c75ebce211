"""What every source must hold to, run on any of them without code from its author.

    pytest --pyargs intake.testing.conformance --intake-source NAME [--intake-plugins-dir DIR]

It needs `exchanges/*.json` beside the source's module, and in `exchanges/client.json` the client they were recorded
with: `{"name": ..., "website": ..., "emails": [...], "identifiers": ["scheme:value", ...]}`; and `quality.toml`, in which
`exempt` may name a check that this source cannot pass, with the reason.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.canonical import digest
from intake.frugal import dataclass
from intake.hooks.jailed import Jailed
from intake.hooks.loading import load
from intake.model.client import Client
from intake.model.finding import Confidence, SourceReport, Status
from intake.testing.faults import FAULTS, StalledWeb, about_another, faulty
from intake.testing.quality import FILE, read_quality
from intake.testing.recorded import CLIENT_FILE, RecordedWeb, read_client
from intake.vetting.asking import ask
from intake.vetting.door import Answer
from intake.vetting.hearing import BUDGET
from intake.vetting.stored import difference, retell

SHORT_BUDGET = 0.5
"""Seconds; nothing depends on how far the source comes in them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A source with what was recorded of it."""

    source: Jailed
    folder: Path

    def client(self) -> Client:
        """The client with whom the exchanges were recorded."""
        return read_client(self.folder)

    def web(self) -> RecordedWeb:
        """The web as it was recorded."""
        return RecordedWeb.from_folder(self.folder)

    def report(self, web: RecordedWeb, client: Client | None = None, budget: float = BUDGET) -> SourceReport:
        """The source's report on the client, asked on a web."""
        (report,) = asyncio.run(ask(client or self.client(), [self.source], web, clock=_now, budget=budget))
        return report


@pytest.fixture(autouse=True)
def _unless_exempt(request: pytest.FixtureRequest, case: Case) -> None:
    """Skips what `quality.toml` names as exempt, with its reason."""
    quality, _ = read_quality(case.folder.parent / FILE)
    for check, reason in (quality.exempt if quality else {}).items():
        if check in request.node.name.replace("_", " "):
            pytest.skip(f"exempt: {reason}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs every test on each source asked for; without a name, on each installed."""
    if "case" not in metafunc.fixturenames:
        return
    names = metafunc.config.getoption("--intake-source")
    plugins = load(folders=[Path(text) for text in metafunc.config.getoption("--intake-plugins-dir")])
    sources = {source.info.name: source for source in plugins.sources}
    if missing := [name for name in names if name not in sources]:
        refused = "".join(f"\n{refusal.name}: {refusal.reason}" for refusal in plugins.refusals)
        raise pytest.UsageError(f"no source named {', '.join(missing)} is loaded{refused}")
    cases = [_case(sources[name]) for name in names or sources]
    metafunc.parametrize("case", cases, ids=[case.source.info.name for case in cases])


def test_it_comes_with_exchanges_and_the_client_they_are_about(case: Case) -> None:
    """Nothing below can be shown without them."""
    assert (case.folder / CLIENT_FILE).is_file(), f"write {case.folder / CLIENT_FILE}"
    assert case.web().answers or not case.source.info.hosts, f"record exchanges in {case.folder}"


def test_it_says_what_only_a_person_can_judge(case: Case) -> None:
    """Whoever installs it wants to know on what terms and on what ground of law it asks."""
    _, faults = read_quality(case.folder.parent / FILE)
    assert not faults, "; ".join(faults)


def test_it_finds_what_was_recorded(case: Case) -> None:
    """A source that finds nothing in its own recordings shows nothing."""
    report = case.report(case.web())
    assert report.status is Status.CHECKED, report.note


def test_it_asks_only_what_was_recorded_and_finds_the_same_again(case: Case) -> None:
    """What it asks depends on the client alone; an undeclared host would have made it broken."""
    web = case.web()
    first = case.report(web)
    assert set(web.asked) <= set(web.answers)
    assert case.report(web) == first


def test_every_finding_rests_on_a_page_it_was_given(case: Case) -> None:
    """A finding without evidence cannot be shown to anybody."""
    report = case.report(case.web())
    urls = {evidence.id: evidence.url for evidence in report.evidence}
    for finding in report.findings:
        assert finding.evidence in urls, finding.name
        assert finding.statement, finding.name


def test_its_findings_can_be_recomputed_from_what_was_kept(case: Case) -> None:
    """A record must replay for years: the same answers give the same findings, byte for byte, without a network."""
    bodies: dict[str, bytes] = {}

    def keep(body: bytes) -> str:
        bodies[digest(body)] = body
        return digest(body)

    report = case.report(RecordedWeb.from_folder(case.folder, keep=keep))
    retold = asyncio.run(retell(report, case.client(), case.source, bodies.__getitem__))
    assert difference(report, retold) == ""


def test_a_client_of_whom_nothing_is_known_clears_nothing(case: Case) -> None:
    """Most clients lack most identifiers; a source must bear that."""
    report = case.report(RecordedWeb({}), Client(""))
    assert not report.status.yields_facts
    assert report.status is not Status.BROKEN, report.note


@pytest.mark.parametrize("fault", FAULTS)
def test_silence_is_not_clearance(case: Case, fault: str) -> None:
    """With every answer replaced by a fault nothing was checked, and the report must say so."""
    recorded = _online(case)
    report = case.report(RecordedWeb(faulty(recorded, fault, *recorded)))
    assert not report.status.yields_facts, report.findings
    assert report.status is not Status.BROKEN, report.note
    assert report.note


@pytest.mark.parametrize("fault", FAULTS)
def test_one_silent_answer_makes_no_finding_of_its_own(case: Case, fault: str) -> None:
    """With one answer replaced by a fault, findings may be missing, but none may say something else."""
    recorded = _online(case)
    whole = {(finding.name, finding.value) for finding in case.report(case.web()).findings}
    for url in recorded:
        report = case.report(RecordedWeb(faulty(recorded, fault, url)))
        assert report.status is not Status.BROKEN, f"{url}: {report.note}"
        assert {(finding.name, finding.value) for finding in report.findings} <= whole, url


def test_an_answer_that_never_comes_ends_with_the_budget(case: Case) -> None:
    """A slow server must not hold the person up, and its silence clears nothing."""
    _online(case)
    report = case.report(StalledWeb({}), budget=SHORT_BUDGET)
    assert not report.status.yields_facts
    assert report.status is not Status.BROKEN, report.note


def test_an_answer_about_another_client_is_not_taken(case: Case) -> None:
    """A search by number may come back with a namesake, and a cache with somebody else's page."""
    changed = about_another(_online(case), case.client())
    if changed is None:
        pytest.skip("its answers name the client by no number or domain")
    report = case.report(RecordedWeb(changed))
    assert report.status is not Status.BROKEN, report.note
    assert not [finding for finding in report.findings if finding.confidence is Confidence.FIRM], report.findings


def _case(source: Jailed) -> Case:
    place = Path(source.plugin.origin.file)
    return Case(source, place.parent / "exchanges")


def _now() -> datetime:
    return datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def _online(case: Case) -> Mapping[str, Answer]:
    if not case.web().answers:
        pytest.skip("it asks nobody")
    return case.web().answers
