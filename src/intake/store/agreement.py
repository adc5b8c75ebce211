"""The signed agreement of a dossier, as it may stay when all else of a client is erased."""

from collections.abc import Collection, Sequence
from datetime import datetime

from intake import canonical
from intake.errors import Refused
from intake.frugal import dataclass
from intake.model.brief import Brief
from intake.model.client import Client
from intake.store.chain import Entry
from intake.store.dossiers import Dossiers
from intake.store.folding import Kept
from intake.store.references import needed

_PARTS = ("agreed", "offered", "accepted", "sealed", "stamped")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides signed: the brief in force, the entries that hold every signed version by their number, and the stored
    files that those need.
    """

    brief: Brief
    entries: frozenset[int]
    files: frozenset[str]


def signed(dossiers: Dossiers, ids: Collection[str]) -> dict[str, Agreement]:
    """The signed agreements of these dossiers by id; Refused where one of them is damaged."""
    found: dict[str, Agreement] = {}
    for dossier_id in ids:
        dossier = dossiers.load(dossier_id)
        if dossier.damage:
            remedy = "Restore it from a backup first, or erase all of it."
            raise Refused(dossier.damage, where=dossier_id, remedy=remedy)
        entries = [entry for entry in dossiers.entries(dossier_id) if entry.body is not None]
        holding = _versions(entries)
        if dossier.signed is not None and holding:
            files = needed([*holding.values()]) | {
                each.removeprefix("sha256:") for each in _begun_with(dossiers, dossier_id)
            }
            found[dossier_id] = Agreement(dossier.signed, frozenset(holding), files)
    return found


def _versions(entries: Sequence[Entry]) -> dict[int, Entry]:
    """The entries of each signed version, by number: its brief, offer, acceptance and seal; what was not sealed is left out."""
    found: dict[int, Entry] = {}
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind in _PARTS:
            last[entry.kind] = entry
        if entry.kind in ("sealed", "stamped"):
            found |= {part.seq: part for part in last.values()}
    return found


def reduce(dossiers: Dossiers, dossier_id: str, kept: Agreement, *, reason: str, actor: str, at: datetime) -> None:
    """Leaves of a journal the agreement, the reason why it stays, and of the client no more than the agreement says."""
    client = Client(kept.brief.client.name, country=kept.brief.client.country)
    left = Kept(client, *_begun_with(dossiers, dossier_id), reason)
    dossiers.append(dossier_id, "kept", canonical.encode(left), actor=actor, at=at)
    *former, stays = dossiers.entries(dossier_id)
    gone = [e.seq for e in former if e.seq not in kept.entries and e.kind != "erased" and e.body is not None]
    dossiers.journal(dossier_id).erase(gone, f"the client was erased; see entry {stays.seq}", actor=actor, at=at)


def _begun_with(dossiers: Dossiers, dossier_id: str) -> tuple[str, str]:
    dossier = dossiers.load(dossier_id)
    return dossier.questionnaire, dossier.policy
