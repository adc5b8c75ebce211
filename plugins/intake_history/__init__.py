"""Looks through your own dossiers: have you dealt with this client before, and does it compete with one of your clients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    NotFoundHere,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    hookimpl,
    text_at,
)


@dataclass(frozen=True, slots=True)
class _Past:
    """What your dossiers say, taken apart; `whole` where each of them could be read."""

    page: Page
    same: tuple[Json, ...]
    rivals: tuple[Json, ...]
    whole: bool
    named: bool

    def finding(self, topic: str, fact: str, value: bool | str, statement: str, match: Json = None) -> Finding:
        """A finding; one about a match is as firm as the match."""
        weak = match is not None and at(match, "firm") is not True
        confidence = Confidence.WEAK if weak else Confidence.FIRM
        return Finding(topic, fact, value, statement, self.page.evidence, text_at(match, "dossier"), confidence)


class History:
    """Your own past; nobody is asked, and nothing leaves this machine."""

    info = SourceInfo(
        name="history",
        publisher="your own dossiers",
        hosts=(),
        topics=("past", "conflict"),
        facts={
            "past.dealings": Type.BOOL,
            "past.candidate": Type.TEXT,
            "conflict.with_client": Type.BOOL,
            "conflict.candidate": Type.TEXT,
        },
        licence="your own records",
        personal_data="reads your dossiers on this machine; sends nothing",
        cost="free",
        needs="a name, a number, a website or an e-mail address",
        reads_past=True,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is anything to recognise the client by."""
        return bool(client.name or client.identifiers or client.website or client.emails)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Earlier dossiers of the client, and current clients with whom it competes; by name alone only as candidates."""
        past = _past(await context.past())
        found = [*_dealings(past, client.name), *_conflicts(past)]
        if not found:
            raise NotFoundHere("you have no other dossiers that could tell")
        return found


@hookimpl
def intake_sources() -> Sequence[Source]:
    """Your own dossiers."""
    return [History()]


def _past(page: Page) -> _Past:
    record = page.record()
    matches, unread, named = record.get("matches"), record.get("unread"), record.get("named")
    if not isinstance(matches, Sequence) or isinstance(matches, str) or not isinstance(unread, int):
        raise Unreachable("the answer is not what your dossiers say")
    by_relation: dict[str, list[Json]] = {"same": [], "rival": []}
    for match in matches:
        if text_at(match, "relation") not in by_relation or not text_at(match, "dossier"):
            raise Unreachable("the answer names a dossier without saying why")
        by_relation[text_at(match, "relation")].append(match)
    return _Past(page, tuple(by_relation["same"]), tuple(by_relation["rival"]), unread == 0, named is True)


def _dealings(past: _Past, name: str) -> Iterator[Finding]:
    firm = [match for match in past.same if at(match, "firm") is True]
    if firm:
        told = "; ".join(_dealing(match) for match in firm[:5])
        more = f"; and {len(firm) - 5} more" if len(firm) > 5 else ""
        yield past.finding(
            "past", "dealings", True, f"You have dealt with {name or 'this client'} before: {told}{more}.", firm[0]
        )
    elif not past.same and past.whole and past.page.record().get("dossiers"):
        yield past.finding("past", "dealings", False, "None of your other dossiers is about this client.")
    for match in past.same:
        if match not in firm:
            told = f"Perhaps the same client: {_dealing(match)}. If it is, give this one the same number or website."
            yield past.finding("past", "candidate", text_at(match, "dossier"), told, match)


def _conflicts(past: _Past) -> Iterator[Finding]:
    current = [match for match in past.rivals if at(match, "current") is True]
    firm = [match for match in current if at(match, "firm") is True]
    if firm:
        told = "; ".join(f"{text_at(match, 'dossier')}, by {text_at(match, 'by')}" for match in firm[:5])
        yield past.finding("conflict", "with_client", True, f"Competes with a client you work for: {told}.", firm[0])
    elif not current and past.whole and past.named:
        yield past.finding("conflict", "with_client", False, "None of the competitors it named is a current client.")
    for match in current:
        if match not in firm:
            told = (
                f"Perhaps competes with a client you work for: {text_at(match, 'dossier')}, by {text_at(match, 'by')}."
            )
            yield past.finding("conflict", "candidate", text_at(match, "dossier"), told, match)


def _dealing(match: Json) -> str:
    said = f"{text_at(match, 'dossier')} ({text_at(match, 'stage')}), by {text_at(match, 'by')}"
    counts = [f"{_count(match, name)} {words}" for name, words in _COUNTED.items() if _count(match, name)]
    return f"{said}: {', '.join(counts)}" if counts else said


_COUNTED: Mapping[str, str] = {
    "late": "payments late or missing",
    "short": "paid short",
    "incidents": "incidents",
}


def _count(match: Json, name: str) -> int:
    found = at(match, name)
    return found if isinstance(found, int) else 0
