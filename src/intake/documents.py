"""YAML 1.2 files that people write, read strictly: every value is text with its place, and nothing is guessed.

Scalars stay text (`NO` is Norway, `1.10` a version); whoever reads the document gives them their type. Anchors, aliases,
tags, merge keys and duplicate keys are refused, and size, depth and number of nodes are bounded. JSON is read by the
same door, being a subset.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from intake.errors import BadFile, Fault, NotFound, Place
from intake.frugal import dataclass, field
from intake.locale import worded

MOST_BYTES = 256 * 1024
MOST_NODES = 20_000
MOST_DEPTH = 20
# libyaml reads YAML 1.2 as we write it, twenty times as fast as the parser in Python that stands in where it is missing.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# JSON writes what lies beyond the basic plane as two escapes, which YAML does not know.
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
# What libyaml says where a person slips most often, in words that tell what to do.
_SLIPS = {
    "mapping values are not allowed in this context": (
        worded("a colon stands where none can"),
        worded("put the text in quotes, or begin a new line"),
    ),
    "found character that cannot start any token": (
        worded("a tab or a sign stands where a value begins"),
        worded("indent with spaces, and put a text that begins with a sign in quotes"),
    ),
    "could not find expected ':'": (worded("a colon is missing"), worded("write 'key: value'")),
    "did not find expected key": (
        worded("this line fits none of those above it"),
        worded("indent it as far as the line it belongs beside"),
    ),
    "did not find expected '-' indicator": (
        worded("a list goes on without a dash"),
        worded("begin the line with '- ', or indent it"),
    ),
    "found unexpected end of stream": (worded("the file ends within quotes"), worded("close the quotes")),
    "did not find expected ',' or ']'": (worded("a list in brackets does not end"), worded("close it with ]")),
    "did not find expected ',' or '}'": (worded("a mapping in braces does not end"), worded("close it with a brace")),
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it stands in the file; `quoted` tells "null" from null."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was written here (nothing, `~` or `null`)."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; `key_places` says where each key stands."""

    entries: dict[str, "Node"]
    place: Place
    key_places: dict[str, Place] = field(default_factory=dict)


Node: TypeAlias = Scalar | Sequence | Mapping


def read(path: Path) -> tuple[Node, list[Fault]]:
    """The document in a file and what is wrong with its form; NotFound or BadFile where nothing can be read."""
    return parse(raw_of(path), str(path))


def raw_of(path: Path) -> bytes:
    """The bytes of a file that somebody named; NotFound where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise NotFound(f"cannot read {path}: {fault.strerror}", remedy="Check the path.") from fault


def parse(raw: bytes, name: str) -> tuple[Node, list[Fault]]:
    """The document in these bytes; `name` is what the places call the file."""
    node, faults = _parsed(raw, name)
    return node, [*faults]


@lru_cache(maxsize=8)  # a draft that is edited asks for its policy and the clauses at each key
def _parsed(raw: bytes, name: str) -> tuple[Node, tuple[Fault, ...]]:
    start = Place(name, 1, 1)
    if len(raw) > MOST_BYTES:
        raise BadFile([Fault(start, f"the file has {len(raw):,} bytes", f"at most {MOST_BYTES:,} are read")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", "replace")
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise BadFile([Fault(place, "not UTF-8 text", "save the file as UTF-8")]) from fault
    loader = _LOADER(_PAIR.sub(_joined, text))
    reader = _Reader(name, iter(loader.get_event, None))
    try:
        return reader.document(), (*reader.faults,)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else start
        problem = fault.problem or "not YAML"
        unread = Fault(place, f"this cannot be read as YAML: {problem}", fault.context or "")
        message, hint = _SLIPS.get(problem, (unread.message, unread.hint))
        raise BadFile([*reader.faults, Fault(place, message, hint)]) from fault
    except ReaderError as fault:
        before = text[: fault.position]
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise BadFile([Fault(place, "a control character", "remove it")]) from fault


def _joined(pair: re.Match[str]) -> str:
    code = 0x10000 + ((int(pair[1], 16) & 0x3FF) << 10) + (int(pair[2], 16) & 0x3FF)
    return f"\\U{code:08x}"


class _Reader:
    """Turns the parser's events into nodes, counting nodes and depth."""

    def __init__(self, name: str, events: Iterator[Event]) -> None:
        self.name = name
        self.events = events
        self.faults: list[Fault] = []
        self.nodes = 0

    def document(self) -> Node:
        next(self.events)
        if isinstance(event := next(self.events), StreamEndEvent):
            raise BadFile([Fault(self.place(event), "the file is empty")])
        node = self.node(next(self.events), 0)
        next(self.events)
        if not isinstance(event := next(self.events), StreamEndEvent):
            self.faults.append(Fault(self.place(event), "a second document", "one file holds one document"))
        return node

    def node(self, event: Event, depth: int) -> Node:
        self.nodes += 1
        place = self.place(event)
        if self.nodes > MOST_NODES or depth > MOST_DEPTH:
            what = "nested too deeply" if depth > MOST_DEPTH else "too many values"
            raise BadFile([*self.faults, Fault(place, what, f"at most {MOST_DEPTH} levels and {MOST_NODES:,} values")])
        if isinstance(event, ScalarEvent) and event.anchor is event.tag is None:  # as nearly all are
            return Scalar(event.value, place, bool(event.style))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self.faults.append(Fault(place, "anchors and aliases are not read", "write the value out"))
        if tag := getattr(event, "tag", None):
            self.faults.append(Fault(place, f"tags like {tag} are not read", "remove the tag"))
        match event:
            case SequenceStartEvent():
                return Sequence(tuple(self.node(e, depth + 1) for e in self.until(SequenceEndEvent)), place)
            case MappingStartEvent():
                return self.mapping(place, depth)
            case ScalarEvent():
                return Scalar(event.value, place, quoted=bool(event.style))
            case _:
                return Scalar("", place)

    def mapping(self, place: Place, depth: int) -> Mapping:
        found = Mapping({}, place)
        for event in self.until(MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.faults.append(Fault(key.place, "a key must be a word"))
            elif key.text in found.entries:
                first = found.key_places[key.text]
                self.faults.append(
                    Fault(key.place, f"the key '{key.text}' stands twice", f"first on line {first.line}")
                )
            elif key.text == "<<":
                self.faults.append(Fault(key.place, "merge keys are not read", "write the keys out"))
            else:
                found.entries[key.text] = value
                found.key_places[key.text] = key.place
        return found

    def until(self, end: type[Event]) -> Iterator[Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def place(self, event: Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name, 1, 1)


_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")


class Form:
    """Takes a document apart key by key, collecting faults instead of stopping at the first.

    Every `take_` method removes the key from those still unread; `done` reports what nobody asked for.
    """

    def __init__(self, node: Node, faults: list[Fault], what: str) -> None:
        self.what = what
        self.faults = faults
        self.place = node.place
        self.node = node if isinstance(node, Mapping) else Mapping({}, node.place)
        self.unread = dict(self.node.entries)
        if not isinstance(node, Mapping):
            self.fault(node.place, f"{what} must be a mapping of keys to values")

    def fault(self, place: Place, message: str, hint: str = "") -> None:
        """Records what is wrong at a place."""
        self.faults.append(Fault(place, message, hint))

    def take(self, key: str) -> Node | None:
        """The node under the key, or None where the key is absent."""
        return self.unread.pop(key, None)

    def take_scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """The scalar under the key; a fault where it is missing though required, or is no scalar."""
        node = self.take(key)
        if node is None:
            if required:
                self.fault(self.place, f"{self.what} has no '{key}'")
            return None
        if isinstance(node, Scalar):
            return node
        self.fault(node.place, f"'{key}' must be a single value")
        return None

    def take_text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """The text under the key."""
        scalar = self.take_scalar(key, required=required)
        return default if scalar is None else scalar.text

    def take_id(self, key: str = "id") -> str:
        """The id under the key: a lower-case word of letters, digits, `_` and `-`."""
        scalar = self.take_scalar(key, required=True)
        if scalar is not None and not _ID.fullmatch(scalar.text):
            self.fault(scalar.place, f"'{scalar.text}' cannot be an id", "lower-case letters, digits, _ and -")
        return "" if scalar is None else scalar.text

    def take_number(self, key: str, default: int | None = None, *, required: bool = False) -> int | None:
        """The whole number under the key."""
        scalar = self.take_scalar(key, required=required)
        if scalar is None:
            return default
        if re.fullmatch(r"[+-]?[0-9]{1,15}", scalar.text):
            return int(scalar.text)
        self.fault(scalar.place, f"'{scalar.text}' is not a whole number")
        return default

    def take_bool(self, key: str, *, default: bool = False) -> bool:
        """The truth value under the key: yes, no, true or false."""
        return self.take_choice(key, ("yes", "no", "true", "false"), "yes" if default else "no") in ("yes", "true")

    def take_choice(self, key: str, choices: tuple[str, ...], default: str = "", *, required: bool = False) -> str:
        """One of the words; anything else is a fault with the nearest word as its hint."""
        scalar = self.take_scalar(key, required=required)
        if scalar is None or scalar.text in choices:
            return default if scalar is None else scalar.text
        self.fault(
            scalar.place, f"'{scalar.text}' is not a {key}", did_you_mean(scalar.text, choices) or ", ".join(choices)
        )
        return default

    def take_words(self, key: str) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(node.text for node in self.take_list(key) if isinstance(node, Scalar))

    def take_list(self, key: str) -> tuple[Node, ...]:
        """The nodes of a list; empty where the key is absent."""
        node = self.take(key)
        if node is None or isinstance(node, Sequence):
            return () if node is None else node.items
        self.fault(node.place, f"'{key}' must be a list")
        return ()

    def take_form(self, key: str, what: str) -> "Form | None":
        """The mapping under the key, to be taken apart in its turn."""
        node = self.take(key)
        return None if node is None else Form(node, self.faults, what)

    def done(self, known: tuple[str, ...] = ()) -> None:
        """Reports every key that nobody asked for; `known` lists what may be meant."""
        taken = tuple(key for key in self.node.entries if key not in self.unread)
        for key in self.unread:
            self.fault(
                self.node.key_places[key], f"{self.what} has no key '{key}'", did_you_mean(key, (*known, *taken))
            )


def did_you_mean(word: str, known: tuple[str, ...] | frozenset[str]) -> str:
    """`did you mean 'x'?` for the nearest known word, or nothing."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return worded(f"did you mean '{near[0]}'?") if near else ""
