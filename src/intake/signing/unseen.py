"""The appearance of a signature whose field has no area: whatever it draws is scaled to nothing, so nobody sees it.

Programs put logos and fonts of their own there. It may be made of what drawings are made of (ISO 32000-1, 8 and 9), all of it new,
with nothing in it that acts or leads elsewhere, and no text that can be read may object. ValueError says what was found.
"""

from collections.abc import Iterator
from decimal import Decimal

from intake.signing.appearance import Resolve, content
from intake.signing.pdf_text import text_of
from intake.signing.pdf_values import Name, Reference, Stream, Value, Word, read_value, skip_space
from intake.signing.vocabulary import objects

_DEEPEST = 64
# By names of their own: which are resources of a drawing, and the letters of a font that is drawn.
_BY_NAME = frozenset("Font XObject ExtGState ColorSpace Pattern Shading CharProcs".split())
_KEYS = frozenset(
    """Type Subtype FormType BBox Matrix Resources Length Filter DecodeParms ProcSet Group Name
    Width Height BitsPerComponent Decode ImageMask Mask SMask Interpolate Intent Predictor Colors Columns EarlyChange K
    Alternate N Range WhitePoint BlackPoint Gamma
    BaseFont Encoding FirstChar LastChar Widths FontDescriptor ToUnicode DescendantFonts CIDSystemInfo CIDToGIDMap DW W
    Registry Ordering Supplement BaseEncoding Differences CMapName WMode UseCMap FontMatrix FontBBox
    FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth
    MaxWidth MissingWidth CharSet CIDSet FontFile FontFile2 FontFile3 Length1 Length2 Length3
    S CS I G BC TR CA ca BM AIS SA OP op OPM LW LC LJ ML D RI TK
    PatternType PaintType TilingType XStep YStep ShadingType Coords Domain Function Functions Extend Background AntiAlias
    FunctionType C0 C1 Bounds Encode Size BitsPerSample Order""".split()
)
_OPERATORS = frozenset(
    """b B b* B* BMC BDC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG rg ri s S SC sc
    SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"""".split()
)


def check(form: Value, resolve: Resolve) -> None:
    """Whether this may be the appearance of a field without an area."""
    drawn = resolve(form)
    if not isinstance(drawn, Stream) or drawn.entries.get("Subtype") != Name("Form"):
        raise ValueError("it is no drawing")
    box = drawn.entries.get("BBox")
    corners = [part for part in box if isinstance(part, int | Decimal)] if isinstance(box, list) else []
    # Without an extent of its own, or turned by a matrix, readers may scale it otherwise than to nothing.
    if len(corners) != 4 or corners[0] >= corners[2] or corners[1] >= corners[3] or "Matrix" in drawn.entries:
        raise ValueError("its extent is not plain")
    seen = set[int]()
    for text in _texts(form, resolve, seen, depth=0):
        if objects(text):
            raise ValueError(f"it says “{text:.80}”")


def _texts(value: Value, resolve: Resolve, seen: set[int], *, depth: int, by_name: bool = False) -> Iterator[str]:
    """Every text that can be read in a part of a drawing and in all that it is made of."""
    if depth > _DEEPEST:
        raise ValueError("it is nested too deeply")
    match value:
        case Reference(number):
            if number not in seen:
                seen.add(number)
                yield from _texts(resolve(value), resolve, seen, depth=depth + 1, by_name=by_name)
        case Stream():
            yield from _texts(dict(value.entries), resolve, seen, depth=depth + 1)
            if value.entries.get("Subtype") == Name("Form") or "PatternType" in value.entries:
                yield from _drawn(content(value))
        case dict():
            if not by_name and (others := sorted(value.keys() - _KEYS - _BY_NAME)):
                raise ValueError(f"it holds more than a drawing does: /{others[0]:.40}")
            for key, part in value.items():
                named = key in _BY_NAME and not by_name
                yield from _texts(part, resolve, seen, depth=depth + 1, by_name=named)
        case list():
            for part in value:
                yield from _texts(part, resolve, seen, depth=depth + 1)
        case bytes():
            yield text_of(value)


def _drawn(drawing: bytes) -> Iterator[str]:
    at = 0
    while (at := skip_space(drawing, at)) < len(drawing):
        if drawing.startswith(b"%", at):
            end = min((i for i in (drawing.find(b"\n", at), drawing.find(b"\r", at)) if i >= 0), default=len(drawing))
            yield drawing[at + 1 : end].decode("latin-1")
            at = end
            continue
        value, at = read_value(drawing, at)
        if isinstance(value, Word) and value.text not in _OPERATORS | {"true", "false", "null"}:
            raise ValueError(f"it draws with {value.text!r:.20}, which cannot be read here")
        yield from _strings(value)


def _strings(value: Value) -> Iterator[str]:
    match value:
        case bytes():
            yield text_of(value)
        case list():
            # Letters are moved apart in one list; a far move may stand for a space.
            yield b"".join(part for part in value if isinstance(part, bytes)).decode("cp1252", "replace")
        case dict():
            for part in value.values():
                yield from _strings(part)
