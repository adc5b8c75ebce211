"""The one door to the network: every byte that comes from outside comes through here, judged and bounded.

In this order: the URL is judged, the site's robots.txt obeyed, the name resolved once and every address judged, a turn
waited for, the connection made to a judged address, redirects judged like first URLs, the body cut at its cap while it is
decoded. Proxies, netrc, certificates and cookies of the environment are ignored. A whole answer comes back, or a Silence
that says why not.
"""

import asyncio
import os
import re
import ssl
import zlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpcore
import httpx

from intake import __version__
from intake.frugal import dataclass, replace
from intake.hooks.domains import registrable_domain
from intake.hooks.silence import Blocked, Unreachable
from intake.vetting import web_answer
from intake.vetting.addresses import Target
from intake.vetting.door import MOST_REDIRECTS, Answer, Request, Web, follow
from intake.vetting.keys import Keys, addressed, without_key
from intake.vetting.lookup import Resolve, judged, resolve
from intake.vetting.pace import Clock, Pace, RealClock
from intake.vetting.retrying import BUSY, MOST_RETRIES, seconds_to_wait
from intake.vetting.robots import MOST_RULES, Robots
from intake.vetting.web_answer import Bounds, Write
from intake.vetting.web_transport import CONNECT_SECONDS, Endpoint, JudgedTransport, PinnedBackend

__all__ = ["DEADLINE", "MOST_BYTES", "MOST_REDIRECTS", "Answer", "Endpoint", "LiveWeb", "Web"]

MOST_BYTES = 5 * 1024 * 1024
DEADLINE = 20.0
"""Seconds from the first look-up to the last byte, redirects and retries included; waiting for a turn is not."""
LONG_DEADLINE = 1800.0
"""The same for a download; one that has stalled for `STALLED_SECONDS` ends before."""
STALLED_SECONDS = 60.0
_MOST_AROUND = 512 * 1024
"""Bytes of headers, chunk sizes and trailers that may come beside a body."""
_AGENT = f"client-intake/{__version__} (checks a prospective client once, on a freelancer's behalf"
_WORDS = re.compile(r"[A-Za-z-]+(?: (?!b['\"]|bytearray)[A-Za-z-]+)*")
_CONTACT = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Errand:
    """What bounds one request with all its hops: the time, and how much is read."""

    limit: asyncio.Timeout
    bounds: Bounds

    @property
    def seconds_left(self) -> float:
        """Until the deadline."""
        return (self.limit.when() or 0.0) - asyncio.get_running_loop().time()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """While waiting for a turn the deadline comes no nearer."""
        left = self.seconds_left
        self.limit.reschedule(None)
        try:
            yield
        finally:
            self.limit.reschedule(asyncio.get_running_loop().time() + left)


class LiveWeb:
    """The Web over the public network; `endpoints` are for tests, and mark what comes from them as recorded.

    `keys` are the user's for sources that need one, `contact` is the e-mail address for those that want to know who asks.
    """

    def __init__(
        self,
        *,
        keep: Callable[[bytes], str],
        keys: Keys | None = None,
        contact: str = "",
        endpoints: Sequence[Endpoint] = (),
        resolve: Resolve = resolve,
        deadline: float = DEADLINE,
        now: Callable[[], datetime] = _now,
        clock: Clock | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.keep = keep
        self._keys = keys or Keys(Path(os.devnull), {})
        self._contact = contact
        self._endpoints = {(endpoint.host, endpoint.port): endpoint for endpoint in endpoints}
        self._resolve = resolve
        self._deadline = deadline
        self._now = now
        self._clock = clock or RealClock()
        self._pace = Pace(self._clock)
        self._robots = Robots()
        self._tls = tls or httpx.create_ssl_context(trust_env=False)

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer to a request, as `intake.vetting.door.Web` promises; asked again where the server was only busy."""

        async def work(limit: asyncio.Timeout) -> Answer:
            return await self._patiently(request, allows, _Errand(limit, Bounds(MOST_BYTES)))

        return await _within(self._deadline, work)

    async def download(
        self, url: str, allows: Callable[[str], bool], write: Write, *, most_bytes: int, deadline: float = LONG_DEADLINE
    ) -> Answer:
        """Writes a whole file part by part as it comes; the answer has no body. Only a 200 is written.

        For files that are too large for `send`: `most_bytes` bounds the decoded file. Raises as `send` does, also where a
        part of the file was written before.
        """

        async def work(limit: asyncio.Timeout) -> Answer:
            bounds = Bounds(most_bytes, write=write)
            return await follow(Request(url), allows, partial(self._once, _Errand(limit, bounds)))

        return await _within(deadline, work)

    async def _patiently(self, request: Request, allows: Callable[[str], bool], errand: _Errand) -> Answer:
        once = partial(self._once, errand)
        rules = partial(self._once, replace(errand, bounds=Bounds(MOST_RULES, cut=True)))
        permit = partial(self._robots.permit, allows=allows, fetch=rules)
        for left in reversed(range(MOST_RETRIES + 1)):
            try:
                answer = await follow(request, allows, once, permit)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not left:
                    raise
                continue
            wait = seconds_to_wait(answer.headers.get("retry-after", ""), self._now())
            # A server that wants to be left alone for longer is left alone; its answer says so.
            if answer.status not in BUSY or not left or wait >= errand.seconds_left:
                return answer
            await self._clock.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, errand: _Errand, target: Target, request: Request) -> Answer:
        asked, key = self._request(target, request)
        async with AsyncExitStack() as held:
            places = await self._turn(errand, target, request, held)
            # Not httpx.AsyncClient: it would log the URL, keep cookies, and build the next request of a redirect itself.
            backend = PinnedBackend(places, errand.bounds.most_bytes + _MOST_AROUND)
            transport = await held.enter_async_context(JudgedTransport(backend, self._tls))
            response = await transport.handle_async_request(asked)
            held.push_async_callback(response.aclose)
            recorded = (target.host, target.port) in self._endpoints
            answer = await web_answer.read(response, target.url, errand.bounds, recorded=recorded, now=self._now())
        return without_key(answer, key) if key else answer

    async def _turn(
        self, errand: _Errand, target: Target, request: Request, held: AsyncExitStack
    ) -> Sequence[tuple[str, int]]:
        """The judged addresses and ports to connect to, once it is this request's turn there; holds its slots."""
        domain = registrable_domain(target.host) or target.host
        with errand.standing_still():
            await held.enter_async_context(self._pace.slot(domain))
        endpoint = self._endpoints.get((target.host, target.port))
        addresses = () if endpoint else await judged(target.host, target.port, self._resolve)
        with errand.standing_still():
            # A domain before its addresses, and these in one order: nobody waits for a slot in a circle.
            for address in sorted(addresses):
                await held.enter_async_context(self._pace.slot(address))
            await self._pace.turn([domain, *addresses], request.seconds_apart)
        return [(endpoint.ip, endpoint.ip_port)] if endpoint else [(address, target.port) for address in addresses]

    def _request(self, target: Target, request: Request) -> tuple[httpx.Request, str]:
        """What is sent, and the key that is in it."""
        headers = {"user-agent": self._agent(request), "accept": "*/*", "accept-encoding": "gzip, identity"}
        url, key = target.url, ""
        if request.credential is not None:
            key = self._keys.get(request.credential)
            url, carrying = addressed(target, request.credential, key)
            headers |= carrying
        limits = {"timeout": {"connect": CONNECT_SECONDS, "read": STALLED_SECONDS}}
        if not request.body:
            return httpx.Request("GET", url, headers=headers, extensions=limits), key
        headers["content-type"] = request.kind
        return httpx.Request("POST", url, headers=headers, content=request.body, extensions=limits), key

    def _agent(self, request: Request) -> str:
        if not request.introduces:
            return f"{_AGENT})"
        if not _CONTACT.fullmatch(self._contact):
            raise Blocked("it wants to know who asks: write your e-mail address under supplier in settings.yaml")
        return f"{_AGENT}; {self._contact})"


async def _within(deadline: float, work: Callable[[asyncio.Timeout], Awaitable[Answer]]) -> Answer:
    try:
        async with asyncio.timeout(deadline) as limit:
            return await work(limit)
    except TimeoutError as fault:
        raise Unreachable(f"no whole answer within {deadline:g} seconds") from fault
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
        raise Unreachable(f"no connection: {fault}") from fault
    except (httpcore.ProtocolError, httpx.InvalidURL) as fault:
        # Only the library's own words: what it quotes of the answer is a stranger's, and may repeat a key.
        words = _WORDS.match(str(fault))
        raise Unreachable(f"a broken answer: {words.group() if words else 'no HTTP'}") from fault
    except zlib.error as fault:
        raise Unreachable("a broken answer: it cannot be unpacked") from fault
    except (httpcore.NetworkError, httpcore.TimeoutException, OSError) as fault:
        raise Unreachable(f"the connection broke off: {fault or type(fault).__name__}") from fault
