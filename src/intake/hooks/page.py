"""A page as a source receives it: the bytes, safe ways to read them, and the evidence that they came."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from intake.frugal import dataclass
from intake.hooks import charsets, markup
from intake.hooks.silence import Unreachable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bs4 import BeautifulSoup

Json: TypeAlias = "bool | int | Decimal | str | Sequence[Json] | Mapping[str, Json] | None"

_PIECE = re.compile(r".{1,16384}(?:\S{0,512}?(?:(?=\s)|(?<=[,>};])|\Z))?", re.DOTALL)
"""A piece of a text; it ends before white space, or behind a mark that stands in no escape and no character reference."""
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_DEEPEST = 100
_MOST_DIGITS = 100
_LARGEST_EXPONENT = 400


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: `url` is where it came from after redirects, `evidence` the id under which the host keeps it."""

    evidence: str
    url: str
    status: int
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, in the charset the page declares if that is a safe one, else UTF-8 with replacements."""
        return charsets.decode(self.body, self.content_type)

    def json(self) -> Json:
        """The JSON of the body, fractions as Decimal; Unreachable where it is empty, cut off or no strict JSON.

        Neither is one nested deeper than 100, or with a number of more than 100 digits or an exponent beyond 400.
        """
        try:
            return _json(self.body.decode("utf-8-sig"))
        except (ValueError, RecursionError) as fault:
            raise Unreachable("the answer is no readable JSON") from fault

    def html(self) -> "BeautifulSoup":
        """The page as parsed HTML; Unreachable where it is too long, or has too many or too deeply nested tags.

        At most 2 Mi characters, 60,000 tags, 512 deep. Nothing in it is fetched, run or followed.
        """
        return markup.soup(self.text)

    def xml(self) -> "Element":
        """The root element of the body; Unreachable where it is no XML, or an unsafe one (entities, external parts)."""
        return markup.element(self.text)

    def record(self) -> Mapping[str, Json]:
        """The JSON object of the body; Unreachable where it is anything else."""
        found = self.json()
        if not isinstance(found, Mapping):
            raise Unreachable("the answer is not what this source sends: no JSON object")
        return found

    def says(self, quote: str) -> bool:
        """Whether the quote stands in the body, character references and runs of white space aside."""
        literally = quote.encode("utf-8", "replace") in self.body
        return literally or _plain(quote) in _plain_body(self.body, self.content_type)

    def pair(self, key: str) -> str:
        """The first `"key": value` of the body whose value is no list and no object, as it stands there, for a quote."""
        found = re.search(rf'"{re.escape(key)}"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.+-]+)', self.text)
        return found.group() if found else ""


def at(found: Json, *path: str) -> Json:
    """What stands in a JSON value under these keys, one in the other; None where one of them is missing."""
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def text_at(found: Json, *path: str) -> str:
    """The text under these keys; empty where there is none, or something that is no text."""
    text = at(found, *path)
    return text if isinstance(text, str) else ""


def day_at(found: Json, *path: str) -> date | None:
    """The day under these keys, of a day or a time as ISO 8601 writes it; None where there is none."""
    try:
        return date.fromisoformat(text_at(found, *path)[:10])
    except ValueError:
        return None


def _plain(text: str) -> str:
    """The text as quotes are compared: escapes and character references read, white space as single blanks."""
    parts: list[str] = []
    # In pieces, since a step over megabytes at once would stop every other thread.
    for piece in _PIECE.finditer(text):
        part = _plain_piece(piece.group())
        if part := part.removeprefix(" ") if parts and parts[-1].endswith(" ") else part:
            parts.append(part)
    return "".join(parts).strip()


def _plain_piece(text: str) -> str:
    text = _CODE.sub(lambda found: chr(int(found.group(1), 16)), text)
    text = re.sub(r"\\[bfnrt]", " ", text)
    # What is escaped first: then a backslash that is escaped itself is left as one, as reading from left to right leaves it.
    for escaped in ('\\"', "\\/", "\\\\"):
        text = text.replace(escaped, escaped[1])
    return re.sub(r"\s+", " ", html.unescape(text))


@lru_cache(maxsize=4)
def _plain_body(body: bytes, content_type: str) -> str:
    return _plain(charsets.decode(body, content_type))


def _json(text: str) -> Json:
    _check_depth(text)
    found: Json = json.loads(
        text, parse_int=_whole, parse_float=_fraction, parse_constant=_refuse_constant, object_pairs_hook=_unique
    )
    if _SURROGATE.search(text):
        # Half a character cannot be written down again; UnicodeEncodeError is a ValueError.
        json.dumps(found, ensure_ascii=False, default=str).encode()
    return found


def _check_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += (found.group() in "[{") - (found.group() in "]}")
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError("a number has too many digits")
    return int(text)


def _fraction(text: str) -> Decimal:
    number = Decimal(text[: _MOST_DIGITS + 1])
    if len(text) > _MOST_DIGITS or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError("a number has too many digits")
    return number


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")
