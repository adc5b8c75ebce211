"""The acceptance: who agrees to which brief, in which words, after having seen which document."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from intake import canonical
from intake.errors import Refused
from intake.frugal import dataclass
from intake.model.text import clean
from intake.signing import ssh_keys, sshsig
from intake.signing.acceptance import NAMESPACE, TYPE, By, Statement, join, read
from intake.signing.asked import ENGLISH, forms
from intake.signing.certification import Permission, take_apart
from intake.signing.contents import BRIEF_FILE, read_acceptance, read_brief
from intake.signing.keys import SupplierKey

_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Acceptor:
    """Who accepts, and in which words: the name, the will to be bound, and the consent to sign electronically."""

    name: str
    email: str = ""
    intent: str = ENGLISH.intent
    consent: str = ENGLISH.consent


def accept(
    brief: bytes, offer_pdf: bytes, by: Acceptor, key: SupplierKey, *, at: datetime, method: str = "typed"
) -> bytes:
    """The acceptance in canonical JSON, signed by the supplier, who attests that the client typed the name, or sent the mail.

    Refused without a name, intent or consent, and where the offer is of another brief.
    """
    raw = statement(brief, offer_pdf, by, method=method, key=key.fingerprint, at=at)
    return join(read(raw), sshsig.sign(key, raw, NAMESPACE))


def statement(brief: bytes, offer_pdf: bytes, by: Acceptor, *, method: str, key: str, at: datetime) -> bytes:
    """The statement to be signed, in canonical JSON: by the supplier for a typed name, else with the client's own key."""
    for what, text in (("name", by.name), ("intent", by.intent), ("consent", by.consent)):
        if not clean(text):
            raise Refused(f"an acceptance needs the client's {what}", remedy=f"Ask the client for the {what}.")
    of = read_brief(brief)
    check_offer(brief, offer_pdf)
    made = Statement(
        type=TYPE,
        brief_id=of.id,
        seq=of.seq,
        brief_sha256=canonical.digest(brief),
        shown_pdf_sha256=canonical.digest(offer_pdf),
        by=By(clean(by.name), clean(by.email)),
        intent=clean(by.intent),
        consent=clean(by.consent),
        method=method,
        key=key,
        at=at.astimezone(UTC).replace(microsecond=0),
    )
    raw = canonical.to_bytes(canonical.encode(made))
    read_acceptance(raw)
    return raw


def received(raw: bytes, signature: str, *, now: datetime, languages: Sequence[str] = ()) -> bytes:
    """The acceptance that the client signed with their own key, wherever that was; Refused where it does not hold.

    `languages` are those of the brief, in which the words were asked for. The digests in it are compared when it is sealed.
    """
    said = read_acceptance(raw)
    try:
        signed_with = sshsig.signer(signature, raw, NAMESPACE)
    except ValueError as fault:
        remedy = f"The client signs with: ssh-keygen -Y sign -n {NAMESPACE} -f KEY acceptance.json"
        raise Refused(f"the acceptance does not hold: {fault}", remedy=remedy) from fault
    if said.method != "ssh-key" or said.key != ssh_keys.fingerprint(signed_with):
        raise Refused("the acceptance is signed with another key than it names", remedy="Ask for it anew.")
    if (said.intent, said.consent) not in [(each.intent, each.consent) for each in forms(languages)]:
        raise Refused("the acceptance says something else than what was asked for", remedy="Ask for it anew.")
    if said.at > now + _AHEAD:
        raise Refused(f"the acceptance is of {said.at:%Y-%m-%d}, which has not come yet", remedy="Ask for it anew.")
    return join(said, signature)


def check_offer(brief: bytes, offer_pdf: bytes) -> None:
    """Refused unless the document is an offer of this very brief."""
    try:
        offered = take_apart(offer_pdf)
        fits = offered.permission == Permission.SIGNING and offered.printed.attachments().get(BRIEF_FILE) == brief
    except ValueError as fault:
        raise Refused(f"the offer is damaged: {fault}", remedy="Offer the brief again.") from fault
    if not fits:
        raise Refused("the document is no offer of this brief", remedy="Offer the brief again.")
