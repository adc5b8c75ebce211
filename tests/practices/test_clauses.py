"""Each clause says what the practice behind it advises."""

import pytest

from intake import bundled
from intake.agreeing import read_clauses

CLAUSES = [
    ("000#1", "prepayment", "pays 50 % of the price in advance"),
    ("000#2", "refund", "receives back what was paid beyond the value"),
    ("000#2", "money_back", "One half of what was paid for it is then returned"),
    ("000#3", "prepayment", "starts once its advance has arrived"),
    ("000#4", "exposure_cap", "Work for which no payment has arrived never exceeds"),
    ("000#5", "change_orders", "becomes part of this agreement only when both sides sign it"),
    ("000#6", "revision_cap", "The price includes 2 rounds of changes"),
    ("000#7", "change_orders", "A redesign of an idea that was approved is a project of its own"),
    ("000#8", "revision_cap", "alterations to work that was already shown"),
    ("000#9", "hours_limit", "are worked and charged until both sides have agreed to more in writing"),
    ("000#4", "hours_limit", "the advance is set off against the last invoices"),
    ("000#9", "hours_open", "No limit of hours is agreed"),
    ("000#4", "hours_open", "sees in each report what was worked and may stop the work in writing at any time"),
    ("000#9", "hourly_reports", "Hours are recorded by day and task"),
    ("000#10", "hourly_reports", "The report is attached to the invoice"),
    ("001#3", "payment_terms", "in full and on time, whatever way the work is priced"),
    ("001#4", "payment_terms", "names its due date and how to pay"),
    ("001#6", "late_fee", "bears the statutory interest"),
    ("001#6", "stop_work", "work pauses"),
    ("001#10", "revision_cap", "Each further round is ordered in writing beforehand and costs"),
    ("001#11", "extras_priced", "has a price that the client confirms in writing before it begins"),
    ("001#14", "conduct", "may end the agreement at once"),
    ("001#17", "refund", "within 14 days"),
    ("001#19", "exit_notice", "with 30 days' notice"),
    ("002#1", "proof_of_existence", "a current extract from its register"),
    ("002#6", "change_orders", "only when both sides sign it"),
    ("002#7", "instalments", "instalments of the payment plan"),
    ("002#8", "late_fee", "After 7 days of grace"),
    ("002#10", "payment_arrangement", "smaller parts can be agreed in writing"),
    ("002#11", "instalments", "so that each can be claimed on its own"),
    ("002#12", "stop_work", "resumes without delay once the account is settled"),
    ("002#14", "collection", "a lawyer or a collection agency"),
    ("002#16", "written_only", "count only in writing"),
    ("002#15", "collection", "claimed in court"),
    ("003#2", "acceptance_period", "A complaint names the deliverable and what differs from it"),
    ("003#3", "acceptance_period", "against its 'done when'"),
    ("003#7", "test_task_paid", "Trial work is paid like any other work, in advance"),
    ("003#8", "client_delay", "the dates of the work that waits for it move by as many working days"),
    ("003#9", "prepayment", "the next one starts once the one before is paid in full"),
    ("003#10", "source_after_payment", "once the last instalment has arrived"),
    ("004#3", "written_only", "count only in writing"),
    ("004#4", "change_orders", "a different date"),
]


@pytest.mark.parametrize(("practice", "clause", "says"), CLAUSES)
def test_a_clause_says_what_its_practice_advises(practice: str, clause: str, says: str) -> None:
    template = read_clauses(bundled.files("clauses"))[clause]
    assert practice in template.practice
    assert says in template.filled({}, "en").text


def test_no_clause_names_a_practice_that_none_of_these_looks_at() -> None:
    looked_at = {(practice, clause) for practice, clause, _ in CLAUSES}
    for template in read_clauses(bundled.files("clauses")).values():
        assert any(clause == template.id for _, clause in looked_at), template.id
        for practice in template.practice:
            assert any(practice == named for named, _ in looked_at), (practice, template.id)


def test_only_work_by_the_hour_speaks_of_the_hourly_rate_of_the_checklist() -> None:
    spoken = [
        each for each in read_clauses(bundled.files("clauses")).values() if "hourly rate" in each.filled({}, "en").text
    ]
    assert [each.id for each in spoken] == ["hourly_reports"]
