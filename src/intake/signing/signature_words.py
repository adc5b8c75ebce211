"""What the client's signature says beside being one: its reason, its place, and what it shows on the page.

Whatever could object or add a condition is refused, since no program can judge it. ValueError names it.
"""

from collections.abc import Mapping

from intake.model.text import clean
from intake.signing.appearance import Resolve, shown_words
from intake.signing.final_state import NOWHERE
from intake.signing.pdf_text import is_date, text_of
from intake.signing.pdf_values import Name, Reference, Stream, Value, Word
from intake.signing.vocabulary import is_assent, objects, strange_words, without

_MOST_WORDS = 2
_MOST_IN_A_NAME = 3  # “Adobe Acrobat Pro DC (64-bit)” beside what is known


def check_said(signature: Mapping[str, Value], names: tuple[str, ...]) -> str:
    """The time in the signature; its words may say nothing of their own."""
    if not is_date(signature.get("M", b"D:2000")):
        raise ValueError("the signature says something else than a time")
    check_reason(signature)
    for key in ("Name", "Location", "ContactInfo"):
        text = text_of(signature.get(key, b""))
        if all(strange_words(reading, names) for reading in (text, _as_poppler_writes(signature.get(key)))):
            raise ValueError(f"the signature says more than a name or a place (/{key}): “{clean(text, limit=120)}”")
    for key in ("Prop_Build", "Prop_AuthTime", "Prop_AuthType", "Filter"):
        _check_bare(signature.get(key, 0), key)
    return text_of(signature.get("M", b""))


def check_reason(signature: Mapping[str, Value]) -> str:
    """The reason for signing, which may say yes and nothing more, in any language that a brief may be in."""
    given = signature.get("Reason", b"")
    if not (reason := text_of(given)):
        return ""
    if not (assent := next(filter(is_assent, (reason, _as_poppler_writes(given))), "")):
        raise ValueError(f"the signature gives a reason of its own: “{clean(reason, limit=120)}”")
    return assent


def _as_poppler_writes(value: Value | None) -> str:
    """A text in UTF-8, which Poppler writes where the standard has other encodings."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _check_bare(value: Value, key: str) -> None:
    """What a program notes of itself: names and numbers, and no sentence."""
    match value:
        case dict():
            for name, part in value.items():
                _check_bare(Name(name), key)
                _check_bare(part, key)
        case list():
            for part in value:
                _check_bare(part, key)
        case bytes() if _is_sentence(text_of(value), _MOST_WORDS):
            raise ValueError(f"the signature says more than a signature does: /{key}")
        case Name(text) | Word(text) if _is_sentence(
            text.encode("latin-1", "replace").decode("utf-8", "replace"), _MOST_IN_A_NAME
        ):
            raise ValueError(f"the signature says more than a signature does: /{key}")
        case Reference() | Stream():
            raise ValueError(f"the signature says more than a signature does: /{key}")


def _is_sentence(text: str, most: int) -> bool:
    """Whether what a program calls itself says something else; a name of PDF can be any text, since spaces may stand in it."""
    return objects(text) or len(strange_words(text, ())) > most


def check_shown(field: Mapping[str, Value], resolve: Resolve, names: tuple[str, ...], reason: str) -> bool:
    """Whether a drawing is seen on the page that no program can read; what can be read is no more than names, a date, that
    it was signed, and the reason in the signature, which `check_reason` has taken.
    """
    appearance = resolve(field.get("AP", {}))
    if not isinstance(appearance, dict) or not appearance.keys() <= {"N"}:
        raise ValueError("the appearance of the signature has several states")
    if "N" not in appearance:
        return False
    seen, form = field.get("Rect") != NOWHERE, appearance["N"]
    drawn, shown = _read(form, resolve, seen=seen)
    text = clean(shown)
    if strange := strange_words(without(text, reason), (*names, "Signed Accepted Agreed Approved")):
        raise ValueError(f"the appearance of the signature says something of its own: “{' '.join(strange):.120}”")
    return drawn and seen


def _read(form: Value, resolve: Resolve, *, seen: bool) -> tuple[bool, str]:
    """Whether an appearance is more than plain text, and what can be read of it."""
    from intake.signing import drawing

    try:
        shown = " ".join(shown_words(form, resolve))
    except ValueError:
        try:
            return True, drawing.read(form, resolve, seen=seen)
        except ValueError as fault:
            raise ValueError(f"the appearance of the signature cannot be told to be a mere drawing: {fault}") from fault
    if seen:
        try:
            drawing.check_bounds(form, resolve)
        except ValueError as fault:
            raise ValueError(f"the appearance of the signature may leave its place: {fault}") from fault
    return False, shown
