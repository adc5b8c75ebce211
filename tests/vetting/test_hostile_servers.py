"""SAFETY cases B: servers that mean harm, met by the real door in the lab; memory is measured in a fresh process."""

import asyncio
import gzip
import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from intake.api import Client, Context, Finding
from intake.canonical import digest
from intake.model.finding import SourceReport, Status
from intake.testing.lab import Asked, Lab, hostile
from intake.testing.lab.hostile import HEAD, Handler, whole
from intake.testing.lab.names import LOOP, SERVFAIL, SILENT
from intake.testing.lab.namespace import REFUSING
from intake.vetting import asking
from intake.vetting.door import Request
from intake.vetting.web import MOST_BYTES
from vetting.fakes import QuickClock, Told, info
from vetting.meeting import met, website

PAGE = whole(b"<html><body><p>Acme Ltd <a href='/x'>x</a></body></html>", "Content-Type: text/html")
NONE = whole(b"", status="404 Not Found")


@pytest.mark.parametrize(
    "handler",
    [hostile.slow_headers, hostile.slow_body, hostile.silent, hostile.stalled_body],
    ids=["headers", "body", "silent", "stalled"],
)
def test_b01_a_server_that_is_too_slow_is_left_at_the_deadline(intake_lab: Lab, handler: Handler) -> None:
    intake_lab.serve("slow.example", handler)
    assert "no whole answer within 0.4 seconds" in met(intake_lab, "http://slow.example/", deadline=0.4).silence


def test_b01_a_handshake_that_is_never_answered_ends_at_the_deadline(intake_lab: Lab) -> None:
    intake_lab.serve("mute.example", hostile.silent, port=443)
    assert "no whole answer" in met(intake_lab, "https://mute.example/", deadline=0.4).silence


@pytest.mark.parametrize(
    "handler",
    [
        hostile.endless_body,
        hostile.endless_chunks,
        hostile.endless_trailers,
        hostile.endless_informational,
        hostile.endless_header,
        HEAD + b"".join(b"X-%d: y\r\n" % number for number in range(50_000)) + b"\r\n",
        whole(b"x" * (MOST_BYTES + 1)),
    ],
)
def test_b02_what_has_no_end_is_cut_at_its_cap(intake_lab: Lab, handler: Handler | bytes) -> None:
    intake_lab.serve("endless.example", handler)
    outcome = met(intake_lab, "http://endless.example/", deadline=30)
    assert outcome.kind == "Unreachable"
    assert "within" not in outcome.silence


def test_b02_the_largest_answer_is_read(intake_lab: Lab) -> None:
    intake_lab.serve("large.example", whole(b"x" * (MOST_BYTES - 1)))
    outcome = met(intake_lab, "http://large.example/", deadline=30)
    assert outcome.answer is not None, outcome
    assert len(outcome.answer.body) == MOST_BYTES - 1


def test_b02_five_thousand_headers_are_borne(intake_lab: Lab) -> None:
    intake_lab.serve("headers.example", whole(b"x", *(f"X-{number}: y" for number in range(5000))))
    outcome = met(intake_lab, "http://headers.example/")
    assert outcome.answer is not None, outcome


@pytest.mark.parametrize("status", ["200 OK", "500 Error", "404 Not Found"])
def test_b03_a_bomb_is_cut_while_it_unfolds(intake_lab: Lab, status: str) -> None:
    intake_lab.serve("bomb.example", hostile.gzip_bomb(f"HTTP/1.1 {status}\r\nConnection: close\r\n".encode()))
    assert "larger than 5 MiB" in met(intake_lab, "http://bomb.example/", deadline=30).silence


def test_b03_the_body_of_a_redirect_is_never_read(intake_lab: Lab) -> None:
    bomb = hostile.gzip_bomb(b"HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: /next\r\n")
    intake_lab.serve("bomb302.example", [bomb, PAGE])
    outcome = met(intake_lab, "http://bomb302.example/")
    assert outcome.answer is not None, outcome
    assert outcome.answer.hops == ("http://bomb302.example/",)


@pytest.mark.parametrize(
    "answer",
    [
        whole(b"\x5b\x00" * 400, "Content-Encoding: br"),
        whole(b"\x28\xb5\x2f\xfd" * 8000, "Content-Encoding: zstd"),
        whole(b"x", "Content-Encoding: " + ", ".join(["gzip"] * 50)),
        whole(gzip.compress(b"x") * 20_000, "Content-Encoding: gzip"),
        whole(b"x", "Content-Encoding: gzip", "Content-Encoding: gzip"),
        whole(b"x", "Content-Encoding: zlib"),
    ],
)
def test_b04_other_encodings_and_layers_are_refused(intake_lab: Lab, answer: bytes) -> None:
    intake_lab.serve("layers.example", answer)
    assert met(intake_lab, "http://layers.example/").kind == "Unreachable"


BROKEN = {
    "corrupt gzip": whole(b"\x1f\x8bnot gzip", "Content-Encoding: gzip"),
    "truncated gzip": whole(gzip.compress(b"x" * 1000)[:-9], "Content-Encoding: gzip"),
    "short body": HEAD + b"Content-Length: 50\r\n\r\nshort",
    "two ways": HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    "negative": HEAD + b"Content-Length: -1\r\n\r\nx",
    "huge": HEAD + b"Content-Length: 99999999999999999999\r\n\r\nx",
    "bad chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
    "cut chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\nx",
}


@pytest.mark.parametrize("name", BROKEN)
def test_b05_a_broken_answer_is_no_answer_and_its_part_is_not_kept(intake_lab: Lab, name: str) -> None:
    intake_lab.serve("broken.example", BROKEN[name])
    outcome = met(intake_lab, "http://broken.example/")
    assert (outcome.kind, outcome.answer) == ("Unreachable", None)
    assert "within" not in outcome.silence
    assert asyncio.run(_heard(intake_lab, "http://broken.example/")).evidence == ()


@pytest.mark.parametrize(
    "answers",
    [
        [hostile.redirect("/")],
        [hostile.redirect("http://pong.example/")],
        [hostile.redirect(f"/{number}") for number in range(40)],
        [hostile.redirect("/a", "/b")],
        [hostile.redirect("/" + "a" * 60_000)],
    ],
    ids=["loop", "ping-pong", "forty", "two places", "long"],
)
def test_b06_redirects_end_after_five(intake_lab: Lab, answers: Sequence[bytes]) -> None:
    server = intake_lab.serve("ping.example", answers)
    intake_lab.serve("pong.example", hostile.redirect("http://ping.example/"))
    outcome = met(intake_lab, "http://ping.example/")
    assert outcome.answer is None
    assert len(server.requests) <= 6


@pytest.mark.parametrize("charset", "zlib hex rot13 punycode undefined unicode_escape utf-7 idna".split())
def test_b07_a_charset_the_web_does_not_know_is_ignored(intake_lab: Lab, charset: str) -> None:
    body = rb"<html><body>\x1b]52;c;x\x07 +ADw- Acme Ltd <a href=/x>x</a></body></html>"
    page = whole(body, f"Content-Type: text/html; charset={charset}")
    intake_lab.serve("charset.example", [NONE, page])
    report = website(intake_lab, "http://charset.example/")
    assert report.status is Status.CHECKED, report.note
    assert "\x1b" not in "".join(finding.statement + finding.quote for finding in report.findings)


@pytest.mark.parametrize("charset", ["zlib", "punycode"])
def test_b08_a_large_body_in_a_slow_charset_is_not_unfolded(intake_lab: Lab, charset: str) -> None:
    page = whole(b"a-" * 260_000, f"Content-Type: text/html; charset={charset}")
    intake_lab.serve("large-charset.example", [NONE, page])
    report = website(intake_lab, "http://large-charset.example/")
    assert report.elapsed_ms < 20_000


def test_b09_words_in_ascii_never_become_control_characters(intake_lab: Lab) -> None:
    body = rb"<html><meta charset=unicode_escape><body>\x1b]52;c;x GmbH Acme Ltd <a href=/impressum>\u001b[2J</a></body></html>"
    intake_lab.serve("meta.example", [NONE, whole(body, "Content-Type: text/html")])
    report = website(intake_lab, "http://meta.example/")
    assert report.findings
    assert all(finding.statement.isprintable() and finding.quote.isprintable() for finding in report.findings)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 000 Zero\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        HEAD + b"X: a\0b\r\n\r\nx",
        b"<html>HTTP/0.9",
        b"SSH-2.0-OpenSSH\r\n",
        bytes(range(256)) * 100,
        hostile.reset,
        b"",
    ],
)
def test_b10_what_is_no_http_is_unknown_and_no_fault(intake_lab: Lab, answer: bytes | Handler) -> None:
    intake_lab.serve("odd.example", answer)
    report = asyncio.run(_heard(intake_lab, "http://odd.example/"))
    assert report.status is Status.UNREACHABLE, report.note


@pytest.mark.parametrize(
    ("kind", "words"),
    [("expired", "expired"), ("other", "not valid for 'cert.example'"), ("self-signed", "self-signed")],
)
def test_b11_a_certificate_that_does_not_hold_is_a_finding_with_its_reason(
    intake_lab: Lab, kind: str, words: str
) -> None:
    server = intake_lab.serve("cert.example", PAGE, certificate=kind)  # type: ignore[arg-type]
    report = website(intake_lab, "https://cert.example/")
    (finding,) = report.findings
    assert (finding.name, finding.value) == ("website.certificate_valid", False)
    assert words in finding.statement
    assert server.requests == []


def test_b12_each_fault_of_a_name_has_a_reason_of_its_own(intake_lab: Lab) -> None:
    many = [f"93.184.{number // 250 + 100}.{number % 250 + 1}" for number in range(4000)]
    intake_lab.name("servfail.example", SERVFAIL)
    intake_lab.name("silent.example", SILENT)
    intake_lab.name("loop.example", LOOP)
    intake_lab.name("empty.example", [])
    said = {
        host: met(intake_lab, Asked(f"http://{host}.example/", lookup_seconds=0.4, deadline=5)).silence
        for host in ("nowhere", "servfail", "silent", "loop", "empty")
    }
    assert "does not exist" in said["nowhere"]
    assert "name server failed" in said["servfail"]
    assert "not resolved in time" in said["silent"]
    assert said["loop"].startswith("the name ")
    assert said["empty"].startswith("the name ")
    intake_lab.name("many.example", [*many, "10.0.0.1"])
    assert "10.0.0.1 is not a public address" in met(intake_lab, "http://many.example/").silence


def test_b12_at_most_four_addresses_are_tried(intake_lab: Lab) -> None:
    last = intake_lab.serve("last.example", PAGE)
    intake_lab.name("dead.example", [REFUSING])
    assert "no address of the host accepts" in met(intake_lab, "http://dead.example/").silence
    intake_lab.name("second.example", [REFUSING, last.ip])
    assert met(intake_lab, "http://second.example/").answer is not None


def test_b13_what_robots_txt_disallows_is_not_fetched(intake_lab: Lab) -> None:
    for rules in (whole(b"User-agent: *\nDisallow: /"), whole(b"", status="503 Busy")):
        server = intake_lab.serve("robots.example", rules)
        report = website(intake_lab, "http://robots.example/")
        assert report.status is Status.BLOCKED
        assert "robots.txt" in report.note
        assert all(request.startswith(b"GET /robots.txt ") for request in server.requests)


def test_b13_a_hostile_robots_txt_costs_little_and_a_delay_is_kept_up_to_ten_seconds(intake_lab: Lab) -> None:
    rules = b"User-agent: *\nCrawl-delay: 1e308\n" + b"Disallow: /no\n" * 15_000 + b"#" * 5_000_000
    intake_lab.serve("rules.example", [whole(rules), PAGE])
    asked = Asked("http://rules.example/", site="rules.example", deadline=20)
    outcome = met(intake_lab, asked)
    assert outcome.answer is not None, outcome
    assert max(outcome.slept) <= 10
    intake_lab.serve("rules.example", [whole(b"User-agent: *\n" + b"Allow: /\n" * 50_000), PAGE])
    assert "too many rules" in met(intake_lab, asked).silence


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Busy"])
@pytest.mark.parametrize("said", ["1000000000", "-5", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "0"])
def test_b14_a_busy_server_is_asked_twice_again_at_most(intake_lab: Lab, status: str, said: str) -> None:
    server = intake_lab.serve("busy.example", whole(b"later", f"Retry-After: {said}", status=status))
    outcome = met(intake_lab, "http://busy.example/")
    assert outcome.answer is not None
    assert outcome.answer.status == int(status[:3])
    assert len(server.requests) == (1 if said[:1] in "1F" else 3)
    assert all(waited <= 8 for waited in outcome.slept)


def test_b14_a_server_that_was_busy_once_answers_in_the_end(intake_lab: Lab) -> None:
    intake_lab.serve("once.example", [whole(b"later", "Retry-After: 3", status="503 Busy"), PAGE])
    outcome = met(intake_lab, "http://once.example/")
    assert outcome.answer is not None
    assert (outcome.answer.status, 3.0 in outcome.slept) == (200, True)


def test_b14_a_connection_that_fails_is_tried_twice_again(intake_lab: Lab) -> None:
    server = intake_lab.serve("flaky.example", PAGE)
    intake_lab.name("flaky.example", [REFUSING], [REFUSING], [server.ip])
    assert met(intake_lab, "http://flaky.example/").answer is not None
    intake_lab.name("down.example", [REFUSING])
    before = intake_lab.names.looked_up["down.example"]
    assert met(intake_lab, "http://down.example/").kind == "Unreachable"
    assert intake_lab.names.looked_up["down.example"] - before == 3


def test_b15_a_page_that_moves_its_visitors_moves_nobody(intake_lab: Lab) -> None:
    body = b"""<html><head><meta http-equiv="refresh" content="0;url=http://127.0.0.1/"></head>
    <body><script>location = 'http://169.254.169.254/'</script><img src="http://10.0.0.1/x">Acme Ltd
    <a href="http://127.0.0.1:8080/impressum">Impressum</a></body></html>"""
    intake_lab.serve("moving.example", [NONE, whole(body, "Content-Type: text/html")])
    assert website(intake_lab, "http://moving.example/").status is Status.CHECKED


def test_b16_cookies_are_neither_kept_nor_sent(intake_lab: Lab) -> None:
    cookies = [f"Set-Cookie: c{number}=x; Domain=cookies.example" for number in range(50)]
    server = intake_lab.serve("cookies.example", whole(b"x", *cookies, "Set-Cookie: d=x; Domain=other.example"))
    assert met(intake_lab, Asked("http://cookies.example/", times=2)).answer is not None
    assert len(server.requests) == 2
    assert all(b"\r\ncookie:" not in request.lower() for request in server.requests)


async def _heard(lab: Lab, url: str, *, times: int = 1) -> SourceReport:
    async def work(context: Context) -> Sequence[Finding]:
        for _ in range(times):
            page = await context.fetch(url, "the page")
        return [Finding("registry", "name", page.text, "It says so.", page.evidence)]

    host = Request(url).url.split("/")[2]
    source = Told(work, stated=info(hosts=(host,)))
    (report,) = await asking.ask(Client("Acme"), [source], lab.web(), clock=lambda: datetime.now(UTC))
    return report


def test_b17_two_answers_to_one_question_are_both_kept_and_told(intake_lab: Lab) -> None:
    intake_lab.serve("faces.example", [whole(b"for programs"), whole(b"for people")])
    report = asyncio.run(_heard(intake_lab, "http://faces.example/", times=2))
    assert {evidence.sha256 for evidence in report.evidence} == {digest(b"for programs"), digest(b"for people")}
    assert "content differs" in report.note


def test_b18_the_time_of_evidence_is_ours_and_a_stale_answer_without_body_is_none(intake_lab: Lab) -> None:
    old = format_datetime(datetime(2016, 1, 1, tzinfo=UTC), usegmt=True)
    headers = ["Cache-Control: max-age=315360000", "Vary: *", "Age: 315360000", f"Date: {old}", f"Last-Modified: {old}"]
    intake_lab.serve("cached.example", whole(b"x", *headers))
    (evidence,) = asyncio.run(_heard(intake_lab, "http://cached.example/")).evidence
    assert datetime.now(UTC) - evidence.retrieved_at < timedelta(minutes=1)
    intake_lab.serve("stale.example", b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
    assert asyncio.run(_heard(intake_lab, "http://stale.example/")).status is Status.UNREACHABLE


def test_b19_twenty_names_at_one_address_are_asked_once_a_second(intake_lab: Lab) -> None:
    server = intake_lab.serve("shop0.example", PAGE)
    hosts = [f"shop{number}.example" for number in range(20)]
    for host in hosts:
        intake_lab.name(host, [server.ip])
    clock = QuickClock()
    web = intake_lab.web(Asked("", deadline=20), clock)

    async def all_at_once() -> None:
        await asyncio.gather(*(web.send(Request(f"http://{host}/"), lambda _: True) for host in hosts))

    asyncio.run(all_at_once())
    assert len(server.requests) == 20
    assert clock.now == 19


@pytest.mark.parametrize(("minutes", "words"), [(-90, "90 minutes behind"), (600, "600 minutes ahead"), (2, "")])
def test_b20_a_server_s_wrong_clock_is_noted(intake_lab: Lab, minutes: int, words: str) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
    intake_lab.serve("clock.example", whole(b"x", f"Date: {date}"))
    outcome = met(intake_lab, "http://clock.example/")
    assert outcome.answer is not None
    assert words in outcome.answer.note if words else not outcome.answer.note


def test_nothing_but_the_lab_can_be_reached_from_within(intake_lab: Lab) -> None:
    with socket.create_connection(("198.51.100.7", 80)) as connection:
        assert connection.recv(1) == b""
    assert intake_lab.touched == ["198.51.100.7 port 80"]
    intake_lab.touched.clear()
