"""What the metadata of a PDF say (XMP, ISO 16684-1), so that two ways of writing the same can be compared."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP, _MM, _PDF = (
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/xap/1.0/mm/}",
    "{http://ns.adobe.com/pdf/1.3/}",
)
_PROGRAM = re.compile(
    r"(?:pyHanko|Poppler|Adobe|Acrobat|iText|OpenPDF|Apache PDFBox|PDFBox|DSS|Okular|Foxit|PDF-XChange|xmp-writer)"
    r"[\d.,;:/() -]*"
)
_TIME = re.compile(r"[\d:.TZ+-]{4,32}")
_SAVED = {
    f"{_XMP}ModifyDate": _TIME,
    f"{_XMP}MetadataDate": _TIME,
    f"{_MM}InstanceID": re.compile(r"[\w:+/=-]{1,64}"),
    f"{_PDF}Producer": _PROGRAM,
}
"""What a program notes of itself and of the time when it saves a file, and in which form."""

Fact = tuple[str, ...]


def facts(packet: bytes) -> frozenset[Fact]:
    """Every statement of the metadata as the way to it and its value, but for what saving alone changes.

    ValueError where it is no metadata, or holds text that is no statement.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.fromstring(packet)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise ValueError("the metadata are no XML") from fault
    described = root.find(f"{_RDF}RDF")
    if described is None or len(root) != 1 or b"<!--" in packet or not all(map(is_program, root.attrib.values())):
        raise ValueError("the metadata are not written as XMP")
    return frozenset(fact for each in described for fact in _facts(each, ()) if not _is_noted(fact))


def is_program(text: str) -> bool:
    """Whether this is the name and version of a program that signs, and no other text."""
    return _PROGRAM.fullmatch(text) is not None


def _is_noted(fact: Fact) -> bool:
    form = _SAVED.get(fact[0])
    return form is not None and len(fact) == 2 and form.fullmatch(fact[1]) is not None


def _facts(element: "Element", way: Fact) -> Iterator[Fact]:
    """A description's properties may be attributes or elements (RDF/XML, 2.5): both give the same facts."""
    if element.tag != f"{_RDF}Description":
        way = (*way, element.tag)
    for name, value in element.attrib.items():
        if name == f"{_RDF}parseType":
            continue
        if value or name != f"{_RDF}about":
            yield (*way, *(() if name == f"{_RDF}resource" else (name,)), value)
    text = (element.text or "").strip()
    if text:
        yield (*way, text)
    for number, child in enumerate(element):
        listed = element.tag in (f"{_RDF}Seq", f"{_RDF}Bag", f"{_RDF}Alt")
        yield from _facts(child, (*way, str(number)) if listed else way)
        if (child.tail or "").strip():
            raise ValueError("the metadata hold text that is no statement")
