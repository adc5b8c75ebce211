"""Writes names in Arabic script in Latin letters, as far as the script tells: consonants, and where a word begins with a vowel.

The article is set apart, names of God and of the faith are joined to what they end, as Latin spellings do (`al Haddad`,
`Hamdullah`, `Nuruddin`), and known words are written as what they mean. Vowels inside a word are left out even where the script
writes a long one, so that such tokens are known by having none.
"""

import re

from intake.screening.meanings import in_arabic, plain_arabic

SERVANT_OF = "abdul"
"""What stands before a name of God, however it is spelt (`abd al`, `abdel`, `abdur`)."""

_WORD = re.compile("[\u0620-\u06ff]+")
_OF_GOD = re.compile(r"(?<=[\u0620-\u06ff])\s*الله(?![\u0620-\u06ff])")
_OF_THE_FAITH = re.compile(r"(?<=[\u0620-\u06ff])\s*الدين(?![\u0620-\u06ff])")
_SERVANT_OF = re.compile(r"(?<![\u0620-\u06ff])عبد\s*ال(?=[\u0620-\u06ff]{2})")
_ARTICLE = re.compile(r"(?<![\u0620-\u06ff])و?ال(?=[\u0620-\u06ff]{3})")
_HEARD_APART = re.compile("(?<=[تدذسصطزكقج])ا?ه(?=[\u0620-\u06ff])")
_BEGINNING = re.compile(r"(?<![\u0620-\u06ff])[اع]")


def in_latin(text: str) -> str:
    """The text with what Latin letters say of its Arabic words; the letters themselves are left to `anyascii`."""
    text = plain_arabic(text)
    text = _OF_GOD.sub("لله", text)
    text = _SERVANT_OF.sub(f"{SERVANT_OF} ", text)
    text = _OF_THE_FAITH.sub("دين", text)
    text = _WORD.sub(_meant, text)
    # Else two letters would be read as one sound: T and H as TH.
    text = _HEARD_APART.sub("يه", text)
    text = _ARTICLE.sub("al ", text)
    return _BEGINNING.sub("a", text)


def _meant(word: re.Match[str]) -> str:
    found = in_arabic(word.group())
    return " ".join(found.tokens) if found else word.group()
