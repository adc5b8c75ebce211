"""Reads the Consolidated List of the UN Security Council, an XML file of individuals and entities."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from intake.screening.entry import Entry, Name, Quality
from intake.screening.formats.rows import distinct, fault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_QUALITIES: dict[str, Quality] = {"Good": "alias", "a.k.a.": "alias", "f.k.a.": "alias", "Low": "weak", "": "alias"}
_GENERATED = re.compile(rb'dateGenerated="(\d{4}-\d\d-\d\d)')
_DOCUMENTS = {"Passport": "passport", "National Identification Number": "national_id"}


def read(files: tuple[Path, ...]) -> Iterator[Entry]:
    """The entries of the file; BadFile where it is cut off, unsafe, or of another shape."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    (path,) = files
    found = 0
    try:
        for _, element in iterparse(path, events=("end",), forbid_dtd=True):
            if element.tag in ("INDIVIDUAL", "ENTITY"):
                yield _entry(path, element)
                found += 1
                element.clear()
    except ParseError as why:
        raise fault(path, why.position[0], f"the file is cut off or no XML: {why}") from why
    except DefusedXmlException as why:
        raise fault(path, 1, f"the XML is unsafe: {why}") from why
    if not found:
        raise fault(path, 1, "this is not the official file: it has no INDIVIDUAL and no ENTITY")


def date(files: tuple[Path, ...]) -> str:
    """The day on which the list was generated."""
    with files[0].open("rb") as file:
        found = _GENERATED.search(file.read(4096))
    return found.group(1).decode() if found else ""


def _entry(path: Path, element: "Element") -> Entry:
    own, person = _text(element, "REFERENCE_NUMBER"), element.tag == "INDIVIDUAL"
    name = " ".join(filter(None, (_text(element, f"{part}_NAME") for part in ("FIRST", "SECOND", "THIRD", "FOURTH"))))
    if not own or not name:
        raise fault(path, 1, f"an entry without name or reference number ({own or name or 'neither'})")
    tag = element.tag
    return Entry(
        own,
        "person" if person else "organisation",
        tuple(_names(element, name, tag)),
        distinct(
            value.text.strip() for value in _all(element, "NATIONALITY/VALUE", f"{tag}_ADDRESS/COUNTRY") if value.text
        ),
        tuple(dict.fromkeys(filter(None, map(_birth, element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"))))),
        tuple(dict.fromkeys(_documents(element))),
        distinct(iter([_text(element, "UN_LIST_TYPE")])),
    )


def _names(element: "Element", name: str, tag: str) -> Iterator[Name]:
    yield Name(name)
    if original := _text(element, "NAME_ORIGINAL_SCRIPT"):
        yield Name(original, "alias")
    for alias in element.iterfind(f"{tag}_ALIAS"):
        for text in re.split(r";\s*", _text(alias, "ALIAS_NAME")):
            if text.strip():
                yield Name(text.strip(), _QUALITIES.get(_text(alias, "QUALITY"), "weak"))


def _birth(element: "Element") -> str:
    return _text(element, "DATE")[:10] or _text(element, "YEAR")


def _documents(element: "Element") -> Iterator[tuple[str, str]]:
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        if number := _text(document, "NUMBER"):
            yield _DOCUMENTS.get(_text(document, "TYPE_OF_DOCUMENT"), "document"), number


def _all(element: "Element", *paths: str) -> Iterator["Element"]:
    for path in paths:
        yield from element.iterfind(path)


def _text(element: "Element", path: str) -> str:
    return " ".join((element.findtext(path) or "").split())
