"""The seal: the brief printed again with the acceptance on it, certified so that nothing may change any more."""

from datetime import datetime

from intake import canonical
from intake.errors import Refused
from intake.signing import sshsig
from intake.signing.acceptance import NAMESPACE, split
from intake.signing.accepting import check_offer
from intake.signing.certification import Permission, certify
from intake.signing.contents import read_acceptance
from intake.signing.document import render
from intake.signing.keys import SupplierKey


def seal(brief: bytes, offer_pdf: bytes, acceptance: bytes, key: SupplierKey, *, at: datetime) -> bytes:
    """The sealed PDF; Refused where the acceptance is not of this brief and this offer, or its signature is wrong."""
    try:
        raw, signature = split(acceptance)
        signed_by = sshsig.signer(signature, raw, NAMESPACE)
    except ValueError as fault:
        raise Refused(f"the acceptance does not hold: {fault}", remedy="Take the acceptance again.") from fault
    statement = read_acceptance(raw)
    check_offer(brief, offer_pdf)
    if (statement.brief_sha256, statement.shown_pdf_sha256) != (canonical.digest(brief), canonical.digest(offer_pdf)):
        raise Refused("the acceptance is of another brief or another offer", remedy="Take the acceptance again.")
    if statement.method != "ssh-key" and signed_by != key.public_line:
        raise Refused("the acceptance was attested with another key", remedy="Seal it with the key that attested it.")
    if statement.method == "ssh-key" and signed_by == key.public_line:
        what = "the acceptance is signed with your own key, not with the client's"
        raise Refused(what, remedy="Let the client sign with theirs.")
    return certify(render(brief, acceptance=acceptance), key, Permission.NOTHING, at=at)
