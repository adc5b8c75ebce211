"""No work starts before both have signed and the first instalment has arrived."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from following.cases import PLAN, dossier, eur, paid, worked
from intake.following.gates import closed_gates, iteration_gates, source_gates, unmet, verdict_now
from intake.following.ledger import ledger
from intake.model.brief import AgreedAnswer
from intake.model.checklist import Clause
from intake.model.decision import ClauseDue, Verdict
from intake.model.dossier import Dossier
from intake.model.outcome import Hours, Outcome
from intake.model.values import Value

FIRST, *_ = PLAN
TODAY = date(2027, 1, 12)


def gates(subject: Dossier) -> tuple[str, ...]:
    return closed_gates(subject, ledger(subject, TODAY))


def test_an_unsigned_brief_closes_the_gate() -> None:
    """Practice 002#5."""
    assert gates(dossier(paid(FIRST, FIRST, 500), sealed=False)) == ("the brief is not signed by both sides",)


def test_the_first_instalment_opens_it_when_it_is_whole() -> None:
    """Practice 000#3."""
    assert "first instalment (500.00 EUR, due on 2027-01-11)" in gates(dossier())[0]
    assert gates(dossier(paid(FIRST, FIRST, 499)))
    assert gates(dossier(paid(FIRST, FIRST, 500))) == ()


def test_a_condition_holds_the_work_back_until_the_client_has_signed_its_clause() -> None:
    """Practice 002#16: conditional is go only once the clause is signed."""
    begun = dossier(paid(FIRST, FIRST, 500))
    due = ClauseDue("first-job", "written_only", {}, "A first job together goes in writing only.")
    assert begun.decision is not None
    assert begun.signed is not None
    bound = replace(begun, decision=replace(begun.decision, conditions=(due,)))
    assert unmet(bound) == (due,)
    assert gates(bound) == (
        "the client has not signed the clause 'written_only': A first job together goes in writing only.",
    )
    terms = replace(begun.signed.checklist, clauses=(Clause("written_only", "In writing", "Only in writing."),))
    signed = replace(bound, signed=replace(begun.signed, checklist=terms))
    assert unmet(signed) == ()
    assert gates(signed) == ()
    assert unmet(replace(signed, signed=None)) == (due,)


def test_a_conditional_verdict_says_what_makes_it_a_go() -> None:
    signed = dossier()
    assert signed.decision is not None
    due = ClauseDue("first-job", "written_only", {}, "In writing only.")
    conditional = replace(signed.decision, verdict=Verdict.CONDITIONAL, conditions=(due,))
    assert verdict_now(signed) == "go"
    assert verdict_now(replace(signed, decision=None)) == "not decided"
    assert (
        verdict_now(replace(signed, decision=conditional)) == "conditional; go once the client has signed written_only"
    )
    met = replace(conditional, conditions=())
    assert verdict_now(replace(signed, decision=met)) == "conditional; go, the client has signed every clause"


def test_work_by_the_hour_waits_for_the_signatures_alone() -> None:
    assert gates(dossier(plan={})) == ()


def test_the_next_iteration_waits_for_what_is_overdue() -> None:
    """Practice 003#9."""
    begun = dossier(paid(FIRST, FIRST, 500))
    due, after = date(2027, 2, 15), date(2027, 2, 16)
    assert iteration_gates(begun, ledger(begun, due), "Build", due) == ()  # on its day it is not overdue yet
    assert iteration_gates(begun, ledger(begun, after), "Build", after) == (
        "300.00 EUR due on 2027-02-15 are not recorded as received",
    )
    settled = dossier(paid(FIRST, FIRST, 500), paid(due, due, 300))
    assert iteration_gates(settled, ledger(settled, after), "Build", after) == ()


def test_where_each_deliverable_waits_for_the_one_before_its_payment_is_waited_for_from_its_day() -> None:
    """Practice 003#9: the clause says that the next one starts once the one before is paid in full."""
    begun = dossier(paid(FIRST, FIRST, 500))
    signed = begun.signed
    assert signed is not None
    parts = signed.checklist.instalments
    each = (parts[0], parts[1], replace(parts[2], trigger="in advance, before work on Build starts"))
    clause = Clause("prepayment", "Payment in advance", "The next one starts once the one before is paid in full.")
    due = date(2027, 2, 15)
    for terms in (
        replace(signed.checklist, instalments=each),
        replace(signed.checklist, clauses=(clause,)),
    ):
        subject = replace(begun, signed=replace(signed, checklist=terms))
        assert iteration_gates(subject, ledger(subject, due), "Design", due) == ()
    both = replace(
        begun, signed=replace(signed, checklist=replace(signed.checklist, instalments=each, clauses=(clause,)))
    )
    assert "300.00 EUR due on 2027-02-15" in iteration_gates(both, ledger(both, due), "Design", due)[0]


def test_an_advance_on_one_deliverable_holds_back_that_one_alone() -> None:
    """Practice 003#9: half before each iteration."""
    begun = dossier(paid(FIRST, FIRST, 500))
    signed = begun.signed
    assert signed is not None
    parts = signed.checklist.instalments
    advance = replace(parts[1], trigger="in advance, before work on Build starts")
    plan = replace(signed, checklist=replace(signed.checklist, instalments=(parts[0], advance, parts[2])))
    begun = replace(begun, signed=plan)
    assert iteration_gates(begun, ledger(begun, TODAY), "Design", TODAY) == ()
    assert "300.00 EUR due on 2027-02-15" in iteration_gates(begun, ledger(begun, TODAY), "Build", TODAY)[0]


def test_the_advance_of_a_change_does_not_shut_what_the_first_instalment_opened() -> None:
    """A change signed later whose advance falls due before the first instalment did."""
    begun = dossier(paid(FIRST, FIRST, 500))
    signed = begun.signed
    assert signed is not None
    parts = signed.checklist.instalments
    advance = replace(parts[1], due=date(2027, 1, 4), trigger="in advance, before work on Build starts")
    plan = replace(signed, checklist=replace(signed.checklist, instalments=(advance, *parts)))
    begun, unpaid = replace(begun, signed=plan), replace(dossier(), signed=plan)
    assert gates(begun) == ()
    assert "300.00 EUR due on 2027-01-04" in iteration_gates(begun, ledger(begun, FIRST), "Build", FIRST)[0]
    assert "first instalment (300.00 EUR, due on 2027-01-04)" in gates(unpaid)[0]


def test_sources_wait_for_the_last_payment() -> None:
    """Practice 003#10."""
    begun = dossier(paid(FIRST, FIRST, 500))
    assert len(source_gates(begun, ledger(begun, TODAY))) == 2
    unpaid = dossier()
    assert len(source_gates(unpaid, ledger(unpaid, TODAY))) == 3  # all of them, not the first alone
    whole = dossier(*(paid(day, day, euros) for day, euros in PLAN.items()))
    assert source_gates(whole, ledger(whole, date(2027, 4, 1))) == ()
    assert source_gates(dossier(sealed=False), ()) == ("the brief is not signed by both sides",)


def by_the_hour(*outcomes: Outcome, cap: int | None = 10) -> Dossier:
    """Work at 80 EUR an hour, signed by both, without an advance."""
    answers: dict[str, Value] = {"billing_model": "hourly", "hourly_rate": eur(80), "invoicing": "weekly"}
    if cap is not None:
        answers["hours_cap"] = cap
    subject = dossier(*outcomes, plan={})
    assert subject.signed is not None
    agreed = tuple(AgreedAnswer(name, "", name, value, str(value)) for name, value in answers.items())
    return replace(subject, signed=replace(subject.signed, answers=agreed))


def test_work_by_the_hour_stops_at_the_limit_that_was_agreed() -> None:
    """Practice 000#4."""
    assert gates(by_the_hour(worked("9"))) == ()
    assert gates(by_the_hour(worked("9"), worked("1"))) == ("all 10 hours that were agreed are recorded",)
    assert gates(by_the_hour(worked("90"), cap=None)) == ()
    gift = Outcome(TODAY, hours=Hours(Decimal(5), gift=True))
    assert gates(by_the_hour(worked("9"), gift)) == ()
    full = by_the_hour(worked("10"))
    assert iteration_gates(full, ledger(full, TODAY), "Build", TODAY) == gates(full)


def test_sources_wait_for_every_hour_that_was_recorded() -> None:
    """Practice 003#10."""
    day = date(2027, 1, 11)
    subject = by_the_hour(worked("5"), paid(day, day, 300, owed=300))
    assert source_gates(subject, ledger(subject, TODAY)) == (
        "100.00 EUR for the hours recorded are not recorded as received",
    )
    settled = by_the_hour(worked("5"), paid(day, day, 400, owed=400))
    assert source_gates(settled, ledger(settled, TODAY)) == ()
