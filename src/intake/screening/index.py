"""A watch list opened for searching: its tokens, names and entries, read from the mapped file as they are needed."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from intake.screening import layout
from intake.screening.building import MARKED, QUALITIES, identifier_key
from intake.screening.entry import Entry, Name
from intake.screening.neighbours import (
    INITIAL,
    INITIAL_MARK,
    alike,
    keys,
    meaning_key,
    meant_likeness,
    sound_keys,
    sounding_alike,
)
from intake.screening.tables import Table
from intake.screening.weighing import weight_at

_UNKNOWN = 2
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A token that is asked for: how much it tells, and the list's tokens that it is like, each with its likeness in (0, 1].

    `near_weights` says what those tell, in the same order; `cost` in how many names they stand.
    """

    token: str
    weight: float
    near: Mapping[int, float]
    near_weights: Sequence[float]
    cost: int

    @property
    def is_listed(self) -> bool:
        """Whether the list has the very token."""
        return 1.0 in self.near.values()


class Index:
    """One list. A file that is damaged inside shows as IndexError or ValueError while it is read."""

    def __init__(self, path: Path) -> None:
        """Opens the file; CannotTell says why it cannot be read."""
        sections = layout.read(path)
        self.header: Mapping[str, object] = sections.header
        arrays, blobs = sections.arrays, sections.blobs
        self.name_ends, self.name_tokens = arrays["name_ends"], arrays["name_tokens"]
        self.told_marks: Sequence[float] = arrays["told_marks"].tolist()
        self._posting_ends, self._postings = arrays["posting_ends"], arrays["postings"]
        self._name_entry, self._name_quality = arrays["name_entry"], arrays["name_quality"]
        self._weights = arrays["token_weights"]
        self._token_ends, self._tokens = arrays["token_ends"], bytes(blobs["tokens"])
        self._sound_ends, self._sounds = arrays["sound_ends"], bytes(blobs["sounds"])
        self._text_ends, self._texts = arrays["text_ends"], blobs["texts"]
        self._entry_ends, self._entries = arrays["entry_ends"], blobs["entries"]
        self._by_letters = Table(arrays["letter_slots"], arrays["letter_lists"])
        self._by_sound = Table(arrays["sound_slots"], arrays["sound_lists"])
        self._by_identifier = Table(arrays["identifier_slots"], arrays["identifier_lists"])
        self._remembered: dict[str, Asked] = {}

    # tokens

    def token(self, number: int) -> bytes:
        """The letters of a token."""
        return self._tokens[self._token_ends[number] : self._token_ends[number + 1]]

    def number(self, token: str) -> int | None:
        """The number of a token, or None where the list does not have it."""
        letters = token.encode()
        near = self._by_letters.under((crc32(letters),))
        return next((each for each in near if self.token(each) == letters), None)

    def asked(self, token: str) -> Asked:
        """A token with all that is like it on the list; the last ones are remembered."""
        found = self._remembered.get(token)
        if found is None:
            if len(self._remembered) == _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[token] = self.asked_as(token, self._neighbours(token))
        return found

    def asked_as(self, token: str, near: Mapping[int, float]) -> Asked:
        """A token that is like these of the list; it tells what the likest do, and as much as a rare one where there is none."""
        told, ends = self._weights, self._posting_ends
        weights = [told[number] for number in near]
        likest = max(zip(near.values(), weights, strict=True), default=(0.0, self.weight_at(_UNKNOWN)))
        return Asked(token, likest[1], near, weights, sum([ends[number + 1] - ends[number] for number in near]))

    def _neighbours(self, token: str) -> dict[int, float]:
        letters = token.encode()
        near = set(self._by_letters.under(keys(letters)))
        found = alike(letters, _texts(self._tokens, self._token_ends, near))
        sounding = set(self._by_sound.under(sound_keys(token)))
        for number, like in sounding_alike(token, _texts(self._sounds, self._sound_ends, sounding)).items():
            found[number] = max(found.get(number, 0.0), like)
        for number in self._by_sound.under(meaning_key(token)):
            found[number] = max(found.get(number, 0.0), meant_likeness(token))
        initial = self.number(token[0] + INITIAL_MARK)
        if initial is not None:
            found[initial] = 1.0 if len(token) == 1 else INITIAL
        return found

    def weight(self, token: int) -> float:
        """How much a token tells: the rarer on the list, the more."""
        return self._weights[token]

    @property
    def greatest_weight(self) -> float:
        """What a token tells that stands in one name alone."""
        return self.weight_at(1)

    def weight_at(self, names: int) -> float:
        """How much a token tells that stands in so many names."""
        return weight_at(names, len(self._name_entry))

    def names_with(self, token: int) -> memoryview:
        """The names in which a token stands, by number: those first whose tokens tell the least together."""
        return self._postings[self._posting_ends[token] : self._posting_ends[token + 1]]

    def telling(self, most: float) -> int:
        """How many names there are whose tokens tell at most so much together, or a few more: those of lower number."""
        return bisect_right(self.told_marks, most) * MARKED

    # names and entries

    def tokens_of(self, name: int) -> list[int]:
        """The tokens of a name, in its order."""
        return self.name_tokens[self.name_ends[name] : self.name_ends[name + 1]].tolist()

    def entry_of(self, name: int) -> int:
        """The number of the entry that bears a name."""
        return self._name_entry[name]

    def quality_of(self, name: int) -> int:
        """The quality of a name, by its place in `QUALITIES`."""
        return self._name_quality[name]

    def name(self, number: int) -> Name:
        """A name as the list writes it."""
        text = bytes(self._texts[self._text_ends[number] : self._text_ends[number + 1]]).decode()
        return Name(text, QUALITIES[self.quality_of(number)])

    def entry(self, number: int) -> tuple[Entry, str]:
        """An entry with the name alone under which the list leads it, and the digest of the whole of it."""
        raw = bytes(self._entries[self._entry_ends[number] : self._entry_ends[number + 1]])
        digest, own, kind, countries, births, identifiers, programmes, primary = json.loads(raw)
        pairs = tuple((scheme, value) for scheme, value in identifiers)
        return Entry(own, kind, (Name(primary),), tuple(countries), tuple(births), pairs, tuple(programmes)), digest

    def identified(self, scheme: str, value: str) -> Sequence[int]:
        """The numbers of the entries that bear an identifier, or seem to: what they say is to be compared."""
        return self._by_identifier.under((identifier_key(scheme, value),))


def _texts(letters: bytes, ends: memoryview, numbers: Iterable[int]) -> dict[int, bytes]:
    return {number: letters[ends[number] : ends[number + 1]] for number in numbers}
