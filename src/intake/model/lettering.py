"""Which letters the printed page can show, so that others are told of when they are typed and not when the page is made.

Exact is only the printing itself, which refuses what it cannot draw; here whole blocks of Unicode stand for what lies in them.
"""

import re
import unicodedata
from functools import cache

_HAN = (
    "\u2e80-\u303f\u31c0-\u31ef\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_KANA, _HANGUL = "\u3040-\u30ff\u31f0-\u31ff\uff61-\uff9f", "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
LETTERS = {
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f\ua8e0-\ua8ff",
    "Thai": "\u0e00-\u0e7f",
    "Armenian": "\u0530-\u058f\ufb13-\ufb17",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Han": _HAN,
    "Kana": _KANA,
    "Hangul": _HANGUL,
    "Bopomofo": "\u3100-\u312f\u31a0-\u31bf",
}
"""The insides of character classes, by script: those that need a font of the system's."""
# Latin, Greek, Cyrillic, the signs and arrows, and the joiners, which show nothing themselves.
_OWN = "\\s\\x20-\u052f\u1d00-\u2bff\u2c60-\u2cff\u2de0-\u2e7f\ua640-\ua7ff\ufb00-\ufb06\ufe20-\ufe2f\ufffd"
_MOST = 5


def undrawn(text: str) -> str:
    """The characters of a text that no page can show, with the name of their script; empty where there are none."""
    if text.isascii() and text.isprintable():
        return ""  # without loading what tells the others apart
    found = tuple(dict.fromkeys(_strange().findall(text)))
    if not found:
        return ""
    letters = " ".join(found[:_MOST]) + (" …" if len(found) > _MOST else "")
    kinds = dict.fromkeys(_script(each) for each in found if each.isalpha())
    return f"{letters} ({', '.join(kinds)})" if kinds else letters


@cache
def _strange() -> re.Pattern[str]:
    # Compiled when the first text is looked at: it takes longer than all else that loads with this module.
    return re.compile(f"[^{_OWN}{''.join(LETTERS.values())}]")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split(" ")[0].capitalize()
