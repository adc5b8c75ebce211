"""Tests of answers that were kept: asked once more, and used again for a day."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intake.api import Context, Source, Unreachable
from intake.errors import NotFound
from intake.hooks.silence import BadCertificate, Blocked, RateLimited, Silence, Withheld
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import ask
from intake.vetting.door import Answer, Request, Web
from intake.vetting.stored import CEILING, ReusingWeb, StoredWeb, difference, retell
from vetting.fakes import CLIENT, NOW, REGISTER, Told, clock, finding, web

BODIES: dict[str, bytes] = {}


def kept(on: RecordedWeb) -> RecordedWeb:
    """The web, with its bodies kept where `body` finds them."""

    def keep(body: bytes) -> str:
        sha256 = StoredWeb((), body_of).keep(body)
        BODIES[sha256] = body
        return sha256

    on.keep_body = keep
    return on


def body_of(sha256: str) -> bytes:
    if sha256 not in BODIES:
        raise NotFound("the stored file is missing")
    return BODIES[sha256]


def report_of(source: Source, on: Web, at: Callable[[], datetime] = clock) -> SourceReport:
    return asyncio.run(ask(CLIENT, [source], on, clock=at, budget=5))[0]


def retold(report: SourceReport, source: Source) -> SourceReport:
    return asyncio.run(retell(report, CLIENT, source, body_of))


def test_a_report_is_recomputed_from_its_own_evidence() -> None:
    report = report_of(Told(), kept(web()))
    assert report.client == CLIENT
    again = retold(report, Told())
    assert difference(report, again) == ""
    assert again == report


def test_an_answer_that_was_altered_changes_a_finding_in_words() -> None:
    async def work(context: Context) -> object:
        page = await context.fetch(REGISTER, "the entry")
        return [finding(page, value="DISSOLVED" not in page.text, quote="")]

    report = report_of(Told(work), kept(web()))
    BODIES[report.evidence[0].sha256] = b"DISSOLVED"
    words = difference(report, retold(report, Told(work)))
    assert words.startswith("register: stored is registry.active = yes")
    assert "recomputed registry.active = no" in words


def test_a_source_that_says_less_today_is_a_difference() -> None:
    async def nothing(_: Context) -> object:
        return []

    report = report_of(Told(), kept(web()))
    assert "it was checked, and recomputed it is not_found" in difference(report, retold(report, Told(nothing)))


@pytest.mark.parametrize("kind", [BadCertificate, Blocked, RateLimited, Withheld])
def test_a_silence_is_replayed_with_its_kind_and_its_reason(kind: type[Silence]) -> None:
    class Quiet(RecordedWeb):
        async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
            if request.url != REGISTER:
                raise kind("the certificate is another's")
            return await super().send(request, allows)

    async def work(context: Context) -> object:
        page = await context.fetch(REGISTER, "the entry")
        try:
            await context.fetch("https://register.example/more", "more")
        except Silence as why:
            return [finding(page, statement=f"{type(why).__name__}: {why}")]
        return []

    report = report_of(Told(work), kept(Quiet(web().answers)))
    assert report.findings[0].statement == f"{kind.__name__}: more: the certificate is another's"
    (silent,) = report.unanswered
    assert (silent.id, silent.asked, silent.kind) == ("register-2", "https://register.example/more", kind.__name__)
    assert retold(report, Told(work)) == report


def test_a_request_that_had_no_answer_has_none_again() -> None:
    async def work(context: Context) -> object:
        pages = []
        for end in ("a", "b"):
            try:
                pages.append(await context.fetch(f"https://register.example/{end}", "a page"))
            except Unreachable:
                continue
        return [finding(page) for page in pages]

    url = "https://register.example/b"
    only = RecordedWeb({url: Answer(url, 200, {}, b"ACTIVE", recorded=True)})
    report = report_of(Told(work), kept(only))
    assert [each.id for each in report.evidence] == ["register-2"]
    assert difference(report, retold(report, Told(work))) == ""


def test_ids_follow_the_questions_and_not_the_answers() -> None:
    """Asked at once, answers come in any order; a replay must number them alike."""

    async def work(context: Context) -> object:
        first, second = await asyncio.gather(
            *(context.fetch(f"https://register.example/{end}", "a page") for end in ("slow", "quick"))
        )
        return [finding(first), finding(second)]

    urls = [f"https://register.example/{end}" for end in ("slow", "quick")]
    inner = kept(RecordedWeb({url: Answer(url, 200, {}, b"ACTIVE " + url.encode()) for url in urls}))

    class Uneven:
        """A web on which one answer waits for the other."""

        def __init__(self) -> None:
            self._quick = asyncio.Event()
            self.keep = inner.keep

        async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
            if request.url.endswith("slow"):
                await self._quick.wait()
            self._quick.set()
            return await inner.send(request, allows)

    report = report_of(Told(work), Uneven())
    assert [each.url[-5:] for each in report.evidence] == ["quick", "/slow"]
    assert difference(report, retold(report, Told(work))) == ""


def test_b17_two_answers_to_one_request_are_both_kept_and_replayed_in_order() -> None:
    async def work(context: Context) -> object:
        return [finding(await context.fetch(REGISTER, "the entry")) for _ in range(2)]

    inner = kept(web())

    class Changing:
        """A web that answers otherwise each time."""

        def __init__(self) -> None:
            self.asked = 0
            self.keep = inner.keep

        async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
            self.asked += 1
            return replace(await inner.send(request, allows), body=b"ACTIVE %d" % self.asked)

    report = report_of(Told(work), Changing())
    assert len({each.sha256 for each in report.evidence}) == 2
    assert report.status is Status.CHECKED
    assert report.note == f"content differs: two answers to {REGISTER} are not the same, and both are kept"
    again = retold(report, Told(work))
    assert difference(report, again) == ""
    assert again.note == report.note


def reused(report: SourceReport, later: timedelta, **headers: str) -> tuple[SourceReport, RecordedWeb]:
    """The report when asked later, with the former evidence before the web; and that web."""
    on = kept(web(headers={"cache-control": "max-age=315360000", "vary": "*", **headers}))
    reusing = ReusingWeb(on, report.evidence, body_of, lambda: NOW + later)
    return report_of(Told(), reusing, lambda: NOW + later), on


def test_b18_within_a_day_the_stored_answer_is_used_again_and_its_age_is_shown() -> None:
    first = report_of(Told(), kept(web()))
    report, on = reused(first, timedelta(hours=3))
    assert on.asked == []
    assert report.findings == first.findings
    assert report.evidence[0].retrieved_at == NOW
    assert report.evidence[0].age(report.asked_at) == "from 3 h ago"
    assert difference(report, retold(report, Told())) == ""


@pytest.mark.parametrize("later", [CEILING, timedelta(days=400), -timedelta(minutes=1)])
def test_b18_nothing_older_than_a_day_by_our_clock_is_used_whatever_the_server_says(later: timedelta) -> None:
    report, on = reused(report_of(Told(), kept(web())), later)
    assert on.asked == [REGISTER]
    assert report.evidence[0].age(report.asked_at) == ""


def test_b18_a_304_without_body_is_no_answer() -> None:
    assert report_of(Told(), web(status=304, body="")).status is Status.UNREACHABLE


@pytest.mark.parametrize("status", [503, 429, 403, 410])
def test_what_was_no_whole_answer_is_asked_anew(status: int) -> None:
    first = report_of(Told(), kept(web(status=status)))
    report, on = reused(first, timedelta(hours=1))
    assert on.asked == [REGISTER]
    assert report.status is Status.CHECKED


def test_an_answer_whose_body_was_lost_is_asked_anew() -> None:
    first = report_of(Told(), kept(web()))
    lost = replace(first, evidence=(replace(first.evidence[0], sha256="0" * 64),))
    assert reused(lost, timedelta(hours=1))[1].asked == [REGISTER]
