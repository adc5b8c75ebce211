"""The journal of one dossier: what happened, one line an event, only ever added to."""

import os
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cached_property
from pathlib import Path

from intake.errors import CannotTell, CannotWrite, NotFound, Refused
from intake.model.values import Json
from intake.store import chain, durable
from intake.store.chain import Entry, Log
from intake.store.locking import Lock
from intake.store.sealing import Key
from intake.store.vault import Vault

__all__ = ["Entry", "Journal", "Log"]

LOG = "log.jsonl"
"""The name of a journal in its dossier's folder."""

_Seen = tuple[int, int, int]


def _new_salt() -> str:
    return os.urandom(16).hex()


class Journal:
    """An append-only file of entries; what `append` has returned is on disk and stays there."""

    def __init__(
        self, path: Path, vault: Vault | None = None, *, patience: float = 2.0, salt: Callable[[], str] = _new_salt
    ) -> None:
        """Over the file at `path`, made by the first append; wait `patience` seconds for another writer.

        The vault keeps the key of what is sealed.
        """
        self.path = path
        self._vault = vault or Vault(path.parent.parent.parent)
        self._salt = salt
        self._patience = patience
        self._read: tuple[_Seen | None, Log] = (None, Log())

    def read(self) -> Log:
        """The journal as it stands now, with what other processes have added; CannotTell where it cannot be opened."""
        try:
            if self._read[0] != _seen(self.path.stat()):
                with self.path.open("rb") as file:
                    seen, raw = _seen(os.fstat(file.fileno())), file.read()
                    self._read = (seen, chain.read(raw, self._key_of(raw)))
        except FileNotFoundError:
            self._read = (None, Log())
        except OSError as fault:
            raise CannotTell(
                f"the journal cannot be opened: {fault.strerror}",
                where=str(self.path),
                remedy="Check who owns the file and who may read it.",
            ) from fault
        return self._read[1]

    def headers(self) -> Log:
        """The journal as it can be read without a key: in a protected home, entries without actor and body."""
        return chain.read(self.path.read_bytes() if self.path.is_file() else b"")

    def may_name(self, digest: str) -> bool:
        """Whether an entry could name that digest; told from the bytes, which need not be understood for it."""
        raw = self.path.read_bytes() if self.path.is_file() else b""
        return digest.encode() in raw or chain.holds_sealed(raw)

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

    def append(self, kind: str, body: Json, *, actor: str, at: datetime, begun: bool = False) -> Entry:
        """Write one entry; when this returns, it is acknowledged.

        Raises NotFound (it has to have `begun`, and was erased meanwhile), Busy (another writer), Refused (the journal is damaged) and CannotWrite (the disk did not take it, or the
        body has no canonical form); what was acknowledged before stands in every case.
        """
        with self.lock:
            log = self._sound()
            if begun and not log.entries:
                raise NotFound("the journal is gone: the dossier was erased meanwhile", where=str(self.path))
            try:
                entry, line = chain.link(log, kind, body, actor=actor, at=at, salt=self._salt())
            except (ValueError, TypeError) as fault:
                raise CannotWrite(f"the entry {kind!r} has no canonical form: {fault}", where=str(self.path)) from fault
            if log.torn:
                self.set_aside(log.size)
            line = self._kept(line)
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
            durable.replace(self.path, chain.stripped(raw, seqs) + self._kept(line))

    def plain(self) -> bytes:
        """The journal's bytes as they would be in a home that is not protected."""
        raw = self.path.read_bytes()
        if (key := self._key_of(raw)) is None:
            return raw
        size = chain.read(raw, key).size
        return chain.unsealed(raw[:size], key) + raw[size:]

    def place(self, raw: bytes) -> None:
        """Put these bytes of a home that is not protected in place of the journal; the caller holds its lock."""
        size = chain.read(raw).size
        durable.replace(self.path, self._kept(raw[:size]) + raw[size:])

    def convert(self) -> bool:
        """Seal what is plain in a protected home, open what is sealed in another; whether nothing is left to do.

        An unfinished line is set aside; what stands after a damaged one stays as it is.
        """
        with self.lock:
            raw, sealing = self.path.read_bytes(), self._vault.on
            if not (chain.holds_plain(raw) if sealing else chain.holds_sealed(raw)):
                return True
            key = self._vault.key_of(self.path.parent, make=sealing)
            log = chain.read(raw, key)
            if log.torn:
                self.set_aside(log.size)
                raw = raw[: log.size]
            sound, rest = raw[: log.size], raw[log.size :]
            durable.replace(self.path, (chain.sealed if sealing else chain.unsealed)(sound, key) + rest)
            return not rest

    @cached_property
    def lock(self) -> Lock:
        """The right to change the journal."""
        return Lock(self.path.with_name(f"{self.path.name}.lock"), self._patience)

    def _sound(self) -> Log:
        log = self.read()
        if log.damage:
            raise Refused(
                f"{log.damage}, so nothing is added to it",
                where=str(self.path),
                remedy=log.remedy,
            )
        return log

    def _key_of(self, raw: bytes) -> Key | None:
        """The key that these bytes of the journal need, if they do."""
        return self._vault.key_of(self.path.parent) if chain.holds_sealed(raw) else None

    def _kept(self, lines: bytes) -> bytes:
        """Whole lines as they are to lie on this disk."""
        return chain.sealed(lines, self._vault.key_of(self.path.parent, make=True)) if self._vault.on else lines

    def set_aside(self, size: int) -> None:
        """Move what follows the first `size` bytes to a file beside the journal, and warn of it; the caller holds its lock."""
        import logging

        with durable.writing(self.path):
            tail = self.path.read_bytes()[size:]
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.torn-{number}")).exists():
            number += 1
        durable.replace(aside, tail)
        durable.cut(self.path, size)
        # Logged rather than raised: what is being written goes on, and on screen nothing may write over it.
        logging.getLogger(__name__).warning(
            "%s: an unfinished end of %d bytes, never acknowledged, was set aside as %s: look at it, and delete it",
            self.path,
            len(tail),
            aside.name,
        )


def _seen(status: os.stat_result) -> _Seen:
    return status.st_ino, status.st_size, status.st_mtime_ns
