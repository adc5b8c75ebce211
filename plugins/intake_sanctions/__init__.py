"""Holds the client and the people behind it against the sanctions lists on this machine."""

from collections.abc import Iterator, Sequence

from intake.api import (
    Client,
    Confidence,
    Context,
    Finding,
    Json,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    hookimpl,
    text_at,
)

_MOST_SHOWN = 20


class Sanctions:
    """The watch lists of OFAC, UN, EU and UK, as far as they are here; nobody is asked, and nothing leaves this machine."""

    info = SourceInfo(
        name="sanctions",
        publisher="OFAC, United Nations, European Commission, UK FCDO",
        hosts=(),
        topics=("sanctions",),
        facts={"sanctions.hit": Type.BOOL, "sanctions.possible": Type.BOOL, "sanctions.candidate": Type.TEXT},
        licence="public lists; EU: reuse allowed, UK: OGL v3",
        personal_data="holds names against lists of people and organisations on this machine; sends nothing",
        cost="free",
        needs="a name",
        screens=True,
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a name."""
        return bool(client.name or client.people)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """A hit where an identifier or your word settles it; otherwise what is possible, which you settle; or neither."""
        page = await context.screen()
        matches = list(_matches(page))
        hits = [match for match in matches if at(match, "settled") is True or text_at(match, "judged") == "them"]
        unsettled = [match for match in matches if match not in hits and text_at(match, "judged") != "not them"]
        if not hits and not unsettled:
            _refuse_what_clears_nobody(page)
        return [*_facts(page, client.name or "the client", hits, unsettled), *_candidates(page, unsettled)]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The sanctions lists."""
    return [Sanctions()]


def _matches(page: Page) -> Iterator[Json]:
    screened = page.record().get("screened")
    if not isinstance(screened, Sequence) or isinstance(screened, str) or not screened or not _lists(page):
        raise Unreachable("nobody was held against any list")
    for each in screened:
        found = at(each, "matches")
        if not isinstance(found, Sequence) or isinstance(found, str):
            raise Unreachable("the answer names nobody who was screened")
        for match in found:
            if not text_at(match, "entity") or text_at(match, "judged") not in ("", "them", "not them"):
                raise Unreachable("a match that says neither whom nor what you said of it")
            yield match


def _refuse_what_clears_nobody(page: Page) -> None:
    """Lists that are old or missing say whom others name, but not that nobody does; nor is a name clear that was not compared."""
    long = at(page.record(), "too_long")
    if isinstance(long, Sequence) and long:
        raise Unreachable(f"too long to be compared, and so not cleared: {str(long[0])[:40]} ...")
    old = [text_at(each, "name") for each in _lists(page) if at(each, "stale") is not False]
    if old:
        raise Unreachable(f"too old to clear anybody: {', '.join(old)}; run: intake lists update {' '.join(old)}")
    if missing := _missing(page):
        says = f"nobody is named on {_where(page)}, which clears nobody"
        raise Unreachable(f"{says}; run: intake lists update {' '.join(missing)}")


def _facts(page: Page, client: str, hits: Sequence[Json], unsettled: Sequence[Json]) -> Iterator[Finding]:
    if hits:
        says = f"{client} is on a sanctions list: {'; '.join(map(_whom, hits[:_MOST_SHOWN]))}."
        yield _finding(page, "hit", True, says, text_at(hits[0], "entity"))
    elif not unsettled:
        yield _finding(page, "hit", False, f"{client} is not on the lists: {_where(page)}.")
    says = "Somebody has yet to look at entries that may be" if unsettled else "No entry is left to look at that may be"
    yield _finding(page, "possible", bool(unsettled), f"{says} {client} or its people ({_where(page)}).")


def _candidates(page: Page, unsettled: Sequence[Json]) -> Iterator[Finding]:
    for match in unsettled[:_MOST_SHOWN]:
        entry = f"{text_at(match, 'list')}:{text_at(match, 'entity')}"
        says = f"A possible match, not verified: {_whom(match)}. Look, then say: intake judge DOSSIER {entry} --them or --not-them."
        evidence, name = page.evidence, text_at(match, "name")
        yield Finding("sanctions", "candidate", entry, says, evidence, name, Confidence.WEAK)


def _whom(match: Json) -> str:
    name, list_name, entity = (text_at(match, part) for part in ("name", "list", "entity"))
    return f"{name} ({list_name} {entity}: {text_at(match, 'explanation')})"


def _where(page: Page) -> str:
    lists = ", ".join(f"{text_at(each, 'name')} of {text_at(each, 'date')}" for each in _lists(page))
    missing = _missing(page)
    return f"{lists}; not held against {', '.join(missing)}" if missing else lists


def _missing(page: Page) -> list[str]:
    found = page.record().get("missing")
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise Unreachable("the answer does not say which lists are missing")
    return [name for name in found if isinstance(name, str)]


def _lists(page: Page) -> Sequence[Json]:
    found = page.record().get("lists")
    return found if isinstance(found, Sequence) and not isinstance(found, str) else ()


def _finding(page: Page, fact: str, value: bool, statement: str, quote: str = "") -> Finding:
    return Finding("sanctions", fact, value, statement, page.evidence, quote)
