"""When a decision is to be taken anew: after the first invoice, in time, and when something happened."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from intake.following.changes import Kind, standing
from intake.following.ledger import Due, Standing, ledger
from intake.following.lessons import KINDS
from intake.frugal import dataclass
from intake.model.dates import later, punctual_until
from intake.model.decision import Decision
from intake.model.dossier import Dossier
from intake.model.policy import Review


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the decision is open again, in words, and what it was: a word of the policy's `review`."""

    kind: str
    words: str


def review_reasons(dossier: Dossier, review: Review, today: date) -> tuple[Reason, ...]:
    """Why the last decision no longer carries what follows; nothing before there is one.

    An incident, or evidence that was purged, always re-opens it; a first invoice, the time that has passed, and the words of `review.on`
    (`late_payment`, `short_payment`, `scope_change`, `new_finding`) as the policy says.
    """
    decision = dossier.decision
    if decision is None:
        return ()
    dues = ledger(dossier, today)
    return (
        *_incidents(dossier),
        *_purges(dossier),
        *(_first_invoice(dossier, decision, dues, today) if review.after_first_invoice else ()),
        *_time(decision, review, today),
        *(reason for reason in _events(dossier, dues) if reason.kind in review.on),
    )


def next_review(dossier: Dossier, review: Review) -> date | None:
    """The day on which the decision is due again if nothing happens before."""
    if dossier.decision is None or review.every is None:
        return None
    return dossier.decision.review_on or later(dossier.decision.as_of.date(), review.every)


def paused_since(dues: Sequence[Due], today: date, grace_days: int) -> date | None:
    """The day from which work is paused: the first instalment known to be open beyond its grace; None if there is none.

    `grace_days` is what the signed clauses grant.
    """
    days = [
        punctual_until(due.on) + timedelta(days=grace_days + 1) for due in dues if due.overdue and due.settled is None
    ]
    return min((day for day in days if day <= today), default=None)


def _incidents(dossier: Dossier) -> Iterator[Reason]:
    for outcome in dossier.news:
        if outcome.incident is not None:
            kind = KINDS.get(outcome.incident.kind)
            trouble = kind.means if kind else outcome.incident.kind
            yield Reason("incident", f"trouble on {outcome.on}: {trouble}")


def _purges(dossier: Dossier) -> Iterator[Reason]:
    reports = [dossier.reports[name] for name in dossier.asked_since if name in dossier.reports]
    purged = [report.source for report in reports if any(evidence.purged for evidence in report.evidence)]
    if purged:
        yield Reason("purged", f"evidence was purged since the decision: {', '.join(purged)}")


def _first_invoice(dossier: Dossier, decision: Decision, dues: Sequence[Due], today: date) -> Iterator[Reason]:
    if not dues:
        return
    first = dues[0].on
    if any(moment.payment for moment in dossier.outcomes[: dossier.seen]):
        return
    if any(moment.payment for moment in dossier.news):
        yield Reason("first_invoice", "the first invoice was settled or came due")
    elif decision.as_of.date() <= punctual_until(first) < today:
        yield Reason("first_invoice", f"the first invoice was due on {first}")


def _time(decision: Decision, review: Review, today: date) -> Iterator[Reason]:
    if review.every is not None:
        due = decision.review_on or later(decision.as_of.date(), review.every)
        if due <= today:
            yield Reason("time", f"a review was due on {due}")


def _events(dossier: Dossier, dues: Sequence[Due]) -> Iterator[Reason]:
    touched = {moment.payment.due for moment in dossier.news if moment.payment}
    for due in dues:
        if due.on in touched and due.standing in (Standing.LATE, Standing.UNPAID):
            came = f"what was due on {due.on} was {'paid late' if due.standing is Standing.LATE else 'not paid'}"
            yield Reason("late_payment", came)
        if due.on in touched and due.standing is Standing.SHORT:
            yield Reason("short_payment", f"of what was due on {due.on}, {due.missing} are missing")
    for moment in standing(dossier.news):
        if moment.change is not None and moment.change.kind != Kind.INSIDE.value:
            yield Reason("scope_change", f"a change beyond what was agreed was asked for on {moment.on}")
    told = [name for name in dossier.asked_since if name in dossier.reports and dossier.reports[name].findings]
    if told:
        yield Reason("new_finding", f"asked since the decision: {', '.join(told)}")
