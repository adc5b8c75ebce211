"""A page as a source receives it: the bytes, safe ways to read them, and the evidence that they came."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn, TypeAlias

from intake.hooks.silence import Unreachable

Json: TypeAlias = "bool | int | Decimal | str | Sequence[Json] | Mapping[str, Json] | None"

# Of the encodings of the WHATWG standard, those that Python decodes without side effects: `utf-7`, `unicode_escape`,
# `zlib` and their like would let plain ASCII become control characters, or a small page a huge one.
_CHARSETS = frozenset(
    """utf-8 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257
    windows-1258 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13
    iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u gbk gb18030 big5 euc-jp shift_jis euc-kr""".split()
)
_AS_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")


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
        return self.body.decode(self._charset(), "replace")

    def json(self) -> Json:
        """The JSON of the body, fractions as Decimal; Unreachable where it is empty, cut off or no strict JSON."""
        try:
            found: Json = json.loads(
                self.body.decode("utf-8-sig"),
                parse_float=Decimal,
                parse_constant=_refuse_constant,
                object_pairs_hook=_unique,
            )
        except (ValueError, RecursionError) as fault:
            raise Unreachable("the answer is no readable JSON") from fault
        return found

    def record(self) -> Mapping[str, Json]:
        """The JSON object of the body; Unreachable where it is anything else."""
        found = self.json()
        if not isinstance(found, Mapping):
            raise Unreachable("the answer is not what this source sends: no JSON object")
        return found

    def says(self, quote: str) -> bool:
        """Whether the quote stands in the body, character references and runs of white space aside."""
        return _plain(quote) in _plain_body(self.body, self._charset())

    def pair(self, key: str) -> str:
        """The first `"key": value` of the body whose value is no list and no object, as it stands there, for a quote."""
        found = re.search(rf'"{re.escape(key)}"\s*:\s*("(?:[^"\\]|\\.)*"|[\w.+-]+)', self.text)
        return found.group() if found else ""

    def _charset(self) -> str:
        declared = _CHARSET.search(self.content_type) or _CHARSET.search(self.body[:1024].decode("ascii", "ignore"))
        name = declared.group(1).lower() if declared else "utf-8"
        if name in _AS_WINDOWS:
            return "windows-1252"
        return name if name in _CHARSETS else "utf-8"


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
    text = _CODE.sub(lambda found: chr(int(found.group(1), 16)), text)
    text = re.sub(r"\\([\"/\\])", r"\1", re.sub(r"\\[bfnrt]", " ", text))
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


@lru_cache(maxsize=4)
def _plain_body(body: bytes, charset: str) -> str:
    return _plain(body.decode(charset, "replace"))


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")
