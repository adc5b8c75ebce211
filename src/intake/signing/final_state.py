"""The objects of a signed file as a reader would find them, held against the offer it began as.

ValueError names what is not as it must be: the field was changed beyond its signature, something was added, a part was altered.
"""

from collections.abc import Mapping
from decimal import Decimal

from intake.signing import validation_store
from intake.signing.certification import Certified
from intake.signing.pdf_text import is_date
from intake.signing.pdf_values import Name, Reference, Stream, Value, read_object
from intake.signing.resaved import check_catalogue, check_information, check_metadata
from intake.signing.revision import Revision, lengths_in, read_revision, read_revisions, references

_FIELD = frozenset({"V", "AP", "M", "Rect", "MK", "AS"})
_BLANK = frozenset({"Type", "Subtype", "BBox", "Length", "Resources", "FormType"})
_SIGNATURE = frozenset(
    """Type Filter SubFilter Contents ByteRange M Name Reason Location ContactInfo
    Prop_Build Prop_AuthTime Prop_AuthType""".split()
)
_FORMS = (Name("adbe.pkcs7.detached"), Name("ETSI.CAdES.detached"))
FREE = (365, 752, 560, 836)
"""The strip at the upper right of the first page, on which we print nothing: points from the left and from below."""
NOWHERE: list[Value] = [0, 0, 0, 0]
"""The place of a field without an area, which nobody sees."""
_KINDS = {"Filespec": "an attached file", "EmbeddedFile": "an attached file", "Page": "a page", "Font": "a font"}


class FinalState:
    """The objects of the file as a reader would find them, and as the offer had them.

    `after` is the revision that the client signed; in `later` ones a program may keep what proves that signature in later years.
    `store` is a store of certificates that was signed with it, made of the objects `stored`.
    """

    def __init__(self, file: bytes, certified: Certified, offer: bytes) -> None:
        self.file, self.certified, self.offer = file, certified, offer
        self.base = certified.printed
        self.before: Revision = read_revision(offer, len(self.base.raw))
        self.form_number, self.field_number = self.base.size + 2, max(self.before.objects)
        self.after, *self.later = read_revisions(file, len(offer))
        self.empty = self._empty_field()
        root = self.after.objects.get(self.base.root)
        self.store = root.get("DSS") if isinstance(root, dict) else None
        self.stored = set[int]()
        self._check_packages()
        self._check_again()

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

    def check_trailers(self) -> None:
        """Each trailer must lead to the offer's own catalogue, and the first back to the offer's table."""
        mine, size = self.before.trailer, self.field_number
        if self.after.trailer.get("Prev") != self.before.table:
            raise ValueError("the trailer leads elsewhere than the offer's")
        for revision in (self.after, *self.later):
            theirs, size = revision.trailer, max(size, *revision.objects, *revision.packages)
            same = all(theirs.get(key) == mine[key] for key in ("Root", "Info"))
            identifiers = theirs.get("ID")
            kept = (
                isinstance(identifiers, list) and len(identifiers) == 2 and identifiers[:1] == _listed(mine["ID"])[:1]
            )
            if not same or not kept or theirs.get("Size") != size + 1:
                raise ValueError("the trailer leads elsewhere than the offer's")
            if not isinstance(last := _listed(identifiers)[1], bytes) or len(last) > 32:
                raise ValueError("the trailer leads elsewhere than the offer's")

    def check_field(self) -> dict[str, Value]:
        """The client's field, which may differ from the empty one in what a signature sets."""
        empty, field = self.empty, self.after.objects.get(self.field_number)
        if not isinstance(field, dict) or "V" not in field:
            raise ValueError("the field Client is not signed")
        changed = {key for key in field.keys() | empty.keys() if field.get(key) != empty.get(key)}
        if others := sorted(changed - _FIELD):
            raise ValueError(f"the field Client is changed beyond its signature: /{others[0]}")
        if field.get("Rect") not in (empty.get("Rect"), NOWHERE):
            _check_place(field.get("Rect"))
        # An empty dictionary, and the name of the one state there is, say nothing.
        for key, silent in (("MK", {}), ("AS", Name("N"))):
            if field.get(key, silent) != silent:
                raise ValueError(f"the field Client is changed beyond its signature: /{key}")
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

    def covered(
        self, number: int, signature: Mapping[str, Value], revision: Revision, *, last: bool
    ) -> tuple[bytes, bytes]:
        """The container, and every byte of the file around it up to the end of its revision: the range must be all of it."""
        span, contents, ranges = revision.spans.get(number), signature.get("Contents"), signature.get("ByteRange")
        if not isinstance(contents, bytes) or not isinstance(ranges, list) or len(ranges) != 4 or span is None:
            raise ValueError("the signature does not say what it covers")
        start, first, second, rest = (part if isinstance(part, int) else -1 for part in ranges)
        inside, end = span[0] < first < second < span[1], second + rest
        # Where more follows, the file that was signed may or may not have had an end of line behind its end.
        whole = end == len(self.file) if last else revision.end <= end <= revision.following
        if start or not inside or not whole:
            raise ValueError("the client's signature does not cover the whole file")
        hexadecimal = self.file[first:second]
        if hexadecimal[:1] + hexadecimal[-1:] != b"<>" or hexadecimal[1:-1] not in _written(contents):
            raise ValueError("the client's signature leaves out more than itself")
        return contents, self.file[:first] + self.file[second:end]

    def check_others(self, field: Mapping[str, Value]) -> None:
        """Every other object must be the offer's, or part of the signature, or of a store of certificates with it."""
        if self.store is not None:
            self.stored = validation_store.check(self.store, self.resolve)
        needed, todo = set[int](), references({key: field[key] for key in ("V", "AP") if key in field})
        # A store of certificates and lengths of streams may come along; each is held against what it must be.
        needed |= self.stored | lengths_in(self.after.objects)
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
            elif self._is_given_away(number, value):
                continue
            elif number >= len(self.base.offsets) and number not in self.before.objects:
                raise ValueError(f"object {number} was added, which no signature needs")
            else:
                self.check_same(number, value)

    def _empty_field(self) -> dict[str, Value]:
        empty = self.original(self.field_number)
        if not isinstance(empty, dict):
            raise ValueError("the offer has no field Client")
        return empty

    def _is_given_away(self, number: int, value: Value) -> bool:
        """Whether this is what the empty field showed, which Poppler writes anew as another drawing of nothing."""
        shown = isinstance(value, Stream) and not value.data.strip() and value.entries.keys() <= _BLANK
        return shown and self.empty.get("AP") == {"N": Reference(number)}

    def _check_again(self) -> None:
        """A number may only be given away and taken again where no pointer leads there but the empty field's."""
        given = {n for n in self.after.again if not self._is_given_away(n, self.after.objects[n])}
        for revision in self.later:
            given |= revision.again
        if given:
            raise ValueError(f"object {min(given)} was given away and taken again")

    def _check_packages(self) -> None:
        """What only packs objects must be new: under an old number it would strike out what the offer says."""
        known = set(range(self.field_number + 1))
        for revision in (self.after, *self.later):
            if not revision.packages.isdisjoint(known):
                raise ValueError("packed objects stand in the place of an object of the offer")
            known |= {*revision.objects, *revision.packages}

    def _is_metadata(self, number: int) -> bool:
        catalogue = self.original(self.base.root)
        return isinstance(catalogue, dict) and catalogue.get("Metadata") == Reference(number)

    def check_same(self, number: int, value: Value) -> None:
        """An object must say what it said in the offer, but for what saving alone changes."""
        before = self.original(number)
        if number == self.base.info:
            check_information(before, value)
        elif self._is_metadata(number):
            check_metadata(before, value)
        elif number == self.base.root:
            check_catalogue(
                before, {k: part for k, part in value.items() if k != "DSS"} if isinstance(value, dict) else value
            )
        elif value != before:
            raise ValueError(f"{self.called(number)} was changed after it was offered")

    def called(self, number: int) -> str:
        """What an object is, in words for people."""
        called = {self.base.first_page: "the first page", self.form_number: "the form with its fields"}
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
    if not (FREE[0] <= left <= right <= FREE[2] and FREE[1] <= below <= above <= FREE[3]):
        raise ValueError("the field Client was moved to where it could hide what is printed")
