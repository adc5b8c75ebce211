"""What ISO 19005-3 asks of a PDF/A-3a at level A, as far as it can be told from the objects of a file read by pyHanko.

An outside validator (veraPDF) reads streams and fonts down to each glyph; these are the clauses that a mistake of ours could break.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

ACTIVE = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/XFA",
    "/NeedAppearances",
    "/RichMedia",
    "/Movie",
    "/Sound",
}
RELATIONS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}


def faults(pdf: bytes) -> list[str]:
    """What of a file is not archival, in words; empty for one that is."""
    reader: Any = PdfFileReader(BytesIO(pdf))
    return [*_catalog(reader), *_metadata(reader), *_attached(reader), *_objects(reader), *_tagged(reader)]


def _catalog(reader: Any) -> Iterator[str]:
    root = reader.root
    if str(root["/MarkInfo"].get("/Marked")) != "True":
        yield "6.7.2.2: the document is not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "6.7.4: the document has no language"
    if "/Encrypt" in reader.trailer_view or "/ID" not in reader.trailer_view:
        yield "6.1.3: the trailer is encrypted, or has no identifier"
    (intent,) = [each.get_object() for each in root["/OutputIntents"]]
    profile = intent["/DestOutputProfile"]
    if intent["/S"] != "/GTS_PDFA1" or profile["/N"] != 3 or profile.data[36:40] != b"acsp":
        yield "6.2.3: no output intent with a profile of three colours"
    if not {*root.get("/Perms", {})} <= {"/DocMDP", "/UR3"}:
        yield "6.1.12: other permissions than a signature's"


def _metadata(reader: Any) -> Iterator[str]:
    stream, info = reader.root["/Metadata"], reader.trailer_view["/Info"]
    text = stream.data.decode("utf-8")
    if "/Filter" in stream:
        yield "6.6.2.1: the metadata is compressed"
    if "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" not in text:
        yield "6.6.4: the metadata does not say PDF/A-3a"
    moments = [("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")]
    for key, name in moments:
        digits = "".join(each for each in str(info[key]) if each.isdigit())[:14] if key in info else ""
        said = text.partition(f"<{name}>")[2].partition("<")[0]
        if digits and digits != "".join(each for each in said if each.isdigit())[:14]:
            yield f"6.6.3: {key} is not what the metadata says"
    if "/Title" in info and str(info["/Title"]) not in text.replace("&amp;", "&"):
        yield "6.6.3: the title is not what the metadata says"


def _attached(reader: Any) -> Iterator[str]:
    root = reader.root
    named = root["/Names"]["/EmbeddedFiles"]["/Names"]
    files = [each.get_object() for each in root["/AF"]]
    if len(named) != 2 * len(files):
        yield "6.8: a file is attached that is not associated"
    for file in files:
        stream = file["/EF"]["/F"]
        if file["/AFRelationship"] not in RELATIONS or not {"/F", "/UF", "/Desc"} <= {*file}:
            yield f"6.8: {file.get('/F')} does not say what it is"
        if "/" not in str(stream["/Subtype"])[1:] or "/ModDate" not in stream["/Params"]:
            yield f"6.8: {file['/F']} has no type or date"


def _objects(reader: Any) -> Iterator[str]:
    for number in range(1, int(reader.trailer_view["/Size"])):
        try:
            reference: Any = IndirectObject
            found = reader.get_object(reference(number, 0, reader))
        except Exception:  # noqa: BLE001, S112 - a number that is free
            continue
        yield from _object(found)


def _object(found: Any) -> Iterator[str]:
    if not isinstance(found, DictionaryObject):
        return
    if active := ACTIVE & {*found}:
        yield f"6.6.1: active content: {', '.join(sorted(active))}"
    if isinstance(found, StreamObject) and ({"/F", "/FFilter"} & {*found} or "/LZWDecode" in str(found.get("/Filter"))):
        yield "6.1.7: a stream outside the file, or in LZW"
    kind = found.get("/Type")
    drawn = kind == "/Font" and found["/Subtype"] in ("/CIDFontType0", "/CIDFontType2", "/TrueType", "/Type1")
    if drawn and not {"/FontFile2", "/FontFile3", "/FontFile"} & {*found["/FontDescriptor"]}:
        yield f"6.2.11.4: {found['/BaseFont']} is not embedded"
    if kind == "/Font" and found["/Subtype"] == "/Type0" and "/ToUnicode" not in found:
        yield f"6.2.11.7: {found['/BaseFont']} has no way back to text"
    if kind == "/Annot":
        flags = int(found.get("/F", 0))
        if found["/Subtype"] != "/Widget" or found["/FT"] != "/Sig":
            yield "6.3: another annotation than a signature's"
        if not flags & 4 or flags & (1 | 2 | 32):
            yield "6.3.2: an annotation that does not print, or is hidden"


def _tagged(reader: Any) -> Iterator[str]:
    for page in _pages(reader.root["/Pages"]):
        if "/StructParents" not in page or page.get("/Tabs") != "/S":
            yield "6.7.3: a page outside the structure"
        text = page["/Contents"].data if isinstance(page["/Contents"], StreamObject) else b""
        if text.count(b"BDC") + text.count(b"BMC") != text.count(b"EMC"):
            yield "6.7.3: marked content that is not closed"
    for element in _elements(reader.root["/StructTreeRoot"]):
        if element.get("/S") == "/Figure" and not str(element.get("/Alt", "")):
            yield "6.7.3: a figure without words for it"


def _pages(node: Any) -> Iterator[Any]:
    for each in node["/Kids"]:
        kid = each.get_object()
        yield from _pages(kid) if "/Kids" in kid else (kid,)


def _elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", ())
    for each in kids if isinstance(kids, ArrayObject) else [kids]:
        kid: Any = each
        kid = kid.get_object() if isinstance(each, IndirectObject) else each
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def roles(pdf: bytes) -> set[str]:
    """The kinds of elements in the structure."""
    reader: Any = PdfFileReader(BytesIO(pdf))
    return {str(each["/S"]) for each in _elements(reader.root["/StructTreeRoot"])}
