"""Asks Wikidata which things bear the client's name; for people to look at, since a name settles nothing."""

from collections.abc import Sequence
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    hookimpl,
    mentions,
    text_at,
)

SERVICE = "https://www.wikidata.org/w/api.php"


class Wikidata:
    """The things whose label is like the client's name."""

    info = SourceInfo(
        name="wikidata",
        publisher="Wikidata",
        hosts=("www.wikidata.org",),
        topics=("wikidata",),
        facts={"wikidata.candidate": Type.TEXT},
        licence="CC0",
        personal_data="sends the client's name",
        cost="free",
        needs="a name",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a name to look for."""
        return bool(client.name)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """At most five things; a name that Wikidata does not know is no bad sign."""
        query = f"action=wbsearchentities&format=json&language=en&limit=5&search={quote(client.name, safe='')}"
        page = await context.fetch(f"{SERVICE}?{query}", f"things named like {client.name}")
        match page.record().get("search"):
            case [*things]:
                pass
            case _:
                raise Unreachable("the answer is not what Wikidata's search sends")
        found = []
        for thing in things:
            label, about = text_at(thing, "label"), text_at(thing, "description") or "no description"
            if mentions(label, client.name):
                value = f"{label}: {about} ({text_at(thing, 'id')})"
                says = f"Wikidata knows something of that name: {value}."
                found.append(Finding("wikidata", "candidate", value, says, page.evidence, label, Confidence.WEAK))
        return found


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The things whose label is like the client's name."""
    return [Wikidata()]
