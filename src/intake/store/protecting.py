"""Protecting a home with a passphrase, and taking the protection away: all that is stored is written again, file by file.

Either can be stopped at any moment and run again: what is sealed and what is not can both be read on the way.
"""

from collections.abc import Iterator

from intake.errors import CannotTell, Refused
from intake.store import chain, durable
from intake.store.dossiers import Dossiers
from intake.store.unsent import FILE as UNSENT
from intake.store.vault import KEY


def protect(dossiers: Dossiers, passphrase: bytes) -> tuple[str, ...]:
    """Seals every journal, stored file and the catalogue; says what is left that can be read without the passphrase.

    Raises Busy and CannotWrite; Refused where the home is protected by another passphrase.
    """
    dossiers.vault.begin(passphrase)
    _convert(dossiers)
    return tuple(readable(dossiers))


def unprotect(dossiers: Dossiers) -> None:
    """Opens all that is sealed, and forgets the keys; Refused without the passphrase, or where a part cannot be opened."""
    if not dossiers.vault.begun:
        raise Refused("the home is not protected", remedy="intake protect")
    dossiers.vault.begin_to_end()
    if left := _convert(dossiers):
        remedy = "Restore or erase it, and try again. Until then the key stays, and what could be opened is not sealed any more."
        raise Refused(f"cannot be opened: {', '.join(left)}", remedy=remedy)
    # No line needs them any more. They go before the key that opens them: one that were left would keep its dossier from
    # ever being protected again.
    for key in sorted((dossiers.home / "dossiers").glob(f"*/{KEY}")):
        durable.destroy(key)
    dossiers.vault.end()


def readable(dossiers: Dossiers) -> Iterator[str]:
    """What of a protected home can still be read without its passphrase, by dossier or file."""
    for dossier_id in dossiers.ids():
        journal = dossiers.journal(dossier_id).path
        if chain.holds_plain(journal.read_bytes()):
            yield dossier_id
        if dossiers.unsent(dossier_id).readable:
            yield f"{dossier_id}/{UNSENT}"
        yield from (f"{dossier_id}/{aside.name}" for aside in sorted(journal.parent.glob(f"{journal.name}.torn-*")))
    yield from dossiers.blobs.plain()


def _convert(dossiers: Dossiers) -> list[str]:
    """Brings all to the form in which it is written now; the names of what cannot be."""
    left: list[str] = []
    # Nobody could tell whether what is unfinished is sealed; its writer tries again.
    for unfinished in durable.left_behind(dossiers.home):
        durable.destroy(unfinished)
    for dossier_id in dossiers.ids():
        try:
            whole = dossiers.journal(dossier_id).convert()
        except CannotTell:
            whole = False
        left += [] if whole else [dossier_id]
        if whole:
            dossiers.unsent(dossier_id).convert()
    left += dossiers.blobs.convert()
    dossiers.renew(())
    return left
