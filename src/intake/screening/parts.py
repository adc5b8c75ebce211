"""Finds the names within a name: in each script in which it is written, without what stands in brackets, and in quotation marks."""

import re
import unicodedata
from collections.abc import Iterator

_QUOTED = re.compile(r'["“«„]([^"”»“«„]{2,60})["”»“]')
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BRACKETS = re.compile(r"[()\[\]]")
_FEWEST_LETTERS = 4


def quoted(name: str) -> list[str]:
    """What stands in quotation marks: the name by which an organisation is called."""
    return [found.strip() for found in _QUOTED.findall(name)]


def versions(name: str) -> Iterator[str]:
    """The name without its brackets, and in each of its scripts alone where there are several; none that is the whole name."""
    found = [_IN_BRACKETS.sub(" ", name), *_by_script(_BRACKETS.sub(" ", name))]
    whole = name.strip()
    for each in dict.fromkeys(part.strip() for part in found):
        if each != whole and sum(map(str.isalpha, each)) >= _FEWEST_LETTERS:
            yield each


def _by_script(name: str) -> list[str]:
    words = name.split()
    latin = [word for word in words if is_latin(word)]
    return (
        []
        if len(latin) in (0, len(words))
        else [" ".join(latin), " ".join(word for word in words if word not in latin)]
    )


def is_latin(word: str) -> bool:
    """Whether a word has no letters of another script."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in word if letter.isalpha())
