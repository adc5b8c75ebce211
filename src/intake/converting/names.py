"""Ids in the form that questionnaires have them, made from the names of other tools."""

import re
import unicodedata
from collections.abc import Container

_MOST = 64
_RESERVED = frozenset("and or not in is known unknown true false yes no".split())


def identifier(name: str, taken: Container[str], *, prefix: str = "q") -> str:
    """A free id like the name, which no condition takes for a word of its own."""
    return _free(name, taken, prefix, _RESERVED)


def option_value(value: str, taken: Container[str]) -> str:
    """A free value of an option, like the one that the form has."""
    return _free(value, taken, "v", frozenset())


def _free(name: str, taken: Container[str], prefix: str, reserved: Container[str]) -> str:
    """Lower-case letters, digits and `_`, with a letter first."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or prefix
    if not word[0].isalpha() or word in reserved:
        word = f"{prefix}{'' if word[0].isdigit() else '_'}{word}"
    word = word[:_MOST].rstrip("_")
    number, found = 1, word
    while found in taken:
        number += 1
        found = f"{word[: _MOST - 5]}_{number}"
    return found
