"""Turns the entries of a watch list into the file that is searched."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from zlib import crc32

from intake.screening import layout
from intake.screening.entry import Entry, Name, Quality
from intake.screening.folding import MOST_CHARACTERS, MOST_TOKENS, folded
from intake.screening.neighbours import INITIAL_MARK, keys, meaning_key, sound_keys
from intake.screening.particles import settled
from intake.screening.parts import quoted, versions

QUALITIES: tuple[Quality, ...] = ("primary", "alias", "weak", "derived")
_SHORTEST_ACRONYM = 4
_NOT_IN_ACRONYMS = frozenset("of the and for de la del y et und".split())

MOST_STEPS = 64
"""How far from its own slot a key of a hash table may stand."""


def build(entries: Iterable[Entry], header: Mapping[str, object], path: Path) -> None:
    """Writes the index of the entries; `header` says which list it is, and which files it was read from."""
    index = _Index()
    for entry in entries:
        index.add(entry)
    index.write(header, path)


def derived(entry: Entry) -> Iterator[Name]:
    """The names that people use for an organisation beside those on the list: its quoted core, and its initials."""
    if entry.kind == "person":
        return
    known = {name.text for name in entry.names}
    for name in entry.names:
        for found in dict.fromkeys((*quoted(name.text), *versions(name.text))):
            if found not in known:
                yield Name(found, "derived")
    words = folded(entry.names[0].text[:MOST_CHARACTERS]) if entry.names else ()
    initials = "".join(word[0] for word in words if word not in _NOT_IN_ACRONYMS)
    if entry.kind == "organisation" and len(initials) >= _SHORTEST_ACRONYM:
        yield Name(initials.upper(), "derived")


class _Texts:
    """Texts one after another, and where each ends."""

    def __init__(self) -> None:
        self.ends = array("I", [0])
        self.letters = bytearray()

    def __len__(self) -> int:
        return len(self.ends) - 1

    def add(self, text: bytes) -> None:
        self.letters += text
        self.ends.append(len(self.letters))


class _Index:
    """What is gathered of a list before it is written."""

    def __init__(self) -> None:
        self._tokens: dict[str, int] = {}
        self._postings: list[array[int]] = []
        self._name_tokens = array("I")
        self._name_ends = array("I", [0])
        self._name_entry = array("I")
        self._name_quality = array("I")
        self._texts = _Texts()
        self._entries = _Texts()
        self._entry_names = array("I")
        self._identifiers = array("Q")
        self._shortened = 0

    def add(self, entry: Entry) -> None:
        number = len(self._entries)
        self._entry_names.append(len(self._texts))
        for name in (*entry.names, *derived(entry)):
            tokens = folded(name.text[:MOST_CHARACTERS])
            self._shortened += len(name.text) > MOST_CHARACTERS or len(tokens) > MOST_TOKENS
            tokens = tokens[:MOST_TOKENS]
            if entry.kind == "person":
                tokens = tuple(token + INITIAL_MARK if len(token) == 1 else token for token in tokens)
            for written in dict.fromkeys((tokens, settled(tokens))) if tokens else ():
                self._add_name(number, name, written)
        for scheme, value in entry.identifiers:
            self._identifiers.append(_numbered(identifier_key(scheme, value), number))
        parts = (
            entry.digest,
            entry.id,
            entry.kind,
            entry.countries,
            entry.birth_dates,
            entry.identifiers,
            entry.programmes,
        )
        self._entries.add(json.dumps(parts, ensure_ascii=False).encode())

    def _add_name(self, entry: int, name: Name, tokens: Sequence[str]) -> None:
        number = len(self._texts)
        for token in tokens:
            key = self._tokens.setdefault(token, len(self._tokens))
            if key == len(self._postings):
                self._postings.append(array("I"))
            if not self._postings[key] or self._postings[key][-1] != number:
                self._postings[key].append(number)
            self._name_tokens.append(key)
        self._name_ends.append(len(self._name_tokens))
        self._name_entry.append(entry)
        self._name_quality.append(QUALITIES.index(name.quality))
        self._texts.add(name.text.encode())

    def write(self, header: Mapping[str, object], path: Path) -> None:
        tokens, near = _Texts(), array("Q")
        posting_ends, postings = array("I", [0]), array("I")
        for token, key in self._tokens.items():
            tokens.add(token.encode())
            postings.extend(self._postings[key])
            posting_ends.append(len(postings))
            near.extend(
                _numbered(each, key) for each in {*keys(token.encode()), *sound_keys(token), *meaning_key(token)}
            )
        token_slots, token_lists = _hashed(near)
        identifier_slots, identifier_lists = _hashed(self._identifiers)
        arrays = {
            "name_ends": self._name_ends,
            "name_tokens": self._name_tokens,
            "name_entry": self._name_entry,
            "name_quality": self._name_quality,
            "posting_ends": posting_ends,
            "postings": postings,
            "token_ends": tokens.ends,
            "token_slots": token_slots,
            "token_lists": token_lists,
            "text_ends": self._texts.ends,
            "entry_ends": self._entries.ends,
            "entry_names": self._entry_names,
            "identifier_slots": identifier_slots,
            "identifier_lists": identifier_lists,
        }
        counts = {"entries": len(self._entries), "names": len(self._texts), "tokens": len(tokens)}
        blobs = {"tokens": tokens.letters, "texts": self._texts.letters, "entries": self._entries.letters}
        layout.write(path, {**header, **counts, "shortened": self._shortened}, arrays, blobs)


def identifier_key(scheme: str, value: str) -> int:
    """The key under which an identifier is found: letters and digits alone, in lower case."""
    plain = "".join(character for character in value.lower() if character.isalnum())
    return crc32(f"{scheme.lower()}:{plain}".encode())


def _numbered(key: int, number: int) -> int:
    """A key of 32 bits and a number of 32 bits as one, which sorts by key."""
    return key << 32 | number


def _hashed(numbered: "array[int]") -> tuple["array[int]", "array[int]"]:
    """A hash table by open addressing: pairs of key and place (0: free), and at each place a count and as many numbers."""
    lists = array("I", [0])
    keys, places = array("I"), array("I")
    for key, group in groupby(sorted(numbered), key=lambda each: each >> 32):
        numbers = array("I", (each & 0xFFFFFFFF for each in group))
        keys.append(key)
        places.append(len(lists))
        lists.append(len(numbers))
        lists.extend(numbers)
    size = 1 << max(3, (len(keys) * 3 // 2).bit_length())
    while (slots := _slots(keys, places, size)) is None:
        size *= 2
    return slots, lists


def _slots(keys: "array[int]", places: "array[int]", size: int) -> "array[int] | None":
    """The slots of a table of that size; None where a key would stand too far from its own slot."""
    slots = array("I", bytes(8 * size))
    for key, place in zip(keys, places, strict=True):
        for slot in range(key, key + MOST_STEPS):
            at = 2 * (slot & (size - 1))
            if not slots[at + 1]:
                slots[at], slots[at + 1] = key, place
                break
        else:
            return None
    return slots
