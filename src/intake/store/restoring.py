"""Putting a backup in place: nothing that is there is overwritten, and of two histories of a dossier the one here stays."""

from enum import Enum
from pathlib import Path

from intake.frugal import dataclass
from intake.locale import worded
from intake.store import backup_file, chain, durable, erasing
from intake.store.backup_file import KEYS, Backup, Chain
from intake.store.dossiers import Dossiers
from intake.store.references import needed


class Result(Enum):
    """What became of a part of a backup."""

    RESTORED = worded("restored")
    ADVANCED = worded("brought forward to the backup's state")
    MENDED = worded("mended; what was damaged lies beside the journal")
    SAME = worded("the same is here already")
    FURTHER = worded("is further here than in the backup")
    FORKED = worded("kept as it is here, which is another history than the backup's")
    DAMAGED = worded("not restored, since the backup holds a damaged journal of it")
    ERASED = worded("not restored, since it was erased here")
    DIFFERENT = worded("kept as it is here, which is not as in the backup")
    NOT_ASKED = worded("left out: keys are restored only when asked for")

    @property
    def conflict(self) -> bool:
        """Whether the backup holds something that is not here now, and a person may miss it."""
        return self in (Result.FORKED, Result.DAMAGED, Result.DIFFERENT)


_WRITTEN = (Result.RESTORED, Result.ADVANCED, Result.MENDED)


@dataclass(frozen=True, slots=True)
class Placed:
    """One part of a backup, a dossier by its id or a file of yours by its path, and what became of it."""

    name: str
    result: Result


def restore(backup: Backup, dossiers: Dossiers, *, keys: bool = False) -> tuple[Placed, ...]:
    """Puts into the home what is not there yet. Raises CannotWrite and Busy; run again, it goes on where it stopped."""
    durable.make_folder(dossiers.home)
    gone = erasing.erased(dossiers.home)
    planned = {name: _judged(_here(dossiers, name), theirs, gone) for name, theirs in backup.chains.items()}
    wanted = _wanted(backup, dossiers, planned)
    placed: list[Placed] = []
    for name, content in backup_file.members(backup):
        if digest := backup_file.digest_of(name):
            if digest in wanted:
                dossiers.blobs.put(content)
        elif dossier_id := backup_file.journal_of(name):
            placed.append(Placed(dossier_id, _place(dossiers, dossier_id, content, gone)))
        else:
            placed.append(Placed(name, _place_file(dossiers.home, name, content, keys=keys)))
    dossiers.renew([each.name for each in placed if each.result in _WRITTEN])
    return tuple(placed)


def _judged(here: Chain | None, theirs: Chain, gone: frozenset[str]) -> Result:
    """What is to become of a dossier, by both of its histories."""
    if theirs.digests and theirs.digests[0] in gone:
        return Result.ERASED
    if here is None:
        return Result.RESTORED
    if theirs.damage:
        return Result.SAME if here == theirs else Result.DAMAGED
    shared = min(len(here.digests), len(theirs.digests))
    if here.digests[:shared] != theirs.digests[:shared]:
        return Result.FORKED
    if here.damage and len(here.digests) <= len(theirs.digests):
        return Result.MENDED
    if len(here.digests) < len(theirs.digests):
        return Result.ADVANCED
    return Result.SAME if here.digests == theirs.digests else Result.FURTHER


def _wanted(backup: Backup, dossiers: Dossiers, planned: dict[str, Result]) -> frozenset[str]:
    """The stored files that the journals need once all is in place; those that a journal here has purged are not."""
    wanted: set[str] = set()
    for name, result in planned.items():
        if result in _WRITTEN:
            wanted |= backup.chains[name].needed
        elif result is not Result.ERASED:
            wanted |= needed(dossiers.journal(name).entries())
    return frozenset(wanted)


def _here(dossiers: Dossiers, dossier_id: str) -> Chain | None:
    journal = dossiers.journal(dossier_id)
    return Chain.of(journal.read()) if journal.path.exists() else None


def _place(dossiers: Dossiers, dossier_id: str, raw: bytes, gone: frozenset[str]) -> Result:
    journal = dossiers.journal(dossier_id)
    theirs = Chain.of(chain.read(raw))
    if _judged(None, theirs, gone) is Result.ERASED:
        return Result.ERASED
    durable.make_folder(journal.path.parent)
    with journal.lock:
        result = _judged(_here(dossiers, dossier_id), theirs, gone)
        if result is Result.MENDED:
            journal.set_aside(journal.read().size)
        if result in _WRITTEN:
            journal.place(raw)
    return result


def _place_file(home: Path, name: str, content: bytes, *, keys: bool) -> Result:
    path = home / name
    if name.startswith(f"{KEYS}/") and not keys:
        return Result.NOT_ASKED
    if path.exists() or path.is_symlink():
        same = path.is_file() and path.read_bytes() == content
        return Result.SAME if same else Result.DIFFERENT
    durable.make_folder(path.parent)
    durable.replace(path, content)
    return Result.RESTORED
