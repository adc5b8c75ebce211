"""Obeys the robots.txt of the client's own website, before any of its pages is asked for (RFC 9309).

The documented interfaces of registers are not pages to be crawled: their terms hold instead, and each source states them.
"""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from intake.hooks.silence import Blocked
from intake.vetting.addresses import Target
from intake.vetting.door import Answer, Request, follow

if TYPE_CHECKING:
    from protego import Protego

AGENT = "client-intake"
LONGEST_DELAY = 10.0
MOST_RULES = 500 * 1024
"""Bytes of a robots.txt that are read, the rest is not (RFC 9309, section 2.5)."""

_MOST_LINES = 20_000
_NAME = re.compile(r"^[^:\r\n]{0,40}agent[^:\r\n]{0,40}:(.*)$", re.IGNORECASE | re.MULTILINE)
_LINE_ENDS = dict.fromkeys(map(ord, "\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
Fetch = Callable[[Target, Request], Awaitable[Answer]]


class Robots:
    """The rules of each site that was asked, read once."""

    def __init__(self) -> None:
        self._rules: dict[str, Protego] = {}

    async def permit(self, target: Target, request: Request, allows: Callable[[str], bool], fetch: Fetch) -> float:
        """The seconds the site wants between two requests, at most ten; Blocked where it lets no program read the URL.

        A missing robots.txt (4xx) allows everything; one that the site fails to serve (5xx, 429) allows nothing, and one
        that cannot be had raises why.
        """
        from protego import Protego

        if not (request.site and (target.host == request.site or target.host.endswith(f".{request.site}"))):
            return 0.0
        where = urljoin(target.url, "/robots.txt")
        if where not in self._rules:
            asked = Request(where, seconds_apart=request.seconds_apart, introduces=request.introduces)
            self._rules[where] = Protego.parse(_text(await follow(asked, allows, fetch)))
        if not self._rules[where].can_fetch(target.url, AGENT):
            raise Blocked("robots.txt does not allow it")
        return min(self._rules[where].crawl_delay(AGENT) or 0.0, LONGEST_DELAY)


def _text(answer: Answer) -> str:
    """The first 500 KiB, all other programs called the same: many names times many rules would take minutes to sort."""
    if answer.status >= 500 or answer.status == 429:
        raise Blocked(f"robots.txt cannot be had (HTTP {answer.status}), so nothing may be read")
    if not 200 <= answer.status < 300:
        return ""
    text = answer.body[:MOST_RULES].decode("utf-8-sig", "replace").translate(_LINE_ENDS)
    if text.count("\n") > _MOST_LINES:
        raise Blocked("robots.txt has too many rules to read them all, so nothing may be read")
    return _NAME.sub(_with_one_other_name, text)


def _with_one_other_name(line: re.Match[str]) -> str:
    name = line.group(1).partition("#")[0].strip().lower().partition("/")[0]
    return f"User-agent: {name if name in ('*', AGENT) else 'x'}"
