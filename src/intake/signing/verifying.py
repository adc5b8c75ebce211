"""Checking a signed brief offline, from its files alone: does every signature cover this text?

Order matters. The certification is written again from its parts, which leaves no byte unexplained; the signature is
checked; only then the data inside is read, the pages are printed again from it, and the acceptance is compared.
Statements say what was found and no more; a fault names the part that is wrong.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from intake import canonical
from intake.errors import NotFound, Refused
from intake.model.brief import Brief
from intake.model.values import Json
from intake.signing import cms, sshsig, wording
from intake.signing.acceptance import NAMESPACE, Statement, join, split
from intake.signing.certification import Certified, Permission, take_apart
from intake.signing.document import ACCEPTANCE_FILE, BRIEF_FILE, SIGNATURE_FILE, read_acceptance, read_brief, render
from intake.signing.exporting import ADVICE_FILE, OFFER_FILE, SEALED_FILE, companions
from intake.signing.keys import PublicKey
from intake.signing.structure import Printed

Outcome = Literal["valid", "invalid", "unknown"]
_LARGEST = 64 * 1024 * 1024
_DOCUMENT = re.compile(r"\d{3}\.pdf")


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found: `valid` all signatures cover this text, `invalid` not, `unknown` it cannot be told.

    `pinned` says whether the signer's fingerprint is one that the caller trusts; `brief` is the data inside.
    """

    outcome: Outcome
    brief_id: str = ""
    statements: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    signer: str = ""
    fingerprint: str = ""
    pinned: bool = False
    brief: Json = None


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a certified file holds, read but not yet compared."""

    raw: bytes
    brief: Brief
    acceptance: bytes | None
    statement: Statement | None


def verify(path: Path, *, pinned: Collection[str] = ()) -> Verification:
    """Check a sealed PDF, or the exported folder around it; `pinned` are the fingerprints the caller trusts.

    NotFound where there is nothing to check. Reads no other file and asks nobody.
    """
    if path.is_dir():
        return _verify_folder(path, pinned)
    return verify_document(_read(path), pinned=pinned)


def verify_document(file: bytes, *, pinned: Collection[str] = ()) -> Verification:
    """Check the bytes of one PDF."""
    try:
        certified = take_apart(file)
        key = PublicKey.of(cms.signer(certified.contents, certified.digest))
    except ValueError as fault:
        return Verification("invalid", faults=(f"The document is not as it was signed: {fault}.",))
    known = Verification("invalid", signer=key.name, fingerprint=key.fingerprint, pinned=key.fingerprint in pinned)
    try:
        contents = _contents(certified)
    except (ValueError, Refused) as fault:
        return replace(known, faults=(f"The data inside the document cannot be read: {fault}.",))
    printed_again, binding = _binding(certified, contents)
    faults = [] if printed_again else [binding]
    faults += _acceptance_faults(contents, key)
    said = [*_signature_statements(certified, contents.brief, known), *([binding] if printed_again else [])]
    return replace(
        known,
        outcome="invalid" if faults else "valid" if contents.statement else "unknown",
        brief_id=contents.brief.id,
        statements=(*said, _acceptance_statement(contents)) if not faults else (),
        faults=tuple(faults),
        brief=canonical.from_bytes(contents.raw),
    )


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise NotFound("there is no such file or folder", where=str(path), remedy="Name a signed PDF or its folder.")
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as fault:
        raise NotFound(f"it cannot be read: {fault.strerror}", where=str(path), remedy="Ask for access.") from fault


def _contents(certified: Certified) -> _Contents:
    attached = certified.printed.attachments()
    sealed = certified.permission is Permission.NOTHING
    if set(attached) != ({BRIEF_FILE, ACCEPTANCE_FILE, SIGNATURE_FILE} if sealed else {BRIEF_FILE}):
        raise ValueError("other files are attached than must be")
    brief = read_brief(attached[BRIEF_FILE])
    if not sealed:
        return _Contents(attached[BRIEF_FILE], brief, None, None)
    statement = read_acceptance(attached[ACCEPTANCE_FILE])
    acceptance = join(statement, attached[SIGNATURE_FILE].decode("utf-8"))
    return _Contents(attached[BRIEF_FILE], brief, acceptance, statement)


def _binding(certified: Certified, contents: _Contents) -> tuple[bool, str]:
    """Whether the pages may show the data inside, and in words what is known of it."""
    try:
        again = render(contents.raw, acceptance=contents.acceptance)
    except Refused as fault:
        return False, f"The data inside cannot be printed: {fault}."
    ours, theirs = Printed.read(again).printer(), certified.printed.printer()
    if again == certified.printed.raw:
        return True, "The pages were printed again from the data inside and are the same to the last byte."
    if ours == theirs:
        return False, "The pages do not show the data inside: printed again from it, they come out different."
    return (
        True,
        f"Picture and data not re-rendered here: printed by {theirs}, here is {ours}. The signature covers both.",
    )


def _acceptance_faults(contents: _Contents, key: PublicKey) -> Iterator[str]:
    statement = contents.statement
    if statement is None or contents.acceptance is None:
        return
    raw, signature = split(contents.acceptance)
    try:
        attested_by = sshsig.signer(signature, raw, NAMESPACE)
    except ValueError as fault:
        yield f"The acceptance is not as it was signed: {fault}."
        return
    if attested_by != key.public_line or statement.key != key.fingerprint:
        yield "The acceptance is attested with another key than the document is sealed with."
    if statement.brief_sha256 != canonical.digest(contents.raw):
        yield "The acceptance is of another brief than this one."
    if (statement.brief_id, statement.seq) != (contents.brief.id, contents.brief.seq):
        yield "The acceptance names another brief than this one."


def _signature_statements(certified: Certified, brief: Brief, known: Verification) -> Iterator[str]:
    if brief.practice:
        yield f"{wording.PRACTICE}."
    yield (
        f"Every byte is covered by the signature of “{known.signer}”, made by their own account on "
        f"{wording.minute(certified.at)}."
    )
    trust = "is one you trust" if known.pinned else "is not pinned: compare it with the supplier by telephone"
    yield f"The key is self-signed. Its fingerprint {known.fingerprint} {trust}."
    if known.signer != brief.supplier.name:
        yield f"The key is in the name of “{known.signer}”, the brief names “{brief.supplier.name}” as the supplier."


def _acceptance_statement(contents: _Contents) -> str:
    statement = contents.statement
    if statement is None:
        return "Offered by the supplier, not accepted: this binds nobody yet."
    by = f"{statement.by.name} <{statement.by.email}>" if statement.by.email else statement.by.name
    return (
        f"Accepted in the name of {by} on {wording.minute(statement.at)}, {wording.METHODS[statement.method]}. "
        "A simple electronic signature: nobody else vouches for it."
    )


def _verify_folder(folder: Path, pinned: Collection[str]) -> Verification:
    present = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    if SEALED_FILE not in present:
        if OFFER_FILE not in present:
            raise NotFound(f"there is no {SEALED_FILE}", where=str(folder), remedy="Name the folder of one brief.")
        return verify(present[OFFER_FILE], pinned=pinned)
    sealed = _read(present[SEALED_FILE])
    found = verify_document(sealed, pinned=pinned)
    if found.outcome == "invalid":
        return replace(found, faults=tuple(f"{SEALED_FILE}: {fault}" for fault in found.faults))
    faults = tuple(_companion_faults(sealed, present))
    if faults:
        return replace(found, outcome="invalid", statements=(), faults=faults)
    later = [name for name in present if _DOCUMENT.fullmatch(name) and name != SEALED_FILE]
    return replace(
        found,
        outcome="unknown" if later else found.outcome,
        statements=(*found.statements, *_folder_statements(present, later)),
    )


def _companion_faults(sealed: bytes, present: Mapping[str, Path]) -> Iterator[str]:
    certified = take_apart(sealed)
    contents = _contents(certified)
    if contents.acceptance is None or contents.statement is None:
        yield f"{SEALED_FILE} is an offer, where the sealed document must be."
        return
    key = PublicKey.of(cms.signer(certified.contents, certified.digest))
    for name, content in companions(contents.raw, contents.acceptance, key).items():
        if name in present and _read(present[name]) != content:
            yield f"{name} is not what {SEALED_FILE} holds."
    if OFFER_FILE in present and canonical.digest(_read(present[OFFER_FILE])) != contents.statement.shown_pdf_sha256:
        yield f"{OFFER_FILE} is not the offer that was accepted."


def _folder_statements(present: Mapping[str, Path], later: Collection[str]) -> Iterator[str]:
    if OFFER_FILE in present:
        yield f"{OFFER_FILE} is the offer that was accepted."
    else:
        yield f"{OFFER_FILE} is missing: whether it was the offer accepted was not checked."
    for name in later:
        yield f"{name} is not understood by this version, so what was agreed last cannot be told."
    yield f"{ADVICE_FILE} and files not named here are not covered."
