"""What the one door to the network promises, live or recorded: an answer, or a Silence that says why there is none."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from intake.hooks.silence import Blocked, Unreachable
from intake.vetting.addresses import Target, judge_url

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `url` after redirects, header names in lower case, the decoded body.

    `recorded` marks an answer that did not come from the public network: replayed, or from a test's own server.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    recorded: bool = False


class Web(Protocol):
    """The door: everything a source receives comes through it."""

    async def get(self, url: str, allows: Callable[[str], bool]) -> Answer:
        """The answer to a GET of the URL; `allows` says of each host, also after a redirect, whether it may be asked.

        Raises Blocked for what may not be asked, and Unreachable with its reason where no whole answer came.
        """

    def keep(self, body: bytes) -> str:
        """Stores a body as evidence; returns its digest."""


async def follow(url: str, allows: Callable[[str], bool], once: Callable[[Target], Awaitable[Answer]]) -> Answer:
    """The answer at the end of at most five redirects, each judged like the first URL."""
    for _ in range(MOST_REDIRECTS + 1):
        target = judge_url(url)
        if not allows(target.host):
            raise Blocked(f"{target.host} is not among the hosts this source may ask")
        answer = await once(target)
        if answer.status not in _REDIRECTS:
            return answer
        url = _next_url(target, answer)
    raise Unreachable(f"more than {MOST_REDIRECTS} redirects")


def _next_url(target: Target, answer: Answer) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise Unreachable("a redirect to nowhere")
    try:
        return urljoin(target.url, location)
    except ValueError as fault:
        raise Blocked(f"a redirect to what is no URL: {fault}") from fault
