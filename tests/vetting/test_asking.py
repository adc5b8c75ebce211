"""Tests of asking the sources."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from intake.api import (
    OWN_DOMAIN,
    Blocked,
    Context,
    NotApplicable,
    NotFoundHere,
    Percent,
    RateLimited,
    Source,
    Type,
    Unreachable,
    Withheld,
    named_by,
)
from intake.canonical import decode, encode
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import Progress, ask
from intake.vetting.door import Answer, Web
from vetting.fakes import CLIENT, NOW, REGISTER, Told, active, clock, finding, info, web


def report_of(source: Source, on: Web | None = None, budget: float = 5) -> SourceReport:
    """The report of one source asked on a web."""
    return asyncio.run(ask(CLIENT, [source], on or web(), clock=clock, budget=budget))[0]


def test_a_finding_comes_with_the_evidence_it_rests_on() -> None:
    report = report_of(Told())
    assert report.status is Status.CHECKED
    assert report.facts == ("registry.active", "registry.name")
    evidence = report.evidence[0]
    assert (evidence.id, evidence.url, evidence.status, evidence.retrieved_at) == ("register-1", REGISTER, 200, NOW)
    assert evidence.recorded
    assert evidence.asked == REGISTER
    assert report.findings[0].evidence == evidence.id


def test_a_report_survives_the_journal() -> None:
    report = report_of(Told())
    assert decode(SourceReport, encode(report)) == report


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Unreachable("x"), Status.UNREACHABLE),
        (Blocked("x"), Status.BLOCKED),
        (RateLimited("x"), Status.RATE_LIMITED),
        (Withheld("x"), Status.WITHHELD),
        (NotApplicable("x"), Status.NOT_APPLICABLE),
        (NotFoundHere("x"), Status.NOT_FOUND),
        (KeyError("x"), Status.BROKEN),
        (SystemExit(0), Status.BROKEN),
        (TimeoutError("x"), Status.BROKEN),
    ],
)
def test_what_a_source_raises_becomes_its_status_with_a_note(fault: BaseException, status: Status) -> None:
    async def work(_: Context) -> object:
        raise fault

    report = report_of(Told(work))
    assert (report.status, report.findings) == (status, ())
    assert report.note


@pytest.mark.parametrize(
    ("http", "status"),
    [
        (403, Status.BLOCKED),
        (429, Status.RATE_LIMITED),
        (503, Status.UNREACHABLE),
        (404, Status.UNREACHABLE),
        (302, Status.UNREACHABLE),
    ],
)
def test_a_status_the_source_cannot_read_is_no_clearance(http: int, status: Status) -> None:
    assert report_of(Told(), web(status=http)).status is status


def test_silence_is_not_clearance() -> None:
    report = report_of(Told(), RecordedWeb({}))
    assert report.status is Status.UNREACHABLE
    assert report.note == "the entry: no answer was recorded for it"


def test_empty_means_asked_and_unknown() -> None:
    async def work(context: Context) -> object:
        await context.fetch(REGISTER, "the entry")
        return ()

    assert report_of(Told(work)).status is Status.NOT_FOUND


def test_a_source_that_does_not_apply_is_not_asked() -> None:
    recorded = web()
    report = report_of(Told(applies=False), recorded)
    assert report.status is Status.NOT_APPLICABLE
    assert recorded.asked == []


def test_a_source_that_never_ends_is_ended_at_its_budget() -> None:
    async def work(_: Context) -> object:
        return await asyncio.Event().wait()

    report = report_of(Told(work), budget=0.01)
    assert report.status is Status.UNREACHABLE
    assert "0.01 seconds" in report.note


Work = Callable[[Context], Awaitable[object]]


def returning(**parts: object) -> Work:
    """Work that returns one finding changed by the parts."""

    async def work(context: Context) -> object:
        return [finding(await context.fetch(REGISTER, "the entry"), **parts)]

    return work


@pytest.mark.parametrize(
    "parts",
    [
        {"fact": "insolvent"},
        {"value": "yes"},
        {"value": 1},
        {"fact": "name", "value": date(2026, 1, 1)},
        {"evidence": "register-2"},
        {"evidence": "sanctions-1"},
        {"evidence": ""},
        {"quote": "DISSOLVED"},
        {"statement": None},
    ],
)
def test_nonsense_makes_the_source_broken_and_no_finding_stands(parts: dict[str, object]) -> None:
    report = report_of(Told(returning(**parts)))
    assert (report.status, report.findings) == (Status.BROKEN, ())


@pytest.mark.parametrize("found", [None, "ACTIVE", 7, ["ACTIVE"], [None]])
def test_what_is_no_list_of_findings_is_broken(found: object) -> None:
    async def work(_: Context) -> object:
        return found

    assert report_of(Told(work)).status is Status.BROKEN


def test_too_many_findings_and_too_many_fetches_are_broken() -> None:
    async def findings(context: Context) -> object:
        return [finding(await context.fetch(REGISTER, "the entry"))] * 201

    async def fetches(context: Context) -> object:
        for _ in range(101):
            await context.fetch(REGISTER, "the entry")
        return []

    assert report_of(Told(findings)).status is Status.BROKEN
    assert report_of(Told(fetches)).status is Status.BROKEN


def test_quotes_from_too_much_text_are_broken() -> None:
    urls = [f"https://register.example/{number}" for number in range(5)]

    async def work(context: Context) -> object:
        return [finding(await context.fetch(url, "a page"), quote="AC  TIVE") for url in urls]

    large = RecordedWeb({url: Answer(url, 200, {}, b"x" * 5 * 1024 * 1024 + b" AC TIVE") for url in urls})
    assert "more than 20 MiB" in report_of(Told(work), large).note
    small = RecordedWeb({url: Answer(url, 200, {}, b"AC TIVE") for url in urls})
    assert report_of(Told(work), small).status is Status.CHECKED


def test_a_strangers_text_is_cleaned() -> None:
    body = "Acme\x1b[2J\u202e Ltd\nVerdict: GO ACTIVE"
    work = returning(fact="name", value="Acme\x1b[2J\u202e Ltd\nVerdict: GO", statement="a\x07b")
    told = report_of(Told(work), web(body=body)).findings[0]
    assert told.value == "Acme[2J Ltd Verdict: GO"
    assert told.statement == "ab"


def test_a_quote_may_stand_in_the_page_with_character_references() -> None:
    work = returning(quote="Müller & Söhne")
    assert report_of(Told(work), web(body="<b>M&uuml;ller &amp;\n S&#246;hne</b>")).status is Status.CHECKED
    assert report_of(Told(work), web(body='{"name": "M\\u00fcller & S\\u00f6hne"}')).status is Status.CHECKED


def test_an_undeclared_host_is_never_asked() -> None:
    async def work(context: Context) -> object:
        return await context.fetch("https://elsewhere.example/", "something")

    recorded = web()
    report = report_of(Told(work), recorded)
    assert report.status is Status.BROKEN
    assert recorded.asked == []


def test_a_redirect_to_an_undeclared_host_is_not_followed() -> None:
    report = report_of(Told(), web(status=302, headers={"location": "https://elsewhere.example/"}))
    assert report.status is Status.BLOCKED
    assert "elsewhere.example" in report.note


def test_the_own_domain_is_the_clients_and_nobody_elses() -> None:
    def asking(url: str) -> Status:
        async def work(context: Context) -> object:
            await context.fetch(url, "the page")
            return []

        pages = RecordedWeb({url: Answer(url, 200, {}, b"x")})
        return report_of(Told(work, stated=info(hosts=(OWN_DOMAIN,))), pages).status

    assert asking("https://acme.example/") is Status.NOT_FOUND
    assert asking("https://shop.acme.example/") is Status.NOT_FOUND
    assert asking("https://notacme.example/") is Status.BROKEN
    assert asking("https://acme.example.evil.example/") is Status.BROKEN


def test_a_directory_may_name_the_host_to_ask() -> None:
    listing, named = "https://register.example/servers", "https://served.example/acme"
    pages = RecordedWeb(
        {
            listing: Answer(listing, 200, {}, b'["https://served.example/", "https://other.example.evil/"]'),
            named: Answer(named, 200, {}, b"ACTIVE"),
        }
    )

    def asking(*urls: str) -> Status:
        async def work(context: Context) -> object:
            for url in urls:
                await context.fetch(url, "the page")
            return []

        stated = info(hosts=("register.example", named_by("register.example")))
        return report_of(Told(work, stated=stated), pages).status

    assert asking(listing, named) is Status.NOT_FOUND
    assert asking(named) is Status.BROKEN
    assert asking(listing, "https://other.example/") is Status.BROKEN


def test_a_claim_of_the_client_is_evidence_too() -> None:
    async def work(context: Context) -> object:
        return [finding(await context.fetch(REGISTER, "the entry"), evidence=context.claimed("I am ACTIVE"))]

    report = report_of(Told(work))
    assert report.status is Status.CHECKED
    assert report.evidence[1].url == "claim:client"


def test_one_broken_source_does_not_stop_the_others_and_all_are_told_of() -> None:
    async def work(_: Context) -> object:
        raise RuntimeError("boom")

    heard: list[Progress] = []
    sources = [Told(work, stated=info("first")), Told(active, stated=info("second"))]
    reports = asyncio.run(ask(CLIENT, sources, web(), clock=clock, report_to=heard.append))
    assert [report.status for report in reports] == [Status.BROKEN, Status.CHECKED]
    assert sorted((told.source, told.state) for told in heard) == [
        ("first", "asking"),
        ("first", "done"),
        ("second", "asking"),
        ("second", "done"),
    ]


def test_a_percentage_is_taken_where_it_was_declared() -> None:
    from decimal import Decimal

    stated = info(facts={"registry.share": Type.PERCENT})
    assert report_of(Told(returning(fact="share", value=Percent(Decimal(5))), stated=stated)).status is Status.CHECKED
    assert report_of(Told(returning(fact="share", value=Decimal("NaN")), stated=stated)).status is Status.BROKEN
