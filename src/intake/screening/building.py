"""Turns the entries of a watch list into the file that is searched."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import fsum
from pathlib import Path
from zlib import crc32

from intake.screening import layout, tables
from intake.screening.entry import Entry, Name, Quality
from intake.screening.folding import MOST_CHARACTERS, MOST_TOKENS, folded
from intake.screening.neighbours import INITIAL_MARK, keys, meaning_key, sound_keys, written_sound
from intake.screening.particles import settled
from intake.screening.parts import quoted, versions
from intake.screening.vocabulary import Vocabulary
from intake.screening.weighing import weight_of

MARKED = 64
"""Of every so many names in order it is written down how much its tokens tell together."""

_WRITTEN_DOWN = 2
"""In so many names a token stands at least for which it is written down what is like it."""

QUALITIES: tuple[Quality, ...] = ("primary", "alias", "weak", "derived")
_SHORTEST_ACRONYM = 4
_NOT_IN_ACRONYMS = frozenset("of the and for de la del y et und".split())


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

    def __init__(self, texts: Iterable[bytes] = ()) -> None:
        self.ends = array("I", [0])
        self.letters = bytearray()
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.letters[self.ends[number] : self.ends[number + 1]])

    def add(self, text: bytes) -> None:
        self.letters += text
        self.ends.append(len(self.letters))


class _Names:
    """Names in the order in which they came: their tokens by number, whose they are, their quality and their text."""

    def __init__(self) -> None:
        self.tokens = array("I")
        self.ends = array("I", [0])
        self.entries = array("I")
        self.qualities = array("I")
        self.texts = _Texts()

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, tokens: Iterable[int], entry: int, quality: int, text: bytes) -> None:
        self.tokens.extend(tokens)
        self.ends.append(len(self.tokens))
        self.entries.append(entry)
        self.qualities.append(quality)
        self.texts.add(text)

    def tokens_of(self, number: int) -> "array[int]":
        return self.tokens[self.ends[number] : self.ends[number + 1]]

    def ordered(self, order: Iterable[int]) -> "_Names":
        names = _Names()
        for number in order:
            names.add(self.tokens_of(number), self.entries[number], self.qualities[number], self.texts[number])
        return names


class _Index:
    """What is gathered of a list before it is written."""

    def __init__(self) -> None:
        self._tokens: dict[str, int] = {}
        self._frequencies = array("I")
        self._names = _Names()
        self._entries = _Texts()
        self._identifiers = array("Q")
        self._shortened = 0

    def add(self, entry: Entry) -> None:
        number = len(self._entries)
        for name in (*entry.names, *derived(entry)):
            tokens = folded(name.text[:MOST_CHARACTERS])
            self._shortened += len(name.text) > MOST_CHARACTERS or len(tokens) > MOST_TOKENS
            tokens = tokens[:MOST_TOKENS]
            if entry.kind == "person":
                tokens = tuple(token + INITIAL_MARK if len(token) == 1 else token for token in tokens)
            for written in dict.fromkeys((tokens, settled(tokens))) if tokens else ():
                self._add_name(number, name, written)
        for scheme, value in entry.identifiers:
            self._identifiers.append(tables.pair(identifier_key(scheme, value), number))
        parts = (
            entry.digest,
            entry.id,
            entry.kind,
            entry.countries,
            entry.birth_dates,
            entry.identifiers,
            entry.programmes,
            entry.names[0].text if entry.names else "",
        )
        self._entries.add(json.dumps(parts, ensure_ascii=False).encode())

    def _add_name(self, entry: int, name: Name, tokens: Sequence[str]) -> None:
        numbers = [self._tokens.setdefault(token, len(self._tokens)) for token in tokens]
        self._frequencies.extend([0] * (len(self._tokens) - len(self._frequencies)))
        for key in {*numbers}:
            self._frequencies[key] += 1
        self._names.add(numbers, entry, QUALITIES.index(name.quality), name.text.encode())

    def write(self, header: Mapping[str, object], path: Path) -> None:
        count, frequencies = len(self._names), self._frequencies
        weights = array("d", (weight_of(token, frequencies[key], count) for token, key in self._tokens.items()))
        totals = [fsum(map(weights.__getitem__, self._names.tokens_of(name))) for name in range(len(self._names))]
        order = sorted(range(len(totals)), key=totals.__getitem__)
        names, tokens = self._names.ordered(order), _Texts(token.encode() for token in self._tokens)
        sounds = _Texts(written_sound(token).encode() for token in self._tokens)
        letter_slots, letter_lists = tables.table(self._keyed(lambda token: keys(token.encode())))
        sound_slots, sound_lists = tables.table(self._keyed(lambda token: (*sound_keys(token), *meaning_key(token))))
        identifier_slots, identifier_lists = tables.table(self._identifiers)
        posting_ends, postings = _postings(names, self._frequencies)
        vocabulary: dict[str, array[int]] = {
            "token_ends": tokens.ends,
            "sound_ends": sounds.ends,
            "letter_slots": letter_slots,
            "letter_lists": letter_lists,
            "sound_slots": sound_slots,
            "sound_lists": sound_lists,
        }
        letters = {"tokens": tokens.letters, "sounds": sounds.letters}
        arrays: Mapping[str, array[int] | array[float]] = {
            **vocabulary,
            **self._near(Vocabulary(vocabulary, letters)),
            "told_marks": array("d", map(totals.__getitem__, order[::MARKED])),
            "name_ends": names.ends,
            "name_tokens": names.tokens,
            "name_entry": names.entries,
            "name_quality": names.qualities,
            "posting_ends": posting_ends,
            "postings": postings,
            "token_weights": weights,
            "text_ends": names.texts.ends,
            "entry_ends": self._entries.ends,
            "identifier_slots": identifier_slots,
            "identifier_lists": identifier_lists,
        }
        counts = {"entries": len(self._entries), "names": len(names), "tokens": len(tokens)}
        blobs = {
            **letters,
            "texts": names.texts.letters,
            "entries": self._entries.letters,
        }
        layout.write(path, {**header, **counts, "shortened": self._shortened}, arrays, blobs)

    def _near(self, vocabulary: Vocabulary) -> Mapping[str, "array[int] | array[float]"]:
        """Of each token of several names the tokens that are like it, and in how many names those stand together.

        None of the others, which are seldom asked for.
        """
        ends, costs, numbers, likenesses = array("I", [0]), array("I"), array("I"), array("f")
        for token, frequency in zip(self._tokens, self._frequencies, strict=True):
            near = vocabulary.neighbours(token) if frequency >= _WRITTEN_DOWN else {}
            numbers.extend(near)
            likenesses.extend(near.values())
            ends.append(len(numbers))
            costs.append(sum(map(self._frequencies.__getitem__, near)))
        return {"near_ends": ends, "near_costs": costs, "near_tokens": numbers, "near_likenesses": likenesses}

    def _keyed(self, keys_of: Callable[[str], Iterable[int]]) -> "array[int]":
        """The keys of every token, each with its number."""
        pairs = array("Q")
        for token, number in self._tokens.items():
            pairs.extend(tables.pair(key, number) for key in {*keys_of(token)})
        return pairs


def identifier_key(scheme: str, value: str) -> int:
    """The key under which an identifier is found: letters and digits alone, in lower case."""
    plain = "".join(character for character in value.lower() if character.isalnum())
    return crc32(f"{scheme.lower()}:{plain}".encode())


def _postings(names: _Names, frequencies: "array[int]") -> tuple["array[int]", "array[int]"]:
    """Of each token where its names end, and the names in which it stands, by number."""
    ends = array("I", accumulate(frequencies, initial=0))
    places, postings = ends[:], array("I", bytes(4 * ends[-1]))
    for number in range(len(names)):
        for key in {*names.tokens_of(number)}:
            postings[places[key]] = number
            places[key] += 1
    return ends, postings
