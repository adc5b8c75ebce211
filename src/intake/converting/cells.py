"""Cells of a table that no spreadsheet takes for a formula, and back to what stood in them.

A formula starts with `=`, `+`, `-` or `@`, at the start of a cell or, in a program that parts cells by another sign than
ours, behind such a sign. A quotation mark is put before it, and taken away when the cell is read.
"""

import re

_PARTS = r"(^|[,;|\t\r\n])"
_SIGNS = "[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]"
_BARE = re.compile(rf"{_PARTS}('*)(?={_SIGNS})")
_GUARDED = re.compile(rf"{_PARTS}'('*)(?={_SIGNS})")


def guarded(text: str) -> str:
    """The text with a quotation mark before everything that could start a formula."""
    return _BARE.sub(r"\1'\2", text)


def unguarded(text: str) -> str:
    """The text without the quotation marks that `guarded` puts in."""
    return _GUARDED.sub(r"\1\2", text)
