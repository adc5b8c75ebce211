"""An offer that the client signed with software of their own: is what follows our offer that signature, and nothing else?

The file begins with our offer, byte for byte, and one revision follows. Its final state is compared with the offer's, object by
object: the client's field may have a value and an appearance, the program may note itself and the time, and everything else must be as
we offered it. What a reader of PDF would forgive - objects nobody needs, bytes that nothing explains - is refused. No general
PDF software is asked, since those differ in what they see. ValueError names the part.
"""

from typing import TYPE_CHECKING

from intake.frugal import dataclass
from intake.locale import worded
from intake.model.brief import Brief
from intake.signing import foreign_cms, later_revisions
from intake.signing.certificates import holder, subject_words
from intake.signing.certification import Certified, offer_in, take_apart
from intake.signing.final_state import FinalState
from intake.signing.later_revisions import Later
from intake.signing.signature_words import check_reason, check_said, check_shown
from intake.signing.vocabulary import objects

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Countersigned:
    """The offer, and what the client's signature in it says: whose certificates, at which time by their own account.

    `later` is what was appended to prove that signature in later years; `drawn` whether the signature shows something on the page
    that no program can read.
    """

    offer: bytes
    certified: Certified
    chain: "tuple[Certificate, ...]"
    said_at: str
    signature: bytes
    token: bytes
    later: Later
    drawn: bool


def read(file: bytes, brief: Brief) -> Countersigned:
    """The client's signature in a file that goes on after our offer of the brief; ValueError names what is not as it must be."""
    offer = offer_in(file)
    if offer is None:
        raise ValueError(worded("the file does not begin with an offer of ours"))
    state = FinalState(file, take_apart(offer), offer)
    state.check_trailers()
    field = state.check_field()
    number, signature = state.signature(field)
    container, covered = state.covered(number, signature, state.after, last=not state.later)
    signed = foreign_cms.read(container, covered)
    names = (*_names(brief), *subject_words(signed.chain[0]))
    if any(map(objects, subject_words(signed.chain[0]))):
        raise ValueError(worded(f"the name in the certificate reads like an objection: “{holder(signed.chain[0])}”"))
    said_at = check_said(signature, names)
    drawn = field.get("AP") != state.empty.get("AP") and check_shown(
        field, state.resolve, names, check_reason(signature)
    )
    state.check_others(field)
    later = later_revisions.read(state)
    return Countersigned(offer, state.certified, signed.chain, said_at, signed.signature, signed.token, later, drawn)


def _names(brief: Brief) -> tuple[str, ...]:
    client = brief.client
    return (client.name, client.country, client.address, client.email)
