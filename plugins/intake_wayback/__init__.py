"""Asks the Internet Archive since when it knows the client's website, and whether it was gone for long in between."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from intake.api import (
    Blocked,
    Client,
    Confidence,
    Context,
    Finding,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Withheld,
    finding,
    hookimpl,
    host_of,
    own_domain,
)

INDEX = "https://web.archive.org/cdx/search/cdx"
_COLUMNS = ["timestamp", "statuscode", "digest"]
_MOST_MONTHS = 600
_LONG_GAP = 548
"""Days: a year and a half without a capture; the archive comes by rarely, but seldom that rarely."""
_EXCLUDED = "Blocked Site Error"
_SHOWN = re.compile(r"[23]\d\d|-")  # a revisit has no status of its own


class Wayback:
    """The months in which the archive captured the home page of the website's domain."""

    info = SourceInfo(
        name="wayback",
        publisher="Internet Archive, Wayback Machine",
        hosts=("web.archive.org",),
        topics=("website",),
        facts={
            "website.first_seen": Type.DATE,
            "website.seen_since": Type.DATE,
            "website.may_have_changed_owner": Type.BOOL,
        },
        licence="the archive's terms of use; single look-ups",
        personal_data="sends the domain",
        cost="free",
        needs="a website on a domain of its own",
        seconds_apart=2.5,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a domain to look up."""
        return bool(own_domain(host_of(client.website)))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Since when the website is there; nothing where the archive has no capture, withheld where its owner forbade it."""
        domain = own_domain(host_of(client.website))
        query = f"url={domain}&output=json&fl={','.join(_COLUMNS)}&collapse=timestamp:6&limit={_MOST_MONTHS}"
        page = await context.fetch(f"{INDEX}?{query}", f"the captures of {domain}", also=(403,))
        if page.status == 403:
            if _EXCLUDED in page.text:
                raise Withheld("the owner of the website keeps its history out of the archive")
            raise Blocked("not let in (HTTP 403)")
        captures = list(_captures(page, context.today))
        return list(_findings(page, domain, captures)) if captures else []


@hookimpl
def intake_sources() -> Sequence[Source]:
    """Since when the Internet Archive knows the website."""
    return [Wayback()]


def _captures(page: Page, today: date) -> Iterator[tuple[date, str, str]]:
    """Day, timestamp and digest of each capture that showed something; the index has malformed lines, which show nothing."""
    rows = page.json()
    if not isinstance(rows, Sequence) or isinstance(rows, str) or (rows and rows[0] != _COLUMNS):
        raise Unreachable("the answer is not what the archive's index sends")
    if len(rows) > _MOST_MONTHS:
        raise Unreachable("the archive has more captures than it sends at once")
    for row in rows[1:]:
        match row:
            case [str() as stamp, str() as status, str() as digest] if _SHOWN.fullmatch(status):
                try:
                    day = date.fromisoformat(stamp[:8])
                except ValueError:
                    continue
                if day <= today:
                    yield day, stamp, digest


def _findings(page: Page, domain: str, captures: Sequence[tuple[date, str, str]]) -> Iterator[Finding]:
    captures = sorted(captures)
    first, stamp, _ = captures[0]
    yield finding(page, "website.first_seen", first, f"The Internet Archive first saw {domain} on {first}.", stamp)
    gaps = [(before, after) for before, after in pairwise(captures) if (after[0] - before[0]).days >= _LONG_GAP]
    since, stamp, _ = gaps[-1][1] if gaps else captures[0]
    says = f"The Internet Archive has seen {domain} without a long gap since {since}."
    yield finding(page, "website.seen_since", since, says, stamp)
    changed = [(before, after) for before, after in gaps if before[2] != after[2]]
    if changed:
        (before, _, _), (after, stamp, _) = changed[-1]
        says = f"{domain} was not seen from {before} to {after}, and then looked different: it may have a new owner."
        yield Finding("website", "may_have_changed_owner", True, says, page.evidence, stamp, Confidence.WEAK)
