"""Which letters the codes of a font stand for, where the font says so (ISO 32000-1, 9.6.6 and 9.10): as it says, not as it draws.

A font may draw other letters than it says. So what is read here can only speak against a text, never for it.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from intake.signing.appearance import PLAIN_FONTS, Resolve, content
from intake.signing.pdf_values import Name, Stream, Value

Decode: TypeAlias = Callable[[bytes], str]

_MOST_CODES = 65_536
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE = rb"<([0-9A-Fa-f\s]+)>\s*"
_CHARACTER = re.compile(_CODE + _CODE)
_RANGE = re.compile(_CODE + _CODE + rb"(?:" + _CODE + rb"|\[([^\]]*)\])")
_ONE = re.compile(_CODE)


def decoder(font: Value, resolve: Resolve) -> Decode | None:
    """How the texts in a font are read; None where it does not say which letters it draws."""
    found = resolve(font)
    if not isinstance(found, dict):
        return None
    said = resolve(found.get("ToUnicode", 0))
    if isinstance(said, Stream):
        letters = _letters(content(said))
        width = max((len(code) for code in letters), default=1)
        return lambda raw: "".join(
            letters.get(raw[at : at + width], "\ufffd") for at in range(0, len(raw), width)
        )  # fmt: skip
    encoding = found.get("Encoding")
    base = found.get("BaseFont")
    plain = encoding is None and isinstance(base, Name) and base.text in PLAIN_FONTS
    if plain or encoding == Name("WinAnsiEncoding"):
        return lambda raw: raw.decode("cp1252", "replace")
    return None


def _letters(table: bytes) -> Mapping[bytes, str]:
    """The table of a font (a CMap), from the code of each letter to what it stands for."""
    letters: dict[bytes, str] = {}
    for kind, section in _SECTION.findall(table):
        if kind == b"char":
            letters |= {_bytes(code): _text(_bytes(letter)) for code, letter in _CHARACTER.findall(section)}
            continue
        for first, last, begins, listed in _RANGE.findall(section):
            low, high, width = int(_bytes(first).hex(), 16), int(_bytes(last).hex(), 16), len(_bytes(first))
            if high - low > _MOST_CODES:
                raise ValueError("a font says too much of its letters")
            each = [_bytes(one) for one in _ONE.findall(listed)] or [
                _after(_bytes(begins), n) for n in range(high - low + 1)
            ]
            letters |= {
                (low + n).to_bytes(width, "big"): _text(letter) for n, letter in enumerate(each[: high - low + 1])
            }  # fmt: skip
    return letters


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _after(letter: bytes, steps: int) -> bytes:
    """The letter that stands some places behind another: only the last byte counts on."""
    return letter[:-1] + bytes([(letter[-1] + steps) & 0xFF]) if letter else letter


def _text(letter: bytes) -> str:
    return letter.decode("utf-16-be", "replace")
