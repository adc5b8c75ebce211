"""What the one door to the network promises, live or recorded: an answer, or a Silence that says why there is none."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol
from urllib.parse import urljoin

from intake import canonical
from intake.frugal import dataclass, field, replace
from intake.hooks.silence import Blocked, Silence, Unreachable
from intake.hooks.source import Credential
from intake.model.values import Json
from intake.vetting.addresses import Target, judge_url

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a GET of the URL, or a POST of an object as JSON; how, as `SourceInfo` and `Context.fetch` say.

    `raw` is posted as it is instead, as something of a `kind`.
    `site` is the domain whose robots.txt is obeyed, on it and all hosts below it; empty where only documented APIs are asked.
    """

    url: str
    post: Mapping[str, Json] | None = None
    credential: Credential | None = None
    seconds_apart: float = 1.0
    introduces: bool = False
    site: str = ""
    raw: bytes = b""
    kind: str = "application/json"

    @property
    def body(self) -> bytes:
        """What is posted, an object in canonical JSON; empty for a GET."""
        return self.raw if self.post is None else canonical.to_bytes(dict(self.post))

    @property
    def key(self) -> str:
        """The name of the request: its URL, and what was posted by its digest; never a credential."""
        return self.url if not self.body else f"POST {self.url} {canonical.digest(self.body)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `url` after redirects, header names in lower case, the decoded body.

    `recorded` marks an answer that did not come from the public network: replayed, or from a test's own server. `hops`
    are the URLs of the redirects on the way; `ip` and `certificate` (SHA-256) are those of the server, where there was one;
    `note` says what was odd. `retrieved_at` is when it was received, where that was before it was asked for now.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    recorded: bool = False
    hops: tuple[str, ...] = ()
    ip: str = ""
    certificate: str = ""
    note: str = ""
    retrieved_at: datetime | None = None


class Web(Protocol):
    """The door: everything a source receives comes through it."""

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer to a request; `allows` says of each host, also after a redirect, whether it may be asked.

        Raises Blocked for what may not be asked, and Unreachable with its reason where no whole answer came.
        """

    def keep(self, body: bytes) -> str:
        """Stores a body as evidence; returns its digest."""


async def follow(
    request: Request,
    allows: Callable[[str], bool],
    once: Callable[[Target, Request], Awaitable[Answer]],
    permit: Callable[[Target, Request], Awaitable[float]] | None = None,
) -> Answer:
    """The answer at the end of at most five redirects, each judged like the first URL, also by the site's own rules.

    A credential goes to the first host only, and what is posted is never posted again to where a redirect points.
    `permit` raises Blocked for what the site lets no program read, and says how many seconds apart it wants to be asked.
    """
    hops: list[str] = []
    try:
        while len(hops) <= MOST_REDIRECTS:
            target = judge_url(request.url)
            if not allows(target.host):
                raise Blocked(f"{target.host} is not among the hosts this source may ask")
            apart = await permit(target, request) if permit else 0.0
            answer = await once(target, replace(request, seconds_apart=max(apart, request.seconds_apart)))
            if answer.status not in _REDIRECTS:
                return replace(answer, hops=tuple(hops))
            if request.body:
                raise Unreachable("a redirect of what was posted")
            hops.append(target.url)
            request = replace(request, url=_next_url(target, answer), credential=None)
        raise Unreachable(f"more than {MOST_REDIRECTS} redirects")
    except Silence as fault:
        raise (type(fault)(f"{fault} (after {' > '.join(hops)})") if hops else fault) from fault.__cause__


def _next_url(target: Target, answer: Answer) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise Unreachable("a redirect to nowhere")
    try:
        return urljoin(target.url, location)
    except ValueError as fault:
        raise Blocked(f"a redirect to what is no URL: {fault}") from fault
