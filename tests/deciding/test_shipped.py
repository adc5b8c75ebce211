"""The policies that come along, on clients as they are: `practice` names in the rules are what the cases are about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from deciding.cases import AS_OF, POLICIES, case_of, override, report, shipped
from intake.deciding import decide
from intake.model.answers import Answer, State
from intake.model.decision import Decision, Result, Verdict
from intake.model.finding import SourceReport, Status
from intake.model.money import Money
from intake.model.small_claims import CEILINGS
from intake.model.values import Item, Percent, Value

NAMES = sorted(path.stem for path in POLICIES.glob("*.yaml"))
FAIR: dict[str, Value] = {
    "legal_name": "Acme Ltd",
    "prepay": Percent(Decimal(50)),
    "pay_days": 14,
    "revisions": 2,
    "budget": Money(3_000_00, "EUR"),
    "start": date(2027, 2, 1),
    "deadline": date(2027, 3, 15),
    "acceptance_days": 10,
    "extra_rate": Money(80_00, "EUR"),
    "test_task": False,
    "source_before_payment": False,
    "decision_maker": Item.of({"name": "Ada"}),
    "former_contractor": Item.of({"name": "Bo"}),
    "values_fit": "yes",
    "conflict_of_interest": False,
    "enjoy": "yes",
    "skill_fit": "yes",
    "own_hours": 40,
    "free_hours": 160,
    "friend": False,
    "abusive": False,
    "unlawful": False,
    "talks": ("nothing",),
    "slowest_answer": 2,
}
FIXED_PRICE = (Answer("hours_capped", State.NOT_APPLICABLE, AS_OF, "client"),)
NEW = {"dossiers": 0, "trusted": False, "late_payments": 0, "short_payments": 0, "incidents": 0}
CLEAN = (
    report("gleif", {"registry.active": True, "lei.current": True}),
    report("rdap", {"domain.registered": True, "domain.created": date(2015, 5, 1)}),
    report("website", {"website.names_client": True, "website.has_imprint": True}),
    report("mail_dns", {"mail.accepts": True}),
    report("vies", {"vat.valid": True}),
    report("history", status=Status.NOT_FOUND, declares=["conflict.with_client"]),
    report("sanctions", {"sanctions.hit": False, "sanctions.possible": False}),
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
    history = {**NEW, "trusted": trusted}
    return decide(shipped(name), case_of({**FAIR, **answers}, reports, history=history, left_open=FIXED_PRICE))


def fired(decision: Decision) -> set[str]:
    return {rule.id for rule in decision.rules if rule.result is Result.FIRED}


def test_a_fair_new_client_signs_one_clause_and_may_start() -> None:
    decision = decided({})
    assert decision.verdict is Verdict.CONDITIONAL
    assert [due.clause for due in decision.conditions] == ["written_only"]


@pytest.mark.parametrize(("name", "days"), [("agency", 180), ("solo", 90), ("studio", 180)])
def test_a_job_is_as_long_as_from_its_first_day_to_its_deadline(name: str, days: int) -> None:
    """Practice 001#19: from today only where no first day will be named."""
    start = date(2027, 9, 1)
    after, short = start + timedelta(days=days + 1), start + timedelta(days=days)
    assert "long-job" in fired(decided({"start": start, "deadline": after}, name=name))
    assert "long-job" not in fired(decided({"start": start, "deadline": short}, name=name))
    unnamed = {**FAIR, "deadline": AS_OF.date() + timedelta(days=days + 1)}
    del unnamed["start"]
    for left, expected in (((), Result.OPEN), ((Answer("start", State.REFUSED, AS_OF, "client"),), Result.FIRED)):
        decision = decide(shipped(name), case_of(unnamed, CLEAN, history=NEW, left_open=(*FIXED_PRICE, *left)))
        assert next(rule.result for rule in decision.rules if rule.id == "long-job") is expected


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
        assert gaps["payment"] == "no installed source checks this"
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
        ({"friend": True}, "written_only"),
        ({"values_fit": "partly"}, "written_only"),
        ({"talks": ("changes_mind",)}, "written_only"),
    ],
)
def test_a_risk_brings_its_clause(answers: dict[str, Value], clause: str) -> None:
    assert clause in {due.clause for due in decided(answers).conditions}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ["abusive", "unlawful"])
def test_nobody_overrules_an_insult_or_a_crime(name: str, answer: str) -> None:
    """Practices 001#14, 004#12 and 004#14: no money is worth disrespect."""
    case = case_of({**FAIR, answer: True}, CLEAN, history={**NEW, "trusted": True}, overrides=[override(answer)])
    assert decide(shipped(name), case).verdict is Verdict.NO_GO


@pytest.mark.parametrize(
    ("answers", "rule", "practice"),
    [
        ({"values_fit": "no"}, "style-mismatch", "000#14"),
        ({"conflict_of_interest": True}, "conflict-of-interest", "000#14"),
        ({"enjoy": "no"}, "no-joy", "001#18"),
        ({"skill_fit": "no"}, "beyond-skill", "001#18"),
        ({"own_hours": 200}, "over-capacity", "001#22"),
        ({"talks": ("accuses", "no_time")}, "difficult-talks", "004#1"),
        ({"talks": ("distrust",)}, "distrust", "004#13"),
        ({"talks": ("status_pressure",)}, "status-pressure", "000#16"),
        ({"slowest_answer": 9}, "slow-answers", "004#11"),
        ({"friend": True}, "same-for-friends", "004#9"),
    ],
)
def test_what_you_noticed_yourself_counts(answers: dict[str, Value], rule: str, practice: str) -> None:
    for name in NAMES:
        found = {each.id: each for each in decided(answers, name=name).rules}[rule]
        assert found.result is Result.FIRED
        assert practice in found.practice


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


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_a_list_ends_it_only_once_it_is_settled(name: str) -> None:
    """A possible match keeps the verdict open, and never decides by itself."""

    def screened(**facts: bool) -> Decision:
        found = {f"sanctions.{fact}": value for fact, value in facts.items()}
        others = [one for one in CLEAN if one.source != "sanctions"]
        return decided({}, [*others, report("sanctions", found, declares=["sanctions.hit"])], name=name)

    assert screened(possible=True).verdict is Verdict.OPEN
    assert screened(possible=False, hit=True).verdict is Verdict.NO_GO
    assert screened(possible=False, hit=False).worst is not Verdict.NO_GO


ORDINARY = (  # a small firm without LEI, VAT number and website, after all sources were asked
    report("gleif", declares=["registry.active", "lei.current"]),
    report("rdap", status=Status.NOT_APPLICABLE, declares=["domain.registered", "domain.created"]),
    report("website", status=Status.NOT_APPLICABLE, declares=["website.names_client", "website.has_imprint"]),
    report("mail_dns", status=Status.NOT_APPLICABLE, declares=["mail.accepts"]),
    report("vies", status=Status.NOT_APPLICABLE, declares=["vat.valid"]),
    report("history", status=Status.NOT_FOUND, declares=["conflict.with_client"]),
    report("sanctions", status=Status.NOT_APPLICABLE, declares=["sanctions.hit", "sanctions.possible"]),
    report(
        "contact",
        {"contact.email_valid": True, "contact.email_disposable": False},
        declares=["contact.email_on_website_domain", "contact.numbers_valid"],
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_an_ordinary_client_is_not_open_for_ever_because_no_source_tells(name: str) -> None:
    decision = decided({}, ORDINARY, name=name)
    assert decision.verdict is Verdict.CONDITIONAL
    assert "proof_of_existence" in {due.clause for due in decision.conditions}
    assert "findings.registry.active" in {gap.name for gap in decision.not_checked}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("source", ["gleif", "contact"])
def test_a_source_that_fails_or_is_not_installed_leaves_it_open_all_the_same(name: str, source: str) -> None:
    rest = [one for one in ORDINARY if one.source != source]
    facts = [fact for one in ORDINARY if one.source == source for fact in one.facts]
    failed = report(source, status=Status.UNREACHABLE, declares=facts)
    assert decided({}, [*rest, failed], name=name).worst is Verdict.NO_GO
    assert decided({}, rest, name=name).worst is Verdict.NO_GO


def test_the_agency_takes_two_people_to_overrule_a_deal_breaker() -> None:
    asked = {**FAIR, "test_task": True}
    one, two = override("unpaid-pitch", by="Ada"), override("unpaid-pitch", by="Bo")
    for overrides, verdict in (([one], Verdict.NO_GO), ([one, two], Verdict.CONDITIONAL)):
        case = case_of(asked, CLEAN, history=NEW, overrides=overrides)
        assert decide(shipped("agency"), case).verdict is verdict


def test_the_profile_of_the_ideal_client_stands_beside_the_verdict() -> None:
    """Practice 004#15: it is shown beside risk and never netted against it."""
    good = decided({"test_task": True})
    assert (good.verdict, good.fit) == (Verdict.NO_GO, (7, 7, 10))
    assert decided({"prepay": Percent(Decimal(40)), "pay_days": 30}).fit == (2, 2, 10)


def test_the_studio_denies_a_go_until_somebody_has_looked() -> None:
    decision = decided({}, name="studio")
    assert (decision.verdict, decision.points_worst) == (Verdict.CONDITIONAL, 105)
    assert decided({}, name="studio", trusted=True).verdict is Verdict.GO


def test_a_question_that_is_not_put_to_such_a_client_is_no_gap() -> None:
    case = case_of(FAIR, CLEAN, history=NEW, left_open=FIXED_PRICE)
    assert "answers.hours_capped" in {each.name for each in decide(shipped("solo"), case).not_checked}
    hidden = replace(case, hidden=frozenset({"hours_capped"}))
    assert "answers.hours_capped" not in {each.name for each in decide(shipped("solo"), hidden).not_checked}
