"""Which way a text runs, and what in it is held apart, so that numbers stay beside the words they belong to.

Unicode's bidirectional algorithm (UAX 9) draws `delivery of <Hebrew>, 12 pages` with the 12 on the wrong side, and a date in
an Arabic sentence backwards. Isolates (UAX 9, section 2.4) prevent both; they are added when a text is drawn and never kept.
"""

import re
import unicodedata
from functools import cache

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}
# Dates, numbers of an office and the like, whose parts would change places.
_NUMBERED = re.compile(r"[0-9A-Za-z]*[0-9][0-9A-Za-z]*(?:[:/._+-]+[0-9A-Za-z]+)+")
_HAS_RTL = re.compile(f"[{_RTL}]")
_RLI, _LRI, _PDI, _RLM = "\u2067", "\u2066", "\u2069", "\u200f"


def runs_to_the_left(text: str) -> bool:
    """Whether the first letter of the text belongs to a script that is written from right to left."""
    return next((kind != "L" for each in text if (kind := unicodedata.bidirectional(each)) in ("L", "R", "AL")), False)


def isolated(text: str) -> str:
    """The text as it is to be drawn, line by line: what runs against its direction stands in isolates, and a line that runs to
    the left says so with a mark (U+200F) before it.
    """
    return "\n".join(map(_isolated_line, text.split("\n"))) if _HAS_RTL.search(text) else text


def _isolated_line(text: str) -> str:
    if not _HAS_RTL.search(text):
        return text
    if runs_to_the_left(text):
        return _RLM + _NUMBERED.sub(lambda run: f"{_LRI}{run[0]}{_PDI}", text)
    done, parts = 0, []
    for run in _leftward().finditer(text):
        end = _closed(text, run.start(), run.end())
        parts += [text[done : run.start()], _RLI, text[run.start() : end], _PDI]
        done = end
    return "".join((*parts, text[done:]))


@cache
def _leftward() -> re.Pattern[str]:
    """From one letter that runs to the left to the last before one that runs to the right, with a number that ends it (`phase 2`)."""
    return re.compile(rf"[{_RTL}](?:[\W\d_{_RTL}]*[{_RTL}])?(?: \d+(?![\w.:/-]| [^\W\d_{_RTL}]))?")


def _closed(text: str, start: int, end: int) -> int:
    """Where a run ends with the brackets that were opened in it."""
    while text[end : end + 1] in _PAIRS:
        inside = text[start:end]
        if inside.count(_PAIRS[text[end]]) <= inside.count(text[end]):
            break
        end += 1
    return end
