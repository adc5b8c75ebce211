"""Taking back what was recorded by mistake, and recording it again; nothing of it is erased."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from intake import canonical
from intake.errors import Refused
from intake.following import mistakes
from intake.following.gates import closed_gates, source_gates
from intake.following.ledger import ledger
from intake.following.mistakes import Record
from intake.frugal import dataclass
from intake.locale import worded
from intake.model.dossier import Dossier
from intake.model.outcome import Outcome, Retracted
from intake.model.pending import planned_payments
from intake.store.chain import Entry
from intake.store.dossiers import Dossiers
from intake.store.retracting import RETRACTED, retractions

_INTERVIEW = "intake interview {id}"
_STAYS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("offered", "accepted", "sealed", "stamped"),
        (worded("a signature stays, since the other side may hold it"), "intake change {id}"),
    ),
    **dict.fromkeys(("decided", "overrode"), (worded("a decision stays, and is taken anew"), "intake decide {id}")),
    **dict.fromkeys(("answered", "undone", "reviewed"), (worded("an answer is changed in the interview"), _INTERVIEW)),
    "agreed": (worded("a brief stays until it is built anew"), "intake agree {id}"),
}
"""Why entries of other kinds cannot be taken back, and what to do instead."""
_CHOOSE = "Choose one of the records that are listed."
_ELSE = (worded("only what was recorded of the work can be taken back"), _CHOOSE)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back (or, `again`, recorded again), the number of the entry that says so, and what to mind now."""

    records: tuple[Record, ...]
    entry: int
    again: bool
    remarks: tuple[str, ...]


class Retraction:
    """The recorded outcomes of a home's dossiers, which can be taken back; `supplier` is who does it."""

    def __init__(self, dossiers: Dossiers, *, supplier: str, clock: Callable[[], datetime]) -> None:
        self._dossiers = dossiers
        self._supplier = supplier
        self._clock = clock

    def records(self, dossier_id: str) -> tuple[Record, ...]:
        """Everything that was recorded of the work, in its order, also what was taken back."""
        return _records(self._dossiers.entries(dossier_id))

    def take_back(self, dossier_id: str, number: int = 0, *, reason: str = "", by: str = "") -> TakenBack:
        """Takes back the record of that entry (0: the last that counts), or a taking back, so that it counts again.

        Refused where it is none that can be taken back, was taken back already, or where something else rests on it.
        """
        dossier = self._dossiers.load(dossier_id)
        entries = self._dossiers.entries(dossier.id)
        meant, again = self.meant(dossier.id, number)
        named = number if again else 0
        numbers = (named,) if again else tuple(each.number for each in meant)
        actor = by or self._supplier
        body = canonical.encode(Retracted(numbers, reason))
        after = self._dossiers.append(dossier.id, RETRACTED, body, actor=actor, at=self._clock())
        now = reversed(self._dossiers.entries(dossier.id))
        entry = next(each.seq for each in now if (each.kind, each.body) == (RETRACTED, body))
        return TakenBack(meant, entry, again, tuple(self._remarks(dossier, after, entries, meant, again=again)))

    def record_again(self, dossier_id: str) -> TakenBack:
        """Records again what was taken back last; Refused where there is nothing."""
        in_force = retractions(self._dossiers.entries(dossier_id)).in_force
        if not in_force:
            raise Refused("nothing was taken back", where=dossier_id, remedy=_CHOOSE)
        return self.take_back(dossier_id, max(in_force))

    def meant(self, dossier_id: str, number: int = 0) -> tuple[tuple[Record, ...], bool]:
        """What taking back that entry is about, and whether that would record it again; Refused as `take_back` is."""
        dossier = self._dossiers.load(dossier_id)
        entries = self._dossiers.entries(dossier.id)
        records, found = _records(entries), retractions(entries)
        if number in found.in_force:
            return tuple(each for each in records if each.number in found.in_force[number]), True
        counting = [each for each in records if not each.taken_back]
        wanted = number or max((each.number for each in counting), default=0)
        record = next((each for each in records if each.number == wanted), None)
        if record is None:
            what, hint = _stays(entries, number, dossier.id)
            raise Refused(what, where=dossier.id, remedy=hint)
        if record.taken_back:
            raise Refused(
                f"entry {record.number} was taken back already",
                where=dossier.id,
                remedy=f"Take back entry {record.taken_back}, and it counts again.",
            )
        planned = planned_payments(dossier.signed) if dossier.signed else {}
        mistakes.check(counting, record, planned, dossier.id)
        return mistakes.together(counting, record), False

    def _remarks(
        self, before: Dossier, after: Dossier, entries: Sequence[Entry], meant: Sequence[Record], *, again: bool
    ) -> list[str]:
        """What rested on it: a decision that knew of it, work that was begun and sources that were handed over meanwhile."""
        today, found = self._clock().date(), []
        decided = max((each.seq for each in entries if each.kind == "decided"), default=0)
        counted = retractions(entries).places
        knew = any(counted.get(each.number, each.number) < decided for each in meant)
        if before.decision is not None and knew and not again:
            found.append(worded(f"the decision of {before.decision.as_of.date()} knew of it, and can be taken anew"))
        for gates, passed, waits in (
            (closed_gates, any(each.start for each in after.outcomes), worded("work was begun, and would now wait")),
            (
                source_gates,
                any(each.handover for each in after.outcomes),
                worded("the sources were handed over, and would now wait"),
            ),
        ):
            now = gates(after, ledger(after, today))
            if passed and now and not gates(before, ledger(before, today)):
                found.append(f"{waits}: {'; '.join(now)}")
        return found


def _records(entries: Sequence[Entry]) -> tuple[Record, ...]:
    in_force = retractions(entries).in_force
    by = {each: number for number, named in in_force.items() for each in named}
    return tuple(
        Record(each.seq, each.at, each.actor, canonical.decode(Outcome, each.body), by.get(each.seq, 0))
        for each in entries
        if each.kind == "outcome" and each.body is not None
    )


def _stays(entries: Sequence[Entry], number: int, dossier_id: str) -> tuple[str, str]:
    """Why the entry of that number cannot be taken back, and what to do instead."""
    entry = next((each for each in entries if each.seq == number), None)
    if entry is None:
        return (f"there is no entry {number}" if number else "nothing was recorded that counts", _CHOOSE)
    if entry.kind == RETRACTED:
        return (f"entry {number} takes nothing back any more", _CHOOSE)
    what, instead = _STAYS.get(entry.kind, _ELSE)
    if instead is _INTERVIEW and any(each.kind == "sealed" for each in entries):
        instead = "intake change {id}"  # answers that both signed
    return (what, instead.format(id=dossier_id))
