"""Checking a folder of evidence: its manifest, every file in it, and the signed agreement inside."""

from collections.abc import Callable, Sequence
from pathlib import Path

from intake.frugal import replace
from intake.signing import folder, manifest, rotating, terms
from intake.signing.pins import Pin
from intake.signing.ssh_keys import fingerprint
from intake.signing.verification import Verification, nobody_told

AGREEMENT = "agreement"


def verify(
    path: Path, pins: Sequence[Pin] = (), *, pages: bool = True, printing: Callable[[], None] = nobody_told
) -> Verification:
    """Check a PDF of ours, an exported folder, or a folder of evidence; NotFound where there is nothing to check."""
    if not (path / manifest.FILE).is_file():
        return folder.verify(path, pins, pages=pages, printing=printing)
    try:
        signature = path / manifest.SIGNATURE
        listed, signed_with = manifest.read(
            (path / manifest.FILE).read_bytes(), signature.read_bytes() if signature.is_file() else b""
        )
    except ValueError as fault:
        return Verification("invalid", faults=(f"{manifest.FILE}: {fault}.",))
    agreement = folder.verify(path / AGREEMENT, pins, pages=pages, printing=printing)
    faults = [*manifest.faults(path, listed), *(f"{AGREEMENT}/{fault}" for fault in agreement.faults)]
    if listed.brief_id != agreement.brief_id:
        faults.append(f"{manifest.FILE} is of another brief than the agreement inside.")
    kept = path / AGREEMENT / rotating.FILE
    rotations = rotating.read(kept.read_bytes()) if kept.is_file() and not faults else ()
    if not faults and not rotating.linked(agreement.fingerprint, fingerprint(signed_with), rotations):
        faults.append(f"{manifest.FILE} is signed with another key than the agreement.")
    if faults:
        return replace(agreement, outcome="invalid", statements=(), faults=tuple(faults))
    when = f"{terms.minute(listed.at)}, by their own account"
    said = (
        f"All {len(listed.files)} files are as the supplier listed and signed them on {when}.",
        "Payments, deliveries and messages are the supplier's record; what both sides signed is the agreement.",
    )
    return replace(agreement, statements=(*said, *agreement.statements))
