"""A drawing in the client's signature: pictures, curves, fonts of its own, which no program can judge; what of it can be read is.

It may be made of what drawings are made of (ISO 32000-1, 8 and 9), all of it new, with nothing in it that acts, leads elsewhere
or comes and goes, and inside its own bounds: a reader cuts off what leaves the box of a form (8.10.1) and fits the box into the
field (12.5.5). Where the field has no area nobody sees it; where it has one, somebody has to look. ValueError says what was found.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from intake.frugal import dataclass
from intake.signing.appearance import PLAIN_FONTS, Resolve, content
from intake.signing.pdf_fonts import Decode, decoder
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
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_PROGRAMS = frozenset(("FontFile", "FontFile2", "FontFile3"))
_DRAWN_FROM_A_PROGRAM = frozenset(("Type1", "MMType1", "TrueType", "CIDFontType0", "CIDFontType2"))
# As far as this back between two letters of a line stands for a space, in thousandths of the size.
_SPACE = -180
_SAME = [1, 0, 0, 1, 0, 0]
# Not a name that a file could have given: one letter of a font that is drawn.
_LETTER = "(letter)"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a drawing; `shown` where it is drawn in letters that say which they are."""

    text: str
    shown: bool


def check_bounds(form: Value, resolve: Resolve) -> None:
    """Whether what is drawn stays in its field: with an odd extent, or turned, readers may place it otherwise."""
    drawn = resolve(form)
    if not isinstance(drawn, Stream) or drawn.entries.get("Subtype") != Name("Form"):
        raise ValueError("it is no drawing")
    box, turned = drawn.entries.get("BBox"), drawn.entries.get("Matrix", _SAME)
    corners = [part for part in box if isinstance(part, int | Decimal)] if isinstance(box, list) else []
    # A box may be given by any two opposite corners (7.9.5).
    if len(corners) != 4 or corners[0] == corners[2] or corners[1] == corners[3] or turned != _SAME:
        raise ValueError("its extent is not plain")


def read(form: Value, resolve: Resolve, *, seen: bool) -> str:
    """What is shown in letters that can be read; ValueError where it is no mere drawing, or a text in it objects.

    Where it is `seen`, everything that it draws with must be in the file, since a machine draws what is missing as it likes.
    """
    check_bounds(form, resolve)
    found = [*_Reading(resolve, embedded=seen).texts(form)]
    for said in found:
        if objects(said.text):
            raise ValueError(f"it says “{said.text:.80}”")
    return " ".join(said.text for said in found if said.shown)


class _Reading:
    """What was read of a drawing so far."""

    def __init__(self, resolve: Resolve, *, embedded: bool) -> None:
        self._resolve, self._embedded = resolve, embedded
        self._seen = set[tuple[int, str]]()

    def texts(self, value: Value, *, depth: int = 0, key: str = "") -> Iterator[Said]:
        """Every text in a part of a drawing and in all that it is made of; `key` is where the part stands."""
        if depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        match value:
            case Reference(number):
                # What was read as one thing may be used as another elsewhere.
                used = (number, key if key in _BY_NAME or key == _LETTER else "")
                if used not in self._seen:
                    self._seen.add(used)
                    yield from self.texts(self._resolve(value), depth=depth + 1, key=key)
            case Stream():
                yield from self.texts(dict(value.entries), depth=depth + 1)
                if value.entries.get("Subtype") == Name("Form") or "PatternType" in value.entries or key == _LETTER:
                    yield from _drawn(content(value), self._fonts(value.entries.get("Resources", {})))
            case dict():
                by_name = key in _BY_NAME
                if not by_name and (others := sorted(value.keys() - _KEYS - _BY_NAME)):
                    raise ValueError(f"it holds more than a drawing does: /{others[0]:.40}")
                self._check_font(value)
                inside = _LETTER if key == "CharProcs" else ""
                for name, part in value.items():
                    yield from self.texts(part, depth=depth + 1, key=inside if by_name else name)
            case list():
                for part in value:
                    yield from self.texts(part, depth=depth + 1)
            case bytes():
                yield Said(text_of(value), shown=False)

    def _check_font(self, font: Mapping[str, Value]) -> None:
        kind, base = font.get("Subtype"), font.get("BaseFont")
        if not self._embedded or not isinstance(kind, Name) or kind.text not in _DRAWN_FROM_A_PROGRAM:
            return
        descriptor = self._resolve(font.get("FontDescriptor", {}))
        plain = isinstance(base, Name) and base.text in PLAIN_FONTS
        if not plain and (not isinstance(descriptor, dict) or _PROGRAMS.isdisjoint(descriptor)):
            raise ValueError("it uses a font that is not in the file, which each machine draws as it likes")

    def _fonts(self, resources: Value) -> Mapping[str, Decode]:
        """How the letters of each font that can be read are read, by the font's name."""
        found = self._resolve(resources)
        fonts = self._resolve(found.get("Font", {})) if isinstance(found, dict) else {}
        read = {name: decoder(font, self._resolve) for name, font in fonts.items()} if isinstance(fonts, dict) else {}
        return {name: decode for name, decode in read.items() if decode is not None}


def _drawn(drawing: bytes, fonts: Mapping[str, Decode]) -> Iterator[Said]:
    """The texts in the order in which they are drawn; what is opened must be closed, and no more."""
    at, operands, kept = 0, list[Value](), list[Decode | None]()
    decode: Decode | None = None
    while (at := skip_space(drawing, at)) < len(drawing):
        if drawing.startswith(b"%", at):
            end = min((i for i in (drawing.find(b"\n", at), drawing.find(b"\r", at)) if i >= 0), default=len(drawing))
            yield Said(drawing[at + 1 : end].decode("latin-1"), shown=False)
            at = end
            continue
        value, at = read_value(drawing, at)
        if not isinstance(value, Word) or value.text in ("true", "false", "null"):
            operands.append(value)
            continue
        match value.text:
            case "q":
                kept.append(decode)
            case "Q":
                if not kept:
                    raise ValueError("it closes what it did not open")
                decode = kept.pop()
            case "Tf":
                named = operands[0] if operands else None
                decode = fonts.get(named.text) if isinstance(named, Name) else None
            case other if other not in _OPERATORS:
                raise ValueError(f"it draws with {other!r:.20}, which cannot be read here")
        for operand in operands:
            yield from _said(operand, decode if value.text in _SHOWING else None)
        operands = []
    if kept:
        raise ValueError("it does not close what it opened")


def _said(value: Value, decode: Decode | None) -> Iterator[Said]:
    match value:
        case bytes():
            yield Said(decode(value), shown=True) if decode else Said(text_of(value), shown=False)
        case list():
            # Letters are moved apart in one list.
            read: Callable[[bytes], str] = decode or (lambda raw: raw.decode("cp1252", "replace"))
            pieces = (read(part) if isinstance(part, bytes) else " " if _is_far(part) else "" for part in value)
            yield Said("".join(pieces), shown=decode is not None)
        case dict():
            for part in value.values():
                yield from _said(part, None)


def _is_far(move: Value) -> bool:
    return isinstance(move, int | Decimal) and move < _SPACE
