"""What to check next: the step that narrows the verdict most for what it costs."""

from dataclasses import replace

from deciding.cases import case_of, policy_of, report
from intake.deciding import decide
from intake.model.decision import Verdict
from intake.model.finding import Status

BREAKER = "deal_breakers:\n- {id: dissolved, if: findings.registry.active = false, say: Closed.}\n"
SIGNALS = (
    "signals:\n"
    "- {id: late, points: 40, if: history.late_payments >= 2, say: Late.}\n"
    "- {id: early, points: 25, if: answers.source_before_payment, say: Early.}\n"
)


def test_the_cheapest_step_that_decides_most_comes_first() -> None:
    text = (
        "deal_breakers:\n"
        "- {id: a, if: findings.registry.active = false, say: A.}\n"
        "- {id: b, if: findings.sanctions.hit and not history.trusted, say: B.}\n"
        "- {id: c, if: findings.insolvency.open and not history.trusted, say: C.}\n"
    )
    unreachable = report("gleif", status=Status.UNREACHABLE, note="HTTP 503", declares=["registry.active"])
    decision = decide(policy_of(text), case_of(reports=[unreachable], history={}))
    assert [(check.fact, check.do, check.minutes) for check in decision.check_next] == [
        ("findings.registry.active", "ask gleif again, or find out yourself: gleif: unreachable (HTTP 503)", 1),
        ("history.trusted", "look it up in your own records: your history does not say", 5),
        ("findings.insolvency.open", "find out yourself and overrule the rule: no installed source tells this", 30),
        ("findings.sanctions.hit", "find out yourself and overrule the rule: no installed source tells this", 30),
    ]


def test_a_source_that_tells_several_open_facts_is_one_step() -> None:
    text = BREAKER + "signals:\n- {id: lapsed, points: 40, if: findings.lei.current = false, say: Lapsed.}\n"
    declared = {"registry.active": ("gleif",), "lei.current": ("gleif",)}
    (step,) = decide(policy_of(text), case_of(declared=declared)).check_next
    assert (step.do, step.facts) == ("ask gleif", ("findings.registry.active", "findings.lei.current"))


def test_the_client_is_asked_last_where_a_source_tells_as_much() -> None:
    text = BREAKER + "- {id: unpaid, if: answers.test_task, say: Unpaid.}\n"
    steps = decide(policy_of(text), case_of(declared={"registry.active": ("gleif",)})).check_next
    assert [(step.fact, step.courtesy) for step in steps] == [("findings.registry.active", 0), ("answers.test_task", 1)]


def test_once_the_verdict_stands_the_facts_behind_open_clauses_are_left_to_ask() -> None:
    text = (
        "conditions:\n- {id: first, if: not history.trusted, attach: {clause: written_only}}\n"
        "- {id: half, if: answers.prepay < 50%, attach: {clause: prepayment}}\n"
    )
    decision = decide(policy_of(text), case_of())
    assert decision.verdict is Verdict.CONDITIONAL
    assert [step.fact for step in decision.check_next] == ["answers.prepay"]


def test_facts_that_cannot_change_the_verdict_are_not_asked_for() -> None:
    text = (
        "unknowns: {signal: range}\nconditions:\n- {id: first, if: not history.trusted, attach: {clause: written_only}}\n"
        "signals:\n- {id: little, points: 10, if: answers.source_before_payment, say: S}\n"
        "deal_breakers:\n- {id: unpaid, if: answers.test_task, say: Unpaid.}\n"
    )
    assert [step.fact for step in decide(policy_of(text), case_of()).check_next] == ["answers.test_task"]


def test_nothing_is_left_to_check_where_the_verdict_cannot_change() -> None:
    case = case_of(reports=[report("gleif", {"registry.active": False})], history={})
    assert decide(policy_of(BREAKER + SIGNALS), case).check_next == ()


def test_signals_at_their_worst_still_name_what_checking_could_win() -> None:
    decision = decide(policy_of(SIGNALS), case_of({"source_before_payment": False}, history={"trusted": False}))
    assert decision.verdict is Verdict.CONDITIONAL
    assert [check.fact for check in decision.check_next] == ["history.late_payments"]


def test_signals_that_matter_only_together_are_all_named() -> None:
    text = "unknowns: {signal: range}\nsignals:\n" + "".join(
        f"- {{id: {name}, points: 8, if: findings.{fact}, say: S}}\n"
        for name, fact in (("a", "sanctions.hit"), ("b", "insolvency.open"), ("c", "reference.bad"))
    )
    decision = decide(policy_of(text), case_of())
    assert (decision.best, decision.worst) == (Verdict.GO, Verdict.CONDITIONAL)
    assert len(decision.check_next) == 3


def test_your_own_answers_are_not_asked_of_the_client() -> None:
    text = "deal_breakers:\n- {id: abusive, if: answers.abusive is known and answers.abusive, say: Rude.}\n"
    case = replace(case_of(), asked=frozenset(("abusive",)), own=frozenset(("abusive",)))
    (step,) = decide(policy_of(text), case).check_next
    assert (step.do, step.minutes, step.courtesy) == ("answer it yourself: not asked", 1, 0)
    assert decide(policy_of(text), replace(case, asked=frozenset())).verdict is Verdict.GO
