"""The objects of a signed file as a reader would find them, held against the offer it began as.

ValueError names what is not as it must be: the field was changed beyond its signature, something was added, a part was altered.
"""

from collections.abc import Mapping
from decimal import Decimal

from intake.signing.certification import Certified
from intake.signing.pdf_text import is_date
from intake.signing.pdf_values import Name, Reference, Stream, Value, read_object
from intake.signing.resaved import check_catalogue, check_information, check_metadata
from intake.signing.revision import Revision, read_revision, references

_FIELD = frozenset({"V", "AP", "M", "Rect"})
_SIGNATURE = frozenset(
    """Type Filter SubFilter Contents ByteRange M Name Reason Location ContactInfo
    Prop_Build Prop_AuthTime Prop_AuthType""".split()
)
_FORMS = (Name("adbe.pkcs7.detached"), Name("ETSI.CAdES.detached"))
# The strip at the upper right of the first page, on which we print nothing: points from the left and from below.
_FREE = (365, 752, 560, 836)
_KINDS = {"Filespec": "an attached file", "EmbeddedFile": "an attached file", "Page": "a page", "Font": "a font"}


class FinalState:
    """The objects of the file as a reader would find them, and as the offer had them."""

    def __init__(self, file: bytes, certified: Certified, offer: bytes) -> None:
        self.file, self.certified, self.offer = file, certified, offer
        self.base = certified.printed
        self.before: Revision = read_revision(offer, len(self.base.raw))
        self.after: Revision = read_revision(file, len(offer))
        self.field_number = max(self.before.objects)

    def resolve(self, value: Value) -> Value:
        """The object that a reference points to, which must be new; any other value as it is."""
        if not isinstance(value, Reference):
            return value
        if value.number not in self.after.objects or value.number <= self.field_number:
            raise ValueError(f"the signature borrows object {value.number} of the offer, or one that is not there")
        return self.after.objects[value.number]

    def original(self, number: int) -> Value:
        """An object as the offer had it."""
        if number in self.before.objects:
            return self.before.objects[number]
        head = b"%d 0 obj" % number
        if not self.base.raw.startswith(head, self.base.offsets[number]):
            raise ValueError(f"object {number} of the offer is not where the table says")
        return read_object(self.base.raw, self.base.offsets[number] + len(head))[0]

    def check_trailer(self) -> None:
        """The trailer must lead to the offer's own catalogue, and back to its table."""
        mine, theirs = self.before.trailer, self.after.trailer
        same = all(theirs.get(key) == mine[key] for key in ("Root", "Info")) and theirs.get("Prev") == self.before.table
        identifiers, size = theirs.get("ID"), max(self.after.objects, default=0)
        kept = isinstance(identifiers, list) and len(identifiers) == 2 and identifiers[:1] == _listed(mine["ID"])[:1]
        if not same or not kept or theirs.get("Size") != max(size, self.field_number) + 1:
            raise ValueError("the trailer leads elsewhere than the offer's")
        if not isinstance(last := _listed(identifiers)[1], bytes) or len(last) > 32:
            raise ValueError("the trailer leads elsewhere than the offer's")

    def check_field(self) -> dict[str, Value]:
        """The client's field, which may differ from the empty one in what a signature sets."""
        empty, field = self.original(self.field_number), self.after.objects.get(self.field_number)
        if not isinstance(empty, dict) or not isinstance(field, dict) or "V" not in field:
            raise ValueError("the field Client is not signed")
        changed = {key for key in field.keys() | empty.keys() if field.get(key) != empty.get(key)}
        if others := sorted(changed - _FIELD):
            raise ValueError(f"the field Client is changed beyond its signature: /{others[0]}")
        if field.get("Rect") != empty.get("Rect"):
            _check_place(field.get("Rect"))
        if "M" in field and not is_date(field["M"]):
            raise ValueError("the field Client says something else than a time")
        return field

    def signature(self, field: Mapping[str, Value]) -> tuple[int, dict[str, Value]]:
        """The dictionary of the client's signature and its number."""
        pointer = field["V"]
        found = self.resolve(pointer)
        if not isinstance(pointer, Reference) or not isinstance(found, dict) or not found.keys() <= _SIGNATURE:
            more = sorted(found.keys() - _SIGNATURE) if isinstance(found, dict) else []
            raise ValueError("the signature says more than a signature does" + (f": /{more[0]}" if more else ""))
        if found.get("Type", Name("Sig")) != Name("Sig") or found.get("SubFilter") not in _FORMS:
            raise ValueError("the signature is of a form that is not read here")
        return pointer.number, found

    def covered(self, number: int, signature: Mapping[str, Value]) -> tuple[bytes, bytes]:
        """The container, and every byte of the file around it: the range must be all of it."""
        span, contents, ranges = self.after.spans[number], signature.get("Contents"), signature.get("ByteRange")
        if not isinstance(contents, bytes) or not isinstance(ranges, list) or len(ranges) != 4:
            raise ValueError("the signature does not say what it covers")
        start, first, second, rest = (part if isinstance(part, int) else -1 for part in ranges)
        inside = span[0] < first < second < span[1]
        if start or not inside or second + rest != len(self.file):
            raise ValueError("the client's signature does not cover the whole file")
        hexadecimal = self.file[first:second]
        if hexadecimal[:1] + hexadecimal[-1:] != b"<>" or hexadecimal[1:-1] not in _written(contents):
            raise ValueError("the client's signature leaves out more than itself")
        return contents, self.file[:first] + self.file[second:]

    def check_others(self, field: Mapping[str, Value]) -> None:
        """Every other object must be the offer's, or part of the signature."""
        needed, todo = set[int](), references({key: field[key] for key in ("V", "AP") if key in field})
        while todo:
            number = todo.pop()
            if number in self.after.objects and number not in needed:
                needed.add(number)
                todo |= references(self.after.objects[number])
        for number, value in self.after.objects.items():
            if number == self.field_number:
                continue
            if number > self.field_number:
                if number not in needed:
                    raise ValueError(f"object {number} was added, which no signature needs")
            elif number >= len(self.base.offsets) and number not in self.before.objects:
                raise ValueError(f"object {number} was added, which no signature needs")
            else:
                self._check_same(number, value)

    def _check_same(self, number: int, value: Value) -> None:
        before = self.original(number)
        catalogue = before if number == self.base.root else self.original(self.base.root)
        if number == self.base.info:
            check_information(before, value)
        elif isinstance(catalogue, dict) and catalogue.get("Metadata") == Reference(number):
            check_metadata(before, value)
        elif number == self.base.root:
            check_catalogue(before, value)
        elif value != before:
            raise ValueError(f"{self._called(number)} was changed after it was offered")

    def _called(self, number: int) -> str:
        """What an object is, in words for people."""
        called = {self.base.first_page: "the first page", self.base.size + 2: "the form with its fields"}
        called |= {self.base.size: "our own signature", self.base.size + 1: "the field of our signature"}
        if number in called:
            return called[number]
        value = self.original(number)
        entries = value.entries if isinstance(value, Stream) else value if isinstance(value, dict) else {}
        kind = entries.get("Type")
        word = _KINDS.get(kind.text if isinstance(kind, Name) else "", "a part of the pages")
        return f"{word} (object {number})"


def _listed(value: Value | None) -> list[Value]:
    return value if isinstance(value, list) else []


def _written(contents: bytes) -> tuple[bytes, bytes]:
    """The two ways of writing bytes in hexadecimal digits."""
    digits = contents.hex().encode("ascii")
    return digits, digits.upper()


def _check_place(place: Value | None) -> None:
    numbers = [float(part) for part in _listed(place) if isinstance(part, int | Decimal)]
    if len(numbers) != 4:
        raise ValueError("the field Client was moved to no place")
    left, below, right, above = numbers
    if not (_FREE[0] <= left <= right <= _FREE[2] and _FREE[1] <= below <= above <= _FREE[3]):
        raise ValueError("the field Client was moved to where it could hide what is printed")
