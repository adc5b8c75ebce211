"""Which tokens are like a given one: the same, a slip of the keys away, or the same in sound; and how much.

Two tokens one slip apart share a form with at most one letter left out of each (symmetric deletes); longer ones are taken
at two. Only the first seven letters are varied: what is farther behind cannot keep two tokens apart that are alike.
"""

from collections.abc import Iterator
from zlib import crc32

from rapidfuzz.distance import OSA

from intake.screening.meanings import Reason, meaning
from intake.screening.sounding import skeleton, sound

INITIAL = 0.6
"""The likeness of an initial and a token that begins with it."""

INITIAL_MARK = "."
"""Stands behind a letter that is a person's initial, and no word of an organisation's name."""

_MEANT: dict[Reason, float] = {"translated": 0.95, "place": 0.95, "spelling": 0.93, "short": 0.9}
_FEWEST_SOUNDS = 2
_VARIED = 7
_SHORTEST_VARIED = 4
_SHORTEST_TWICE = 7
_SHORTEST_THRICE = 12
_VOWELS = frozenset(b"aeiou")
_UNWRITTEN_VOWELS = 0.8
_SAME_SOUNDS, _SAME_LETTERS, _SAME_SPELT_OTHERWISE = 0.5, 0.35, 0.93


def keys(token: bytes) -> Iterator[int]:
    """The keys of the token, and of what is left of its first letters without one of them, or two."""
    yield crc32(token)
    if len(token) < _SHORTEST_VARIED - 1:
        return
    head = b"-" + token[:_VARIED]
    yield crc32(head)
    if len(token) < _SHORTEST_VARIED:
        return
    shorter = {head[:place] + head[place + 1 :] for place in range(1, len(head))}
    if len(token) >= _SHORTEST_TWICE:
        shorter |= {left[:place] + left[place + 1 :] for left in shorter for place in range(1, len(left))}
    yield from map(crc32, shorter)


def sound_keys(token: str) -> Iterator[int]:
    """The keys of a token's consonants, which are no other token's letters; none for a single one, which tells nothing.

    A script that writes no vowels may yet write a long one as V (the Hebrew vav), and in some languages its DH is heard as Z
    and its TH as S, so these are tried both ways.
    """
    sounds = {skeleton(token)}
    if is_unwritten(token.encode()):
        sounds |= {
            skeleton(token.replace("dh", "z").replace("th", "s")),
            *(heard[:1] + heard[1:].replace("v", "") for heard in sounds),
        }
    for heard in sounds:
        if len(heard) >= _FEWEST_SOUNDS:
            yield crc32(b"~" + heard.encode())


def meaning_key(token: str) -> Iterator[int]:
    """The key that all tokens share which mean the same; none for a token that is no known word."""
    if (found := meaning(token)) and len(found.tokens) == 1:
        yield crc32(b"=" + found.tokens[0].encode())


def meant_likeness(token: str) -> float:
    """How like a known word is to the others that mean the same."""
    found = meaning(token)
    return _MEANT[found.reason] if found else 0.0


def is_unwritten(token: bytes) -> bool:
    """Whether no vowel is written behind the first letter, in a token that is no abbreviation of two."""
    return len(token) > _FEWEST_SOUNDS and _VOWELS.isdisjoint(token[1:])


def most_slips(length: int) -> int:
    """How many slips of the keys two tokens are allowed, the longer of which has so many letters."""
    return (length >= _SHORTEST_VARIED) + (length >= _SHORTEST_TWICE) + (length >= _SHORTEST_THRICE)


def likeness(token: bytes, other: bytes) -> float:
    """How alike two tokens are in their letters, in [0, 1]; 0 where they lie more slips apart than is allowed."""
    length = max(len(token), len(other))
    slips = most_slips(length)
    distance = OSA.distance(token, other, score_cutoff=slips)
    return 1 - distance / length if distance <= slips else 0.0


def sound_likeness(token: bytes, other: bytes) -> float:
    """How alike two tokens of the same consonants are; more where one is of a script that writes no vowels."""
    if is_unwritten(token) or is_unwritten(other):
        return _UNWRITTEN_VOWELS
    one, another = sound(token.decode()), sound(other.decode())
    if one == another:
        return _SAME_SPELT_OTHERWISE
    return _SAME_SOUNDS + _SAME_LETTERS * OSA.normalized_similarity(one, another)
