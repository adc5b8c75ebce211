"""The policies that come along, on clients as they are: `practice` names in the rules are what the cases are about."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from deciding.cases import POLICIES, case_of, override, report, shipped
from intake.deciding import decide
from intake.model.decision import Decision, Result, Verdict
from intake.model.finding import SourceReport, Status
from intake.model.money import Money
from intake.model.small_claims import CEILINGS
from intake.model.values import Item, Percent, Value

NAMES = sorted(path.stem for path in POLICIES.glob("*.yaml"))
FAIR: dict[str, Value] = {
    "prepay": Percent(Decimal(50)),
    "pay_days": 14,
    "revisions": 2,
    "budget": Money(3_000_00, "EUR"),
    "deadline": date(2027, 3, 15),
    "acceptance_days": 10,
    "extra_rate": Money(80_00, "EUR"),
    "test_task": False,
    "source_before_payment": False,
    "decision_maker": Item.of({"name": "Ada"}),
    "former_contractor": Item.of({"name": "Bo"}),
}
NEW = {"dossiers": 0, "trusted": False, "late_payments": 0, "short_payments": 0, "incidents": 0}
CLEAN = (
    report("gleif", {"registry.active": True, "lei.current": True}),
    report("rdap", {"domain.registered": True, "domain.created": date(2015, 5, 1)}),
    report("website", {"website.names_client": True, "website.has_imprint": True}),
    report("mail_dns", {"mail.accepts": True}),
    report("vies", {"vat.valid": True}),
    report(
        "contact",
        {
            "contact.email_valid": True,
            "contact.email_disposable": False,
            "contact.email_on_website_domain": True,
            "contact.numbers_valid": True,
        },
    ),
)


def decided(
    answers: dict[str, Value], reports: Sequence[SourceReport] = CLEAN, *, name: str = "solo", trusted: bool = False
) -> Decision:
    return decide(shipped(name), case_of({**FAIR, **answers}, reports, history={**NEW, "trusted": trusted}))


def fired(decision: Decision) -> set[str]:
    return {rule.id for rule in decision.rules if rule.result is Result.FIRED}


def test_a_fair_new_client_signs_one_clause_and_may_start() -> None:
    decision = decided({})
    assert decision.verdict is Verdict.CONDITIONAL
    assert [due.clause for due in decision.conditions] == ["written_only"]


def test_a_fair_client_who_paid_before_is_a_go() -> None:
    assert decided({}, trusted=True).verdict is Verdict.GO


@pytest.mark.parametrize("name", NAMES)
def test_with_every_source_unreachable_it_is_never_a_go_and_the_record_says_what_was_not_checked(name: str) -> None:
    unreachable = [report(one.source, status=Status.UNREACHABLE, note="timeout", declares=one.facts) for one in CLEAN]
    for trusted in (False, True):
        decision = decided({}, unreachable, name=name, trusted=trusted)
        assert decision.verdict is Verdict.OPEN
        gaps = {gap.name: gap.why for gap in decision.not_checked}
        assert gaps["findings.registry.active"] == "gleif: unreachable (timeout)"
        assert {one.source for one in CLEAN} < set(gaps)
        assert gaps["sanctions"] == "no installed source checks this"
        assert decision.check_next


@pytest.mark.parametrize("name", NAMES)
def test_a_dissolved_company_is_a_no_go_however_good_the_rest(name: str) -> None:
    dissolved = [report("gleif", {"registry.active": False, "lei.current": True}), *CLEAN[1:]]
    assert decided({}, dissolved, name=name, trusted=True).verdict is Verdict.NO_GO


@pytest.mark.parametrize(
    ("answers", "rule"),
    [({"test_task": True}, "unpaid-test"), ({"prepay": Percent(Decimal(0))}, "prepay-refused")],
)
def test_a_new_client_who_wants_work_for_nothing_is_a_no_go(answers: dict[str, Value], rule: str) -> None:
    decision = decided(answers)
    assert decision.verdict is Verdict.NO_GO
    assert rule in fired(decision)
    assert rule not in fired(decided(answers, trusted=True))


@pytest.mark.parametrize(
    ("answers", "clause"),
    [
        ({"prepay": Percent(Decimal(20))}, "prepayment"),
        ({"revisions": 10}, "revision_cap"),
        ({"budget": Money(9_000_00, "EUR")}, "instalments"),
        ({"source_before_payment": True}, "source_after_payment"),
        ({"pay_days": 60}, "late_fee"),
        ({"deadline": date(2027, 12, 1)}, "exit_notice"),
    ],
)
def test_a_risk_brings_its_clause(answers: dict[str, Value], clause: str) -> None:
    assert clause in {due.clause for due in decided(answers).conditions}


def test_instalments_stay_under_the_ceiling_of_the_clients_country() -> None:
    due = next(due for due in decided({"budget": Money(9_000_00, "EUR")}).conditions if due.clause == "instalments")
    assert due.parameters == {"max_each": CEILINGS["DE"].most}


def test_doubts_add_up_and_name_what_to_check_next() -> None:
    doubtful = [
        report("website", {"website.names_client": False, "website.has_imprint": False}),
        report("vies", {"vat.valid": False}),
        *(one for one in CLEAN if one.source not in ("website", "vies")),
    ]
    decision = decided({}, doubtful)
    assert {"website-silent", "no-imprint", "vat-invalid"} <= fired(decision)
    assert (decision.verdict, decision.best, decision.worst) == (Verdict.OPEN, Verdict.CONDITIONAL, Verdict.NO_GO)
    assert {check.fact for check in decision.check_next} == {"findings.reference.bad", "findings.insolvency.open"}


def test_a_client_no_register_knows_stays_open_until_somebody_answers_for_it() -> None:
    inapplicable = report(
        "gleif", status=Status.NOT_APPLICABLE, note="no LEI", declares=["registry.active", "lei.current"]
    )
    case = case_of(FAIR, [inapplicable, *CLEAN[1:]], history=NEW)
    assert decide(shipped("solo"), case).verdict is Verdict.OPEN
    answered_for = case_of(FAIR, [inapplicable, *CLEAN[1:]], history=NEW, overrides=[override("dissolved")])
    assert decide(shipped("solo"), answered_for).verdict is Verdict.CONDITIONAL


def test_the_studio_denies_a_go_until_somebody_has_looked() -> None:
    decision = decided({}, name="studio")
    assert (decision.verdict, decision.points_worst) == (Verdict.CONDITIONAL, 105)
    assert decided({}, name="studio", trusted=True).verdict is Verdict.GO
