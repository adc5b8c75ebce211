"""One page of a website as text, links and statements about organisations; or why it cannot be read as that."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from intake.api import Blocked, Page, Unreachable

from . import words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_MOST_LINKS = 500
_SHORT = 1500
_ORGANISATIONS = re.compile(r"(?:Organization|Corporation|Business|Store|Company|NGO)$")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and its words."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows a visitor; `organisations` are what its JSON-LD says (schema.org)."""

    page: Page
    text: str
    links: tuple[Link, ...]
    organisations: tuple[Mapping[str, object], ...]

    def link(self, meant: re.Pattern[str]) -> Link | None:
        """The first link whose words, or else whose path, are those meant."""
        by_words = (link for link in self.links if meant.search(link.words))
        by_path = (link for link in self.links if meant.search(link.url.partition("//")[2].partition("/")[2]))
        return next(by_words, None) or next(by_path, None)

    def quote(self, text: str) -> str:
        """The text if it stands in the page in one piece, else nothing."""
        return text if self.page.says(text) else ""


def read(page: Page) -> Reading:
    """The page as a visitor sees it.

    Raises Unreachable for what is no web page, or is empty, cut off or too complex, Blocked for a challenge put in its place.
    """
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind not in ("", "text/html", "application/xhtml+xml"):
        raise Unreachable(f"this is no web page, but {kind}")
    source = page.text
    if not source.strip():
        raise Unreachable("the page is empty")
    # A page without its end may have lost the very links that are looked for.
    if re.search(r"<html\b", source, re.IGNORECASE) and not re.search(r"</html\s*>", source, re.IGNORECASE):
        raise Unreachable("the page is cut off")
    soup = page.html()
    organisations = tuple(_organisations(soup))
    title = soup.title.get_text(" ") if soup.title else ""
    links = tuple(_links(soup, page.url))
    for hidden in soup(["script", "style", "template"]):
        hidden.decompose()
    text = " ".join(soup.get_text(" ").split())
    if words.CHALLENGE.search(title) or (len(text) < _SHORT and not links and words.CHALLENGE.search(text)):
        raise Blocked("the site shows a challenge to programs instead of its page")
    return Reading(page, text, links, organisations)


def _links(soup: "BeautifulSoup", base: str) -> Iterator[Link]:
    for anchor in soup("a", href=True, limit=_MOST_LINKS):
        try:
            yield Link(urljoin(base, str(anchor["href"]).strip()), " ".join(anchor.get_text(" ").split())[:200])
        except ValueError:
            continue


def _organisations(soup: "BeautifulSoup") -> Iterator[Mapping[str, object]]:
    for script in soup("script", type="application/ld+json"):
        try:
            yield from _within(json.loads(script.get_text()))
        except (ValueError, RecursionError):
            continue


def _within(found: object) -> Iterator[Mapping[str, object]]:
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, Mapping):
            kinds = one.get("@type")
            if any(_ORGANISATIONS.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield one
            yield from _within(one.get("@graph", []))
