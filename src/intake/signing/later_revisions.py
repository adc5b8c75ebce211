"""What may follow the client's signature in later revisions: what proves it in later years, and nothing that anybody sees.

That is a store of certificates and answers on revocation (a DSS), and time stamps of the whole file so far (ETSI EN 319 142-1,
PAdES-LT and PAdES-LTA). Each object of these revisions must be part of one of them. ValueError names what is not.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from intake.frugal import dataclass
from intake.signing import validation_store
from intake.signing.pdf_text import text_of
from intake.signing.pdf_values import Name, Reference, Value
from intake.signing.revision import lengths_in

if TYPE_CHECKING:
    from intake.signing.final_state import FinalState
    from intake.signing.revision import Revision
    from intake.signing.timestamp import Stamped

_STAMP = frozenset("Type Filter SubFilter Contents ByteRange".split())
_STAMP_FIELD = frozenset("FT T TU Type Subtype F Rect P V".split())
# What programs call the field of a time stamp, with a number of their own.
_STAMP_NAME = re.compile(r"(?i:(?:doc|document)?[ _-]?time[ _-]?stamp|signature)[ _-]?[0-9a-f-]{0,40}")


@dataclass(frozen=True, slots=True)
class Later:
    """How many objects of a store were put in, and the time stamps of the whole file so far."""

    stored: int
    stamps: "tuple[Stamped, ...]"


def read(state: "FinalState") -> Later:
    """What the revisions after the client's hold, each object of them explained."""
    reading = _Reading(state)
    for number, revision in enumerate(state.later):
        reading.read(revision, last=number == len(state.later) - 1)
    return Later(len(reading.stored), tuple(reading.stamps))


class _Reading:
    """What was added so far, and how the page and the form stand by now."""

    def __init__(self, state: "FinalState") -> None:
        self.state = state
        self.page, self.form = state.base.first_page, state.form_number
        self.now: dict[int, Value] = {number: state.original(number) for number in (self.page, self.form)}
        self.store, self.stored = state.store, set(state.stored)
        self.added: dict[int, Value] = {number: state.after.objects[number] for number in self.stored}
        self.stamps: list[Stamped] = []

    def read(self, revision: "Revision", *, last: bool) -> None:
        """One revision: every object of it is part of the store or of a time stamp, or says the same as before."""
        taken = {*self.state.after.objects, *self.state.after.packages} - self.state.stored
        new = {n: value for n, value in revision.objects.items() if n > self.state.field_number and n not in taken}
        self.added |= new
        catalogue = revision.objects.get(self.state.base.root)
        before = self.store
        if isinstance(catalogue, dict):
            self.store = catalogue.get("DSS", self.store)
        explained = validation_store.check(self.store, self._resolve) if self.store is not None else set[int]()
        self.stored |= explained
        explained |= self._stamped(revision, last=last)
        if before == self.store and explained.isdisjoint(revision.objects):
            raise ValueError("something was appended after the client's signature, which no signature needs")
        explained |= lengths_in(revision.objects)
        for number, value in revision.objects.items():
            if number in new and number in explained:
                continue
            if number > self.state.field_number:
                raise ValueError(f"object {number} was added after the client's signature, which no signature needs")
            if number in self.now:
                self._check_now(number, value)
            else:
                self._check_saved(number, value)

    def _resolve(self, value: Value) -> Value:
        if not isinstance(value, Reference):
            return value
        if value.number not in self.added:
            raise ValueError("what was appended after the client's signature points elsewhere")
        return self.added[value.number]

    def _check_now(self, number: int, value: Value) -> None:
        if value != self.now[number]:
            raise ValueError(f"{self.state.called(number)} was changed after the client's signature")

    def _check_saved(self, number: int, value: Value) -> None:
        """What saving alone changes, or says the same as before."""
        self.state.check_same(number, value)

    def _stamped(self, revision: "Revision", *, last: bool) -> set[int]:
        """The objects of a time stamp: its field stands last in the form and on the first page."""
        form = revision.objects.get(self.form)
        if form is None or form == self.now[self.form]:
            return set()
        pointer = _appended(self.now[self.form], form, "Fields")
        if _appended(self.now[self.page], revision.objects.get(self.page), "Annots") != pointer:
            raise ValueError("a time stamp stands in the form and not on the page, or the other way round")
        self.now |= {self.form: form, self.page: revision.objects[self.page]}
        value = _dictionary(self._resolve(pointer), _STAMP_FIELD)
        wanted: Mapping[str, Value] = {
            "FT": Name("Sig"), "Type": Name("Annot"), "Subtype": Name("Widget"), "F": 132, "Rect": [0, 0, 0, 0],
            "P": Reference(self.page),
        }  # fmt: skip
        named = all(_STAMP_NAME.fullmatch(text_of(value.get(key, b"Timestamp"))) for key in ("T", "TU"))
        if not named or any(value.get(key, part) != part for key, part in wanted.items()) or "T" not in value:
            raise ValueError("the field of a time stamp says or shows more than a time stamp does")
        signature = value.get("V")
        if not isinstance(pointer, Reference) or not isinstance(signature, Reference):
            raise ValueError("a signature that is no time stamp follows the client's")
        stamp = _dictionary(self._resolve(signature), _STAMP)
        if (stamp.get("Type"), stamp.get("SubFilter")) != (Name("DocTimeStamp"), Name("ETSI.RFC3161")):
            raise ValueError("a signature that is no time stamp follows the client's")
        self._read_stamp(revision, signature.number, stamp, last=last)
        return {pointer.number, signature.number}

    def _read_stamp(self, revision: "Revision", number: int, stamp: Mapping[str, Value], *, last: bool) -> None:
        from intake.signing import timestamp

        token, covered = self.state.covered(number, stamp, revision, last=last)
        self.stamps.append(timestamp.read_token(token, covered))


def _appended(before: Value, after: Value | None, key: str) -> Value:
    """The one reference that a list has more than before, everything else being the same."""
    if isinstance(before, dict) and isinstance(after, dict):
        mine, theirs = before.get(key), after.get(key)
        same = isinstance(mine, list) and {**after, key: mine} == before
        if same and isinstance(theirs, list) and theirs[:-1] == mine and isinstance(theirs[-1], Reference):
            return theirs[-1]
    raise ValueError(f"what has /{key} was changed after the client's signature beyond a time stamp")


def _dictionary(value: Value, keys: frozenset[str]) -> dict[str, Value]:
    if not isinstance(value, dict) or not value.keys() <= keys:
        raise ValueError("a time stamp after the client's signature says more than a time stamp does")
    return value
