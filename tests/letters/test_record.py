"""What the record tells a letter, and what it does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intake.following.continuance import paused_since
from intake.following.ledger import Due, Standing
from intake.letters import Debt, known, signed_terms
from intake.model.checklist import Task
from intake.model.money import Money
from intake.model.outcome import Delivery, Hours, Outcome, Payment, Start
from intake.model.values import Item, Quantity
from letters.sample import ACCEPTED, PAID, REST, TODAY, brief, record, wordings

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


def test_work_stops_on_the_day_that_the_review_names_where_it_was_due_on_a_weekend() -> None:
    saturday = date(2027, 4, 3)
    stopped = paused_since([Due(saturday, DEBT.amount, Money(0, "EUR"), None, Standing.UNPAID)], TODAY, 5)
    assert stopped == date(2027, 4, 11)
    values = known(record(PAID, debts=(replace(DEBT, due=saturday),)))
    assert values["stop_date"] == "2027-04-11 (Sunday)"


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


def test_what_is_under_way_is_not_refunded() -> None:
    begun = Outcome(TODAY, start=Start(task="Shop"))
    for moment in (
        begun,
        Outcome(TODAY, delivery=Delivery("Shop")),
        Outcome(TODAY, hours=Hours(Decimal(2), task="Shop")),
    ):
        values = known(record(PAID, ACCEPTED, moment))
        assert (values["accepted"], "refund" in values) == ("2\N{NO-BREAK SPACE}400.00 EUR", False)
    values = known(record(PAID, Outcome(TODAY, start=Start())))
    assert (values["accepted"], values["refund"]) == ("800.00 EUR", "400.00 EUR")


def test_before_any_work_all_that_was_paid_goes_back() -> None:
    assert known(record(PAID))["refund"] == "1\N{NO-BREAK SPACE}200.00 EUR"
    assert known(record(PAID, signed=brief(first_price=None)))["refund"] == "1\N{NO-BREAK SPACE}200.00 EUR"


def test_after_the_last_delivery_only_what_is_too_much_goes_back() -> None:
    done = [Outcome(TODAY, delivery=Delivery(name, accepted=True)) for name in ("Start page", "Shop")]
    rest = Outcome(TODAY, payment=Payment(REST.amount, REST.due))
    assert "refund" not in known(record(PAID, rest, *done))
    assert known(record(PAID, PAID, rest, *done))["refund"] == "1\N{NO-BREAK SPACE}200.00 EUR"


amounts = st.integers(0, 10**12)


@given(
    st.sampled_from(["JPY", "EUR", "KWD"]),
    st.lists(st.tuples(amounts, st.sampled_from(["", "begun", "shown", "accepted"])), min_size=1, max_size=4),
    st.lists(amounts, max_size=4),
)
def test_the_refund_is_exact_and_never_more_than_was_paid(
    currency: str, work: list[tuple[int, str]], payments: list[int]
) -> None:
    volume = Quantity(Decimal(1), "page")
    tasks = tuple(Task(f"T{i}", volume, TODAY, "done", Money(price, currency)) for i, (price, _) in enumerate(work))
    whole = Money(sum(price for price, _ in work), currency)
    signed = brief()
    signed = replace(signed, checklist=replace(signed.checklist, tasks=tasks, total=whole, instalments=()))
    happened = [Outcome(TODAY, payment=Payment(Money(each, currency), TODAY)) for each in payments]
    for i, (_, state) in enumerate(work):
        if state == "begun":
            happened.append(Outcome(TODAY, start=Start(task=f"T{i}")))
        elif state:
            happened.append(Outcome(TODAY, delivery=Delivery(f"T{i}", accepted=state == "accepted")))
    paid, worth = sum(payments), sum(price for price, state in work if state)
    refund = known(record(*happened, signed=signed)).get("refund", "")
    assert refund == (str(Money(paid - worth, currency)) if paid > worth else "")


def test_before_the_signatures_nothing_of_an_agreement_is_told() -> None:
    unsigned = replace(record(PAID), brief=None, terms={})
    assert set(known(unsigned)) == {"supplier", "client", "contact"}


def test_the_former_contractor_is_named_only_where_the_letter_goes_to_them() -> None:
    answers = {"former_contractor": Item.of({"name": "Björn Hall", "email": "b@hall.example"})}
    values = known(record(answers=answers))
    assert values["reference"] == "Björn Hall"
    assert values["contact"] == "Lindqvist AB"
    assert [name for name, text in values.items() if "Hall" in text] == ["reference"]
