"""Dossiers after the agreement, made in a line."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from intake.model.brief import FORMAT, Brief
from intake.model.checklist import Checklist, Instalment, Revisions, Task
from intake.model.client import Client
from intake.model.decision import Decision, Verdict
from intake.model.dossier import Document, Dossier
from intake.model.money import Money
from intake.model.outcome import Hours, Incident, Outcome, Payment
from intake.model.party import Party
from intake.model.values import Quantity

AGREED = datetime(2027, 1, 4, 9, tzinfo=UTC)
"""A Monday."""
PLAN = {date(2027, 1, 11): 500, date(2027, 2, 15): 300, date(2027, 3, 15): 200}
"""In euros; Mondays all."""


def eur(euros: int) -> Money:
    return Money(euros * 100, "EUR")


def paid(on: date, due: date, euros: int, owed: int | None = None) -> Outcome:
    return Outcome(on, payment=Payment(eur(euros), due, None if owed is None else eur(owed)))


def incident(kind: str = "silence", on: date = date(2027, 2, 1)) -> Outcome:
    return Outcome(on, incident=Incident(kind))


def worked(hours: str, unit: str = "page", units: str = "1") -> Outcome:
    return Outcome(date(2027, 2, 1), hours=Hours(Decimal(hours), unit, Decimal(units)))


def checklist(plan: Mapping[date, int] = PLAN) -> Checklist:
    task = Task("Design", Quantity(Decimal(3), "page"), date(2027, 2, 1), "approved", eur(600))
    build = Task("Build", Quantity(Decimal(5), "page"), date(2027, 3, 1), "online", eur(400))
    instalments = tuple(Instalment(eur(euros), f"part {i}", day) for i, (day, euros) in enumerate(plan.items(), 1))
    return Checklist((task, build), eur(sum(plan.values())), instalments, Revisions(2, "a list", "65.00 EUR"), ())


def decision(as_of: datetime = AGREED) -> Decision:
    return Decision(
        Verdict.GO, Verdict.GO, Verdict.GO, 0, 0, (), (), (), (), (), as_of, "p@1", "p", "q@1", "q", "a", "f"
    )  # fmt: skip


def dossier(*outcomes: Outcome, plan: Mapping[date, int] = PLAN, sealed: bool = True, seen: int = 0) -> Dossier:
    brief = Brief(
        FORMAT, "b", 0, AGREED.date(), "en", Party("Me"), Party("Acme"), "q@1", "q", (), checklist(plan), "h"
    )  # fmt: skip
    return Dossier(
        "acme-1",
        Client("Acme"),
        AGREED,
        "q",
        "p",
        decision=decision(),
        brief=brief,
        documents=(Document("sealed", "ab", AGREED, "me"),) if sealed else (),
        signed=brief if sealed else None,
        outcomes=outcomes,
        seen=seen,
    )


def decided(dossier: Dossier, on: date) -> Dossier:
    """The dossier with a decision on that day that knew of everything before."""
    taken = decision(datetime.combine(on, time(9), UTC))
    return replace(dossier, decision=taken, seen=len(dossier.outcomes), asked_since=())


def all_on_time() -> tuple[Outcome, ...]:
    return tuple(paid(day, day, euros) for day, euros in PLAN.items())
