"""What lies beside a signed document and speaks for it: the e-mail by which the client accepted, and a third party's time stamp.

What reads a kind of them is loaded where one is there (decision 35).
"""

from intake.frugal import replace
from intake.model.brief import Brief
from intake.signing import suffixes, terms
from intake.signing.acceptance import Statement
from intake.signing.certification import offer_in, take_apart
from intake.signing.contents import BRIEF_FILE
from intake.signing.verification import Given, Outcome, Verification


def mail(statement: Statement, brief: Brief, given: Given) -> tuple[Outcome, str]:
    """Whether the kept e-mail holds, and in words what it shows; it cannot be told where it is not there."""
    if not {suffixes.MAIL, suffixes.RECORD} <= given.beside.keys():
        words = "The client's e-mail, or the DNS record with its domain's key, is not here: whether it holds cannot be told."
        return "unknown", words
    from intake.signing import dkim, reply

    message = given.beside[suffixes.MAIL]
    try:
        record = reply.read_record(given.beside[suffixes.RECORD])
        found = reply.check(message, record, brief, statement.shown_pdf_sha256)
    except ValueError as fault:
        return "invalid", f"The client's e-mail does not hold: {fault}."
    if found.email != statement.by.email:
        return "invalid", f"The client's e-mail is from {found.email}, the acceptance names {statement.by.email}."
    testing = "; the record says that the domain is only testing" if dkim.is_testing(record.text) else ""
    named = f"; the brief names {brief.client.email or 'no address'}" if found.email != brief.client.email else ""
    named += f"; its sender is called “{found.name}”" if found.name not in ("", statement.by.name) else ""
    quoting = " What it quotes of another mail was not read." if found.quotes else ""
    return "valid", (
        f"The e-mail from {found.email} (subject “{found.subject}”) carries the signature of {found.domain}, made with a key of "
        f"{found.bits} bits that the DNS held by the supplier's own record of {terms.minute(record.at)} ({record.asked})"
        f"{testing}{named}. It shows that somebody who could send from that address accepted this offer: a simple electronic signature.{quoting}"
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
        fault = f"The supplier's signature of the data alone (JWS) does not hold: {wrong}."
        return replace(found, outcome="invalid", statements=(), faults=(fault,))
    return replace(found, statements=(*found.statements, "The data alone is signed with the same key, too (JWS)."))


def _stamped(found: Verification, file: bytes, given: Given) -> Verification:
    if suffixes.STAMP not in given.beside or found.outcome == "invalid":
        return found
    from intake.signing import certificates, timestamp

    try:
        stamp = timestamp.check(given.beside[suffixes.STAMP], file)
    except ValueError as fault:
        return replace(found, outcome="invalid", statements=(), faults=(f"The time stamp does not hold: {fault}.",))
    issuer = certificates.issuer(stamp.chain[0])
    said = (
        f"“{stamp.authority}” says that this very file existed on {terms.minute(stamp.at)}; its certificate was issued by "
        f"“{issuer}”, and no trust list was asked."
    )
    return replace(found, statements=(*found.statements, said))
