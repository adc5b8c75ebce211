"""Finds the names on a watch list that are like a given one, the likest first, and says which token met which.

No name that could reach the threshold is left out. The tokens are read from the rarest on, and of each the names alone that it
could yet carry over the threshold together with the tokens left unread (MaxScore); since names are numbered by how much their
tokens tell, those are the first ones.

A score is what two names have in common against all that they have: tokens that met, weighed by how rare they are; what
the pairs differ by; tokens left over on one side; and, dearest, tokens left over on both, since they contradict each other.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from operator import attrgetter, itemgetter
from typing import Literal

from intake.screening.building import MARKED
from intake.screening.index import Asked, Index
from intake.screening.neighbours import INITIAL
from intake.screening.reading import Reading, readings

ALERT = 0.75
"""From here on two names are taken for one until somebody says otherwise."""

REVIEW = 0.68
"""From here on a person has to look."""

# Fitted on names of the OFAC list changed in twenty ways, against common and recombined names (benchmarks/screening).
_DIFFERENCE = 1.3
_CONTRADICTION = 1.8
_LEFT_OVER = 0.55
_LEFT_OVER_THERE = 0.45
_LEFT_OVER_BESIDE_ONE = 1.1

_cost = attrgetter("cost")
_CHEAPER = 15
"""How many times cheaper it is to read that a token stands in a name than to look at all tokens of the name."""

_BESIDE = 200
"""As many such readings take as long as taking the names apart by what was read."""

_NARROWED = 4
"""So many other tokens at most are read to find out which names have them."""

_FEW = 8
"""So many names are all looked at rather than to find out which of them could reach the threshold."""

_ROUNDING = 1e-9
"""What sums of the same numbers in another order may differ by."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A token that was asked for and the list's token that it met, with their likeness; either is empty where none met."""

    asked: str
    found: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A name on the list, by number, with its score in [0, 1] and the pairs of tokens behind it."""

    name: int
    score: float
    pairs: tuple[Pair, ...]


def search(index: Index, tokens: Sequence[str], *, least: float = REVIEW) -> list[Hit]:
    """The best name of each entry that scores at least so much (more than 0), the best first.

    Of several as good it is the one met as it is written, then the primary one.
    """
    best: dict[int, tuple[tuple[float, int, int, int], Reading]] = {}
    for order, reading in enumerate(readings(index, tokens)):
        for name in _candidates(index, reading, least):
            reached = score(index, name, reading)
            if reached >= least:
                entry, rank = index.entry_of(name), (-reached, order, index.quality_of(name), name)
                if entry not in best or rank < best[entry][0]:
                    best[entry] = rank, reading
    ranked = sorted(best.values(), key=itemgetter(0))
    return [Hit(rank[-1], -rank[0], tuple(_pairs(index, rank[-1], reading))) for rank, reading in ranked]


def _candidates(index: Index, reading: Reading, least: float) -> list[int]:
    """Every name that could score so much, and few more.

    A name scores `least` only where the credits of its pairs reach a share of what all tokens of both sides tell: a pair's
    credit is what it adds to what was met, less what it differs by, and what it takes off the tokens left over.
    """
    share = least * _LEFT_OVER_THERE
    need = least * _LEFT_OVER * reading.total

    def reached(credit: float) -> int:
        """How many names, in order, so much credit could carry over the threshold."""
        return index.telling((credit - need) / share)

    credited = sorted((_credited(each, least, index.greatest_weight) for each in reading.asked), key=_cost)
    always = sum(each.always for each in credited) + _ROUNDING
    unread = sum(each.greatest for each in credited) + always
    unread_use = sum(each.most_use + each.always_use for each in credited) + _ROUNDING
    met: set[int] = set()
    read: set[int] = set()
    for place, each in enumerate(credited):
        unread -= each.greatest
        unread_use -= each.most_use
        found: set[int] = set()
        for useful, credit, number in each.credits:
            if useful + unread_use < need:
                break
            if number in read:
                continue
            names = index.names_with(number)
            found.update(names if len(names) < _FEW else names[: bisect_left(names, reached(credit + unread))])
        read.update(number for _, _, number in each.credits)
        met |= _narrowed(index, (each.greatest + unread, found), credited[place + 1 : place + 1 + _NARROWED], reached)
    initials = any(each.always for each in credited)
    credit_of, use_of = _merged(credited, 1), _merged(credited, 0) if initials else {}
    always_use = sum(each.always_use for each in credited) + _ROUNDING
    tokens, ends, marks = index.name_tokens, index.name_ends, index.told_marks
    return [
        name
        for name in met
        if always + sum(map(credit_of.get, theirs := tokens[ends[name] : ends[name + 1]].tolist(), repeat(0.0)))
        >= need + share * marks[name // MARKED]
        and (not initials or always_use + sum(map(use_of.get, theirs, repeat(0.0))) >= need)
    ]


def _narrowed(
    index: Index, first: tuple[float, set[int]], others: Sequence["_Credited"], reached: Callable[[float], int]
) -> set[int]:
    """The names that still could reach the threshold once it is read in which of them other tokens stand, if that is cheap.

    `first` are the names, before them the credit they have at most; `reached` tells how many names a credit carries so far.
    """
    groups = [first]
    for each in others:
        if _BESIDE + each.cost > _CHEAPER * sum(len(names) for _, names in groups):
            break
        having = first[1].intersection(chain.from_iterable(index.names_with(number) for _, _, number in each.credits))
        groups = [
            group
            for credit, names in groups
            for group in (
                (credit, names & having),
                (credit - each.greatest, _below(reached(credit - each.greatest), names - having)),
            )
            if group[1]
        ]
    return set().union(*(names for _, names in groups))


def _below(most: int, names: set[int]) -> set[int]:
    return {name for name in names if name < most}


@dataclass(frozen=True, slots=True)
class _Credited:
    """What a token that is asked for brings to a name by meeting one of the list's tokens, beyond what it may bring anyhow.

    `credits` has of each what is left of the credit beyond the share of the list's token itself, the most first; the credit;
    and the token's number. `always` is what an initial may bring to any name, since it may meet any token of its letter, and
    `always_use` what is left of that.
    """

    credits: Sequence[tuple[float, float, int]]
    most_use: float
    greatest: float
    always: float
    always_use: float
    cost: int


@lru_cache(maxsize=1024)
def _credited(asked: Asked, least: float, greatest_weight: float) -> _Credited:
    own, share, ours = asked.weight, least * _LEFT_OVER_THERE, least * _LEFT_OVER * asked.weight
    gain, loss = (1 - least + least * _DIFFERENCE) / 2, least * _DIFFERENCE / 2
    always = always_use = 0.0
    if len(asked.token) == 1:
        commonest, rarest = ((own + other) * (INITIAL * gain - loss) + ours for other in (0.0, greatest_weight))
        always_use = max(0.0, commonest, rarest)
        always = max(0.0, commonest, rarest + share * greatest_weight)
    found = [
        (use - always_use, use + share * other - always, number)
        for (number, like), other in zip(asked.near.items(), asked.near_weights, strict=True)
        if (use := (own + other) * (like * gain - loss) + ours) + share * other > always or use > always_use
    ]
    found.sort(reverse=True)
    most_use = max((use for use, _, _ in found), default=0.0)
    greatest = max((credit for _, credit, _ in found), default=0.0)
    return _Credited(found, max(0.0, most_use), max(0.0, greatest), always, always_use, asked.cost)


def _merged(credited: Sequence[_Credited], part: Literal[0, 1]) -> dict[int, float]:
    """The most that each of the list's tokens is credited with (1), or what is left of it (0)."""
    most: dict[int, float] = {}
    for each in credited:
        for credit in each.credits:
            number = credit[2]
            if credit[part] > most.get(number, 0.0):
                most[number] = credit[part]
    return most


def _assigned(index: Index, theirs: Sequence[int], reading: Reading) -> Iterator[tuple[int, int, float, float]]:
    """Place and spot of the tokens that meet, their likeness and weight: the best pair first, each token once, then initials."""
    pairs = [
        (weight * like, place, spot, like, weight)
        for spot, number in enumerate(theirs)
        for place, asked in enumerate(reading.asked)
        if (like := asked.near.get(number, 0.0)) and (weight := (asked.weight + index.weight(number)) / 2)
    ]
    pairs.sort(reverse=True)
    here, there = set(range(len(reading.asked))), set(range(len(theirs)))
    for _, place, spot, like, weight in pairs:
        if place in here and spot in there:
            here.remove(place)
            there.remove(spot)
            yield place, spot, like, weight
    if not there:
        return
    for place in [place for place in sorted(here) if len(reading.asked[place].token) == 1]:
        asked = reading.asked[place]
        beginning = [spot for spot in sorted(there) if index.token(theirs[spot])[:1] == asked.token.encode()]
        if beginning:
            there.remove(beginning[0])
            yield place, beginning[0], INITIAL, (asked.weight + index.weight(theirs[beginning[0]])) / 2


def score(index: Index, name: int, reading: Reading) -> float:
    """How like a name of the list is to the query as it is read, in [0, 1]."""
    theirs = index.tokens_of(name)
    met = differs = 0.0
    ours, others = reading.total, sum(map(index.weight, theirs))
    for place, spot, like, weight in _assigned(index, theirs, reading):
        met += weight * like
        differs += weight * (1 - like)
        ours -= reading.asked[place].weight
        others -= index.weight(theirs[spot])
    contrary, single = min(ours, others), ours - others
    # One word of several that is all of a short name says little.
    left_over = _LEFT_OVER_BESIDE_ONE if len(theirs) == 1 else _LEFT_OVER
    alone = left_over * single if single > 0 else -_LEFT_OVER_THERE * single
    return met / (met + _DIFFERENCE * differs + _CONTRADICTION * max(0.0, contrary) + alone)


def _pairs(index: Index, name: int, reading: Reading) -> Iterator[Pair]:
    theirs = index.tokens_of(name)
    here, there = (
        {place: asked.token for place, asked in enumerate(reading.asked)},
        {spot: index.token(number).decode() for spot, number in enumerate(theirs)},
    )
    for place, spot, like, _ in _assigned(index, theirs, reading):
        yield Pair(here.pop(place), there.pop(spot), like)
    yield from (Pair(token, "", 0.0) for token in here.values())
    yield from (Pair("", token, 0.0) for token in there.values())
