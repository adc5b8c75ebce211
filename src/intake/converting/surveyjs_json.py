"""Reads the JSON of a form key by key, with places, and tells which keys nobody asked for."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, DecimalException

from intake import documents
from intake.converting.form import Source
from intake.documents import Mapping, Node, Scalar, Sequence
from intake.errors import BadFile, Fault, Place
from intake.model.questionnaire import Wording
from intake.model.text import clean, clean_lines

_PAIR = re.compile(r"((?<!\\)(?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def read_json(raw: bytes, name: str) -> Node:
    """The document in these bytes, with places; BadFile where it is no JSON."""
    try:
        text = raw.decode("utf-8-sig")
        json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadFile([Fault(Place(name, fault.lineno, fault.colno), f"not JSON: {fault.msg}")]) from fault
    except (UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise BadFile([Fault(Place(name, 1, 1), f"not JSON that can be read: {fault!s:.100}")]) from fault
    # A tab stands between the parts of JSON only, where YAML has no tabs; two halves of a character are one there.
    node, faults = documents.parse(_PAIR.sub(_joined, text.replace("\t", " ")).encode(), name)
    if faults:
        raise BadFile(faults)
    return node


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16) - 0xD800, int(match[3], 16) - 0xDC00
    return match[1] + chr(0x10000 + (high << 10) + low)


class Element:
    """One object of the form; every `take` marks its key as read."""

    def __init__(self, node: Node, locale: str) -> None:
        self.place = node.place
        self.entries = dict(node.entries) if isinstance(node, Mapping) else {}
        self.key_places = node.key_places if isinstance(node, Mapping) else {}
        self.locale = locale

    def take(self, key: str) -> Node | None:
        """The node under a key."""
        return self.entries.pop(key, None)

    def text(self, key: str) -> str:
        """The single value under a key as text; nothing for null."""
        node = self.take(key)
        return clean(node.text) if isinstance(node, Scalar) and not node.empty else ""

    def flag(self, key: str) -> bool:
        """Whether the value under a key is true."""
        return self.text(key).lower() == "true"

    def number(self, key: str) -> int | None:
        """The whole number under a key; None for any other value."""
        try:
            number = Decimal(self.text(key))
        except DecimalException:
            return None
        return int(number) if number.is_finite() and number == int(number) and abs(number) < 10**15 else None

    def source(self, key: str) -> Source | None:
        """The expression under a key, with the place of its first character."""
        node = self.take(key)
        if not isinstance(node, Scalar) or node.empty or not node.text.strip():
            return None
        place = Place(node.place.file, node.place.line, node.place.column + 1)
        return Source(node.text, place, exact="\\" not in node.text)

    def wording(self, key: str) -> Wording:
        """The text under a key by language: one text, or a mapping in which `default` is the form's own language."""
        node = self.take(key)
        if isinstance(node, Scalar):
            return {self.locale: clean(node.text)} if not node.empty and clean(node.text) else {}
        if not isinstance(node, Mapping):
            return {}
        texts = {k: clean_lines(v.text) for k, v in node.entries.items() if isinstance(v, Scalar) and clean(v.text)}
        return {self.locale if code == "default" else code: clean(text) for code, text in texts.items()}

    def elements(self, key: str) -> Iterator["Element"]:
        """The objects in the list under a key."""
        node = self.take(key)
        for item in node.items if isinstance(node, Sequence) else ():
            yield Element(item, self.locale)

    def place_of(self, key: str) -> Place:
        """Where a key stands."""
        return self.key_places.get(key, self.place)

    def unread(self) -> Iterator[tuple[str, Place]]:
        """The keys that nobody asked for and that say something."""
        for key, node in self.entries.items():
            if not (isinstance(node, Scalar) and (node.empty or node.text in ("false", ""))):
                yield key, self.place_of(key)
