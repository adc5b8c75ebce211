"""Each rule of the shipped policies fires where the practice behind it warns, and not on a fair client."""

from decimal import Decimal

import pytest

from deciding.cases import AS_OF, case_of, policy_of, report, shipped
from deciding.test_shipped import CLEAN, FAIR, FIXED_PRICE, NEW
from intake.deciding import decide
from intake.model.answers import Answer, State
from intake.model.decision import Decision, Result, Verdict
from intake.model.money import Money
from intake.model.values import Percent, Value

NOTHING = Percent(Decimal(0))
OPEN = Answer("former_contractor", State.UNKNOWN, AS_OF, "client", reason="nobody")
RULES: list[tuple[str, str, str, dict[str, Value]]] = [
    ("000#1", "solo", "prepay-refused", {"prepay": NOTHING}),
    ("000#1", "solo", "half-up-front", {"prepay": Percent(Decimal(30))}),
    ("000#4", "solo", "hours-uncapped", {"hours_capped": False}),
    ("000#9", "solo", "hours-uncapped", {"hours_capped": False}),
    ("000#6", "solo", "revisions-uncapped", {"revisions": 9}),
    ("000#16", "solo", "incidents", {"history.incidents": 2}),
    ("001#2", "studio", "never-paid", {"history.late_payments": 3}),
    ("001#4", "solo", "slow-terms", {"pay_days": 90}),
    ("001#5", "solo", "late-payer", {"history.late_payments": 2}),
    ("001#5", "solo", "short-payer", {"history.short_payments": 1}),
    ("001#6", "solo", "slow-payer", {"pay_days": 45}),
    ("001#10", "solo", "revisions-uncapped", {"revisions": 4}),
    ("002#4", "solo", "bad-reference", {"findings.reference.bad": True}),
    ("002#8", "solo", "work-stops", {"history.late_payments": 1}),
    ("002#11", "solo", "over-small-claims", {"budget": Money(9_000_00, "EUR")}),
    ("003#7", "solo", "unpaid-test", {"test_task": True}),
    ("003#9", "solo", "prepay-refused", {"prepay": NOTHING}),
    ("003#10", "solo", "source-early", {"source_before_payment": True}),
    ("003#10", "solo", "source-kept", {"source_before_payment": True}),
    ("003#11", "solo", "repeat-customer", {"history.trusted": True}),
    ("000#14", "solo", "style-mismatch", {"values_fit": "no"}),
    ("000#14", "solo", "conflict-of-interest", {"conflict_of_interest": True}),
    ("000#14", "solo", "competes-with-client", {"findings.conflict.with_client": True}),
    ("000#16", "solo", "status-pressure", {"talks": ("status_pressure",)}),
    ("000#18", "solo", "style-mismatch", {"values_fit": "no"}),
    ("001#14", "solo", "abusive", {"abusive": True}),
    ("001#14", "solo", "unlawful", {"unlawful": True}),
    ("001#18", "solo", "no-joy", {"enjoy": "no"}),
    ("001#18", "solo", "beyond-skill", {"skill_fit": "no"}),
    ("001#22", "solo", "over-capacity", {"own_hours": 200}),
    ("004#1", "solo", "difficult-talks", {"talks": ("no_time", "accuses")}),
    ("004#3", "solo", "difficult-in-writing", {"talks": ("changes_mind",)}),
    ("004#9", "solo", "same-for-friends", {"friend": True}),
    ("004#11", "solo", "slow-answers", {"slowest_answer": 9}),
    ("004#12", "solo", "abusive", {"abusive": True}),
    ("004#13", "solo", "distrust", {"talks": ("distrust",)}),
]


def decided(policy: str, facts: dict[str, Value]) -> Decision:
    """The decision on a fair new client of whom these facts are otherwise; answers stand without prefix."""
    answers = {name: value for name, value in facts.items() if "." not in name}
    history = {name.removeprefix("history."): v for name, v in facts.items() if name.startswith("history.")}
    findings = {name.removeprefix("findings."): v for name, v in facts.items() if name.startswith("findings.")}
    reports = (*CLEAN, *((report("reference", findings),) if findings else ()))
    left = [answer for answer in FIXED_PRICE if answer.question not in answers]
    case = case_of({**FAIR, **answers}, reports, history={**NEW, **history}, left_open=left)
    return decide(shipped(policy), case)


def results(decision: Decision) -> dict[str, Result]:
    """How each rule ended."""
    return {rule.id: rule.result for rule in decision.rules}


@pytest.mark.parametrize(("practice", "policy", "rule", "facts"), RULES)
def test_a_rule_fires_where_its_practice_warns_and_not_on_a_fair_client(
    practice: str, policy: str, rule: str, facts: dict[str, Value]
) -> None:
    found = shipped(policy).rule(rule)
    assert found is not None
    assert practice in found.practice
    assert results(decided(policy, facts))[rule] is Result.FIRED
    assert results(decided(policy, {}))[rule] is not Result.FIRED


@pytest.mark.parametrize(
    ("practice", "rule"), [("002#16", "first-job"), ("004#3", "first-job"), ("001#19", "long-job")]
)
def test_a_conditional_verdict_names_its_safeguards(practice: str, rule: str) -> None:
    facts: dict[str, Value] = {"deadline": AS_OF.date().replace(year=2028)}
    decision = decided("solo", facts)
    assert decision.verdict is Verdict.CONDITIONAL
    (due,) = (due for due in decision.conditions if due.rule == rule)
    named = shipped("solo").rule(rule)
    assert named is not None
    assert practice in named.practice
    assert due.clause in ("written_only", "exit_notice")


def test_whoever_names_no_former_contractor_is_asked_about() -> None:
    answers = {name: value for name, value in FAIR.items() if name != "former_contractor"}
    decision = decide(shipped("solo"), case_of(answers, CLEAN, history=NEW, left_open=[OPEN, *FIXED_PRICE]))
    assert results(decision)["no-reference"] is Result.FIRED
    rule = shipped("solo").rule("no-reference")
    assert rule is not None
    assert "002#3" in rule.practice


def test_what_registers_say_weighs() -> None:
    """Practices "002#1" and "003#6": look it up, and find out from others, before you say yes."""
    gone = report("gleif", {"registry.active": False, "lei.current": True})
    decision = decide(shipped("solo"), case_of(FAIR, (gone, *CLEAN[1:]), history=NEW))
    assert decision.verdict is Verdict.NO_GO


def test_a_warning_sign_ends_it_before_the_full_brief() -> None:
    """Practice "004#2": two answers and no source asked are enough for a no-go that nothing can change any more."""
    decision = decide(shipped("solo"), case_of({"test_task": True}, (), history=NEW))
    assert (decision.verdict, decision.best) == (Verdict.NO_GO, Verdict.NO_GO)


@pytest.mark.parametrize("policy", ["solo", "studio", "agency"])
@pytest.mark.parametrize(("practice", "rule"), [("001#14", "unlawful"), ("004#12", "abusive")])
def test_disrespect_and_dishonesty_end_it_for_everybody_and_nobody_may_overrule_that(
    policy: str, practice: str, rule: str
) -> None:
    found = shipped(policy).rule(rule)
    assert found is not None
    assert practice in found.practice
    assert not found.override.by
    assert decided(policy, {rule: True, "history.trusted": True}).verdict is Verdict.NO_GO


def test_no_points_buy_a_deal_breaker_off() -> None:
    """Practice "004#14": no money is worth disrespect."""
    policy = policy_of(
        "deal_breakers:\n- {id: rude, if: answers.test_task, say: Rude., override: never}\n"
        "signals:\n- {id: rich, points: -1000, if: answers.test_task, say: Rich.}\n"
    )
    assert decide(policy, case_of({"test_task": True})).verdict is Verdict.NO_GO
