"""What the record of a dossier can tell a letter; what it does not tell is left out, never guessed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from intake.frugal import dataclass, field
from intake.letters import sums
from intake.model.answers import Answer, State
from intake.model.brief import Brief
from intake.model.dates import punctual_until
from intake.model.dossier import Document
from intake.model.money import Money
from intake.model.outcome import Outcome
from intake.model.values import Item, shown


@dataclass(frozen=True, slots=True)
class Debt:
    """What is overdue of one day; `noted` says whether any payment for it was recorded, be it of nothing."""

    amount: Money
    due: date
    what: str
    noted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What a letter may draw on: the brief only as both sides signed it, `terms` as its clauses say them, oldest debt first.

    `referrals` are those of your book who stand for the service.
    """

    supplier: str
    client: str
    today: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    brief: Brief | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    debts: tuple[Debt, ...] = ()
    referrals: tuple[str, ...] = ()


def known(record: Record) -> dict[str, str]:
    """The values of slots that the record knows, each as it is printed."""
    found = {
        "supplier": record.supplier,
        "client": record.client,
        "contact": _named(record, "decision_maker") or record.client,
        "reference": _named(record, "former_contractor"),
        "referral": _named(record, "can_refer") or " or ".join(record.referrals),
        **_terms(record),
    }
    if record.brief is not None:
        found |= _signed(record, record.brief) | _due(record) | _refund(record, record.brief)
    return {name: text for name, text in found.items() if text}


def _named(record: Record, question: str) -> str:
    """The name of the person whom an answer names."""
    answer = record.answers.get(question)
    if answer is None or answer.state is not State.ANSWERED or answer.value is None:
        return ""
    part = answer.value.get("name") if isinstance(answer.value, Item) else answer.value
    return shown(part) if part is not None else ""


def _terms(record: Record) -> dict[str, str]:
    found = {name: record.terms.get(name, "") for name in ("grace_days", "notice_days")}
    if found["notice_days"].isdecimal():
        found["last_day"] = shown(record.today + timedelta(days=int(found["notice_days"])))
    return found


def _signed(record: Record, brief: Brief) -> dict[str, str]:
    plan, payments = brief.checklist.instalments, sums.payments(record.outcomes)
    sealed = [document.at for document in record.documents if document.kind == "sealed"]
    return {
        "brief": brief.id,
        "signed_on": shown(sealed[-1].date()) if sealed else "",
        "deliverables": _lines(f"{t.name}, {t.volume}, {shown(t.due)}: {t.done_when}" for t in brief.checklist.tasks),
        "hours": next((f"{m.report.hours:f}" for m in reversed(record.outcomes) if m.report), ""),
        "documents": _lines(f"{d.kind}, {d.at:%Y-%m-%d %H:%M} UTC, sha256 {d.sha256}" for d in record.documents),
        "instalments": _lines(f"{shown(i.due)}: {i.amount}, {i.trigger}" for i in plan),
        "payments": _lines(f"{shown(on)}: {p.amount}, for what was due on {shown(p.due)}" for on, p in payments)
        or "- none on record",
        "paid": sums.shown_sum(payment.amount for _, payment in payments),
        "rounds": str(brief.checklist.revisions.rounds),
        "extra_rate": brief.checklist.revisions.extra_rate,
    }


def _due(record: Record) -> dict[str, str]:
    """The oldest debt, and the sum of all."""
    found = {"outstanding": sums.shown_sum(debt.amount for debt in record.debts) or "nothing"}
    if record.debts:
        oldest = record.debts[0]
        found |= {
            "due_amount": str(oldest.amount),
            "due_date": shown(oldest.due),
            "due_for": oldest.what,
            "days_late": str((record.today - oldest.due).days),
        }
        grace = record.terms.get("grace_days", "")
        if grace.isdecimal():
            found["stop_date"] = shown(punctual_until(oldest.due) + timedelta(days=int(grace) + 1))
    return found


def _refund(record: Record, brief: Brief) -> dict[str, str]:
    """By the clause `refund`: what was paid beyond the value of the deliverables accepted or under way."""
    accepted = sums.accepted_or_under_way(brief.checklist, record.outcomes)
    paid = sums.total(payment.amount for _, payment in sums.payments(record.outcomes))
    if accepted is None or paid is None or accepted.currency != paid.currency:
        return {}
    over = paid - accepted
    return {"accepted": str(accepted), "refund": str(over) if over.minor > 0 else ""}


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
