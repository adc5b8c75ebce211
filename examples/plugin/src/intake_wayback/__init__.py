"""Asks the Internet Archive since when it knows the client's website."""

from collections.abc import Sequence
from datetime import date

from intake.api import Client, Context, Finding, Source, SourceInfo, Type, Unreachable, hookimpl, host_of, own_domain

INDEX = "https://web.archive.org/cdx/search/cdx"


class Wayback:
    """The first capture of the website's domain."""

    info = SourceInfo(
        name="wayback",
        publisher="Internet Archive",
        hosts=("web.archive.org",),
        topics=("website",),
        facts={"website.first_seen": Type.DATE},
        licence="the archive's terms of use; single look-ups",
        personal_data="sends the domain",
        cost="free",
        needs="a website",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a domain to look up."""
        return bool(own_domain(host_of(client.website)))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The day of the first capture; nothing where the archive has none. A site that opted out is blocked (403)."""
        domain = own_domain(host_of(client.website))
        query = f"url={domain}&output=json&fl=timestamp&filter=statuscode:200&limit=1"
        page = await context.fetch(f"{INDEX}?{query}", f"the first capture of {domain}")
        match page.json():
            case []:
                return []
            case [["timestamp"], [str() as stamp]]:
                day = _day(stamp)
            case _:
                raise Unreachable("the answer is not what the archive's index sends")
        statement = f"The Internet Archive first saw {domain} on {day}."
        return [Finding("website", "first_seen", day, statement, page.evidence, stamp)]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """Since when the Internet Archive knows the website."""
    return [Wayback()]


def _day(stamp: str) -> date:
    try:
        return date.fromisoformat(stamp[:8])
    except ValueError as fault:
        raise Unreachable(f"the archive gives no date: {stamp[:20]}") from fault
