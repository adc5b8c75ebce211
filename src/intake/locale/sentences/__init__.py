"""What errors and sources said in English, said again in another language.

Whoever raises an error words it once, in English, details and all, for the command line and the record. Each such sentence
stands in the catalogues beside this file with its details in braces; which one a sentence came from is found again by the
words around the details. A sentence of a stranger's plugin is in none, and stays as it was said.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from intake.frugal import dataclass
from intake.locale import Words, catalogue, worded
from intake.locale.days import MONTH_NAMES, written

_OF_THE_SYSTEM = (
    worded("No such file or directory"),
    worded("Permission denied"),
    worded("permission denied"),
    worded("Is a directory"),
    worded("no space left on device"),
    worded("read-only file system"),
    worded("Input/output error"),
    worded("input/output error"),
)
"""What the operating system says of files, as it stands in other sentences."""

_MINUTE = r"(\w+, \d{1,2} \w+ \d{4}, \d\d:\d\d UTC)"
"""A detail that is called `minute`: a time as documents name it in English, told as the reader writes one."""

_SIGN = re.compile("; |: | \\(")
"""Where one sentence stands beside another, before what it quotes, or before a note in brackets."""


def retold(sentence: str, say: Words) -> str:
    """The sentence in another language; what it quotes, names or wraps is retold too where it is a sentence itself."""
    return sentence if say.language == "en" else _retold(sentence, _known(say.language))


@dataclass(frozen=True, slots=True)
class _Known:
    """A catalogue: its language, the sentences, and those with details cut at them, the most telling first."""

    language: str
    said: Mapping[str, str]
    cut: Sequence[tuple[str, Sequence[str]]]


def _retold(sentence: str, known: _Known) -> str:
    if sentence in known.said:
        return known.said[sentence]
    for template, parts in known.cut:
        if sentence.startswith(parts[0]) and sentence.endswith(parts[-1]) and (found := _match(parts, sentence)):
            details = {name: _detail(name, value, known) for name, value in zip(parts[1::2], found, strict=True)}
            return known.said[template].format(**details)
    if (sign := _SIGN.search(sentence)) is None:
        return _retold(sentence[:-1], known) + "." if sentence.endswith(".") else sentence
    first, rest = sentence[: sign.start()], sentence[sign.end() :]
    note, closed, after = rest.partition("); ") if sign[0] == " (" else (rest, "", "")
    if sign[0] == " (" and not closed and note.endswith(")"):
        note, closed = note[:-1], ")"
    return _retold(first, known) + sign[0] + _retold(note, known) + closed + (_retold(after, known) if after else "")


def _detail(name: str, value: str, known: _Known) -> str:
    if name != "minute":
        return _retold(value, known)
    _, day, time = value.split(", ")
    number, month, year = day.split()
    try:
        on = date(int(year), MONTH_NAMES["en"].split().index(month) + 1, int(number))
    except ValueError:  # somebody's name may look like a time
        return value
    return f"{written(on, known.language)}, {time}"


def _match(parts: Sequence[str], sentence: str) -> Sequence[str]:
    """The details; nothing where it is another sentence, or a detail would end within brackets."""
    pattern = "".join(
        (_MINUTE if part == "minute" else "(.+?)") if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    match = re.fullmatch(pattern, sentence, re.DOTALL)
    details = match.groups() if match else ()
    return details if all(each.count("(") == each.count(")") for each in details) else ()


@cache
def _known(language: str) -> _Known:
    said = catalogue(f"sentences/{language}.po") if language.isascii() and language.isalpha() else {}
    cut = [(template, re.split(r"\{(\w+)\}", template)) for template in said if "{" in template]
    # `{name} did not come` fits almost anything, and so comes late.
    return _Known(language, said, sorted(cut, key=lambda each: -sum(map(len, each[1][::2]))))
