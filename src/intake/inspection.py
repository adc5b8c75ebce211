"""Looks whether the home is as it was written: journals, stored files, permissions, and the past that signed briefs pin."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import CannotTell, IntakeError, NotFound
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.brief import Brief
from intake.store import erasing, permissions, protecting
from intake.store.chain import Entry
from intake.store.journal import LOG
from intake.store.references import needed

if TYPE_CHECKING:
    from intake.store.dossiers import Dossiers

_SIGNED = ("offered", "sealed")
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, whether it is in order, and in words what was found."""

    name: str
    ok: bool
    detail: str


class Inspection:
    """The look at one home; it reads everything and changes nothing."""

    def __init__(self, dossiers: "Dossiers") -> None:
        self._dossiers = dossiers

    def checks(
        self, witnesses: Sequence[Path] = (), hear: Callable[[int, int], object] = lambda _done, _count: None
    ) -> Iterator[Check]:
        """All checks; `witnesses` are signed briefs from elsewhere, as files or folders, held against the journals here.

        `hear` is told before each dossier how many of how many were looked at.
        """
        yield from self._permissions()
        if stopped := erasing.stopped(self._dossiers.home):
            yield Check(
                worded("erasure"),
                False,
                worded(f"one was stopped on the way; run: intake erase {stopped.ids[0]} --yes"),
            )
        sound = pinned = 0
        ids = self._dossiers.ids()
        for done, dossier_id in enumerate(ids):
            hear(done, len(ids))
            try:
                faults = [*self._faults(dossier_id)]
            except NotFound:
                continue  # a creation that was never acknowledged
            heads = [] if faults else [*self._heads(dossier_id)]
            yield from (Check(worded(f"dossier {dossier_id}"), False, each) for each in (*faults, *filter(None, heads)))
            sound += not any((*faults, *heads))
            pinned += len(heads)
        yield Check(worded("dossiers"), True, worded(f"{sound} found sound"))
        yield Check(worded("signed briefs"), True, worded(f"{pinned} held against their journals"))
        yield self._stored()
        if aside := sorted((self._dossiers.home / "dossiers").glob(f"*/{LOG}.torn-*")):
            words = worded(
                f"{len(aside)} unfinished or damaged ends of journals, as {aside[0]}: look at them, and delete them"
            )
            yield Check(worded("set aside"), True, words)
        if strays := self._dossiers.strays:
            words = worded(f"{len(strays)} folders that are no dossiers, as {strays[0]}: rename or delete them")
            yield Check(worded("set aside"), True, words)
        yield self._protection()
        for path in witnesses:
            yield from self._witnessed(path)

    def _permissions(self) -> Iterator[Check]:
        home = self._dossiers.home
        if not home.exists():
            yield Check("home", True, worded(f"{home} (made with the first dossier)"))
            return
        found = [*permissions.open_doors(home), *permissions.open_files(home)]
        if not found:
            yield Check("home", True, str(home))
            return
        words = worded(f"{found[0]} can be read by others; run: {permissions.remedy(home)}")
        if more := len(set(found)) - 1:
            words = worded(f"{found[0]} and {more} more can be read by others; run: {permissions.remedy(home)}")
        yield Check("home", False, words)

    def _faults(self, dossier_id: str) -> Iterator[str]:
        """What is wrong with a journal, read anew and whole, and with the stored files it needs; NotFound where it never began."""
        try:
            if damage := self._dossiers.load(dossier_id).damage:
                yield damage
        except CannotTell as fault:
            yield fault.what
            return
        for digest in sorted(needed(self._dossiers.entries(dossier_id))):
            try:
                self._dossiers.blobs.get(digest)
            except IntakeError as fault:
                yield worded(f"{fault.what}; restore it from a backup, or ask the source again")

    def _heads(self, dossier_id: str) -> Iterator[str]:
        """For each signed document, what contradicts its brief's word on the journal, or nothing."""
        entries = self._dossiers.entries(dossier_id)
        for number, entry in enumerate(entries):
            if entry.kind in _SIGNED and isinstance(entry.body, dict):
                raw = self._dossiers.blobs.get(str(entry.body["sha256"]))
                yield _contradiction(raw, entries[:number])

    def _stored(self) -> Check:
        wanted: set[str] = set()
        for dossier_id in self._dossiers.ids():
            with suppress(CannotTell):  # said of the dossier already
                wanted |= needed(self._dossiers.journal(dossier_id).entries())
        stored = {path.name for path in (self._dossiers.home / "blobs").glob("*/*")}
        return Check(
            worded("stored files"),
            True,
            worded(f"{len(stored & wanted)} needed, {len(stored - wanted)} that no dossier needs"),
        )

    def _protection(self) -> Check:
        if not self._dossiers.vault.begun:
            return Check(worded("protection"), True, worded("off; intake protect locks the store with a passphrase"))
        found = [*protecting.readable(self._dossiers)]
        if not self._dossiers.vault.on or found:
            words = worded(
                f"it is not whole, since {len(found)} parts can be read without the passphrase; run: intake "
            )
            return Check(worded("protection"), False, words + ("protect" if self._dossiers.vault.on else "unprotect"))
        return Check(worded("protection"), True, worded("on: journals, stored files and the catalogue are sealed"))

    def _witnessed(self, path: Path) -> Iterator[Check]:
        for file in sorted(path.glob("*.pdf")) if path.is_dir() else [path]:
            try:
                with file.open("rb") as opened:
                    brief = _brief(opened.read(_LARGEST))
            except (OSError, ValueError) as fault:
                raise NotFound(f"no signed brief can be read: {fault}", where=str(file)) from fault
            holding = [each for each in self._dossiers.ids() if _holds(self._dossiers.journal(each).entries(), brief)]
            found = f"{brief.id} rests on {holding[0]}" if holding else f"{brief.id}: {_rewritten(brief)}"
            yield Check(f"witness {file.name}", bool(holding), found)


def _contradiction(raw: bytes, before: Sequence[Entry]) -> str:
    try:
        brief = _brief(raw)
    except ValueError as fault:
        return worded(f"a signed document cannot be read: {fault}")
    if _holds(before, brief):
        return ""
    return worded(f"the signed brief {brief.id} contradicts the journal: {_rewritten(brief)}")


def _brief(raw: bytes) -> Brief:
    from intake.signing.witness import signed_brief

    return signed_brief(raw)


def _holds(entries: Sequence[Entry], brief: Brief) -> bool:
    return any(entry.digest == brief.log_head for entry in entries)


def _rewritten(brief: Brief) -> str:
    return worded(
        f"no entry has the digest {brief.log_head[:19]} that it pins, so what came before was rewritten, cut or removed"
    )
