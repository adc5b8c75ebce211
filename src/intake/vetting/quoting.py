"""Finds where in a stored page the quoted words stand, so that they can be shown with what is around them."""

import html
import re
from bisect import bisect_right
from functools import lru_cache

from intake.frugal import dataclass
from intake.hooks.page import Page
from intake.model.text import clean_lines

AROUND = 300
"""How many characters are shown before and after a quote."""
_PIECE = re.compile(r"\\u[0-9a-fA-F]{4}|\\[bfnrt]|\\[\"/\\]|&[#\w]{1,32};?|\s+|[^\\&\s]+|[\\&]")
_ESCAPES = {"b": " ", "f": " ", "n": " ", "r": " ", "t": " "}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as it stands in the page, cleaned, and the text around it; `at` is its offset in the decoded text."""

    before: str
    quote: str
    after: str
    at: int


def quoted(page: Page, quote: str) -> Quoted | None:
    """The quote where it stands first in the page; None for no quote, or one that stands there only in pieces."""
    text = page.text
    span = where(text, quote)
    if span is None:
        return None
    start, end = span
    return Quoted(
        clean_lines(text[max(0, start - AROUND) : start]),
        clean_lines(text[start:end]),
        clean_lines(text[end : end + AROUND]),
        start,
    )


def where(text: str, quote: str) -> tuple[int, int] | None:
    """From where to where in the text the quote stands, best as it is written itself.

    Escapes, character references, white space and what cleaning takes out are read alike, which takes seconds in a page of megabytes.
    """
    if quote.strip() and (at := text.find(quote)) >= 0:
        return at, at + len(quote)
    plain, places = _plain(text)
    wanted = _plain(quote)[0].strip()
    found = plain.find(wanted) if wanted else -1
    if found < 0:
        return None
    starts = [place for place, _, _ in places]

    def origin(position: int) -> tuple[int, int]:
        place, start, end = places[bisect_right(starts, position) - 1]
        literal = plain[place : place + end - start] == text[start:end]
        return (start + position - place, start + position - place + 1) if literal else (start, end)

    return origin(found)[0], origin(found + len(wanted) - 1)[1]


def _plain(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The text as quotes are compared, and which piece of the original begins where in it: place, start, end."""
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for match in _PIECE.finditer(text):
        piece = _read(match.group())
        if not piece or (piece == " " and parts and parts[-1].endswith(" ")):
            continue
        places.append((length, match.start(), match.end()))
        parts.append(piece)
        length += len(piece)
    return "".join(parts), places


@lru_cache(maxsize=4096)
def _read(piece: str) -> str:
    """A piece as a quote has it, which is cleaned before it is kept: no escape, one blank as white space, nothing that hides."""
    if piece.startswith("\\u") and len(piece) == 6:
        piece = chr(int(piece[-4:], 16))
    elif piece.startswith("\\") and len(piece) == 2:
        piece = _ESCAPES.get(piece[1], piece[1])
    elif piece.startswith("&"):
        piece = html.unescape(piece)
    return re.sub(r"\s+", " ", clean_lines(piece))
