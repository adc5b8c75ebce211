"""What the client's signature shows on the page where it is plain text: its words are read.

A picture, curves, or a font of its own could show other words than a program reads, so only plain text in the fonts that every
reader has, lines and boxes are plain. ValueError says what was found beside it: then it is a drawing, or nothing that is taken.
"""

import zlib
from collections.abc import Callable, Iterator

from intake.signing.pdf_values import Name, Reference, Stream, Value, Word, read_value, skip_space

_MOST_BYTES = 256 * 1024
_FORM = frozenset("Type Subtype FormType BBox Matrix Resources Length Filter".split())
_RESOURCES = frozenset("Font XObject ProcSet".split())
_FONT = frozenset("Type Subtype BaseFont Encoding Name".split())
PLAIN_FONTS = frozenset(
    "Courier Courier-Bold Courier-Oblique Courier-BoldOblique Helvetica Helvetica-Bold Helvetica-Oblique "
    "Helvetica-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic".split()
)
"""The fonts that every reader has."""
_ENCODINGS = (None, Name("WinAnsiEncoding"), Name("StandardEncoding"))
_OPERATORS = frozenset(
    "q Q cm BT ET Tf Td TD Tm TL T* Tc Tw Tz Ts Tj TJ ' \" rg RG g G k K w J j M d re S s f F n W W* BMC EMC Do m l".split()
)
_SHOWING = ("Tj", "TJ", "'", '"')
_MOST_STROKES = 12
_DEEPEST = 6

Resolve = Callable[[Value], Value]


def shown_words(form: Value, resolve: Resolve, *, depth: int = 0) -> Iterator[str]:
    """Every text that an appearance shows, with the comments in it; `resolve` follows a reference to its object."""
    form = resolve(form)
    if not isinstance(form, Stream) or not form.entries.keys() <= _FORM or form.entries.get("Subtype") != Name("Form"):
        raise ValueError("it holds a picture or something else than text, which cannot be read here")
    if depth > _DEEPEST:
        raise ValueError("it is nested too deeply")
    resources = resolve(form.entries.get("Resources", {}))
    if not isinstance(resources, dict) or not resources.keys() <= _RESOURCES:
        raise ValueError("it uses more than plain fonts")
    fonts, parts = (resolve(resources.get(kind, {})) for kind in ("Font", "XObject"))
    if not isinstance(fonts, dict) or not isinstance(parts, dict):
        raise ValueError("its fonts cannot be read")
    for font in fonts.values():
        _check_font(resolve(font))
    for part in parts.values():
        yield from shown_words(part, resolve, depth=depth + 1)
    yield from _texts(content(form))


def _check_font(font: Value) -> None:
    plain = isinstance(font, dict) and font.keys() <= _FONT and font.get("Subtype") == Name("Type1")
    base = font.get("BaseFont") if isinstance(font, dict) else None
    if not plain or not isinstance(base, Name) or base.text not in PLAIN_FONTS:
        raise ValueError("it uses a font of its own, whose letters may show other words than can be read")
    if isinstance(font, dict) and font.get("Encoding") not in _ENCODINGS:
        raise ValueError("it uses an encoding of its own, whose letters may show other words than can be read")


def content(form: Stream) -> bytes:
    """What an appearance draws, unpacked."""
    if "DecodeParms" in form.entries:
        raise ValueError("its drawing is packed in a way that is not read")
    match form.entries.get("Filter"):
        case None:
            raw = form.data
        case Name("FlateDecode") | [Name("FlateDecode")]:
            unpacking = zlib.decompressobj()
            try:
                raw = unpacking.decompress(form.data, _MOST_BYTES + 1)
            except zlib.error as fault:
                raise ValueError("its drawing is damaged") from fault
            if unpacking.unused_data.strip():
                raise ValueError("its drawing is damaged")
        case _:
            raise ValueError("its drawing is packed in a way that is not read")
    if len(raw) > _MOST_BYTES:
        raise ValueError("its drawing is too long")
    return raw


def _texts(content: bytes) -> Iterator[str]:
    """The texts in the order in which they are drawn."""
    at, strokes, opened, operands = 0, 0, 0, list[Value]()
    while (at := skip_space(content, at)) < len(content):
        if content.startswith(b"%", at):
            end = min((i for i in (content.find(b"\n", at), content.find(b"\r", at)) if i >= 0), default=len(content))
            yield content[at + 1 : end].decode("latin-1")
            at = end
            continue
        value, at = read_value(content, at)
        if not isinstance(value, Word) or isinstance(value, Reference):
            operands.append(value)
            continue
        if value.text not in _OPERATORS:
            raise ValueError(f"it draws with {value.text!r:.20}, which cannot be read here")
        # Closing what a reader opened around it would take its bounds away.
        opened += (value.text == "q") - (value.text == "Q")
        if opened < 0:
            raise ValueError("it closes what it did not open")
        strokes += value.text in ("l", "re")
        if strokes > _MOST_STROKES:
            raise ValueError("it draws a picture, which cannot be read here")
        if value.text in _SHOWING:
            yield _text(operands[-1] if operands else b"")
        operands = []


def _text(shown: Value) -> str:
    parts = shown if isinstance(shown, list) else [shown]
    return b"".join(part for part in parts if isinstance(part, bytes)).decode("cp1252", "replace")
