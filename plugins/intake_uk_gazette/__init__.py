"""Asks The Gazette for insolvency notices that name a British company's number."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
    hookimpl,
    text_at,
)

SERVICE = "https://www.thegazette.co.uk/insolvency/notice/data.json"
_NUMBER = re.compile(r"([A-Z]{0,2})(\d{1,8})")
_LENGTH = 8
_LABELLED = re.compile(
    r"\b(?:company|registered|registration)\b[^;\d]{0,30}?\b(?:number|no)\b\W{0,5}([A-Z]{0,2}\d{5,8})\b", re.IGNORECASE
)
# By the words of the category: public lists of the notice codes contradict each other.
_DECISIVE: Mapping[str, re.Pattern[str]] = {
    "ended": re.compile(r"dismiss|withdraw|rescind|final meeting|final account", re.IGNORECASE),
    "petition": re.compile(r"petition", re.IGNORECASE),
    "open": re.compile(
        r"winding[- ]up order|resolutions? for (?:voluntary )?winding|administration order|moratori"
        r"|appointment of (?:joint )?(?:provisional )?(?:liquidator|administrat|receiver)",
        re.IGNORECASE,
    ),
}


class Gazette:
    """The notices of the United Kingdom's gazettes; what is not there is not cleared by it."""

    info = SourceInfo(
        name="uk_gazette",
        publisher="The Gazette (The National Archives)",
        hosts=("www.thegazette.co.uk",),
        topics=("insolvency",),
        facts={"insolvency.open": Type.BOOL, "insolvency.petition": Type.BOOL, "insolvency.notice": Type.TEXT},
        licence="Open Government Licence v3.0, personal data excepted",
        personal_data="sends the company number; notices name insolvency practitioners",
        cost="free",
        needs="a company number of the United Kingdom",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a company number; a name would find namesakes."""
        return bool(_number(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """What the newest notice that decides anything says; never that nothing is open."""
        number = _number(client)
        url = f"{SERVICE}?text={number}&results-page-size=100&sort-by=latest-date"
        page = await context.fetch(url, f"insolvency notices that name {number}")
        entries, total = _entries(page)
        named = [(entry, _numbers(entry)) for entry in entries]
        own = [entry for entry, numbers in named if numbers[:1] == [number]]
        also = [entry for entry, numbers in named if number in numbers[1:]]
        if not own + also and total > len(entries):
            raise Unreachable("there are more notices than were sent, and none of those sent is the company's")
        if not own + also:
            raise NotFoundHere(f"no insolvency notice names {number}, which does not mean that there is none")
        # The company wound up stands first; whoever is named after it may be the creditor who asked for it.
        confidence = Confidence.FIRM if own else Confidence.WEAK
        return [replace(finding, confidence=confidence) for finding in _findings(page, own or also)]


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The notices of insolvency."""
    return [Gazette()]


@dataclass(frozen=True, slots=True)
class _Notice:
    published: str
    category: str


def _number(client: Client) -> str:
    return _written(client.number("gb.crn", "gb.register"))


def _written(text: str) -> str:
    """The number as Companies House writes it, eight characters long: 1234567 -> 01234567; empty for any other."""
    found = _NUMBER.fullmatch(re.sub(r"\W", "", text.upper()))
    letters, digits = found.groups() if found else ("", "")
    number = letters + digits.zfill(_LENGTH - len(letters))
    return number if digits and len(number) == _LENGTH else ""


def _entries(page: Page) -> tuple[Sequence[Json], int]:
    """The entries and how many there are in all; a single one comes without its list."""
    found, total = page.record().get("entry"), str(page.record().get("f:total", ""))
    if not total.isdecimal() or (found is None and int(total) > 0):
        raise Unreachable("the answer is no list of notices")
    if isinstance(found, Mapping):
        return [found], int(total)
    return (found if isinstance(found, Sequence) and not isinstance(found, str) else []), int(total)


def _numbers(entry: Json) -> list[str]:
    """The company numbers in the notice itself: a search by text finds namesakes and telephone numbers too."""
    content = text_at(entry, "content") or text_at(entry, "content", "#text")
    return [_written(number) for number in _LABELLED.findall(html.unescape(re.sub(r"<[^>]*>", " ", content)))]


def _notice(entry: Json) -> _Notice:
    category = entry.get("category") if isinstance(entry, Mapping) else None
    first = category[0] if isinstance(category, Sequence) and category else category
    return _Notice(text_at(entry, "published")[:10], text_at(first, "@term"))


def _findings(page: Page, entries: Sequence[Json]) -> Iterator[Finding]:
    """The newest notice for people to read, and what the newest decisive one means."""
    notices = sorted(map(_notice, entries), key=lambda notice: notice.published, reverse=True)
    last = f"{notices[0].category or 'a notice without a category'} ({notices[0].published})"
    yield Finding("insolvency", "notice", last, f"Last notice: {last}.", page.evidence, notices[0].category)
    for notice in notices:
        kind = next((kind for kind, words in _DECISIVE.items() if words.search(notice.category)), "")
        if kind in ("open", "petition"):
            says = f"The Gazette announced on {notice.published}: {notice.category}."
            yield Finding("insolvency", kind, True, says, page.evidence, notice.category)
        if kind:
            return
