"""A watch list opened for searching: its tokens, names and entries, read from the mapped file as they are needed."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from intake.frugal import dataclass
from intake.screening import layout
from intake.screening.building import MARKED, QUALITIES, identifier_key
from intake.screening.entry import Entry, Name
from intake.screening.tables import Table
from intake.screening.vocabulary import Vocabulary
from intake.screening.weighing import weight_at

_UNKNOWN = 2
_REMEMBERED = 1024


@dataclass(slots=True, eq=False)
class Asked:
    """A token that is asked for: how much it tells, and the list's tokens that it is like, each with its likeness in (0, 1].

    `near_weights` says what those tell, in the same order; `cost` in how many names they stand; `is_listed` whether the very
    token is among them.
    """

    token: str
    weight: float
    near: Mapping[int, float]
    near_weights: Sequence[float]
    cost: int
    is_listed: bool


class Index(Vocabulary):
    """One list. A file that is damaged inside shows as IndexError or ValueError while it is read."""

    def __init__(self, path: Path) -> None:
        """Opens the file; CannotTell says why it cannot be read."""
        sections = layout.read(path)
        self.header: Mapping[str, object] = sections.header
        arrays, blobs = sections.arrays, sections.blobs
        super().__init__(arrays, blobs)
        self.name_ends, self.name_tokens = arrays["name_ends"], arrays["name_tokens"]
        self.told_marks: Sequence[float] = arrays["told_marks"].tolist()
        self._posting_ends, self._postings = arrays["posting_ends"], arrays["postings"]
        self._name_entry, self._name_quality = arrays["name_entry"], arrays["name_quality"]
        self.weights = arrays["token_weights"]
        """How much each token tells: the rarer on the list, the more."""
        self._near_ends, self._near_costs = arrays["near_ends"], arrays["near_costs"]
        self._near, self._near_likenesses = arrays["near_tokens"], arrays["near_likenesses"]
        self._text_ends, self._texts = arrays["text_ends"], blobs["texts"]
        self._entry_ends, self._entries = arrays["entry_ends"], blobs["entries"]
        self._by_identifier = Table(arrays["identifier_slots"], arrays["identifier_lists"])
        self.greatest_weight = weight_at(1, len(self._name_entry))
        """What a token tells that stands in one name alone."""
        self._weight_unknown = weight_at(_UNKNOWN, len(self._name_entry))
        self._remembered: dict[str, Asked] = {}

    # tokens

    def asked(self, token: str) -> Asked:
        """A token with all that is like it on the list; the last ones are remembered."""
        found = self._remembered.get(token)
        if found is None:
            if len(self._remembered) == _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[token] = self._written(token) or self.asked_as(token, self.neighbours(token))
        return found

    def _written(self, token: str) -> Asked | None:
        """A token of which it is written down what is like it, if it is one."""
        number = self.number(token)
        if number is None or not (cost := self._near_costs[number]) or len(token) == 1:
            return None
        start, end = self._near_ends[number], self._near_ends[number + 1]
        near = dict(zip(self._near[start:end].tolist(), self._near_likenesses[start:end].tolist(), strict=True))
        weights = [*map(self.weights.__getitem__, near)]
        return Asked(token, self.weights[number], near, weights, cost, is_listed=True)

    def asked_as(self, token: str, near: Mapping[int, float]) -> Asked:
        """A token that is like these of the list; it tells what the likest do, and as much as a rare one where there is none."""
        ends = self._posting_ends
        weights = [*map(self.weights.__getitem__, near)]
        likest = max(zip(near.values(), weights, strict=True), default=(0.0, self._weight_unknown))
        cost = sum([ends[number + 1] - ends[number] for number in near])
        return Asked(token, likest[1], near, weights, cost, is_listed=likest[0] == 1.0)

    def names_with(self, token: int) -> memoryview:
        """The names in which a token stands, by number: those first whose tokens tell the least together."""
        return self._postings[self._posting_ends[token] : self._posting_ends[token + 1]]

    def names_with_any(self, tokens: Iterable[int]) -> Iterator[int]:
        """The names in which any of the tokens stands, those with several of them several times."""
        postings, ends = self._postings, self._posting_ends
        return chain.from_iterable([postings[ends[token] : ends[token + 1]] for token in tokens])

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
