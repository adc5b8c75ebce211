"""Tests of a source's calls across the line, and of what comes back."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.api import BadCertificate, Blocked, NotApplicable, NotFoundHere, RateLimited, Unreachable, Withheld
from intake.hooks.silence import KINDS, Silence, name_of
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer, Request
from intake.vetting.hearing import hear
from jail.test_bad_plugins import sources
from vetting.fakes import CLIENT, NOW, REGISTER, clock, web


def asked(folder: Path, body: str, on: RecordedWeb | None = None) -> SourceReport:
    """The report of a source whose work is this body."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    text = f"import asyncio\nfrom intake.api import *\nasync def work(client, context):\n{lines}\n"
    (source,) = sources(folder, mine=text)
    return asyncio.run(hear(CLIENT, source, on or web(), clock=clock))


def test_a_source_knows_the_day_and_its_client(tmp_path: Path) -> None:
    report = asked(
        tmp_path,
        """
page = await context.fetch("https://register.example/acme", "the entry")
return [told(page, statement=f"{client.name} {client.website} on {context.today} {context.today.year}")]
""",
    )
    assert report.findings[0].statement == f"Acme Ltd https://www.acme.example/ on {NOW.date()} {NOW.year}"


def test_a_page_comes_whole_whatever_its_bytes(tmp_path: Path) -> None:
    body = bytes(range(256)) * 20_000 + b"ACTIVE"
    on = RecordedWeb({REGISTER: Answer(REGISTER, 200, {"content-type": "text/plain; charset=latin1"}, body)})
    report = asked(
        tmp_path,
        """
page = await context.fetch("https://register.example/acme", "the entry")
import hashlib
return [told(page, statement=hashlib.sha256(page.body).hexdigest() + page.content_type)]
""",
        on,
    )
    assert report.findings[0].statement.startswith(report.evidence[0].sha256.removeprefix("sha256:"))
    assert report.findings[0].statement.endswith("charset=latin1")


def test_several_calls_run_at_once_and_each_gets_its_own_answer(tmp_path: Path) -> None:
    urls = [f"https://register.example/{number}" for number in range(30)]
    waiting: list[int] = []

    class Slow(RecordedWeb):
        """Answers the later first."""

        async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
            """The answer, once a few wait."""
            waiting.append(len(waiting))
            for _ in range(100 - len(waiting)):
                await asyncio.sleep(0)
            return await RecordedWeb.send(self, request, allows)

    on = Slow({url: Answer(url, 200, {}, f"ACTIVE {url}".encode()) for url in urls})
    report = asked(
        tmp_path,
        """
urls = [f"https://register.example/{number}" for number in range(30)]
pages = await asyncio.gather(*(context.fetch(url, "a page") for url in urls))
claimed = context.claimed("I am ACTIVE")
assert [page.text for page in pages] == [f"ACTIVE {url}" for url in urls]
return [told(pages[7], evidence=claimed)]
""",
        on,
    )
    assert report.status is Status.CHECKED, report.note
    assert len(on.asked) == 30


@pytest.mark.parametrize("kind", KINDS)
def test_every_silence_crosses_as_itself(kind: str, tmp_path: Path) -> None:
    report = asked(tmp_path, f"raise {kind}('because')")
    assert report.status is KINDS[kind].status
    assert report.note == "because"


def test_a_silence_of_the_host_can_be_caught_by_its_kind(tmp_path: Path) -> None:
    report = asked(
        tmp_path,
        """
try:
    await context.fetch("https://register.example/other", "the other page")
except Blocked:
    raise AssertionError
except Unreachable as why:
    raise Withheld(f"caught: {why}")
""",
    )
    assert report.note == "caught: the other page: no answer was recorded for it"


def test_all_kinds_of_silence_are_known_by_name() -> None:
    kinds = {BadCertificate, Blocked, NotApplicable, NotFoundHere, RateLimited, Unreachable, Withheld}
    assert set(KINDS.values()) == kinds

    class Mine(Blocked):
        """A plugin's own."""

    assert name_of(Mine("x")) == "Blocked"
    assert name_of(Silence("x")) == "Unreachable"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("context.telephone()", "a context has no telephone"),
        ("await context.fetch()", "TypeError"),
        ("await context.fetch(url=1, purpose='x')", "spoke nonsense: a call of fetch"),
        ("await context.fetch('https://a.example', 'x', also=['a'])", "spoke nonsense: a call of fetch"),
        ("raise KeyError('x')", "the plugin is broken: KeyError: 'x'"),
        ("context._line.send({'call': 'x', 'method': 'today', 'arguments': {}}); context.today", "spoke nonsense"),
    ],
)
def test_a_call_that_makes_no_sense_breaks_its_source(body: str, says: str, tmp_path: Path) -> None:
    report = asked(tmp_path, body)
    assert report.status is Status.BROKEN
    assert says in report.note


def test_the_traceback_is_in_the_log_and_not_in_the_report(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "intake.plugins")
    report = asked(tmp_path, "raise KeyError('x')")
    assert "mine.py" not in report.note
    assert "mine.py" in caplog.text
    assert "raise KeyError" in caplog.text
