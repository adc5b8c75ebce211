"""Everything that one dossier holds, as it would be told to the person: entries with their times, files with their sources."""

import base64
from datetime import datetime

from intake import canonical
from intake.errors import NotFound
from intake.frugal import dataclass
from intake.model.finding import SourceReport
from intake.model.values import Json
from intake.store.chain import Entry
from intake.store.dossiers import Dossiers
from intake.store.references import needed


@dataclass(frozen=True, slots=True)
class Held:
    """One entry of the journal: what was taken down, when, by whom and as what; `data` is None where it was erased."""

    at: datetime
    by: str
    kind: str
    data: Json


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One stored file: where it comes from, as text or, where it is none, in base 64; empty where it is missing."""

    sha256: str
    kind: str
    source: str
    retrieved_at: datetime | None
    text: str = ""
    base64: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A dossier as it is held."""

    id: str
    damage: str
    entries: tuple[Held, ...]
    files: tuple[HeldFile, ...]


def holdings(dossiers: Dossiers, dossier_id: str) -> Holding:
    """All that a dossier holds, as far as its journal is sound."""
    log = dossiers.journal(dossier_id).read()
    sources = {digest: named for entry in log.entries for digest, named in _sources(entry)}
    files = tuple(_file(dossiers, digest, *sources[digest]) for digest in sorted(needed(log.entries)))
    entries = tuple(Held(entry.at, entry.actor, entry.kind, entry.body) for entry in log.entries)
    return Holding(dossier_id, log.remark, entries, files)


def _sources(entry: Entry) -> list[tuple[str, tuple[str, str, datetime | None]]]:
    """The stored files that an entry names, each with the kind of entry, where it comes from, and when it came."""
    found: list[tuple[str, tuple[str, str, datetime | None]]] = [
        (digest, (entry.kind, entry.actor, entry.at)) for digest in needed([entry])
    ]
    if entry.kind == "asked" and entry.body is not None:
        report = canonical.decode(SourceReport, entry.body)
        found += [(e.sha256, (report.source, e.url, e.retrieved_at)) for e in report.evidence]
    return found


def _file(dossiers: Dossiers, digest: str, kind: str, source: str, at: datetime | None) -> HeldFile:
    try:
        raw = dossiers.blobs.get(digest)
    except NotFound as fault:
        return HeldFile(digest, kind, source, at, missing=fault.what)
    try:
        return HeldFile(digest, kind, source, at, text=raw.decode("utf-8"))
    except UnicodeDecodeError:
        return HeldFile(digest, kind, source, at, base64=base64.b64encode(raw).decode("ascii"))
