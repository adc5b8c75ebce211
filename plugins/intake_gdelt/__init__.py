"""Asks GDELT for news of the last three months that may speak ill of the client; candidates for you to read, no facts."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Kind,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    hookimpl,
    mentions,
    text_at,
)

SERVICE = "https://api.gdeltproject.org/api/v2/doc/doc"
_ILL = "(fraud OR insolvency OR bankruptcy OR lawsuit OR unpaid OR scam OR layoffs)"
_MOST_ARTICLES = 250
_MOST_CANDIDATES = 5


class Gdelt:
    """Articles whose text has the name and a bad word; whose name it is, GDELT cannot tell."""

    info = SourceInfo(
        name="gdelt",
        publisher="The GDELT Project",
        hosts=("api.gdeltproject.org",),
        topics=("news",),
        facts={"news.candidate": Type.TEXT},
        licence="free to use with a citation; the articles belong to their publishers",
        personal_data="sends the client's name; titles may name people",
        cost="free",
        needs="the name of a company",
        seconds_apart=5.0,
        off="it knows names, not companies: what it finds is often about somebody else, and small companies are not in it",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a company's name; people are not searched for in the news."""
        return bool(client.name.strip()) and client.kind is not Kind.PERSON

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Titles with the name in them, always weak; none says nothing."""
        name = client.name.replace('"', " ").strip()
        words = quote(f'"{name}" {_ILL}', safe="")
        url = f"{SERVICE}?query={words}&mode=ArtList&format=json&maxrecords={_MOST_ARTICLES}&timespan=3months&sort=DateDesc"
        page = await context.fetch(url, f"news on {client.name}")
        return list(_candidates(page, client.name))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """News that may speak ill of the client."""
    return [Gdelt()]


def _candidates(page: Page, name: str) -> Iterator[Finding]:
    # Without an article the answer is an empty object; what GDELT does not understand it answers in plain text.
    record = page.record()
    articles = record.get("articles") if record else ()
    if not isinstance(articles, Sequence) or isinstance(articles, str):
        raise Unreachable("the answer is no list of articles")
    titled = {text_at(each, "title").strip(): each for each in articles}
    own = [(title, each) for title, each in titled.items() if mentions(title, name)]
    for title, article in own[:_MOST_CANDIDATES]:
        seen = text_at(article, "seendate")[:8]
        value = f"{title} ({text_at(article, 'domain') or 'unknown'}, {seen or 'no day'})"
        says = f"An article names somebody of that name, which need not be this client: {value}."
        yield Finding(
            "news", "candidate", value, says, page.evidence, title if page.says(title) else "", Confidence.WEAK
        )
