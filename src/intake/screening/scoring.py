"""Says how like a name on a watch list is to the one that is asked for, and which token met which.

A score is what two names have in common against all that they have: tokens that met, weighed by how rare they are; what
the pairs differ by; tokens left over on one side; and, dearest, tokens left over on both, since they contradict each other.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intake.screening.index import Index
from intake.screening.neighbours import INITIAL
from intake.screening.reading import Reading

# Fitted on names of the OFAC list changed in twenty ways, against common and recombined names (benchmarks/screening).
DIFFERENCE = 1.3
CONTRADICTION = 1.8
LEFT_OVER = 0.55
LEFT_OVER_THERE = 0.45
_LEFT_OVER_BESIDE_ONE = 1.1


class Pair(NamedTuple):
    """A token that was asked for and the list's token that it met, with their likeness; either is empty where none met.

    Beside them stand the words that they come from, where those are in another script than Latin.
    """

    asked: str
    found: str
    likeness: float
    asked_word: str = ""
    found_word: str = ""


def score(index: Index, name: int, reading: Reading) -> float:
    """How like a name of the list is to the query as it is read, in [0, 1]."""
    theirs = index.tokens_of(name)
    weights = [*map(index.weights.__getitem__, theirs)]
    met = differs = 0.0
    ours, others = reading.total, sum(weights)
    for place, spot, like, weight in _assigned(index, theirs, weights, reading):
        met += weight * like
        differs += weight * (1 - like)
        ours -= reading.asked[place].weight
        others -= weights[spot]
    contrary, single = min(ours, others), ours - others
    # One word of several that is all of a short name says little.
    left_over = _LEFT_OVER_BESIDE_ONE if len(theirs) == 1 else LEFT_OVER
    alone = left_over * single if single > 0 else -LEFT_OVER_THERE * single
    return met / (met + DIFFERENCE * differs + CONTRADICTION * max(0.0, contrary) + alone)


def pairs(index: Index, name: int, reading: Reading) -> Iterator[Pair]:
    """The tokens that meet, then those left over of the query, then those of the name."""
    theirs = index.tokens_of(name)
    weights = [*map(index.weights.__getitem__, theirs)]
    here, there = (
        {place: asked.token for place, asked in enumerate(reading.asked)},
        {spot: index.token(number).decode() for spot, number in enumerate(theirs)},
    )
    for place, spot, like, _ in _assigned(index, theirs, weights, reading):
        yield Pair(here.pop(place), there.pop(spot), like)
    yield from [Pair(token, "", 0.0) for token in here.values()]
    yield from [Pair("", token, 0.0) for token in there.values()]


def _assigned(
    index: Index, theirs: Sequence[int], weights: Sequence[float], reading: Reading
) -> Iterator[tuple[int, int, float, float]]:
    """Place and spot of the tokens that meet, their likeness and weight: the best pair first, each token once, then initials."""
    met = [
        (weight * like, place, spot, like, weight)
        for place, asked in enumerate(reading.asked)
        for spot, number in enumerate(theirs)
        if (like := asked.near.get(number)) and (weight := (asked.weight + weights[spot]) / 2)
    ]
    met.sort(reverse=True)
    here, there = {*range(len(reading.asked))}, {*range(len(theirs))}
    for _, place, spot, like, weight in met:
        if place in here and spot in there:
            here.remove(place)
            there.remove(spot)
            yield place, spot, like, weight
    if not there or not here:
        return
    for place in sorted(here):
        asked = reading.asked[place]
        if len(asked.token) == 1:
            beginning = [spot for spot in sorted(there) if index.token(theirs[spot])[:1] == asked.token.encode()]
            if beginning:
                there.remove(beginning[0])
                yield place, beginning[0], INITIAL, (asked.weight + weights[beginning[0]]) / 2
