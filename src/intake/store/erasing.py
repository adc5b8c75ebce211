"""Erasing dossiers: nothing of them stays in the home, or nothing but the signed agreement, with the reason for it.

What goes: the journal and what was set aside of it, the stored files that nobody else needs, unfinished files of a
crash, what other dossiers keep of this one, its row in the catalogue, and its part of backups that lie in the home. What
stays is the digest of its first entry, a salted hash: by it, an older backup is kept from bringing the dossier back.
"""

import errno
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from intake import canonical
from intake.errors import BadFile, CannotTell, DoesNotHold, Refused
from intake.frugal import dataclass, replace
from intake.model.outcome import Retracted
from intake.store import agreement, backup, backup_file, durable
from intake.store.agreement import Agreement
from intake.store.chain import Entry, Log
from intake.store.dossiers import IN_USE, Dossiers
from intake.store.folding import Purged
from intake.store.locking import Lock
from intake.store.references import needed
from intake.store.retracting import retractions
from intake.store.vault import KEY

FILE = "erased.json"
STOPPED = "erasing.json"
_HEX = re.compile(rb"[0-9a-f]{64}")
_UNDER_WAY_SECONDS = 3600
"""A stored file that no journal names yet may belong to a step under way; after this long it does not."""
_PATIENCE = 1_000
_PUBLIC = ("lists", "tables")


@dataclass(frozen=True, slots=True)
class Order:
    """Which dossiers are to be erased, whom they are about (`words`), by whose order, and when.

    `agreement` says why a signed agreement stays; where it is empty, that goes too.
    """

    ids: tuple[str, ...]
    words: tuple[str, ...]
    actor: str
    at: datetime
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the dossiers that are gone, those of which the agreement stays, how many stored files went, which
    backups were written again, and which other dossiers told of the client by its dossier and no longer do, and which backups could not be looked into."""

    gone: tuple[str, ...]
    reduced: tuple[str, ...]
    files: int
    backups: tuple[str, ...]
    elsewhere: tuple[str, ...]
    unopened: tuple[str, ...] = ()


def erased(home: Path) -> frozenset[str]:
    """The digest of the first entry of each dossier that was erased here; CannotTell where that cannot be read."""
    path = home / FILE
    try:
        return frozenset(canonical.decode(tuple[str, ...], canonical.from_bytes(path.read_bytes())))
    except FileNotFoundError:
        return frozenset()
    except (ValueError, OSError) as fault:
        raise CannotTell(
            f"what was erased here cannot be read: {fault}", where=str(path), remedy="Restore it from a backup."
        ) from fault


def stopped(home: Path) -> Order | None:
    """The order that was being carried out when the process ended, or None; CannotTell where it cannot be read."""
    path = home / STOPPED
    try:
        return canonical.decode(Order, canonical.from_bytes(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as fault:
        raise CannotTell(
            f"the order cannot be read: {fault}", where=str(path), remedy="Remove it, and erase again."
        ) from fault


def erase(dossiers: Dossiers, order: Order) -> Erased:
    """Erases the dossiers; an order that was stopped on the way is finished first, and this one is kept until it is done.

    Raises Busy (also where another process vets one of them), CannotWrite, and Refused where an agreement is to stay and
    there is none, or its journal is damaged.
    """
    if (former := stopped(dossiers.home)) and former.ids != order.ids:
        erase(dossiers, former)
    kept = agreement.signed(dossiers, order.ids) if order.agreement else {}
    if order.agreement and not kept:
        raise Refused("there is no signed agreement that could stay", remedy="Leave --keep-agreement out.")
    note = dossiers.home / STOPPED
    with ExitStack() as held:
        for dossier_id in order.ids:
            if dossiers.journal(dossier_id).path.parent.is_dir():
                held.enter_context(dossiers.using(dossier_id))
        durable.replace(note, canonical.to_bytes(canonical.encode(order)))
        done = _carry_out(dossiers, order, kept)
    durable.remove(note)
    return done


def _carry_out(dossiers: Dossiers, order: Order, kept: Mapping[str, Agreement]) -> Erased:
    gone = tuple(each for each in order.ids if each not in kept)
    _remember(dossiers, gone)
    backups, unopened = _clear_backups(dossiers, order.ids)
    elsewhere = tuple(_clear_others(dossiers, order))
    files = _drop_files(dossiers, order, kept)
    for name, each in kept.items():
        agreement.reduce(dossiers, name, each, reason=order.agreement, actor=order.actor, at=order.at)
    for name in order.ids:
        _clear_folder(dossiers, name, whole=name in gone)
    dossiers.renew(order.ids)
    return Erased(gone, tuple(kept), files, backups, elsewhere, unopened)


def backups_in(home: Path) -> Iterator[Path]:
    """The backups that lie in the home."""
    for path in sorted(home.rglob("*")):
        finished = (
            path.is_file() and not path.is_symlink() and not path.name.startswith((durable.UNFINISHED, durable.GOING))
        )
        if finished and backup_file.is_backup(path):
            yield path


def mentions(home: Path, words: Collection[str]) -> Iterator[Path]:
    """The files of the home in which one of the words still stands, in any case; public lists are not looked at."""
    wanted = [word.casefold() for word in words if word]
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.relative_to(home).parts[0] not in _PUBLIC:
            text = path.read_bytes().decode("utf-8", "ignore").casefold()
            if any(word in text for word in wanted):
                yield path


def _remember(dossiers: Dossiers, ids: Collection[str]) -> None:
    firsts = {log.entries[0].digest for log in (dossiers.journal(each).headers() for each in ids) if log.entries}
    path = dossiers.home / FILE
    with Lock(path.with_suffix(".lock"), 2.0):
        if firsts - (known := erased(dossiers.home)):
            durable.replace(path, canonical.to_bytes([*sorted(known | firsts)]) + b"\n")


def _clear_backups(dossiers: Dossiers, ids: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Takes the dossiers out of the backups in the home; which were written again, and which could not be looked into."""
    rewritten: list[str] = []
    unopened: list[str] = []
    for path in backups_in(dossiers.home):
        name = path.relative_to(dossiers.home).as_posix()
        try:
            found = backup_file.check(path, dossiers.vault)
        except (BadFile, DoesNotHold, Refused):  # damaged, or sealed by a protection that is no more
            unopened.append(name)
            continue
        if found.chains.keys() & set(ids):
            backup.rewrite(found, without=ids)
            rewritten.append(name)
    return tuple(rewritten), tuple(unopened)


def _clear_others(dossiers: Dossiers, order: Order) -> Iterator[str]:
    """Takes out of other journals what names these dossiers: stored answers by a purge, entries by the erasable chain."""
    naming = re.compile(rf"(?<![a-z0-9-])(?:{'|'.join(map(re.escape, order.ids))})(?![a-z0-9-])")
    for name in dossiers.ids():
        journal = dossiers.journal(name)
        log = _log(dossiers, name)
        if name in order.ids or log.damage:
            continue
        answers = tuple(sorted(digest for digest in needed(log.entries) if naming.search(_stored(dossiers, digest))))
        if answers:
            purged = Purged(answers, "it told of a dossier that was erased")
            journal.append("purged", canonical.encode(purged), actor=order.actor, at=order.at)
        telling = [entry.seq for entry in log.entries[1:] if naming.search(repr(entry.body))]
        if telling:
            for entry in _without_reasons(log, telling):
                journal.append(entry.kind, entry.body, actor=order.actor, at=order.at)
            journal.erase(telling, "they told of a dossier that was erased", actor=order.actor, at=order.at)
        if answers or telling:
            yield name


def _without_reasons(log: Log, telling: Collection[int]) -> Iterator[Entry]:
    """What those entries took back or recorded again, without their words: a mistake must not count because these are erased."""
    found = retractions(log.entries)
    for entry in log.entries:
        if entry.seq in telling and (entry.seq in found.in_force or entry.seq in found.places.values()):
            yield replace(entry, body=canonical.encode(replace(canonical.decode(Retracted, entry.body), reason="")))


def _stored(dossiers: Dossiers, digest: str) -> str:
    return (dossiers.blobs.read(digest) or b"").decode("utf-8", "ignore")


def _text(dossiers: Dossiers, path: Path) -> str:
    """What a file says, be it a stored one or one that was not finished."""
    return path.read_bytes().decode("utf-8", "ignore") + _stored(dossiers, path.name)


def _drop_files(dossiers: Dossiers, order: Order, kept: Mapping[str, Agreement]) -> int:
    """Removes the stored files that nothing needs any more, and what a crash left unfinished; how many there were."""
    own = frozenset[str]().union(*(_named(dossiers, each) for each in order.ids))
    needs = [each.files for each in kept.values()]
    needs += [_needs(dossiers, each) for each in dossiers.ids() if each not in order.ids]
    wanted = frozenset[str]().union(*needs)
    words = (*order.ids, *order.words)
    dropped = 0
    for path in sorted({*(dossiers.home / "blobs").rglob("*"), *durable.left_behind(dossiers.home)}):
        if path.is_file() and path.name not in wanted:
            age = order.at.timestamp() - path.stat().st_mtime
            going = path.name in own or path.name.startswith(durable.GOING) or age > _UNDER_WAY_SECONDS
            if going or any(word in _text(dossiers, path) for word in words):
                durable.destroy(path)
                dropped += 1
    return dropped


def _needs(dossiers: Dossiers, dossier_id: str) -> frozenset[str]:
    log = _log(dossiers, dossier_id)
    return _named(dossiers, dossier_id) if log.damage else needed(log.entries)


def _log(dossiers: Dossiers, dossier_id: str) -> Log:
    """The journal, or as much as can be read of one whose key is gone."""
    journal = dossiers.journal(dossier_id)
    try:
        return journal.read()
    except CannotTell:
        return journal.headers()


def _named(dossiers: Dossiers, dossier_id: str) -> frozenset[str]:
    """Whatever looks like the name of a stored file in a journal, also where it is damaged."""
    journal = dossiers.journal(dossier_id)
    if not journal.path.is_file():
        return frozenset()
    with suppress(CannotTell):  # whoever lost a dossier's key may still erase it
        return frozenset(found.decode() for found in _HEX.findall(journal.plain()))
    return frozenset(found.decode() for found in _HEX.findall(journal.path.read_bytes()))


def _clear_folder(dossiers: Dossiers, dossier_id: str, *, whole: bool) -> None:
    journal = dossiers.journal(dossier_id)
    folder, locks = journal.path.parent, (f"{journal.path.name}.lock", IN_USE)
    if not folder.is_dir():
        return
    with journal.lock, durable.writing(folder):
        for path in sorted(folder.iterdir()):
            if path.name not in locks and (whole or path.name not in (journal.path.name, KEY)):
                durable.destroy(path)
    if whole:
        with durable.writing(folder):
            _remove(folder, locks)
            durable.sync_folder(folder.parent)


def _remove(folder: Path, locks: Collection[str]) -> None:
    """Removes a folder that holds locks alone; who still waits for one makes it anew, and then finds nothing to write to."""
    for left in reversed(range(_PATIENCE)):
        for lock in locks:
            (folder / lock).unlink(missing_ok=True)
        try:
            folder.rmdir()
            break
        except OSError as fault:
            if fault.errno != errno.ENOTEMPTY or not left:
                raise
