"""Which tokens are like a given one: the same, a slip of the keys away, or the same in sound; and how much.

Two tokens one slip apart share a form with at most one letter left out of each (symmetric deletes); longer ones are taken
at two. Only the first seven letters are varied: what is farther behind cannot keep two tokens apart that are alike.
"""

from collections.abc import Iterator
from zlib import crc32

from rapidfuzz.distance import OSA

from intake.screening.folding import skeleton

INITIAL = 0.6
"""The likeness of an initial and a token that begins with it."""

INITIAL_MARK = "."
"""Stands behind a letter that is a person's initial, and no word of an organisation's name."""

_FEWEST_SOUNDS = 2
_VARIED = 7
_SHORTEST_VARIED = 4
_SHORTEST_TWICE = 7
_SHORTEST_THRICE = 12
_VOWELS = frozenset(b"aeiou")
_UNWRITTEN_VOWELS = 0.8
_SAME_SOUNDS, _SAME_LETTERS = 0.5, 0.35


def keys(token: bytes) -> Iterator[int]:
    """The keys of the token, and of what is left of its first letters without one of them, or two."""
    yield crc32(token)
    if len(token) < _SHORTEST_VARIED:
        return
    head = b"-" + token[:_VARIED]
    yield crc32(head)
    shorter = {head[:place] + head[place + 1 :] for place in range(1, len(head))}
    if len(token) >= _SHORTEST_TWICE:
        shorter |= {left[:place] + left[place + 1 :] for left in shorter for place in range(1, len(left))}
    yield from map(crc32, shorter)


def sound_keys(token: str) -> Iterator[int]:
    """The keys of a token's consonants, which are no other token's letters; none for a single one, which tells nothing.

    A script that writes no vowels may yet write a long one as V (the Hebrew vav), so that is tried both ways.
    """
    sounds = skeleton(token)
    unwritten = _VOWELS.isdisjoint(token.encode())
    for heard in {sounds, sounds[:1] + sounds[1:].replace("v", "")} if unwritten else {sounds}:
        if len(heard) >= _FEWEST_SOUNDS:
            yield crc32(b"~" + heard.encode())


def most_slips(length: int) -> int:
    """How many slips of the keys a token of that length is allowed."""
    return (length >= _SHORTEST_VARIED) + (length >= _SHORTEST_TWICE) + (length >= _SHORTEST_THRICE)


def likeness(token: bytes, other: bytes, slips: int) -> float:
    """How alike two tokens are in their letters, in [0, 1]; 0 where they lie more slips apart."""
    distance = OSA.distance(token, other, score_cutoff=slips)
    return 1 - distance / max(len(token), len(other)) if distance <= slips else 0.0


def sound_likeness(token: bytes, other: bytes) -> float:
    """How alike two tokens of the same consonants are; more where one is of a script that writes no vowels."""
    if _VOWELS.isdisjoint(token) or _VOWELS.isdisjoint(other):
        return _UNWRITTEN_VOWELS
    return _SAME_SOUNDS + _SAME_LETTERS * OSA.normalized_similarity(token, other)
