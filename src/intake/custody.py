"""What you hold on people and what becomes of it: backups, everything on one client in one file, and erasing it."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import CannotTell, NotFound, Usage
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.text import clean
from intake.store import backup, backup_file, durable, erasing, identity, protecting, restoring
from intake.store.backup_file import Backup
from intake.store.erasing import Erased, Order
from intake.store.holdings import Holding, holdings
from intake.store.restoring import Placed

if TYPE_CHECKING:
    from intake.store.catalogue import Row
    from intake.store.dossiers import Dossiers

_FAULT_REPORTS = "intake-fault-*.txt"


@dataclass(frozen=True, slots=True)
class Person:
    """A client as you hold it: its dossiers, the words by which it is named, and its dossiers that were not meant.

    `agreements` are those of the dossiers in which both sides have signed.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an erasure did, and the files of the home in which the client's name still stands, for a person to look at."""

    erased: Erased
    still_named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """All that is held on a client: by whom, as of when, dossier by dossier; `others` may be the same client's."""

    names: tuple[str, ...]
    by: str
    at: datetime
    dossiers: tuple[Holding, ...]
    others: tuple[str, ...]


def told(person: Person, done: Outcome) -> Iterator[str]:
    """What became of a person's dossiers, and what is left to do, in words."""
    erased = done.erased
    for dossier_id in erased.gone:
        yield worded(f"erased {dossier_id}")
    for dossier_id in erased.reduced:
        yield worded(f"erased {dossier_id} but for its signed agreement")
    yield worded(f"{erased.files} stored files removed")
    for name in erased.backups:
        yield worded(f"taken out of the backup {name}")
    for name in erased.unopened:
        yield worded(
            f"the backup {name} cannot be opened, so the client may be in it: delete it, or restore it elsewhere to see"
        )
    for dossier_id in erased.elsewhere:
        yield worded(f"taken out of {dossier_id}, where this dossier was named, so ask its sources again")
    for name in done.still_named:
        yield worded(f"the name still stands in {name}")
    yield from not_meant(person)
    yield worded("exported folders, letters sent, and backups outside the home are yours to delete")


def not_meant(person: Person) -> Iterator[str]:
    """Which dossiers were not asked for, in words."""
    for dossier_id in person.others:
        yield worded(f"not asked for, and maybe the same client: {dossier_id}")


class Custody:
    """The home as a whole, and the clients in it."""

    def __init__(self, dossiers: "Dossiers", *, by: str, clock: Callable[[], datetime]) -> None:
        self._dossiers = dossiers
        self._by = by
        self._clock = clock

    # backups

    def back_up(self, path: Path, *, only: Sequence[str] = (), keys: bool = False) -> Backup:
        """Writes the home, or the dossiers `only` named, into one file, and reads it back.

        Raises NotFound, Usage (keys beside single dossiers), CannotTell (nothing is there yet) and CannotWrite.
        """
        if only and keys:
            raise Usage("keys go with a backup of everything", remedy="Leave --only or --with-keys out.")
        if not self._dossiers.home.is_dir():
            raise NotFound("there is nothing to back up yet", where=str(self._dossiers.home), remedy="intake new NAME")
        ids = tuple(dict.fromkeys(self._dossiers.load(each).id for each in only))
        return backup.write(path, self._dossiers, only=ids, keys=keys, at=self._clock())

    def restore(
        self, path: Path, *, keys: bool = False, passphrase: Callable[[], bytes] | None = None
    ) -> tuple[Backup, tuple[Placed, ...]]:
        """Puts in place what is not there yet. Raises BadFile and DoesNotHold before anything is touched.

        `passphrase` is asked for that of a backup which this home's key does not open.
        """
        vault = self._dossiers.vault
        found = backup_file.check(path, vault.asking(passphrase) if passphrase else vault)
        return found, restoring.restore(found, self._dossiers, keys=keys)

    # protection

    def protect(self, passphrase: bytes, *, remember: bool = False) -> tuple[str, ...]:
        """Seals the store with a passphrase; what is left that can be read without it. Raises as `protecting.protect`.

        `remember` keeps the key in the system's keyring, too; Refused where there is none.
        """
        left = protecting.protect(self._dossiers, passphrase)
        if remember:
            self._dossiers.vault.remember()
        return left

    def change_passphrase(self, choose: Callable[[], bytes], *, remember: bool = False) -> None:
        """Lets the passphrase that `choose` returns open the store from now on, and the former one no more.

        Raises as `Vault.change`; `remember` as for `protect`.
        """
        self._dossiers.vault.change(choose)
        if remember:
            self._dossiers.vault.remember()

    def unprotect(self) -> None:
        """Opens the store for whoever can read your files. Raises as `protecting.unprotect`."""
        protecting.unprotect(self._dossiers)

    # people

    def find(self, client: str) -> Person:
        """The client of that name with all its dossiers, or the one dossier of that id; NotFound otherwise.

        One whose erasure was stopped is found as well, so that it can be finished.
        """
        rows = self._dossiers.rows()
        mark = identity.name_mark(client)
        found = [row for row in rows if mark in row.marks]
        stopped = erasing.stopped(self._dossiers.home)
        if not found and stopped and (client in stopped.ids or mark in map(identity.name_mark, stopped.words)):
            return Person(stopped.ids, stopped.words)
        if not found:
            wanted = self._id(client)
            found = [row for row in rows if row.id == wanted]
        marks = {mark for row in found for mark in row.marks}
        same = [row for row in rows if row not in found and marks.intersection(row.marks)]
        return Person(
            ids=tuple(sorted(row.id for row in found)),
            names=tuple(sorted({row.name for row in found})),
            others=tuple(sorted(row.id for row in same)),
            agreements=tuple(sorted(row.id for row in found if self._is_signed(row))),
        )

    def erase(self, person: Person, *, agreement: str = "") -> Outcome:
        """Erases the person's dossiers; of signed ones the agreement stays where `agreement` says why."""
        order = Order(person.ids, person.names, self._by, self._clock(), clean(agreement, limit=500))
        done = erasing.erase(self._dossiers, order)
        self._drop_fault_reports(person)
        home = self._dossiers.home
        named = erasing.mentions(home, (*person.names, *person.ids))
        still = [path.relative_to(home) for path in named]
        return Outcome(done, tuple(path.as_posix() for path in still))

    def backups(self) -> tuple[Path, ...]:
        """The backups that lie in the home."""
        return tuple(erasing.backups_in(self._dossiers.home))

    def at_stake(self, person: Person, *, agreement: str = "") -> Iterator[str]:
        """What an erasure would take, in words; of a signed one the agreement stays where `agreement` says why."""
        for dossier_id in person.ids:
            if agreement and dossier_id in person.agreements:
                yield worded(f"{dossier_id}, its journal and stored files (the signed agreement stays)")
            else:
                yield worded(f"{dossier_id}, its journal and stored files")
        for path in self.backups():
            yield worded(f"what the backup {path.name} has of it")

    def held_on(self, person: Person) -> Disclosure:
        """Everything that is held on a person."""
        held = tuple(holdings(self._dossiers, each) for each in person.ids)
        return Disclosure(person.names, self._by, self._clock(), held, person.others)

    def _id(self, wanted: str) -> str:
        try:
            return self._dossiers.load(wanted).id
        except CannotTell:  # nothing of it can be read, and yet it is there
            return next(each for each in self._dossiers.ids() if each.startswith(wanted))

    def _is_signed(self, row: "Row") -> bool:
        return any(entry.kind == "sealed" for entry in self._dossiers.journal(row.id).entries())

    def _drop_fault_reports(self, person: Person) -> None:
        """Reports of our own faults lie with the system's temporary files, and may quote what was being worked on."""
        folder = Path(tempfile.gettempdir())
        for report in folder.glob(_FAULT_REPORTS):
            text = report.read_text(encoding="utf-8", errors="ignore")
            if any(word in text for word in (*person.ids, *person.names)):
                with durable.writing(report):
                    report.unlink()
