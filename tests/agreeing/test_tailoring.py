"""A brief is cut to what was agreed at the table, and never below what the decision demands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreeing.test_building import basis
from intake.agreeing import build, tailoring
from intake.errors import NotFound, Refused, Usage
from intake.model.checklist import Instalment
from intake.model.decision import ClauseDue
from intake.model.money import Money
from intake.model.values import Percent

START = date(2027, 1, 4)
DEMANDS = (
    ClauseDue("half-first", "prepayment", {"percent": Percent(Decimal(50)), "per": "project"}, "Half first."),
    ClauseDue("in-step", "exposure_cap", {"most": Money(150_000, "EUR")}, "In step."),
)


def part(euros: int, due: date, trigger: str = "agreed") -> Instalment:
    return Instalment(Money(euros * 100, "EUR"), trigger, due)


def test_instalments_of_your_own_replace_the_plan_in_the_order_of_their_days() -> None:
    brief = build(basis())
    late, first = part(2100, date(2027, 3, 8)), part(900, START)
    assert tailoring.with_instalments(basis(), brief, [late, first]).checklist.instalments == (first, late)


@pytest.mark.parametrize(
    ("parts", "error", "words"),
    [
        ([part(900, START)], Usage, r"2.100.00 EUR of the price are not planned"),
        ([part(3100, START)], Usage, "100.00 EUR above the price"),
        ([part(3000, START), part(0, START)], Usage, "more than nothing"),
        ([Instalment(Money(300_000, "SEK"), "agreed", START)], Usage, "in EUR"),
        ([part(800, START), part(2200, date(2027, 3, 8))], Refused, "in advance, by 2027-01-04"),
    ],
)
def test_a_plan_that_does_not_add_up_is_refused(parts: list[Instalment], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        tailoring.with_instalments(basis(), build(basis()), parts)


def test_a_plan_never_asks_for_less_than_the_decision_demands() -> None:
    asked = basis(*DEMANDS)
    brief = build(asked)
    with pytest.raises(Refused, match=r"1.500.00 EUR are agreed in advance"):
        tailoring.with_instalments(asked, brief, [part(900, START), part(2100, date(2027, 3, 8))])
    with pytest.raises(Refused, match="would stand unpaid"):
        tailoring.with_instalments(
            basis(replace(DEMANDS[1], parameters={"most": Money(50_000, "EUR")})),
            brief,
            [part(1500, START), part(1500, date(2027, 3, 8))],
        )


@given(first=st.integers(900, 2999), day=st.dates(date(2027, 1, 5), date(2027, 12, 31)))
def test_whatever_plan_stands_adds_up_to_the_price(first: int, day: date) -> None:
    brief = tailoring.with_instalments(basis(), build(basis()), [part(first, START), part(3000 - first, day)])
    assert sum(each.amount.minor for each in brief.checklist.instalments) == 300_000
    assert replace(brief.checklist, instalments=()) == replace(build(basis()).checklist, instalments=())


@given(amounts=st.lists(st.integers(1, 1500), min_size=1, max_size=5), place=st.integers(0, 4))
def test_what_one_instalment_asks_for_the_last_other_one_takes_up(amounts: list[int], place: int) -> None:
    total = Money(300_000, "EUR")
    parts = [part(euros, date(2027, 1, 4 + number)) for number, euros in enumerate(amounts)]
    kept = parts[place % len(parts)]
    try:
        found = tailoring.balanced(parts, kept, total)
    except Usage:
        others = [each for each in parts if each is not kept]
        assert sum(each.amount.minor for each in parts) - others[-1].amount.minor > total.minor
        return
    assert kept in found
    assert len(parts) == 1 or sum(each.amount.minor for each in found) == total.minor


def test_a_clause_is_added_in_the_order_of_the_book_and_taken_out_again() -> None:
    brief = build(basis())
    assert "collection" in {template.id for template in tailoring.addable(basis(), brief)}
    longer = tailoring.with_clause(basis(), brief, "collection", {"days": "45"})
    (added,) = (clause for clause in longer.checklist.clauses if clause.id == "collection")
    assert "45 days after the last reminder" in added.text
    assert [clause.id for clause in longer.checklist.clauses].index("collection") > 0
    assert tailoring.without_clause(basis(), longer, "collection") == brief


def test_what_belongs_to_the_agreement_stays_in_it() -> None:
    asked = basis(*DEMANDS)
    for clause in ("payment_terms", "exposure_cap", "prepayment"):
        with pytest.raises(Refused, match="belongs to the agreement"):
            tailoring.without_clause(asked, build(asked), clause)
    with pytest.raises(Usage, match="fixed by the decision"):
        tailoring.with_clause(asked, build(asked), "exposure_cap", {"most": "9000 EUR"})
    with pytest.raises(Usage, match="pay_days"):
        tailoring.with_clause(asked, build(asked), "payment_terms", {"pay_days": "90"})
    with pytest.raises(NotFound):
        tailoring.with_clause(asked, build(asked), "no_such", {})


def test_your_figures_and_clauses_outlive_a_brief_that_is_built_anew() -> None:
    before = tailoring.with_clause(basis(), build(basis()), "late_fee", {"grace_days": "14"})
    before = tailoring.with_clause(basis(), before, "written_only", {})
    anew = basis(revisions=3)
    after = tailoring.carried_over(anew, before, build(anew), {"late_fee": {"grace_days": "14"}})
    assert "After 14 days of grace" in next(c.text for c in after.checklist.clauses if c.id == "late_fee")
    assert "written_only" in {clause.id for clause in after.checklist.clauses}
    assert after.checklist.revisions.rounds == 3


def test_a_clause_is_worded_for_one_client_with_its_figures_and_its_practice() -> None:
    own = "We wait {grace_days} days; then a late fee within the law is due."
    brief = tailoring.with_wording(basis(), build(basis()), "late_fee", own, {"grace_days": "21"})
    clause = next(each for each in brief.checklist.clauses if each.id == "late_fee")
    assert clause.text == "We wait 21 days; then a late fee within the law is due."
    assert clause.practice == ("001#6", "002#8")
    assert brief.reworded == {"late_fee": own}
    assert tailoring.wording(basis(), brief, "late_fee") == own
    other = tailoring.with_clause(basis(), brief, "late_fee", {"grace_days": "3"})
    assert "We wait 3 days" in next(each.text for each in other.checklist.clauses if each.id == "late_fee")


@pytest.mark.parametrize("standard", ["", "the book's"])
def test_the_words_of_the_book_undo_words_of_your_own(standard: str) -> None:
    words = tailoring.wording(basis(), build(basis()), "late_fee") if standard else ""
    own = tailoring.with_wording(basis(), build(basis()), "late_fee", "Late: {grace_days} days.", {})
    assert tailoring.with_wording(basis(), own, "late_fee", words, {}) == build(basis())


@pytest.mark.parametrize(
    ("words", "said"), [("Pay soon.", "leaves out {grace_days}"), ("{grace_days} {x}", "no figure x")]
)
def test_words_of_your_own_keep_every_figure(words: str, said: str) -> None:
    with pytest.raises(Usage, match=said):
        tailoring.with_wording(basis(), build(basis()), "late_fee", words, {})


def test_words_of_your_own_outlive_a_brief_that_is_built_anew_and_go_with_their_clause() -> None:
    before = tailoring.with_wording(basis(), build(basis()), "written_only", "Only what is written counts.", {})
    anew = basis(revisions=3)
    after = tailoring.carried_over(anew, before, build(anew), {})
    assert "Only what is written counts." in [clause.text for clause in after.checklist.clauses]
    assert not tailoring.without_clause(anew, after, "written_only").reworded
