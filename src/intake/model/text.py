"""Text that a stranger wrote, made safe to show.

Removed: control and escape characters, bidirectional overrides and isolates, zero-width and tag characters, fillers.
Kept byte for byte (in NFC): honest names in any script; ZWJ and ZWNJ where the script or the emoji around them needs them.
"""

import re
from functools import cache

_ALWAYS_OUT = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
_SPACES = r"[\t\n\v\f\r\x85\u2028\u2029 ]+"
# A joiner may stand after a letter or mark of a script that uses it (Arabic, Indic, Sinhala, Khmer ...) or inside an emoji.
_STRAY_JOINER = (
    r"(?<![\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u1780-\u17ff\ufe0f\U0001f000-\U0001faff\u2600-\u27bf])[\u200c\u200d]"
)
_MOST_MARKS = 8
_BEYOND_LATIN = "\u0300"
_TYPOGRAPHY = frozenset("‐‑–—‘’‚“”„†•…‹›€→")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""The inside of a character class: letters of scripts that set no space between words (Thai, Khmer, Japanese, Chinese ...)."""


def clean(text: str, *, limit: int = 10_000) -> str:
    """The text on one line without anything that could draw on, reorder or hide in a screen; cut at `limit` characters."""
    text = clean_lines(text, limit=limit)
    if any(space in text for space in ("\n", "\t", "  ")):
        text = _pattern(_SPACES).sub(" ", text)
    return text.strip()


def clean_lines(text: str, *, limit: int = 100_000) -> str:
    """Like `clean`, with the line breaks kept."""
    text = text[:limit]
    if _is_plain(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    import unicodedata

    text = unicodedata.normalize("NFC", _pattern(_ALWAYS_OUT).sub("", text))
    return _few_marks(_pattern(_STRAY_JOINER).sub("", text))


def is_clean(text: str) -> bool:
    """Whether cleaning would leave the text as it is (line breaks and tabs are allowed)."""
    return text == clean_lines(text, limit=len(text))


def _is_plain(text: str) -> bool:
    """Whether a text is so plain that nothing has to be looked for: letters of Latin, and the marks of a typographer."""
    if not text.isprintable() and not text.replace("\n", "").replace("\xa0", "").isprintable():
        return False
    return text.isascii() or max(text) < _BEYOND_LATIN or max({*text} - _TYPOGRAPHY, default="") < _BEYOND_LATIN


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """The pattern, compiled with the first text of a stranger: at every start it would take longer than the whole module."""
    return re.compile(written)


def _few_marks(text: str) -> str:
    from unicodedata import combining

    if not any(map(combining, {*text})):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if combining(character) else 0
        if run <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def has_words(text: str, count: int) -> bool:
    """Whether a text has so many words; without spaces between them, about two letters make one."""
    return len(text.split()) >= count or len(re.findall(f"[{UNSPACED}]", text)) >= 2 * count - 1
