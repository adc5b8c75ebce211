"""The ways in which a name that is asked for can be read: as it is written, with two words as one, or one as two."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from intake.screening.folding import is_dropped, is_misspelt_form, without_form_words
from intake.screening.index import Asked, Index
from intake.screening.particles import settled

_LIKE_ENOUGH = 0.8
_SHORTEST_OF_TWO_SLIPS = 9
"""Shorter tokens two slips apart are never like enough."""

_SHORTEST_SPLIT = 5
_SHORTEST_HALF = 2
_SHORTEST_BESIDE_FORM = 4


class Reading:
    """The tokens of a name as it is read, and how much they tell together."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self.asked = asked
        self.total = sum(each.weight for each in asked)


def readings(index: Index, tokens: Sequence[str]) -> Iterator[Reading]:
    """The readings of a folded name, the plain one first; another only where the list has the tokens that it makes."""
    every = [index.asked(token) for token in tokens]
    asked = [each for each in every if each.is_listed or not is_misspelt_form(each.token)] or every
    yield Reading(asked)
    kept = tuple(each.token for each in asked)
    told = without_form_words(kept)
    if 0 < len(told) < len(asked):
        yield Reading([asked[place] for place in told])
    if (written := settled(kept)) != kept:
        yield Reading([index.asked(token) for token in written])
    for place, (one, other) in enumerate(pairwise(asked)):
        if joined := _joined(index, one, other):
            yield Reading([*asked[:place], joined, *asked[place + 2 :]])
    for place, one in enumerate(asked):
        for halves in _split(index, one.token) if not one.is_listed else ():
            yield Reading([*asked[:place], *halves, *asked[place + 1 :]])


def _joined(index: Index, one: Asked, other: Asked) -> Asked | None:
    token = one.token + other.token
    number = index.number(token)
    if number is not None:
        return index.asked_as(token, {number: 1.0})
    if one.is_listed and other.is_listed:
        return None
    # By their letters, since two words as one are soon of the sound of another.
    slips = 1 + (len(token) >= _SHORTEST_OF_TWO_SLIPS)
    spelt = [number for number, like in index.spelt_alike(token, slips).items() if like > _LIKE_ENOUGH]
    return index.asked_as(token, {number: index.asked(token).near[number] for number in spelt}) if spelt else None


def _split(index: Index, token: str) -> Iterator[Sequence[Asked]]:
    for cut in range(_SHORTEST_HALF, len(token) - _SHORTEST_HALF + 1) if len(token) >= _SHORTEST_SPLIT else ():
        halves = [half for half in (token[:cut], token[cut:]) if not is_dropped(half)]
        told = len(halves) == 2 or sum(map(len, halves)) >= _SHORTEST_BESIDE_FORM
        if told and (numbers := _every(index, halves)):
            yield [index.asked_as(half, {number: 1.0}) for half, number in zip(halves, numbers, strict=True)]


def _every(index: Index, tokens: Sequence[str]) -> Sequence[int]:
    """The numbers of the tokens; none where the list does not have every one of them."""
    numbers: list[int] = []
    for token in tokens:
        number = index.number(token)
        if number is None:
            return ()
        numbers.append(number)
    return numbers
