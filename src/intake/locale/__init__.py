"""What `intake` says, in the languages that come along: gettext catalogues, read as they are written.

The English text is the key of each message; a language or a message that is not there is said in English.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache

from intake.frugal import dataclass


def translate(message: str, language: str) -> str:
    """The message in that language; details in braces (`{text}`) stay for the caller to fill in."""
    return message if language == "en" else _catalogue(language).get(message, message)


def marked(message: str) -> str:
    """The message as it is: said later, by `translate` or `Words`, and found here by those who translate."""
    return message


def worded(sentence: str) -> str:
    """The sentence as it is, details and all: found here by `docs/sentences.py`, said in other languages by `sentences`."""
    return sentence


@dataclass(frozen=True, slots=True)
class Words:
    """One language that a face speaks: `say("{count} left", count=3)`."""

    language: str = "en"

    def __call__(self, message: str, **details: object) -> str:
        """The message in this language, with its details."""
        said = translate(message, self.language)
        return said.format(**details) if details else said


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """The catalogue of a language, empty where there is none."""
    return catalogue(f"{language}.po") if language.isascii() and language.isalpha() else {}


def catalogue(name: str) -> Mapping[str, str]:
    """What a file beside this one translates, empty where there is none."""
    from pathlib import Path

    file = Path(__file__).parent / name
    if not file.is_file():
        return {}
    return {source: said for source, said in entries(file.read_text(encoding="utf-8")) if source and said}


def entries(text: str) -> Iterator[tuple[str, str]]:
    """The messages of a catalogue with their translations; the first, with an empty message, is its header."""
    parts = {"msgid": "", "msgstr": ""}
    part = ""
    for line in (line.strip() for line in text.splitlines()):
        word, _, rest = line.partition(" ") if line[:1] != '"' else ("", "", line)
        if word == "msgid" and part == "msgstr":
            yield parts["msgid"], parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        if word in parts:
            part = word
        if part and rest.startswith('"'):
            parts[part] += json.loads(rest)
    if part == "msgstr":
        yield parts["msgid"], parts["msgstr"]
