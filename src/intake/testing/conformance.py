"""What every source must hold to, run on any of them without code from its author.

    pytest --pyargs intake.testing.conformance --intake-source NAME [--intake-plugins-dir DIR]

It needs `exchanges/*.json` beside the source's module, and in `exchanges/client.json` the client they were recorded
with: `{"name": ..., "website": ..., "emails": [...], "identifiers": ["scheme:value", ...]}`.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.canonical import digest
from intake.hooks.jailed import Jailed
from intake.hooks.loading import load
from intake.model.client import Client, Identifier, Kind
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import CLIENT_FILE, RecordedWeb
from intake.vetting.asking import ask
from intake.vetting.door import Answer
from intake.vetting.stored import difference, retell

_CHALLENGE = (
    b"<!doctype html><html><head><title>Just a moment...</title></head><body>Verify you are human</body></html>"
)
_HTML = {"content-type": "text/html"}

Fault = Callable[[Answer], Answer | None]
FAULTS: Mapping[str, Fault] = {
    "no answer": lambda _: None,
    "too many requests": lambda answer: replace(answer, status=429, body=b"slow down"),
    "forbidden": lambda answer: replace(answer, status=403, body=b"no"),
    "unavailable": lambda answer: replace(answer, status=503, body=b"<html>later</html>"),
    "empty body": lambda answer: replace(answer, status=200, body=b""),
    "truncated body": lambda answer: replace(answer, status=200, body=answer.body[: len(answer.body) // 2]),
    "captcha page": lambda answer: replace(answer, status=200, headers=_HTML, body=_CHALLENGE),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A source with what was recorded of it."""

    source: Jailed
    folder: Path

    def client(self) -> Client:
        """The client with whom the exchanges were recorded."""
        parts = json.loads((self.folder / CLIENT_FILE).read_bytes())
        return Client(
            name=parts["name"],
            kind=Kind(parts.get("kind", "unknown")),
            country=parts.get("country", ""),
            website=parts.get("website", ""),
            emails=tuple(parts.get("emails", ())),
            identifiers=tuple(Identifier(*text.split(":", 1)) for text in parts.get("identifiers", ())),
            people=tuple(parts.get("people", ())),
        )

    def web(self) -> RecordedWeb:
        """The web as it was recorded."""
        return RecordedWeb.from_folder(self.folder)

    def report(self, web: RecordedWeb, client: Client | None = None) -> SourceReport:
        """The source's report on the client, asked on a web."""
        (report,) = asyncio.run(ask(client or self.client(), [self.source], web, clock=_now))
        return report


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
    report = case.report(RecordedWeb(_faulty(recorded, fault, *recorded)))
    assert not report.status.yields_facts, report.findings
    assert report.status is not Status.BROKEN, report.note
    assert report.note


@pytest.mark.parametrize("fault", FAULTS)
def test_one_silent_answer_makes_no_finding_of_its_own(case: Case, fault: str) -> None:
    """With one answer replaced by a fault, findings may be missing, but none may say something else."""
    recorded = _online(case)
    whole = {(finding.name, finding.value) for finding in case.report(case.web()).findings}
    for url in recorded:
        report = case.report(RecordedWeb(_faulty(recorded, fault, url)))
        assert report.status is not Status.BROKEN, f"{url}: {report.note}"
        assert {(finding.name, finding.value) for finding in report.findings} <= whole, url


def _case(source: Jailed) -> Case:
    place = Path(source.plugin.origin.file)
    return Case(source, place.parent / "exchanges")


def _now() -> datetime:
    return datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def _online(case: Case) -> Mapping[str, Answer]:
    if not case.web().answers:
        pytest.skip("it asks nobody")
    return case.web().answers


def _faulty(recorded: Mapping[str, Answer], fault: str, *urls: str) -> dict[str, Answer]:
    changed = {url: FAULTS[fault](answer) if url in urls else answer for url, answer in recorded.items()}
    return {url: answer for url, answer in changed.items() if answer is not None}
