"""A signed engagement, and what happened in it, as letters draw on them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from intake import agreeing, bundled
from intake.letters import Debt, Record, Template, read_letters, signed_terms
from intake.model.answers import Answer, State
from intake.model.brief import FORMAT, Brief
from intake.model.checklist import Checklist, Instalment, Revisions, Task
from intake.model.dossier import Document
from intake.model.money import Money
from intake.model.outcome import Delivery, Outcome, Payment
from intake.model.party import Party
from intake.model.questionnaire import Wording
from intake.model.values import Item, Quantity, Value

TODAY = date(2027, 4, 15)
SIGNED = datetime(2027, 2, 20, 9, 30, tzinfo=UTC)
ADVANCE = Instalment(Money(120000, "EUR"), "in advance, before work starts", date(2027, 3, 1))
REST = Instalment(Money(120000, "EUR"), "on delivery of Start page", date(2027, 4, 2))
PAID = Outcome(date(2027, 3, 1), payment=Payment(ADVANCE.amount, ADVANCE.due))
ACCEPTED = Outcome(date(2027, 3, 20), delivery=Delivery("Start page", accepted=True))


def book() -> dict[str, Template]:
    """The letters that come along."""
    return read_letters(bundled.files("clauses/letters"))


def wordings() -> dict[str, Wording]:
    """The texts of the clauses that come along."""
    return {template.id: template.text for template in agreeing.read_clauses(bundled.files("clauses")).values()}


def brief(*, first_price: int | None = 80000) -> Brief:
    """A signed brief with two deliverables, two instalments and the usual clauses."""
    page = Quantity(Decimal(1), "page")
    tasks = (
        Task(
            "Start page",
            page,
            date(2027, 3, 19),
            "approved",
            None if first_price is None else Money(first_price, "EUR"),
        ),
        Task("Shop", page, date(2027, 4, 30), "a test order runs", Money(160000, "EUR")),
    )
    clauses = agreeing.read_clauses(bundled.files("clauses"))
    signed = (
        clauses["late_fee"].filled({"grace_days": 5}, "en"),
        clauses["exit_notice"].filled({"notice_days": 45}, "en"),
    )
    rounds = Revisions(2, "a change to version 1", "65.00 EUR")
    checklist = Checklist(tasks, Money(240000, "EUR"), (ADVANCE, REST), rounds, signed)
    parties = Party("Studio Birch"), Party("Lindqvist AB")
    return Brief(FORMAT, "BR-2027-ABC", 0, SIGNED.date(), "en", *parties, "web-brief@1", "", (), checklist, "")


def record(
    *outcomes: Outcome,
    answers: Mapping[str, Value] | None = None,
    signed: Brief | None = None,
    debts: tuple[Debt, ...] = (),
) -> Record:
    """The record of the signed engagement after these outcomes."""
    agreed = signed or brief()
    given = {"decision_maker": Item.of({"name": "Anna Lindqvist"})} if answers is None else answers
    return Record(
        supplier="Studio Birch",
        client="Lindqvist AB",
        today=TODAY,
        answers={name: Answer(name, State.ANSWERED, SIGNED, "client", value) for name, value in given.items()},
        brief=agreed,
        terms=signed_terms(agreed.checklist.clauses, wordings()),
        documents=(Document("sealed", "ab" * 32, SIGNED, "Studio Birch"),),
        outcomes=outcomes,
        debts=debts,
    )
