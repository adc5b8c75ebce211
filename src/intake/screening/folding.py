"""Brings a name into the plain form in which names are compared: Latin letters, lower case, without titles or legal forms."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from intake.screening.arabic import in_latin
from intake.screening.meanings import eastern, meaning
from intake.screening.particles import expanded
from intake.screening.sounding import sound
from intake.screening.words import ADDRESSES, EASTERN_FORMS, FORM_WORDS, LEGAL_FORMS, WORDS_BESIDE

FOLDING = 4
"""The version of what this module does; an index built by another is built anew."""

MOST_CHARACTERS = 400
MOST_TOKENS = 24

_APOSTROPHES = re.compile(r"['`´ʹʺʻʼʽʾʿ‘’‛′]")
_WORD = re.compile(r"[^\W_]+")
_SCANNED = re.compile(r"^(?!\d+(?:st|nd|rd|th)$)(?=.*[a-z].*[a-z])\w*\d\w*$")
_DIGITS = str.maketrans("0158", "oisb")
_EAST = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[\uac00-\ud7a3]+")
_EASTERN_FORM = re.compile("|".join(EASTERN_FORMS))
_LONGEST_EASTERN_NAME = 4
_LONGEST_FORM = max(form.count(" ") + 1 for form in LEGAL_FORMS)
_FORM_BEGINNINGS = frozenset(form.partition(" ")[0] for form in LEGAL_FORMS)
_LONG = 6
_SHORTEST_FORM_WORD = 4
_LONG_FORMS = tuple(form for form in LEGAL_FORMS if len(form) >= _LONG and " " not in form)
_SHORT_SOUNDS = frozenset(
    heard for form in LEGAL_FORMS if re.fullmatch("[^aeiouy ]+", form) and len(heard := sound(form)) > 2
)
_ENDS = frozenset(end for form in (*_LONG_FORMS, *FORM_WORDS) for end in (form[:2], form[-2:]))


def fold(name: str) -> tuple[str, ...]:
    """The tokens by which a name is compared, in its own order; ValueError for one that is too long to be compared whole.

    A name of nothing but titles and legal forms keeps them.
    """
    if len(name) > MOST_CHARACTERS:
        raise ValueError(f"the name has {len(name)} characters; at most {MOST_CHARACTERS} are compared")
    tokens = folded(name)
    if len(tokens) > MOST_TOKENS:
        raise ValueError(f"the name has {len(tokens)} words; at most {MOST_TOKENS} are compared")
    return tokens


def too_long(name: str) -> str:
    """Why a name cannot be compared whole, or nothing."""
    try:
        fold(name)
    except ValueError as why:
        return str(why)
    return ""


def folded(name: str) -> tuple[str, ...]:
    """All tokens of a name, however long it is."""
    tokens = plain_tokens(name)
    told = _without_forms(expanded(tokens))
    return tuple([token for token in told if token not in ADDRESSES] or told or tokens)


def plain_tokens(name: str) -> list[str]:
    """The words of a name in lower-case Latin letters, titles and legal forms among them."""
    text = unicodedata.normalize("NFKC", name)
    if not text.isascii():
        text = _latin(_EASTERN_FORM.sub(" ", text))
    words = _WORD.findall(_APOSTROPHES.sub("", text.lower()))
    return [word if word.isalpha() else _SCANNED.sub(_read, word) for word in words]


def is_dropped(token: str) -> bool:
    """Whether a token is a legal form or a title, and no part of the name."""
    return token in LEGAL_FORMS or token in ADDRESSES


@lru_cache(maxsize=4096)
def is_misspelt_form(token: str) -> bool:
    """Whether a token is a long legal form but for one slip of the keys, or one of consonants alone as it sounds (`jsk`)."""
    return sound(token) in _SHORT_SOUNDS or (len(token) >= _LONG and _is_near(token, _LONG_FORMS))


def without_form_words(tokens: Sequence[str]) -> list[int]:
    """The places of the tokens that are no words of legal forms, where some are: written in another order, or misspelt."""
    words = {token for token in tokens if _is_form_word(token)}
    beside = WORDS_BESIDE if words else frozenset[str]()
    return [
        place
        for place, token in enumerate(tokens)
        if not (token in words or token in beside or (len(token) > 1 and _told(token) in beside))
    ]


@lru_cache(maxsize=4096)
def _is_form_word(token: str) -> bool:
    return _told(token) in FORM_WORDS or (len(token) >= _SHORTEST_FORM_WORD and _is_near(token, FORM_WORDS))


def _is_near(token: str, words: Iterable[str]) -> bool:
    # One slip in a word of five letters leaves the first two as they are, or the last two.
    if token[:2] not in _ENDS and token[-2:] not in _ENDS:
        return False
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extractOne(token, words, scorer=OSA.distance, score_cutoff=1) is not None


def _read(word: re.Match[str]) -> str:
    return word.group().translate(_DIGITS)


def _latin(text: str) -> str:
    from anyascii import anyascii

    words, meanings = eastern()
    text = words.sub(lambda found: f" {' '.join(meanings[found.group()].tokens)} ", text)
    return anyascii(_EAST.sub(_east, in_latin(text)))


def _east(run: re.Match[str]) -> str:
    """Han names of two to four characters as family name and given name, Hangul by syllables, as Latin letters write them apart."""
    from anyascii import anyascii

    sounds = [anyascii(character) for character in run.group()]
    if run.group() >= "\uac00":
        words = sounds
    else:
        words = [sounds[0], "".join(sounds[1:])] if len(sounds) <= _LONGEST_EASTERN_NAME else ["".join(sounds)]
    return f" {' '.join(words)} "


def _without_forms(tokens: Sequence[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(tokens):
        length = _form_at(tokens, place) if _begins_form(tokens[place]) else 0
        if not length:
            kept.append(tokens[place])
        place += length or 1
    return kept


def _form_at(tokens: Sequence[str], place: int) -> int:
    """How many tokens make the legal form that begins at a place."""
    return next((n for n in range(_LONGEST_FORM, 0, -1) if _is_form(tuple(tokens[place : place + n]), n)), 0)


@lru_cache(maxsize=4096)
def _begins_form(word: str) -> bool:
    return word in _FORM_BEGINNINGS or _told(word) in _FORM_BEGINNINGS


@lru_cache(maxsize=4096)
def _is_form(words: tuple[str, ...], length: int) -> bool:
    if len(words) < length:
        return False
    return " ".join(words) in LEGAL_FORMS or " ".join(map(_told, words)) in LEGAL_FORMS


def _told(word: str) -> str:
    found = meaning(word)
    return found.tokens[0] if found and len(found.tokens) == 1 else word
