"""Says how a token sounds, so that spellings of one name in Latin letters meet."""

import re
from functools import lru_cache

_SOUNDS = tuple(
    pair.split(">")
    for pair in "dzh>j tsch>c tch>c sch>s ch>c kh>h gh>g sh>s zh>z ph>f th>t dh>d dj>j ck>k x>ks q>k c>k".split()
)
_VOWEL_SOUNDS = tuple(pair.split(">") for pair in "w>v ou>u oo>u ee>i y>i iu>u ia>a ie>e".split())
_UNHEARD = re.compile("[aeiouyw]|h$")
_TWICE = re.compile(r"(.)\1+")


def skeleton(token: str) -> str:
    """The consonants of a token as they sound: what Arabic and Hebrew write, and what transliterations share."""
    for written, heard in _SOUNDS:
        token = token.replace(written, heard)
    first = "a" if token[:1] in "aeiou" else token[:1].replace("w", "v")
    return _TWICE.sub(r"\1", first + _UNHEARD.sub("", token[1:]))


@lru_cache(maxsize=16384)
def sound(token: str) -> str:
    """A token with its consonants as they sound, and its vowels."""
    for written, heard in (*_SOUNDS, *_VOWEL_SOUNDS):
        token = token.replace(written, heard)
    return _TWICE.sub(r"\1", token)
