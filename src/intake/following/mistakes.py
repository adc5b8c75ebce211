"""What was recorded by mistake: what else rests on it, so that it cannot simply be taken back, and what belongs to it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from intake.errors import Refused
from intake.frugal import dataclass
from intake.model.outcome import Outcome, ReportState


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome as it was recorded: the number of its entry, when, by whom, and the entry that took it back (0: it counts)."""

    number: int
    at: datetime
    by: str
    outcome: Outcome
    taken_back: int = 0


def together(records: Sequence[Record], record: Record) -> tuple[Record, ...]:
    """The record with what was recorded in one act with it, in their order: a list of hours comes with its rows."""
    report = record.outcome.report
    if report is None or report.state is not ReportState.READ:
        return (record,)
    rows: list[Record] = []
    left = report.hours
    for each in reversed(records[: records.index(record)]):
        if each.outcome.hours is None or left <= 0:
            break
        rows.insert(0, each)
        left -= each.outcome.hours.hours
    return (*rows, record) if not left else (record,)


def check(records: Sequence[Record], record: Record, planned: Collection[date], dossier_id: str) -> None:
    """Refused where something else rests on the record, with what to do instead.

    `records` are those that count, in their order; `planned` are the due days of the signed plan.
    """
    outcome = record.outcome
    if outcome.change is not None and outcome.change.proposed_as:
        raise Refused(
            f"this change is version {outcome.change.proposed_as} of the brief, which others may hold",
            where=dossier_id,
            remedy=f"intake change {dossier_id}",
        )
    later = [each for each in records if each.number > record.number]
    if outcome.hours is not None:
        for each in later:
            if each.outcome.report and record in together(records, each):
                raise Refused(
                    f"these hours came with the list {each.outcome.report.name}",
                    where=dossier_id,
                    remedy=f"Take back the list itself (entry {each.number}).",
                )
    report, payment = outcome.report, outcome.payment
    for each in later:
        marked = each.outcome.report
        if report and report.state is ReportState.READ and marked and marked.sha256 == report.sha256:
            raise Refused(
                f"the list {report.name} was marked since",
                where=dossier_id,
                remedy=f"Take back the mark first (entry {each.number}).",
            )
    if payment is None or payment.owed is None or payment.due in planned:
        return
    others = [each for each in records if each is not record and each.outcome.payment]
    rest = [each for each in others if each.outcome.payment and each.outcome.payment.due == payment.due]
    if rest and not any(each.outcome.payment and each.outcome.payment.owed for each in rest):
        raise Refused(
            f"another payment for what was due on {payment.due} is held against the amount that this one names",
            where=dossier_id,
            remedy=f"Take back the other payment first (entry {rest[0].number}).",
        )
