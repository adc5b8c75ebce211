"""Says which word of a name each of its tokens comes from, where the name is written in another script than Latin."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from intake.screening.folding import plain_tokens
from intake.screening.parts import is_latin

# Vowel marks of Arabic and a joiner of Persian stand within words.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c])*")
_EASTERN = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]+")
_LONGEST_PIECE = 4
_MOST_PIECED = 40


def own_words(name: str) -> Mapping[str, str]:
    """Of the tokens of words in another script, the word as the name writes it; of Han and Hangul the fewest characters."""
    if name.isascii():
        return {}
    every = _WORD.findall(unicodedata.normalize("NFKC", name))
    words = [word for word in every if not is_latin(word)]
    found: dict[str, str] = {}
    for piece in _pieces("".join(words)[:_MOST_PIECED]):
        found.setdefault("".join(plain_tokens(piece)), piece)
    for written in (*words, *map(" ".join, pairwise(words))):
        for token in plain_tokens(written):
            found.setdefault(token, written)
    for token in plain_tokens(" ".join(filter(is_latin, every))):
        found.pop(token, None)
    return found


def _pieces(text: str) -> Iterator[str]:
    """Every few characters of Han or Hangul that stand together, the fewest first."""
    for length in range(1, _LONGEST_PIECE + 1):
        for run in _EASTERN.findall(text):
            yield from (run[start : start + length] for start in range(len(run) - length + 1))
