"""What a program may write anew when it adds a signature: that it was there, when, and nothing that the document says.

Each function holds an object as offered against the one in the signed file. ValueError names what was changed.
"""

import re

from intake.signing import xmp
from intake.signing.pdf_text import is_date, text_of
from intake.signing.pdf_values import Name, Stream, Value

_STANDARD = re.compile(r":\d{4}|https://www\.iso\.org/[\w./-]*")


def check_information(before: Value, value: Value) -> None:
    """The properties: only the time and the program may differ, the texts may be written in another encoding."""
    if not isinstance(before, dict) or not isinstance(value, dict):
        raise ValueError("the properties of the document were changed")
    for key in before.keys() | value.keys():
        mine, theirs = before.get(key, b""), value.get(key, b"")
        saved = (key == "ModDate" and is_date(theirs)) or (key == "Producer" and xmp.is_program(text_of(theirs)))
        if not saved and (text_of(mine) != text_of(theirs) or not isinstance(theirs, bytes)):
            raise ValueError(f"the properties of the document were changed: /{key}")


def check_metadata(before: Value, value: Value) -> None:
    """The metadata: the same statements, whichever way they are written."""
    if not isinstance(before, Stream) or not isinstance(value, Stream):
        raise ValueError("the metadata were changed")
    if value.entries.keys() - {"Length"} != before.entries.keys() - {"Length"} or "Filter" in value.entries:
        raise ValueError("the metadata were changed")
    if xmp.facts(value.data) != xmp.facts(before.data):
        raise ValueError("the metadata were changed")


def check_catalogue(before: Value, value: Value) -> None:
    """A program may note which version or extension of the standard it needs; nothing else may be in the catalogue."""
    if not isinstance(before, dict) or not isinstance(value, dict):
        raise ValueError("the catalogue of the document was changed")
    noted = {"Extensions", "Version"} - before.keys()
    rest = {key: part for key, part in value.items() if key not in noted}
    if rest != before:
        named = sorted(key for key in rest.keys() | before.keys() if rest.get(key) != before.get(key))
        raise ValueError(f"the catalogue of the document was changed: /{named[0]}")
    if value.get("Version", Name("2.0")) not in (Name("1.7"), Name("2.0")):
        raise ValueError("the catalogue of the document was changed: /Version")
    _check_numbers(value.get("Extensions", {}))


def _check_numbers(value: Value) -> None:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_numbers(part)
    standard = isinstance(value, bytes) and _STANDARD.fullmatch(text_of(value))
    if not standard and not isinstance(value, dict | list | Name | int):
        raise ValueError("the catalogue of the document was changed: /Extensions")
