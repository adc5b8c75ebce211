"""What lies beside a signed document and speaks for it: the e-mail by which the client accepted, and a third party's time stamp.

What reads a kind of them is loaded where one is there (decision 35).
"""

from intake.frugal import replace
from intake.locale import worded
from intake.model.brief import Brief
from intake.signing import suffixes, terms
from intake.signing.acceptance import Statement
from intake.signing.certification import offer_in, take_apart
from intake.signing.contents import BRIEF_FILE
from intake.signing.verification import Given, Outcome, Verification


def mail(statement: Statement, brief: Brief, given: Given, accepted: str) -> tuple[Outcome, str]:
    """Whether the kept e-mail holds, and in words what it shows, after what was `accepted`; it cannot be told where it is not there."""
    if not {suffixes.MAIL, suffixes.RECORD} <= given.beside.keys():
        return "unknown", worded(
            f"{accepted} The client's e-mail, or the DNS record with its domain's key, is not here: whether it holds cannot be told."
        )
    from intake.signing import dkim, reply

    message = given.beside[suffixes.MAIL]
    try:
        record = reply.read_record(given.beside[suffixes.RECORD])
        found = reply.check(message, record, brief, statement.shown_pdf_sha256)
    except ValueError as fault:
        return "invalid", worded(f"The client's e-mail does not hold: {fault}.")
    if found.email != statement.by.email:
        return "invalid", worded(
            f"The client's e-mail is from {found.email}, the acceptance names {statement.by.email}."
        )
    notes = [worded("the record says that the domain is only testing")] if dkim.is_testing(record.text) else []
    if found.email != brief.client.email:
        named = brief.client.email
        notes.append(worded(f"the brief names {named}") if named else worded("the brief names no address"))
    if found.name not in ("", statement.by.name):
        notes.append(worded(f"its sender is called “{found.name}”"))
    minute = terms.minute(record.at)
    carried = (
        f"{accepted} The e-mail from {found.email} (subject “{found.subject}”) carries the signature of {found.domain}, made with a key of "
        f"{found.bits} bits that the DNS held by the supplier's own record of {minute} ({record.asked})"
    )
    said = worded(carried + f"; {'; '.join(notes)}") if notes else worded(carried)
    return "valid", worded(
        f"{said}. It shows that somebody who could send from that address accepted this offer: a simple electronic signature."
        f"{' What it quotes of another mail was not read.' if found.quotes else ''}"
    )


def beside(found: Verification, file: bytes, given: Given) -> Verification:
    """The verification with what the files beside the document add: your signature of the data alone, and a time stamp."""
    return _stamped(_signed_alone(found, file, given), file, given)


def _signed_alone(found: Verification, file: bytes, given: Given) -> Verification:
    if suffixes.JWS not in given.beside or found.outcome == "invalid":
        return found
    from intake.signing import cms, jws

    certified = take_apart(offer_in(file) or file)
    key = cms.signer(certified.contents, certified.digest)
    wrong = jws.fault(given.beside[suffixes.JWS], certified.printed.attachments()[BRIEF_FILE], key)
    if wrong:
        fault = worded(f"The supplier's signature of the data alone (JWS) does not hold: {wrong}.")
        return replace(found, outcome="invalid", statements=(), faults=(fault,))
    return replace(
        found, statements=(*found.statements, worded("The data alone is signed with the same key, too (JWS)."))
    )


def _stamped(found: Verification, file: bytes, given: Given) -> Verification:
    if suffixes.STAMP not in given.beside or found.outcome == "invalid":
        return found
    from intake.signing import certificates, timestamp

    try:
        stamp = timestamp.check(given.beside[suffixes.STAMP], file)
    except ValueError as fault:
        return replace(
            found, outcome="invalid", statements=(), faults=(worded(f"The time stamp does not hold: {fault}."),)
        )
    issuer, minute = certificates.issuer(stamp.chain[0]), terms.minute(stamp.at)
    said = worded(
        f"“{stamp.authority}” says that this very file existed on {minute}; its certificate was issued by "
        f"“{issuer}”, and no trust list was asked."
    )
    return replace(found, statements=(*found.statements, said))
