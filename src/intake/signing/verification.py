"""What a check of a signed document found, in words for people and as data."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from intake.frugal import dataclass, field
from intake.locale import worded

if TYPE_CHECKING:
    from intake.model.values import Json
    from intake.signing.pins import Pin
    from intake.signing.rotating import Rotation

Outcome = Literal["valid", "invalid", "unknown"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A version of an agreement by its number and the digest of its document."""

    seq: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found: `valid` all signatures cover this text, `invalid` not, `unknown` it cannot be told.

    `pinned` says whether the signer's fingerprint is one that the caller trusts; `brief` is the data inside, of the version
    in force; `documents` are the versions that were checked.
    """

    outcome: Outcome
    brief_id: str = ""
    statements: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    signer: str = ""
    fingerprint: str = ""
    pinned: bool = False
    brief: "Json" = None
    documents: tuple[Numbered, ...] = ()


def nobody_told() -> None:
    """What is done before pages are printed where nobody waits for them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a check may rest on beside the document: the keys that the caller trusts, what leads from older keys to newer ones, and
    the files beside it by what their name adds to the document's (`.pdf.sig`); and whether the pages are to be printed again, and who is told
    before they are.
    """

    pins: "Sequence[Pin]" = ()
    rotations: "Sequence[Rotation]" = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)
    pages: bool = True
    printing: Callable[[], None] = nobody_told

    def trust(self, fingerprint: str, who: Literal["supplier", "client"] = "supplier") -> tuple[str, bool]:
        """What is known of a key, in words, and whether that is trust."""
        if own := next((pin for pin in self.pins if pin.fingerprint == fingerprint), None):
            return str(own), True
        if self.pins and self.rotations:
            from intake.signing.rotating import trusted_through

            if former := trusted_through(fingerprint, self.pins, self.rotations):
                return worded(f"not pinned itself, but signed over by {former.fingerprint}, {former}"), True
        if who == "client":
            return worded("not pinned: compare it with the client by telephone"), False
        return worded("not pinned: compare it with the supplier by telephone"), False
