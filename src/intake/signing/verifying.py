"""Checking one signed document offline, from its bytes alone: does every signature cover this text?

Order matters. The certification is written again from its parts, which leaves no byte unexplained; the signature is
checked; only then the data inside is read, the pages are printed again from it, and the acceptance is compared.
Statements say what was found and no more; a fault names the part that is wrong.
"""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from intake.errors import Refused
from intake.frugal import dataclass, replace
from intake.locale import worded
from intake.model.brief import Brief
from intake.signing import cms, digests, ssh_keys, sshsig, terms
from intake.signing.acceptance import NAMESPACE, Statement, join
from intake.signing.certification import Certified, Permission, offer_in, take_apart
from intake.signing.contents import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_acceptance, read_brief
from intake.signing.public_key import PublicKey
from intake.signing.structure import Printed
from intake.signing.verification import Given, Numbered, Outcome, Verification

if TYPE_CHECKING:
    from intake.signing.pins import Pin
    from intake.signing.rotating import Rotation


_NOT_ASKED = worded("Picture and data not re-rendered here: this was not asked for. The signature covers both.")


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a certified file holds, read but not yet compared: the brief, and where it is sealed, what was accepted."""

    raw: bytes
    brief: Brief
    accepted: bytes = b""
    statement: Statement | None = None
    signature: str = ""


def verify_document(file: bytes, pins: "Sequence[Pin]" = (), rotations: "Sequence[Rotation]" = ()) -> Verification:
    """Check the bytes of one PDF; `pins` are the keys that the caller trusts, `rotations` lead from older ones to newer."""
    return verify(file, Given(pins, rotations))


def verify(file: bytes, given: Given) -> Verification:
    """Check the bytes of one PDF and the files beside it."""
    offer = offer_in(file)
    if offer is None:
        found = _verify_certified(file, given, worded("Every byte"))
    else:
        from intake.signing import confirming

        inside = worded("Every byte of the offer inside")
        found = confirming.verify(file, _verify_certified(offer, given, inside), given)
    return _with_evidence(found, file, given) if given.beside else found


def _with_evidence(found: Verification, file: bytes, given: Given) -> Verification:
    from intake.signing import evidence

    return evidence.beside(found, file, given)


def is_offer(file: bytes) -> bool:
    """Whether this is a mere offer, which nobody accepted."""
    try:
        return take_apart(file).permission == Permission.SIGNING
    except ValueError:
        return False


def _verify_certified(file: bytes, given: Given, whole: str) -> Verification:
    try:
        certified = take_apart(file)
        key = cms.signer(certified.contents, certified.digest)
    except ValueError as fault:
        return Verification("invalid", faults=(worded(f"The document is not as it was signed: {fault}."),))
    trust, pinned = given.trust(key.fingerprint)
    known = Verification("invalid", signer=key.name, fingerprint=key.fingerprint, pinned=pinned)
    try:
        contents = _contents(certified)
    except (ValueError, Refused) as fault:
        return replace(known, faults=(worded(f"The data inside the document cannot be read: {fault}."),))
    if given.pages:
        given.printing()
    printed_again, binding = _binding(certified, contents) if given.pages else (True, _NOT_ASKED)
    faults = [] if printed_again else [binding]
    faults += _acceptance_faults(contents, key)
    said = [*_signature_statements(certified, contents.brief, known, trust, whole)]
    said += [binding] if printed_again else []
    outcome, accepted = _accepted(contents, given)
    faults += [accepted] if outcome == "invalid" else []
    return replace(
        known,
        outcome="invalid" if faults else outcome,
        brief_id=contents.brief.id,
        documents=(Numbered(contents.brief.seq, f"sha256:{certified.sha256.hex()}"),),
        statements=(*said, accepted) if not faults else (),
        faults=tuple(faults),
        brief=json.loads(contents.raw),  # which was seen to be in canonical form
    )


def _contents(certified: Certified) -> _Contents:
    attached = certified.printed.attachments()
    sealed = certified.permission == Permission.NOTHING
    if set(attached) != ({BRIEF_FILE, ACCEPTANCE_FILE, SIGNATURE_FILE} if sealed else {BRIEF_FILE}):
        raise ValueError(worded("other files are attached than must be"))
    brief = read_brief(attached[BRIEF_FILE])
    if not sealed:
        return _Contents(attached[BRIEF_FILE], brief)
    accepted = attached[ACCEPTANCE_FILE]
    signature = attached[SIGNATURE_FILE].decode("utf-8")
    return _Contents(attached[BRIEF_FILE], brief, accepted, read_acceptance(accepted), signature)


def _binding(certified: Certified, contents: _Contents) -> tuple[bool, str]:
    """Whether the pages may show the data inside, and in words what is known of it."""
    from intake.signing.document import render
    from intake.signing.fonts import NoFont

    acceptance = join(contents.statement, contents.signature) if contents.statement else None
    try:
        again = render(contents.raw, acceptance=acceptance)
    except NoFont as fault:
        return True, worded(f"Picture and data not re-rendered here: {fault.what}. The signature covers both.")
    except Refused as fault:
        return False, worded(f"The data inside cannot be printed: {fault}.")
    if again == certified.printed.raw:
        return True, worded("The pages were printed again from the data inside and are the same to the last byte.")
    ours, theirs = Printed.read(again).printer(), certified.printed.printer()
    if ours == theirs:
        return False, worded("The pages do not show the data inside: printed again from it, they come out different.")
    return True, worded(
        f"Picture and data not re-rendered here: printed by {theirs}, here is {ours}. The signature covers both."
    )


def _acceptance_faults(contents: _Contents, key: PublicKey) -> Iterator[str]:
    statement = contents.statement
    if statement is None:
        return
    try:
        attested_by = sshsig.signer(contents.signature, contents.accepted, NAMESPACE)
    except ValueError as fault:
        yield worded(f"The acceptance is not as it was signed: {fault}.")
        return
    if statement.key != ssh_keys.fingerprint(attested_by):
        yield worded("The acceptance is signed with another key than it names.")
    if statement.method != "ssh-key" and attested_by != key.public_line:
        yield worded("The acceptance is attested with another key than the document is sealed with.")
    if statement.method == "ssh-key" and attested_by == key.public_line:
        yield worded(
            "The acceptance is said to be signed with the client's own key, and is signed with the supplier's."
        )
    if not _says_what_was_asked(statement, contents.brief):
        yield worded(
            f"The acceptance says something else than what was asked for: “{statement.intent}” “{statement.consent}”."
        )
    if statement.brief_sha256 != digests.named(contents.raw):
        yield worded("The acceptance is of another brief than this one.")
    if (statement.brief_id, statement.seq) != (contents.brief.id, contents.brief.seq):
        yield worded("The acceptance names another brief than this one.")


def _says_what_was_asked(statement: Statement, brief: Brief) -> bool:
    from intake.signing.asked import forms

    said = (statement.intent, statement.consent)
    return any(said == (each.intent, each.consent) for each in forms(brief.languages))


def _signature_statements(
    certified: Certified, brief: Brief, known: Verification, trust: str, whole: str
) -> Iterator[str]:
    if brief.practice:
        yield f"{terms.PRACTICE}."
    minute = terms.minute(certified.at)
    yield worded(f"{whole} is covered by the signature of “{known.signer}”, made by their own account on {minute}.")
    yield worded(f"The key is self-signed. Its fingerprint {known.fingerprint} is {trust}.")
    if known.signer != brief.supplier.name:
        yield worded(
            f"The key is in the name of “{known.signer}”, the brief names “{brief.supplier.name}” as the supplier."
        )


def _accepted(contents: _Contents, given: Given) -> tuple[Outcome, str]:
    """What is known of the acceptance, in words, and whether that is enough."""
    statement = contents.statement
    if statement is None:
        return "unknown", worded("Offered by the supplier, not accepted: this binds nobody yet.")
    by = f"{statement.by.name} <{statement.by.email}>" if statement.by.email else statement.by.name
    minute = terms.minute(statement.at)
    accepted = worded(f"Accepted in the name of {by} on {minute}, {terms.METHODS[statement.method]}.")
    if statement.method == "typed":
        return "valid", worded(f"{accepted} A simple electronic signature: nobody else vouches for it.")
    if statement.method == "email":
        from intake.signing import evidence

        return evidence.mail(statement, contents.brief, given, accepted)
    trust, _ = Given(given.pins).trust(statement.key, "client")
    return "valid", worded(f"{accepted} The client's key {statement.key} is {trust}.")
