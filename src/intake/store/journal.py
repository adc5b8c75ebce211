"""The journal of one dossier: what happened, one line an event, only ever added to."""

import os
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from intake.errors import CannotTell, CannotWrite, Refused
from intake.model.values import Json
from intake.store import chain, durable
from intake.store.chain import Entry, Log
from intake.store.locking import Lock

__all__ = ["Entry", "Journal", "Log"]

LOG = "log.jsonl"
"""The name of a journal in its dossier's folder."""

_Seen = tuple[int, int, int]


def _new_salt() -> str:
    return os.urandom(16).hex()


class Journal:
    """An append-only file of entries; what `append` has returned is on disk and stays there."""

    def __init__(self, path: Path, *, patience: float = 2.0, salt: Callable[[], str] = _new_salt) -> None:
        """Over the file at `path`, made by the first append; wait `patience` seconds for another writer."""
        self.path = path
        self._salt = salt
        self._patience = patience
        self._read: tuple[_Seen | None, Log] = (None, Log())

    def read(self) -> Log:
        """The journal as it stands now, with what other processes have added; CannotTell where it cannot be opened."""
        try:
            with self.path.open("rb") as file:
                seen = _seen(os.fstat(file.fileno()))
                if self._read[0] != seen:
                    self._read = (seen, chain.read(file.read()))
        except FileNotFoundError:
            self._read = (None, Log())
        except OSError as fault:
            raise CannotTell(
                f"the journal cannot be opened: {fault.strerror}",
                where=str(self.path),
                remedy="Check who owns the file and who may read it.",
            ) from fault
        return self._read[1]

    def entries(self) -> tuple[Entry, ...]:
        """The sound entries, oldest first."""
        return self.read().entries

    @property
    def head(self) -> str:
        """The digest of the last sound entry; empty when there is none."""
        return self.read().head

    @property
    def damage(self) -> str:
        """What is wrong with the file, by line; empty when it is sound."""
        return self.read().remark

    def append(self, kind: str, body: Json, *, actor: str, at: datetime) -> Entry:
        """Write one entry; when this returns, it is acknowledged.

        Raises Busy (another writer), Refused (the journal is damaged) and CannotWrite (the disk did not take it, or the
        body has no canonical form); what was acknowledged before stands in every case.
        """
        with self.lock:
            log = self._sound()
            try:
                entry, line = chain.link(log, kind, body, actor=actor, at=at, salt=self._salt())
            except (ValueError, TypeError) as fault:
                raise CannotWrite(f"the entry {kind!r} has no canonical form: {fault}", where=str(self.path)) from fault
            if log.torn:
                self.set_aside(log.size)
            durable.append(self.path, line, after=log.size)
            self._read = (_seen(self.path.stat()), Log((*log.entries, entry), log.size + len(line)))
        return entry

    def erase(self, seqs: Collection[int], reason: str, *, actor: str, at: datetime) -> None:
        """Drop for good what the entries of these numbers say; the chain goes on with an entry that says so and why.

        Raises as `append` does. The file is replaced as a whole, so that a crash leaves all of it or nothing.
        """
        with self.lock:
            log = self._sound()
            body: Json = {"entries": [*sorted(seqs)], "reason": reason}
            _, line = chain.link(log, "erased", body, actor=actor, at=at, salt=self._salt())
            with durable.writing(self.path):
                raw = self.path.read_bytes()[: log.size]
            durable.replace(self.path, chain.stripped(raw, seqs) + line)

    @property
    def lock(self) -> Lock:
        """The right to change the journal."""
        return Lock(self.path.with_name(f"{self.path.name}.lock"), self._patience)

    def _sound(self) -> Log:
        log = self.read()
        if log.damage:
            raise Refused(
                f"{log.damage}, so nothing is added to it",
                where=str(self.path),
                remedy="Restore the dossier from a backup, or go on in a new one.",
            )
        return log

    def set_aside(self, size: int) -> None:
        """Move what follows the first `size` bytes to a file beside the journal; the caller holds its lock."""
        with durable.writing(self.path):
            tail = self.path.read_bytes()[size:]
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.torn-{number}")).exists():
            number += 1
        durable.replace(aside, tail)
        durable.cut(self.path, size)


def _seen(status: os.stat_result) -> _Seen:
    return status.st_ino, status.st_size, status.st_mtime_ns
