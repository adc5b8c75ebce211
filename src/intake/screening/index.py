"""A watch list opened for searching: its tokens, names and entries, read from the mapped file as they are needed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from zlib import crc32

from intake.screening import layout
from intake.screening.building import MOST_STEPS, QUALITIES, identifier_key
from intake.screening.entry import Entry, Name
from intake.screening.neighbours import (
    INITIAL,
    INITIAL_MARK,
    keys,
    likeness,
    meaning_key,
    meant_likeness,
    sound_keys,
    sound_likeness,
)
from intake.screening.weighing import importance


class Index:
    """One list. A file that is damaged inside shows as IndexError or ValueError while it is read."""

    def __init__(self, path: Path) -> None:
        """Opens the file; CannotTell says why it cannot be read."""
        sections = layout.read(path)
        self.header: Mapping[str, object] = sections.header
        arrays, blobs = sections.arrays, sections.blobs
        self._name_ends, self._name_tokens = arrays["name_ends"], arrays["name_tokens"]
        self._posting_ends, self._postings = arrays["posting_ends"], arrays["postings"]
        self._name_entry, self._name_quality = arrays["name_entry"], arrays["name_quality"]
        self._token_ends, self._tokens = arrays["token_ends"], blobs["tokens"]
        self._text_ends, self._texts = arrays["text_ends"], blobs["texts"]
        self._entry_ends, self._entries = arrays["entry_ends"], blobs["entries"]
        self._entry_names = arrays["entry_names"]
        self._token_slots, self._token_lists = arrays["token_slots"], arrays["token_lists"]
        self._identifier_slots, self._identifier_lists = arrays["identifier_slots"], arrays["identifier_lists"]
        self._weights: dict[int, float] = {}

    # tokens

    def token(self, number: int) -> bytes:
        """The letters of a token."""
        return bytes(self._tokens[self._token_ends[number] : self._token_ends[number + 1]])

    def number(self, token: str) -> int | None:
        """The number of a token, or None where the list does not have it."""
        letters = token.encode()
        near = _listed(self._token_slots, self._token_lists, (crc32(letters),))
        return next((each for each in near if self.token(each) == letters), None)

    def neighbours(self, token: str) -> dict[int, float]:
        """The list's tokens that are like this one, by number, each with its likeness in (0, 1]."""
        letters = token.encode()
        near = set(_listed(self._token_slots, self._token_lists, keys(letters)))
        found = {number: like for number in near if (like := likeness(letters, self.token(number)))}
        for number in _listed(self._token_slots, self._token_lists, sound_keys(token)):
            found[number] = max(found.get(number, 0.0), sound_likeness(letters, self.token(number)))
        for number in _listed(self._token_slots, self._token_lists, meaning_key(token)):
            found[number] = max(found.get(number, 0.0), meant_likeness(token))
        initial = self.number(token[0] + INITIAL_MARK)
        if initial is not None:
            found[initial] = 1.0 if len(token) == 1 else INITIAL
        return found

    def weight(self, token: int) -> float:
        """How much a token tells: the rarer on the list, the more."""
        found = self._weights.get(token)
        if found is None:
            own = importance(self.token(token).decode())
            found = self._weights[token] = own * self.weight_at(self.frequency(token))
        return found

    @property
    def greatest_weight(self) -> float:
        """What a token tells that stands in one name alone."""
        return self.weight_at(1)

    def weight_at(self, names: int) -> float:
        """How much a token tells that stands in so many names."""
        return 1 + log((1 + len(self._name_entry)) / (1 + names))

    def frequency(self, token: int) -> int:
        """In how many names a token stands."""
        return self._posting_ends[token + 1] - self._posting_ends[token]

    def names_with(self, token: int) -> Sequence[int]:
        """The names in which a token stands, by number."""
        return self._postings[self._posting_ends[token] : self._posting_ends[token + 1]]

    # names and entries

    def tokens_of(self, name: int) -> list[int]:
        """The tokens of a name, in its order."""
        return self._name_tokens[self._name_ends[name] : self._name_ends[name + 1]].tolist()

    def entry_of(self, name: int) -> int:
        """The number of the entry that bears a name."""
        return self._name_entry[name]

    def name(self, number: int) -> Name:
        """A name as the list writes it."""
        text = bytes(self._texts[self._text_ends[number] : self._text_ends[number + 1]]).decode()
        return Name(text, QUALITIES[self._name_quality[number]])

    def entry(self, number: int) -> tuple[Entry, str]:
        """An entry without its names, and the digest of the whole of it."""
        raw = bytes(self._entries[self._entry_ends[number] : self._entry_ends[number + 1]])
        digest, own, kind, countries, births, identifiers, programmes = json.loads(raw)
        pairs = tuple((scheme, value) for scheme, value in identifiers)
        return Entry(own, kind, (), tuple(countries), tuple(births), pairs, tuple(programmes)), digest

    def primary(self, number: int) -> Name:
        """The name under which the list leads an entry."""
        return self.name(self._entry_names[number])

    def identified(self, scheme: str, value: str) -> Sequence[int]:
        """The numbers of the entries that bear an identifier, or seem to: what they say is to be compared."""
        return _listed(self._identifier_slots, self._identifier_lists, (identifier_key(scheme, value),))


def _listed(slots: memoryview, lists: memoryview, keys: Iterable[int]) -> list[int]:
    """What the hash table holds under these keys."""
    found: list[int] = []
    mask = len(slots) // 2 - 1
    for key in keys:
        # Bounded, since in a damaged file no slot might be free.
        for slot in range(key, key + MOST_STEPS):
            place = slots[2 * (slot & mask) + 1]
            if not place:
                break
            if slots[2 * (slot & mask)] == key:
                found += lists[place + 1 : place + 1 + lists[place]]
                break
    return found
