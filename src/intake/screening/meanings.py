"""Says which words in names mean the same, and which are one name spelt otherwise: a bank is a bank in every language.

The words stand in `meanings.txt`, in their own script. Those in Latin and Cyrillic letters are known by their Latin letters, a
beginning of a word by how it sounds, since Russian endings and their spellings are many; those of other scripts as they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from intake.frugal import dataclass, field
from intake.screening.sounding import sound

Reason = Literal["translated", "place", "spelling", "short"]
_ARABIC = re.compile("[\u0600-\u06ff]")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ARABIC_PREFIX = re.compile("^(?:و?ال|و?لل|وبال|بال|وب|[وبل])")
_LONGEST_BEGINNING = 16
_SHORTEST_BEGINNING = 5
_SHORTEST_SOUND = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word is compared as, one token or several, and why."""

    tokens: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, Meaning] = field(default_factory=dict)
    sounds: dict[str, Meaning] = field(default_factory=dict)
    beginnings: dict[str, Meaning] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    arabic: dict[str, Meaning] = field(default_factory=dict)
    eastern: dict[str, Meaning] = field(default_factory=dict)


@lru_cache(maxsize=16384)
def meaning(token: str) -> Meaning | None:
    """What a token in lower-case Latin letters means, if it is one of the words."""
    table = _table()
    if found := table.words.get(token):
        return found
    heard = sound(token)
    if len(heard) >= _SHORTEST_SOUND and (found := table.sounds.get(heard)):
        return found
    if heard[:_SHORTEST_BEGINNING] not in table.heads:
        return None
    ends = range(min(len(heard), _LONGEST_BEGINNING), _SHORTEST_BEGINNING - 1, -1)
    return next((found for end in ends if (found := table.beginnings.get(heard[:end]))), None)


def in_arabic(word: str) -> Meaning | None:
    """What a word in Arabic letters means, with or without its article and small prepositions, if it is one of the words."""
    arabic = _table().arabic
    return arabic.get(word) or arabic.get(_ARABIC_PREFIX.sub("", word))


@cache
def eastern() -> tuple[re.Pattern[str], Mapping[str, Meaning]]:
    """The words in Han, Kana and Hangul: where one of them stands in a text, the longest first, and what each means."""
    found = _table().eastern
    return re.compile("|".join(sorted(found, key=len, reverse=True))), found


@cache
def _table() -> _Table:
    from anyascii import anyascii

    table = _Table()
    for tokens, reason, words in _lines():
        found = Meaning(tokens, reason)
        for word in words:
            if _ARABIC.search(word):
                table.arabic[plain_arabic(word)] = found
            elif _EASTERN.search(word):
                table.eastern[word] = found
            elif word.endswith("*"):
                heard = sound(_latin(anyascii(word[:-1])))
                table.beginnings[heard] = found
                table.heads.add(heard[:_SHORTEST_BEGINNING])
            else:
                latin = _latin(word if word.isascii() else anyascii(word))
                table.words[latin] = found
                if reason == "spelling" or not word.isascii():
                    table.sounds.setdefault(sound(latin), found)
    return table


def _latin(word: str) -> str:
    return word.lower().replace("'", "")


def _lines() -> Iterator[tuple[tuple[str, ...], Reason, list[str]]]:
    reason: Reason = "translated"
    sections: Mapping[str, Reason] = {f"[{each}]": each for each in ("translated", "place", "spelling", "short")}
    for line in files(__package__).joinpath("meanings.txt").read_text(encoding="utf-8").splitlines():
        reason = sections.get(line, reason)
        first, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            tokens = tuple(first.split())
            yield tokens, reason, [*(tokens if len(tokens) == 1 else ()), *words.split()]


_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_LETTERS = str.maketrans("أإآٱؤئىۃضظةکیےہھۀ", "اااا" + "ويي" + "ه" + "ذذ" + "هكييههه")


def plain_arabic(text: str) -> str:
    """Arabic, Persian and Urdu letters that stand for one another written alike, without vowel marks."""
    return _MARKS.sub("", text).translate(_LETTERS)
