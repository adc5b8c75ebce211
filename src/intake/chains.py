"""Checking a journal that left its home, by itself or in a backup: its chain, line by line, and the past that briefs pin.

Offline, from the files alone. What is sealed in a protected home need not be opened for it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from intake.errors import DoesNotHold, NotFound
from intake.signing.verification import Verification
from intake.signing.witness import signed_brief
from intake.store import backup_file, chain
from intake.store.backup_file import Chain
from intake.store.vault import Vault


def is_chain(path: Path) -> bool:
    """Whether the file is a journal, or a backup of some."""
    return path.suffix == ".jsonl" or backup_file.is_backup(path)


def verify(path: Path, vault: Vault, briefs: Sequence[Path] = ()) -> Verification:
    """Check each journal of the file, and whether it holds the past that the signed briefs (PDF files) pin.

    The vault opens a sealed backup. NotFound and BadFile where there is nothing to check.
    """
    try:
        journals = _journals(path, vault)
    except DoesNotHold as fault:
        return Verification("invalid", faults=(f"{fault.what}.",))
    faults = [f"{name}: {each.damage}." for name, each in journals.items() if each.damage]
    said = [_told(name, each) for name, each in journals.items() if not each.damage]
    for brief in briefs:
        held, words = _pinned(brief, journals)
        (said if held else faults).append(words)
    if not briefs:
        said.append("Whether a journal was cut short, or written anew as a whole, only a signed brief beside it tells.")
    return Verification("invalid" if faults else "valid", faults=tuple(faults), statements=tuple(said))


def _journals(path: Path, vault: Vault) -> Mapping[str, Chain]:
    if backup_file.is_backup(path):
        return backup_file.check(path, vault).chains
    try:
        return {path.name: Chain.of(chain.read(path.read_bytes()))}
    except OSError as fault:
        raise NotFound(f"the journal cannot be read: {fault.strerror}", where=str(path)) from fault


def _told(name: str, journal: Chain) -> str:
    head = journal.digests[-1] if journal.digests else "none"
    return f"{name}: {len(journal.digests)} entries, each follows the one before it; the head is {head}."


def _pinned(path: Path, journals: Mapping[str, Chain]) -> tuple[bool, str]:
    """Whether a journal holds the head that the brief pins, and in words where."""
    try:
        brief = signed_brief(path.read_bytes())
    except (OSError, ValueError) as fault:
        return False, f"{path.name}: no signed brief can be read: {fault}."
    for name, journal in journals.items():
        if brief.log_head in journal.digests:
            return (
                True,
                f"{path.name} pins entry {journal.digests.index(brief.log_head) + 1} of {name}, which is there.",
            )
    return (
        False,
        f"{path.name} pins the head {brief.log_head}, which is not there: what came before was rewritten or cut.",
    )
