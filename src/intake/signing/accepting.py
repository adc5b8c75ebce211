"""The acceptance: who agrees to which brief, in which words, after having seen which document."""

from datetime import UTC, datetime

from intake import canonical
from intake.errors import Refused
from intake.model.text import clean
from intake.signing import sshsig
from intake.signing.acceptance import NAMESPACE, TYPE, By, Statement, join
from intake.signing.certification import Permission, take_apart
from intake.signing.document import BRIEF_FILE, read_acceptance, read_brief
from intake.signing.keys import SupplierKey


def accept(
    brief: bytes,
    offer_pdf: bytes,
    *,
    name: str,
    email: str,
    intent: str,
    consent: str,
    key: SupplierKey,
    at: datetime,
    method: str = "typed",
) -> bytes:
    """The acceptance in canonical JSON, signed by the supplier, who attests that the client typed the name.

    Refused without a name, intent or consent, and where the offer is of another brief.
    """
    for what, text in (("name", name), ("intent", intent), ("consent", consent)):
        if not clean(text):
            raise Refused(f"an acceptance needs the client's {what}", remedy=f"Ask the client for the {what}.")
    read = read_brief(brief)
    check_offer(brief, offer_pdf)
    statement = Statement(
        type=TYPE,
        brief_id=read.id,
        seq=read.seq,
        brief_sha256=canonical.digest(brief),
        shown_pdf_sha256=canonical.digest(offer_pdf),
        by=By(clean(name), clean(email)),
        intent=clean(intent),
        consent=clean(consent),
        method=method,
        key=key.fingerprint,
        at=at.astimezone(UTC).replace(microsecond=0),
    )
    raw = canonical.to_bytes(canonical.encode(statement))
    read_acceptance(raw)
    return join(statement, sshsig.sign(key, raw, NAMESPACE))


def check_offer(brief: bytes, offer_pdf: bytes) -> None:
    """Refused unless the document is an offer of this very brief."""
    try:
        offered = take_apart(offer_pdf)
        fits = offered.permission is Permission.SIGNING and offered.printed.attachments().get(BRIEF_FILE) == brief
    except ValueError as fault:
        raise Refused(f"the offer is damaged: {fault}", remedy="Offer the brief again.") from fault
    if not fits:
        raise Refused("the document is no offer of this brief", remedy="Offer the brief again.")
