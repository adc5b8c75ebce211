"""Writes names in Arabic script in Latin letters, as far as the script tells: consonants, and where a word begins with a vowel.

The article is set apart, and names of God are joined to what they end, as Latin spellings do (`al Haddad`, `Hamdullah`).
Vowels inside a word are left out even where the script writes a long one, so that such tokens are known by having none.
"""

import re

SERVANT_OF = "abdal"
"""What Latin spellings write as `abd al`, `abdul` or `abdel` before a name of God."""

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_LETTERS = str.maketrans("أإآٱؤئىۃضظ", "اااا" + "ويي" + "ه" + "ذذ")
_OF_GOD = re.compile(r"(?<=[\u0620-\u06ff])\s*الله(?![\u0620-\u06ff])")
_SERVANT_OF = re.compile(r"(?<![\u0620-\u06ff])عبد\s*ال(?=[\u0620-\u06ff]{3})")
_ARTICLE = re.compile(r"(?<![\u0620-\u06ff])و?ال(?=[\u0620-\u06ff]{3})")
_HEARD_APART = re.compile("(?<=[تدذسصطزكکقج])ا?ه(?=[\u0620-\u06ff])")
_BEGINNING = re.compile(r"(?<![\u0620-\u06ff])[اع]")


def in_latin(text: str) -> str:
    """The text with what Latin letters say of its Arabic words; the letters themselves are left to `anyascii`."""
    text = _MARKS.sub("", text).translate(_LETTERS)
    text = _OF_GOD.sub("لله", text)
    # Else two letters would be read as one sound: T and H as TH.
    text = _HEARD_APART.sub("يه", text)
    text = _SERVANT_OF.sub(f"{SERVANT_OF} ", text)
    text = _ARTICLE.sub("al ", text)
    return _BEGINNING.sub("a", text)
