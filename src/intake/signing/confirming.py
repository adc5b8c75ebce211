"""Checking an offer that the client signed with software of their own: the offer, the client's signature, the supplier's receipt.

Without the receipt anybody could have signed in the client's place, so the outcome is that it cannot be told.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from intake import canonical
from intake.frugal import replace
from intake.locale import worded
from intake.model.brief import Brief
from intake.signing import certificates, receipt, suffixes, terms
from intake.signing.countersigned import Countersigned, read
from intake.signing.ssh_keys import fingerprint
from intake.signing.verification import Given, Verification


def verify(file: bytes, offer: Verification, given: Given) -> Verification:
    """What holds of a whole file, after its offer was checked by itself."""
    if offer.outcome == "invalid":
        return offer
    brief = canonical.decode(Brief, offer.brief)
    try:
        countersigned = read(file, brief)
    except ValueError as fault:
        return replace(
            offer, outcome="invalid", statements=(), faults=(worded(f"The client's signature does not hold: {fault}."),)
        )
    wrong, looked = _receipt(file, offer, given)
    if certificates.fingerprint(countersigned.chain[0]) == offer.fingerprint:
        wrong = worded("The client's signature is made with the supplier's own key.")
    if wrong:
        return replace(offer, outcome="invalid", statements=(), faults=(wrong,))
    enough = suffixes.RECEIPT in given.beside and (looked or not countersigned.drawn)
    document = replace(offer.documents[0], sha256=canonical.digest(file))
    return replace(
        offer,
        outcome="valid" if enough else "unknown",
        documents=(document,),
        statements=(*offer.statements[:-1], *_statements(countersigned, brief, given, looked=looked)),
    )


def _receipt(file: bytes, offer: Verification, given: Given) -> tuple[str, bool]:
    """What is wrong with the supplier's receipt, and whether it says that they looked at what no program can read."""
    if suffixes.RECEIPT not in given.beside:
        return "", False
    try:
        public, looked = receipt.signer(given.beside[suffixes.RECEIPT], file)
    except ValueError as fault:
        return worded(f"The supplier's receipt does not hold: {fault}."), False
    if fingerprint(public) != offer.fingerprint:
        return worded("The supplier's receipt is signed with another key than the offer."), False
    return "", looked


def _statements(found: Countersigned, brief: Brief, given: Given, *, looked: bool) -> Iterator[str]:
    own = certificates.holder(found.chain[0])
    at = said_time(found.said_at)
    who = worded(f"Accepted in the name of “{own}”")
    if at:
        minute = terms.minute(at)
        who = worded(f"Accepted in the name of “{own}” on {minute} by their own account")
    yield worded(
        f"{who}, with software of the client's own, whose signature covers the whole file and "
        f"changes nothing of the offer. The brief names “{brief.client.name}” as the client."
    )
    yield from certificates.statements(found.chain, at)
    mark = certificates.fingerprint(found.chain[0])
    yield worded(f"The client's key {mark} is {Given(given.pins).trust(mark, 'client')[0]}.")
    if found.token:
        yield _stamp_inside(found)
    for stamp in found.later.stamps:
        minute = terms.minute(stamp.at)
        yield worded(
            f"“{stamp.authority}” says that the file with the client's signature existed on {minute}; no trust "
            "list was asked."
        )
    if found.later.stored:
        yield worded(
            "After the signature, certificates and answers on revocation were put into the file for later years (DSS). They "
            "change nothing of the document, and were not asked about here."
        )
    if found.drawn:
        yield _drawing(looked=looked)
    if suffixes.RECEIPT in given.beside:
        yield worded(
            "The supplier's receipt covers the whole file: the supplier takes this as the client's acceptance."
        )
    else:
        yield worded(
            "The supplier's receipt is missing: anybody could have signed in the client's place, so whether this is the "
            "client's acceptance cannot be told."
        )


def _drawing(*, looked: bool) -> str:
    """What is known of a drawing on the page that no program can read."""
    shown = worded(
        "The client's signature shows a drawing at the head of the first page, in its own field where nothing is printed; no "
        "program can read what it says"
    )
    if looked:
        return worded(
            f"{shown}. The supplier attests to have looked at it, and that it says nothing against the agreement."
        )
    return worded(f"{shown}, and no receipt says that the supplier looked at it. Look at it.")


def _stamp_inside(found: Countersigned) -> str:
    """What the time stamp in the client's own signature says, which programs of e-IDs put there (CAdES-T)."""
    from intake.signing import timestamp

    try:
        stamp = timestamp.read_token(found.token, found.signature)
    except ValueError as fault:
        return worded(f"The client's signature carries a time stamp that does not hold: {fault}.")
    minute = terms.minute(stamp.at)
    return worded(f"“{stamp.authority}” says that the client's signature existed on {minute}; no trust list was asked.")


def said_time(text: str) -> datetime | None:
    """The time in a date of a PDF, in UTC; None where it is none."""
    digits, zone = text.removeprefix("D:")[:14], text.removeprefix("D:")[14:].replace("'", "")
    try:
        at = datetime.strptime(digits + (zone if len(zone) == 5 else "+0000"), "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return at.astimezone(UTC)
