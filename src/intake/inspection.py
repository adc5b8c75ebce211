"""Looks whether the home is as it was written: journals, stored files, permissions, and the past that signed briefs pin."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import CannotTell, IntakeError, NotFound
from intake.frugal import dataclass
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

    def checks(self, witnesses: Sequence[Path] = ()) -> Iterator[Check]:
        """All checks; `witnesses` are signed briefs from elsewhere, as files or folders, held against the journals here."""
        yield from self._permissions()
        if stopped := erasing.stopped(self._dossiers.home):
            yield Check("erasure", False, f"one was stopped on the way; run: intake erase {stopped.ids[0]} --yes")
        sound = pinned = 0
        for dossier_id in self._dossiers.ids():
            try:
                faults = [*self._faults(dossier_id)]
            except NotFound:
                continue  # a creation that was never acknowledged
            heads = [] if faults else [*self._heads(dossier_id)]
            yield from (Check(f"dossier {dossier_id}", False, each) for each in (*faults, *filter(None, heads)))
            sound += not any((*faults, *heads))
            pinned += len(heads)
        yield Check("dossiers", True, f"{sound} sound")
        yield Check("signed briefs", True, f"{pinned} held against their journals")
        yield self._stored()
        if aside := sorted((self._dossiers.home / "dossiers").glob(f"*/{LOG}.torn-*")):
            words = f"{len(aside)} unfinished or damaged ends of journals, as {aside[0]}: look at them, and delete them"
            yield Check("set aside", True, words)
        yield self._protection()
        for path in witnesses:
            yield from self._witnessed(path)

    def _permissions(self) -> Iterator[Check]:
        home = self._dossiers.home
        if not home.exists():
            yield Check("home", True, f"{home} (made with the first dossier)")
            return
        found = [*permissions.open_doors(home), *permissions.open_files(home)]
        more = f" and {len(set(found)) - 1} more" if len(set(found)) > 1 else ""
        words = f"{found[0]}{more} can be read by others; run: {permissions.remedy(home)}" if found else str(home)
        yield Check("home", not found, words)

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
                yield f"{fault.what}; restore it from a backup, or ask the source again"

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
            "stored files", True, f"{len(stored & wanted)} needed, {len(stored - wanted)} that no dossier needs"
        )

    def _protection(self) -> Check:
        if not self._dossiers.vault.begun:
            return Check("protection", True, "off; intake protect locks the store with a passphrase")
        found = [*protecting.readable(self._dossiers)]
        if not self._dossiers.vault.on or found:
            words = f"it is not whole ({len(found)} parts can be read without the passphrase); run: intake "
            return Check("protection", False, words + ("protect" if self._dossiers.vault.on else "unprotect"))
        return Check("protection", True, "on: journals, stored files and the catalogue are sealed")

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
        return f"a signed document cannot be read: {fault}"
    return "" if _holds(before, brief) else f"the signed brief {brief.id} contradicts the journal: {_rewritten(brief)}"


def _brief(raw: bytes) -> Brief:
    from intake.signing.witness import signed_brief

    return signed_brief(raw)


def _holds(entries: Sequence[Entry], brief: Brief) -> bool:
    return any(entry.digest == brief.log_head for entry in entries)


def _rewritten(brief: Brief) -> str:
    return (
        f"no entry has the digest {brief.log_head[:19]} that it pins, so what came before was rewritten, cut or removed"
    )
