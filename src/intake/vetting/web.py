"""The one door to the network: every byte that comes from outside comes through here, judged and bounded.

In this order: the URL is judged, the name resolved once, every address judged, the connection made to a judged address,
redirects judged like first URLs, the body cut at its cap while it is decoded. Proxies, netrc and cookies of the
environment are ignored. A whole answer comes back, or a Silence that says why not.
"""

import asyncio
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

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
        try:
            async with asyncio.timeout(self._deadline):
                return await follow(request, allows, self._once)
        except TimeoutError as fault:
            raise Unreachable(f"no whole answer within {self._deadline:g} seconds") from fault
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
            raise Unreachable(f"no connection: {fault}") from fault
        except (httpcore.ProtocolError, httpx.InvalidURL, zlib.error) as fault:
            raise Unreachable(f"a broken answer: {fault}") from fault
        except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as fault:
            raise Unreachable(f"the connection broke off: {fault or type(fault).__name__}") from fault

    async def _once(self, target: Target, request: Request) -> Answer:
        # Not httpx.AsyncClient: it would log the URL, keep cookies, and build the next request of a redirect by itself.
        async with self._slots[target.host], JudgedTransport(self._backend, self._tls) as transport:
            response = await transport.handle_async_request(_request(target, request))
            try:
                headers = {name.lower(): value for name, value in response.headers.items()}
                answer = Answer(target.url, response.status_code, headers, b"", (target.host, target.port) in self._own)
                # The body of a redirect says nothing, and may be a bomb.
                return answer if response.has_redirect_location else replace(answer, body=await _body(response))
            finally:
                await response.aclose()


def _request(target: Target, request: Request) -> httpx.Request:
    # httpcore closes a connection whose TLS handshake runs into this timeout, but not one that is cancelled.
    limits = {"timeout": {"connect": CONNECT_SECONDS}}
    if request.post is None:
        return httpx.Request("GET", target.url, headers=_HEADERS, extensions=limits)
    headers = {**_HEADERS, "content-type": "application/json"}
    return httpx.Request("POST", target.url, headers=headers, content=request.body, extensions=limits)


async def _body(response: httpx.Response) -> bytes:
    """The decoded body, at most `MOST_BYTES` of it; only one layer of gzip is read, since every other can be a bomb."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise Unreachable(f"the answer is encoded in a way that is not read ({encoding:.40})")
    unzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if encoding == "gzip" else None
    body = bytearray()
    async for part in response.aiter_raw():
        body += unzip.decompress(part, MOST_BYTES + 1 - len(body)) if unzip else part
        if len(body) > MOST_BYTES:
            raise Unreachable(f"the answer is larger than {MOST_BYTES // 1024 // 1024} MiB")
        if unzip and unzip.unused_data:
            raise Unreachable("the compressed answer has something behind its end")
    if unzip and not unzip.eof:
        raise Unreachable("the compressed answer is cut off")
    return bytes(body)
