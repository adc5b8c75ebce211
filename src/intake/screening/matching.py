"""Finds the names on a watch list that are like a given one, the likest first, and says which token met which.

No name that could reach the threshold is left out: the tokens are read from the rarest on, until those left unread could
not carry a name over the threshold by themselves (MaxScore), and every name that shares one of those read is judged.

A score is what two names have in common against all that they have: tokens that met, weighed by how rare they are; what
the pairs differ by; tokens left over on one side; and, dearest, tokens left over on both, since they contradict each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.screening.index import Index
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

_DEARER = 10
"""How many times dearer it is to look at the tokens of a name than to read that a token stands in it."""

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
    """The best name of each entry that scores at least so much, the best first."""
    best: dict[int, tuple[float, int, Reading]] = {}
    for reading in readings(index, tokens):
        for name in _candidates(index, reading, least):
            reached = score(index, name, reading)
            entry = index.entry_of(name)
            if reached >= least and (entry not in best or reached > best[entry][0]):
                best[entry] = reached, name, reading
    ranked = sorted(best.values(), key=lambda found: (-found[0], found[1]))
    return [Hit(name, reached, tuple(_pairs(index, name, reading))) for reached, name, reading in ranked]


def _candidates(index: Index, reading: Reading, least: float) -> Iterator[int]:
    """Every name that could score so much, and few more.

    What a name scores reaches `least` only where the credits of the pairs that met, together, reach what all places need:
    a pair's credit is what it adds to the one side of that inequality less what it adds to the other.
    """
    credits_at, credit_of = _credits(reading, least)
    greatest = [max(credits_here.values(), default=0.0) for credits_here in credits_at]
    needed = least * _LEFT_OVER * reading.total - _ROUNDING
    costs = [1 + sum(map(index.frequency, near)) for near in reading.near]
    # An initial may meet any token of its letter, so that its place is never settled by what is read.
    always = sum(_initial_credit(index, weight, least) for weight in reading.initial_weights)
    unread = sum(greatest) + always
    gained: dict[int, float] = {}
    for place in sorted(range(len(costs)), key=lambda place: costs[place] / reading.weights[place]):
        if settled := unread < needed:  # names not met so far cannot reach it, and of those that were, few
            gained = {name: sure for name, sure in gained.items() if sure + unread >= needed}
            if costs[place] > _DEARER * len(gained):
                break
        unread -= greatest[place]
        for number, credit in credits_at[place].items():
            names = index.names_with(number)
            for name in gained.keys() & names if settled else names:
                gained[name] = gained.get(name, 0.0) + credit
    for name, sure in gained.items():
        if sure + unread >= needed and always + sum(credit_of.get(n, 0.0) for n in index.tokens_of(name)) >= needed:
            yield name


def _credits(reading: Reading, least: float) -> tuple[list[dict[int, float]], dict[int, float]]:
    """What each of the list's tokens is credited at each place, and the most at any; none is less than nothing."""
    at: list[dict[int, float]] = [{} for _ in reading.tokens]
    most: dict[int, float] = {}
    for number, met in reading.meets.items():
        for place, like, weight in met:
            at[place][number] = _credit(weight, reading.weights[place], like, least)
        most[number] = max(at[place][number] for place, _, _ in met)
    return at, most


def _credit(weight: float, asked: float, like: float, least: float) -> float:
    met = weight * (like - least * like - least * _DIFFERENCE * (1 - like))
    return max(0.0, met + least * _LEFT_OVER * asked)


def _initial_credit(index: Index, weight: float, least: float) -> float:
    """The most that an initial may be credited, whichever token it meets."""
    return max(_credit((weight + other) / 2, weight, INITIAL, least) for other in (0.0, index.greatest_weight))


def _assigned(index: Index, theirs: Sequence[int], reading: Reading) -> Iterator[tuple[int, int, float, float]]:
    """Place and spot of the tokens that meet, their likeness and weight: the best pair first, each token once."""
    pairs = [
        (weight * like, place, spot, like, weight)
        for spot, number in enumerate(theirs)
        for place, like, weight in reading.meets.get(number, ())
    ]
    pairs.sort(reverse=True)
    here, there = set(range(len(reading.tokens))), set(range(len(theirs)))
    for _, place, spot, like, weight in pairs:
        if place in here and spot in there:
            here.remove(place)
            there.remove(spot)
            yield place, spot, like, weight
    if here and there and reading.initial_weights:
        yield from _initials(index, theirs, reading, sorted(here), sorted(there))


def _initials(
    index: Index, theirs: Sequence[int], reading: Reading, here: Sequence[int], there: list[int]
) -> Iterator[tuple[int, int, float, float]]:
    """The pairs of an initial that is asked for and a token of the list that begins with it."""
    for place in here:
        token = reading.tokens[place].encode()
        spot = next((spot for spot in there if index.token(theirs[spot])[:1] == token), None)
        if spot is not None:
            there.remove(spot)
            yield place, spot, INITIAL, (reading.weights[place] + index.weight(theirs[spot])) / 2


def score(index: Index, name: int, reading: Reading) -> float:
    """How like a name of the list is to the query as it is read, in [0, 1]."""
    theirs = index.tokens_of(name)
    met = differs = 0.0
    ours, others = reading.total, sum(map(index.weight, theirs))
    for place, spot, like, weight in _assigned(index, theirs, reading):
        met += weight * like
        differs += weight * (1 - like)
        ours -= reading.weights[place]
        others -= index.weight(theirs[spot])
    contrary, single = min(ours, others), ours - others
    # One word of several that is all of a short name says little.
    left_over = _LEFT_OVER_BESIDE_ONE if len(theirs) == 1 else _LEFT_OVER
    alone = left_over * single if single > 0 else -_LEFT_OVER_THERE * single
    return met / (met + _DIFFERENCE * differs + _CONTRADICTION * max(0.0, contrary) + alone)


def _pairs(index: Index, name: int, reading: Reading) -> Iterator[Pair]:
    theirs = index.tokens_of(name)
    here, there = (
        dict(enumerate(reading.tokens)),
        {spot: index.token(number).decode() for spot, number in enumerate(theirs)},
    )
    for place, spot, like, _ in _assigned(index, theirs, reading):
        yield Pair(here.pop(place), there.pop(spot), like)
    yield from (Pair(token, "", 0.0) for token in here.values())
    yield from (Pair("", token, 0.0) for token in there.values())
