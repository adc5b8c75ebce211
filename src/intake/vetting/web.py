"""The one door to the network: every byte that comes from outside comes through here, judged and bounded.

In this order: the URL is judged, the name resolved once, every address judged, the connection made to a judged address,
redirects judged like first URLs, the body cut at its cap while it is decoded. Proxies, netrc and cookies of the
environment are ignored. A whole answer comes back, or a Silence that says why not.
"""

import asyncio
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from http import HTTPStatus

import httpcore
import httpx

from intake import __version__
from intake.hooks.silence import Unreachable
from intake.vetting.addresses import Target
from intake.vetting.door import MOST_REDIRECTS, Answer, Request, Web, follow
from intake.vetting.web_transport import CONNECT_SECONDS, Endpoint, JudgedBackend, JudgedTransport, Resolve, resolve

__all__ = ["DEADLINE", "MOST_BYTES", "MOST_REDIRECTS", "Answer", "Endpoint", "LiveWeb", "Web"]

MOST_BYTES = 5 * 1024 * 1024
DEADLINE = 20.0
"""Seconds from the first look-up to the last byte, redirects included."""
LONG_DEADLINE = 1800.0
"""The same for a download; one that has stalled for `STALLED_SECONDS` ends before."""
STALLED_SECONDS = 60.0
Write = Callable[[bytes], object]
_IN_FLIGHT = 2
_HEADERS = {
    "user-agent": f"client-intake/{__version__} (checks a prospective client once, on a freelancer's behalf)",
    "accept": "*/*",
    "accept-encoding": "gzip, identity",
}


class LiveWeb:
    """The Web over the public network; `endpoints` are for tests, and mark what comes from them as recorded."""

    def __init__(
        self,
        *,
        keep: Callable[[bytes], str],
        endpoints: Sequence[Endpoint] = (),
        resolve: Resolve = resolve,
        deadline: float = DEADLINE,
    ) -> None:
        self.keep = keep
        self._backend = JudgedBackend(resolve, endpoints)
        self._own = {(endpoint.host, endpoint.port) for endpoint in endpoints}
        self._deadline = deadline
        self._tls = httpx.create_ssl_context(trust_env=False)
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_IN_FLIGHT))

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer to a request, as `intake.vetting.door.Web` promises."""
        return await self._within(self._deadline, follow(request, allows, self._once))

    async def download(
        self, url: str, allows: Callable[[str], bool], write: Write, *, most_bytes: int, deadline: float = LONG_DEADLINE
    ) -> Answer:
        """Writes a whole file part by part as it comes; the answer has no body. Only a 200 is written.

        For files that are too large for `send`: `most_bytes` bounds the decoded file. Raises as `send` does, also where a
        part of the file was written before.
        """

        async def once(target: Target, request: Request) -> Answer:
            return await self._once(target, request, write, most_bytes)

        return await self._within(deadline, follow(Request(url), allows, once))

    async def _within(self, deadline: float, work: Awaitable[Answer]) -> Answer:
        try:
            async with asyncio.timeout(deadline):
                return await work
        except TimeoutError as fault:
            raise Unreachable(f"no whole answer within {deadline:g} seconds") from fault
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
            raise Unreachable(f"no connection: {fault}") from fault
        except (httpcore.ProtocolError, httpx.InvalidURL, zlib.error) as fault:
            raise Unreachable(f"a broken answer: {fault}") from fault
        except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as fault:
            raise Unreachable(f"the connection broke off: {fault or type(fault).__name__}") from fault

    async def _once(
        self, target: Target, request: Request, write: Write | None = None, most_bytes: int = MOST_BYTES
    ) -> Answer:
        # Not httpx.AsyncClient: it would log the URL, keep cookies, and build the next request of a redirect by itself.
        async with self._slots[target.host], JudgedTransport(self._backend, self._tls) as transport:
            response = await transport.handle_async_request(_request(target, request))
            try:
                headers = {name.lower(): value for name, value in response.headers.items()}
                answer = Answer(target.url, response.status_code, headers, b"", (target.host, target.port) in self._own)
                # The body of a redirect says nothing, and may be a bomb.
                if response.has_redirect_location or (write and response.status_code != HTTPStatus.OK):
                    return answer
                body = bytearray()
                async for part in _decoded(response, most_bytes):
                    (write or body.extend)(part)
                return replace(answer, body=bytes(body))
            finally:
                await response.aclose()


def _request(target: Target, request: Request) -> httpx.Request:
    # httpcore closes a connection whose TLS handshake runs into this timeout, but not one that is cancelled.
    limits = {"timeout": {"connect": CONNECT_SECONDS, "read": STALLED_SECONDS}}
    if request.post is None:
        return httpx.Request("GET", target.url, headers=_HEADERS, extensions=limits)
    headers = {**_HEADERS, "content-type": "application/json"}
    return httpx.Request("POST", target.url, headers=headers, content=request.body, extensions=limits)


async def _decoded(response: httpx.Response, most_bytes: int) -> AsyncIterator[bytes]:
    """The parts of the decoded body; only one layer of gzip is read, since every other can be a bomb."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise Unreachable(f"the answer is encoded in a way that is not read ({encoding:.40})")
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip" else None
    size = 0
    async for raw in response.aiter_raw():
        part = unzip.decompress(raw, most_bytes + 1 - size) if unzip else raw
        size += len(part)
        if size > most_bytes:
            raise Unreachable(f"the answer is larger than {most_bytes // 1024 // 1024} MiB")
        if unzip and unzip.unused_data:
            raise Unreachable("the compressed answer has something behind its end")
        yield part
    if unzip and not unzip.eof:
        raise Unreachable("the compressed answer is cut off")
