"""The revision that certifies a printed brief: two or three objects appended to the PDF, and the signature in them.

It is written in one form only (ISO 32000-1, 12.8), a pure function of the printed PDF, the time and the signature.
Checking writes it again and compares the bytes: whatever else somebody appended cannot be equal. pyHanko's own writer
would put the wall clock and random identifiers into other objects as well, which could not be told from tampering.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intake.errors import Refused
from intake.frugal import dataclass
from intake.locale import worded
from intake.signing import cms
from intake.signing.digests import sha256, sha256_of_each
from intake.signing.structure import Printed

if TYPE_CHECKING:
    from intake.signing.keys import SupplierKey

_ROOM = 8192  # bytes for the container: four times what it needs now, and enough for a time stamp
_RANGE_WIDTH = 40
# Where the client's field stands on the first page, in points from the left and from below; nothing is printed there.
_PLACE = (370, 764, 530, 826)
_NOWHERE = (0, 0, 0, 0)
# What an unsigned field shows, as PDF/A asks of one that has an area: nothing.
_EMPTY = b"<</Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<<>>/Length 0>>\nstream\n\nendstream" % (
    _PLACE[2] - _PLACE[0],
    _PLACE[3] - _PLACE[1],
)
_END = b"%%EOF\n"
_LEAST_ENDS = 3  # of the printed pages, of our own revision, and of another one
_CONTENTS = b"/Contents<"
_TIME, _TIME_DIGITS, _PERMISSION = b"/M(D:", 14, b"/TransformParams/P "


class Permission:
    """What may still change after the certification (DocMDP, ISO 32000-1 table 254)."""

    NOTHING = 1
    SIGNING = 2


@dataclass(frozen=True, slots=True)
class Certified:
    """A certified file taken apart: the printed PDF, what may change, when it says it was signed, and by whom.

    `digest` is of what is signed, `sha256` of the whole file; `covered` says what is signed: how many bytes before the signature,
    where the file goes on, and how many bytes follow (ByteRange, 12.8.1).
    """

    printed: Printed
    permission: int
    at: datetime
    contents: bytes
    digest: bytes
    sha256: bytes
    covered: tuple[int, int, int]


def certify(printed: bytes, key: "SupplierKey", permission: int, *, at: datetime) -> bytes:
    """The printed PDF with its certification appended: every byte but the signature's own is signed."""
    at = at.astimezone(UTC).replace(microsecond=0)
    if at.year < 1000:
        raise Refused(f"the clock says {at:%Y}", remedy="Set the clock of this computer.")
    base = Printed.read(printed)
    empty = _appended(base, permission, at, b"0" * (2 * _ROOM))
    container = cms.make(_digest(printed, empty), key)
    return printed + _appended(base, permission, at, container.hex().encode().ljust(2 * _ROOM, b"0"))


def take_apart(file: bytes) -> Certified:
    """The parts of a certified file; ValueError, in words for people, where it has any other byte than it must have."""
    base = Printed.before_update(file)
    appended = file[len(base.raw) :]
    permission, at = appended.partition(_PERMISSION)[2][:1], appended.partition(_TIME)[2][:_TIME_DIGITS]
    if permission not in (b"1", b"2") or len(at) != _TIME_DIGITS or not at.isdigit():
        raise ValueError(worded("the signature at the end of the file is damaged or missing"))
    first, last = _gap(appended)
    contents = appended[first + 1 : last - 1]
    signed, whole = sha256_of_each(file[: len(base.raw) + first], appended[last:], appended[first:])
    certified = Certified(
        printed=base,
        permission=int(permission),
        at=_moment(at.decode("ascii")),
        contents=_bytes_in(contents),
        digest=signed,
        sha256=whole,
        covered=(len(base.raw) + first, len(base.raw) + last, len(appended) - last),
    )
    # Offers of earlier versions have a field without an area.
    forms = (_appended(base, certified.permission, certified.at, contents, placed=placed) for placed in (True, False))
    if appended not in forms:
        raise ValueError(worded("the end of the file, where the signature stands, has been altered"))
    return certified


def _bytes_in(hexadecimal: bytes) -> bytes:
    raw = bytes.fromhex(hexadecimal.decode("ascii"))
    if raw.hex().encode("ascii") != hexadecimal:
        raise ValueError(worded("the signature at the end of the file is damaged or missing"))
    return raw


def _moment(digits: str) -> datetime:
    return datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}+00:00")


def offer_in(file: bytes) -> bytes | None:
    """The offer of ours that a longer file begins with; None where it begins with none, or ends with it."""
    if file.count(_END.strip()) < _LEAST_ENDS:
        return None
    try:
        printed = Printed.before_update(file)
        end = file.index(_END, len(printed.raw) + 1) + len(_END)
        offered = file[:end] if end < len(file) else b""
        return offered if take_apart(offered).permission == Permission.SIGNING else None
    except ValueError:
        return None


def _digest(printed: bytes, appended: bytes) -> bytes:
    first, last = _gap(appended)
    return sha256(printed, appended[:first], appended[last:])


def _appended(base: Printed, permission: int, at: datetime, contents: bytes, *, placed: bool = True) -> bytes:
    signature, field, form, client = range(base.size, base.size + 4)
    shown = b""
    if placed:
        client, empty = client + 1, client
        shown = b"/AP<</N %d 0 R>>" % empty
    fields = [field] if permission == Permission.NOTHING else [field, client]
    listed = " ".join(f"{number} 0 R" for number in fields).encode()
    objects = {
        base.root: _extended(base.object(base.root), b"/AcroForm %d 0 R/Perms<</DocMDP %d 0 R>>" % (form, signature)),
        base.first_page: _extended(base.object(base.first_page), b"/Annots[%b]" % listed),
        signature: _signature(permission, at, contents),
        field: _field(b"Supplier", base.first_page, b"/V %d 0 R" % signature),
        form: b"<</Fields[%b]/SigFlags 3>>" % listed,
    }
    if client in fields:
        objects[client] = _field(b"Client", base.first_page, shown, _PLACE if placed else _NOWHERE)
        if placed:
            objects[empty] = _EMPTY
    return _with_range(base.update(objects), len(base.raw))


def _extended(dictionary: bytes, entries: bytes) -> bytes:
    return dictionary.removesuffix(b">>") + entries + b">>"


def _signature(permission: int, at: datetime, contents: bytes) -> bytes:
    return (
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:%bZ)"
        b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P %d/V/1.2>>>>]"
        b"/ByteRange[%b]/Contents<%b>>>"
    ) % (f"{at:%Y%m%d%H%M%S}".encode(), permission, b" " * _RANGE_WIDTH, contents)


def _field(name: bytes, page: int, value: bytes, place: tuple[int, int, int, int] = _NOWHERE) -> bytes:
    # Marked to be printed and locked, as PDF/A asks.
    return b"<</FT/Sig/T(%b)%b/Type/Annot/Subtype/Widget/Rect[%d %d %d %d]/F 132/P %d 0 R>>" % (
        name,
        value,
        *place,
        page,
    )


def _with_range(appended: bytes, start: int) -> bytes:
    first, last = _gap(appended)
    end = len(appended)
    written = b"0 %d %d %d" % (start + first, start + last, end - last)
    return appended.replace(b" " * _RANGE_WIDTH, written.ljust(_RANGE_WIDTH), 1)


def _gap(appended: bytes) -> tuple[int, int]:
    # What is not signed: the hexadecimal container with its angle brackets (ISO 32000-1, 12.8.1).
    at = appended.find(_CONTENTS)
    end = appended.find(b">", at)
    if at < 0 or end < 0:
        raise ValueError(worded("the signature at the end of the file is damaged or missing"))
    return at + len(_CONTENTS) - 1, end + 1
