"""Which tokens are like a given one: the same, a slip of the keys away, or the same in sound; and how much.

Two tokens one slip apart share a form with at most one letter left out of each (symmetric deletes); longer ones are taken
at two. Only the first seven letters are varied: what is farther behind cannot keep two tokens apart that are alike.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, repeat
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.screening.meanings import Reason, meaning
from intake.screening.sounding import skeleton, sound

INITIAL = 0.6
"""The likeness of an initial and a token that begins with it."""

INITIAL_MARK = "."
"""Stands behind a letter that is a person's initial, and no word of an organisation's name."""

MOST_LEFT_OUT = 2
"""So many letters at most are left out of a token for its keys."""

_MEANT: dict[Reason, float] = {"translated": 0.95, "place": 0.95, "spelling": 0.93, "short": 0.9}
_FEWEST_SOUNDS = 2
_VARIED = 7
_SHORTEST_VARIED = 4
_SHORTEST_TWICE = 7
_SHORTEST_THRICE = 12
_MOST_SLIPS = 3
_OF_HEAD = crc32(b"-")
_VOWELS = frozenset(b"aeiou")
_UNWRITTEN_VOWELS = 0.8
_SAME_SOUNDS, _SAME_LETTERS, _SAME_SPELT_OTHERWISE = 0.5, 0.35, 0.93


def keys(token: bytes, most: int = MOST_LEFT_OUT) -> Iterator[int]:
    """The keys of the token, and of what is left of its first letters without one of them, or two; or at most so many."""
    yield crc32(token)
    if len(token) < _SHORTEST_VARIED - 1:
        return
    head = token[:_VARIED]
    left_out = min(most, (len(token) >= _SHORTEST_VARIED) + (len(token) >= _SHORTEST_TWICE))
    for length in range(len(head) - left_out, len(head) + 1):
        yield from map(crc32, map(bytes, combinations(head, length)), repeat(_OF_HEAD))


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


def alike(token: bytes, others: Mapping[int, bytes]) -> dict[int, float]:
    """How alike the token and others are in their letters, in (0, 1]; without those that lie more slips apart than is allowed."""
    met = process.extract(
        token, others, scorer=OSA.distance, score_cutoff=most_slips(len(token) + _MOST_SLIPS), limit=None
    )
    return {
        number: 1 - slips / length
        for other, slips, number in met
        if slips <= most_slips(length := max(len(token), len(other)))
    }


def written_sound(token: str) -> str:
    """A token as it sounds, for an index; nothing for one of a script that writes no vowels."""
    return "" if is_unwritten(token.encode()) else sound(token)


def sounding_alike(token: str, others: Mapping[int, bytes]) -> dict[int, float]:
    """How alike the token and others of the same consonants are, by their written sounds; more where no vowels are written."""
    heard = written_sound(token).encode()
    if not heard:
        return dict.fromkeys(others, _UNWRITTEN_VOWELS)
    met = process.extract(heard, others, scorer=OSA.normalized_similarity, limit=None)
    return {number: _heard_alike(like) if other else _UNWRITTEN_VOWELS for other, like, number in met}


def _heard_alike(like: float) -> float:
    return _SAME_SPELT_OTHERWISE if like == 1 else _SAME_SOUNDS + _SAME_LETTERS * like
