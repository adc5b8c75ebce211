"""What the record tells a letter, and what it does not."""

from dataclasses import replace
from datetime import date

from intake.letters import Debt, known, signed_terms
from intake.model.money import Money
from intake.model.outcome import Outcome, Payment
from intake.model.values import Item
from letters.sample import ACCEPTED, PAID, TODAY, brief, record, wordings

DEBT = Debt(Money(120000, "EUR"), date(2027, 4, 2), "on delivery of Start page", noted=True)


def test_terms_are_read_from_the_clauses_as_they_were_signed() -> None:
    assert known(record())["notice_days"] == "45"
    assert known(record())["last_day"] == "2027-05-30 (Sunday)"


def test_a_clause_that_was_worded_otherwise_tells_nothing() -> None:
    signed = brief().checklist.clauses
    assert signed_terms(signed, wordings())["grace_days"] == "5"
    changed = {**wordings(), "late_fee": {"en": "After {grace_days} days there is a fee."}}
    assert "grace_days" not in signed_terms(signed, changed)


def test_a_parameter_that_stands_twice_must_say_the_same() -> None:
    clause = replace(brief().checklist.clauses[0], id="twice", text="3 days, then 4 days")
    assert signed_terms([clause], {"twice": {"en": "{days} days, then {days} days"}}) == {}
    clause = replace(clause, text="3 days, then 3 days")
    assert signed_terms([clause], {"twice": {"en": "{days} days, then {days} days"}}) == {"days": "3"}


def test_the_oldest_debt_is_the_one_to_write_about() -> None:
    later = Debt(Money(5000, "EUR"), date(2027, 4, 9), "an invoice", noted=False)
    values = known(record(PAID, debts=(DEBT, later)))
    assert (values["due_amount"], values["days_late"]) == ("1\N{NO-BREAK SPACE}200.00 EUR", "13")
    assert values["outstanding"] == "1\N{NO-BREAK SPACE}250.00 EUR"
    assert values["stop_date"] == "2027-04-08 (Thursday)"


def test_without_a_debt_no_amount_is_named() -> None:
    values = known(record(PAID))
    assert not {"due_amount", "due_date", "days_late", "stop_date"} & set(values)
    assert values["outstanding"] == "nothing"


def test_the_refund_is_what_was_paid_beyond_what_was_accepted() -> None:
    values = known(record(PAID, ACCEPTED, ACCEPTED))
    assert (values["paid"], values["accepted"], values["refund"]) == (
        "1\N{NO-BREAK SPACE}200.00 EUR",
        "800.00 EUR",
        "400.00 EUR",
    )


def test_the_refund_is_blank_where_it_cannot_be_told() -> None:
    assert "refund" not in known(record(ACCEPTED))
    assert "refund" not in known(record(PAID, ACCEPTED, signed=brief(first_price=None)))
    dollars = Outcome(TODAY, payment=Payment(Money(100, "USD"), TODAY))
    assert "refund" not in known(record(PAID, dollars))
    assert known(record(PAID, dollars))["paid"] == "1\N{NO-BREAK SPACE}200.00 EUR and 1.00 USD"


def test_before_the_signatures_nothing_of_an_agreement_is_told() -> None:
    unsigned = replace(record(PAID), brief=None, terms={})
    assert set(known(unsigned)) == {"supplier", "client", "contact"}


def test_the_former_contractor_is_named_only_where_the_letter_goes_to_them() -> None:
    answers = {"former_contractor": Item.of({"name": "Björn Hall", "email": "b@hall.example"})}
    values = known(record(answers=answers))
    assert values["reference"] == "Björn Hall"
    assert values["contact"] == "Lindqvist AB"
    assert [name for name, text in values.items() if "Hall" in text] == ["reference"]
