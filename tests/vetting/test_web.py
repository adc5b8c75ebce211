"""Tests of the one door to the network, against servers on this machine."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest

from intake.api import Blocked, Silence, Unreachable
from intake.canonical import digest
from intake.vetting.door import Request
from intake.vetting.web import MOST_BYTES, Answer, Endpoint, LiveWeb
from vetting.fakes import QuickClock

T = TypeVar("T")
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


def run(work: Coroutine[object, object, T]) -> T:
    """The result of the work."""
    return asyncio.run(work)


@asynccontextmanager
async def serving(*answers: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server on loopback that gives each request the next answer; yields its port and the requests it saw."""
    seen: list[bytes] = []
    left = list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            seen.append(await reader.read(4096))
            writer.write(left.pop(0) if left else b"")
            await writer.drain()
            if left and left[0] == b"HANG":
                await reader.read()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], seen


async def nowhere(host: str, port: int) -> Sequence[str]:
    """A resolver that knows no name."""
    raise Unreachable(f"the name {host} does not exist")


def anywhere(_: str) -> bool:
    """Allows every host."""
    return True


async def got(*answers: bytes, url: str = "http://shop.example/", deadline: float = 5) -> tuple[Answer, list[bytes]]:
    """The answer to a GET of a URL on a server that gives these answers."""
    async with serving(*answers) as (port, seen):
        endpoints = [Endpoint("shop.example", 80, "127.0.0.1", port)]
        web = LiveWeb(keep=digest, endpoints=endpoints, resolve=nowhere, deadline=deadline, clock=QuickClock())
        return await web.send(Request(url), anywhere), seen


def test_a15_an_answer_comes_whole_with_its_headers_and_the_mark_of_a_test_server() -> None:
    answer, seen = run(got(HEAD + b"Content-Type: text/plain\r\n\r\nhello", url="http://shop.example/a?b=c"))
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"hello", "text/plain")
    assert answer.recorded
    assert seen[0].startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert b"client-intake/" in seen[0]
    assert b"gzip, identity" in seen[0]
    assert b"cookie" not in seen[0].lower()


def test_gzip_is_read() -> None:
    answer, _ = run(got(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello")))
    assert answer.body == b"hello"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        HEAD + b"Content-Encoding: br\r\n\r\nx",
        HEAD + b"Content-Encoding: gzip, gzip\r\n\r\nx",
        HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello" * 1000)[:-9],
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"one") + gzip.compress(b"two"),
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * (MOST_BYTES + 1)),
        HEAD + b"\r\n" + b"x" * (MOST_BYTES + 1),
        b"HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n",
    ],
)
def test_a_broken_or_oversized_answer_is_no_answer(answer: bytes) -> None:
    with pytest.raises(Unreachable):
        run(got(answer))


def test_a_server_that_does_not_answer_is_left_at_the_deadline() -> None:
    with pytest.raises(Unreachable, match="within"):
        run(got(HEAD + b"Content-Length: 9\r\n\r\nx", b"HANG", deadline=0.2))


def redirect(to: str) -> bytes:
    """A redirect whose body would be a bomb."""
    bomb = zlib.compress(b"\0" * 10_000)
    head = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    return head.encode() + bomb


def test_a_redirect_is_followed_and_its_body_never_read() -> None:
    answer, _ = run(got(redirect("/next"), HEAD + b"\r\nhello"))
    assert (answer.url, answer.body) == ("http://shop.example/next", b"hello")


@pytest.mark.parametrize(
    "to",
    """http://127.0.0.1/ http://169.254.169.254/ http://2130706433/ file:///etc/passwd ftp://shop.example/
    http://shop.example:22/ //[::1]/ http://[::1""".split(),
)
def test_a_redirect_is_judged_like_the_first_url(to: str) -> None:
    with pytest.raises(Blocked):
        run(got(redirect(to)))


def test_a_redirect_loop_ends() -> None:
    with pytest.raises(Unreachable, match="redirects"):
        run(got(*[redirect("/again")] * 9))


def resolving(*addresses: str) -> Callable[[str, int], Coroutine[object, object, Sequence[str]]]:
    """A resolver that gives these addresses for every name."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1",), ("fe80::1%eth0",), ("64:ff9b::7f00:1", "93.184.216.34")],
)
def test_a_name_with_any_address_that_is_not_public_is_refused_whole(addresses: tuple[str, ...]) -> None:
    web = LiveWeb(keep=digest, resolve=resolving(*addresses))
    with pytest.raises(Blocked, match="not a public address"):
        run(web.send(Request("https://acme.example/"), anywhere))


def test_a16_a_test_server_opens_no_other_port_and_no_other_name() -> None:
    async def asked(url: str) -> None:
        async with serving(HEAD + b"\r\nx") as (port, _):
            endpoints = [Endpoint("shop.example", 80, "127.0.0.1", port)]
            await LiveWeb(keep=digest, endpoints=endpoints, resolve=resolving("127.0.0.1")).send(Request(url), anywhere)

    for url in ("http://shop.example:443/", "http://other.example/", "http://127.0.0.1/", "http://169.254.169.254/"):
        with pytest.raises(Blocked):
            run(asked(url))


def test_a_name_that_does_not_exist_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="does not exist"):
        run(LiveWeb(keep=digest, resolve=nowhere).send(Request("https://acme.example/"), anywhere))


def test_an_unencrypted_answer_to_a_secure_url_is_refused() -> None:
    async def asked() -> Answer:
        async with serving(HEAD + b"\r\nx") as (port, _):
            endpoints = [Endpoint("shop.example", 443, "127.0.0.1", port)]
            return await LiveWeb(keep=digest, endpoints=endpoints, clock=QuickClock()).send(
                Request("https://shop.example/"), anywhere
            )

    with pytest.raises(Unreachable):
        run(asked())


def test_the_environment_of_the_machine_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    answer, _ = run(got(HEAD + b"\r\nhello"))
    assert answer.body == b"hello"


def test_every_fault_of_the_door_is_a_silence() -> None:
    assert issubclass(Blocked, Silence)
    assert issubclass(Unreachable, Silence)


async def downloaded(*answers: bytes, most_bytes: int = 1000) -> tuple[Answer, bytes]:
    """The answer to a download from a server that gives these answers, and what was written of it."""
    written = bytearray()
    async with serving(*answers) as (port, _):
        endpoints = [Endpoint("shop.example", 80, "127.0.0.1", port)]
        web = LiveWeb(keep=digest, endpoints=endpoints, resolve=nowhere, clock=QuickClock())
        try:
            answer = await web.download(
                "http://shop.example/", anywhere, written.extend, most_bytes=most_bytes, deadline=5
            )
        except Unreachable as why:
            return Answer(str(why), 0, {}, b""), bytes(written)
        return answer, bytes(written)


def test_a_download_is_written_as_it_comes_and_not_held() -> None:
    table = b"a,b\n" * 100
    for answer in (HEAD + b"\r\n" + table, HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(table)):
        moved = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nConnection: close\r\n\r\nnot here"
        found, written = run(downloaded(moved, answer))
        assert (found.status, found.body, written, found.recorded) == (200, b"", table, True)


def test_a_download_has_a_cap_of_its_own_and_a_fault_page_is_not_written() -> None:
    found, written = run(downloaded(HEAD + b"\r\n" + b"x" * 1001))
    assert "larger than" in found.url
    assert len(written) <= 1000
    found, written = run(downloaded(b"HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\nlater"))
    assert (found.status, written) == (503, b"")


def test_a_download_that_is_cut_off_says_so() -> None:
    found, _ = run(downloaded(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\na,b\n"))
    assert "broken answer" in found.url
