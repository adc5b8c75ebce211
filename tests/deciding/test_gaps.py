"""What was not checked, and what to check next."""

from dataclasses import replace

from deciding.cases import case_of, policy_of, report
from intake.deciding import decide
from intake.model.decision import NotChecked, Verdict
from intake.model.finding import Status

BREAKER = "deal_breakers:\n- {id: dissolved, if: findings.registry.active = false, say: Closed.}\n"
SIGNALS = (
    "signals:\n"
    "- {id: late, points: 40, if: history.late_payments >= 2, say: Late.}\n"
    "- {id: early, points: 25, if: answers.source_before_payment, say: Early.}\n"
)


def test_what_to_check_next_comes_by_how_many_rules_it_decides() -> None:
    text = (
        "deal_breakers:\n"
        "- {id: a, if: findings.registry.active = false, say: A.}\n"
        "- {id: b, if: findings.sanctions.hit and not history.trusted, say: B.}\n"
        "- {id: c, if: findings.insolvency.open and not history.trusted, say: C.}\n"
    )
    unreachable = report("gleif", status=Status.UNREACHABLE, note="HTTP 503", declares=["registry.active"])
    decision = decide(policy_of(text), case_of(reports=[unreachable], history={}))
    assert [(check.fact, check.do) for check in decision.check_next] == [
        ("history.trusted", "look it up in your own records: your history does not say"),
        (
            "findings.insolvency.open",
            "find out yourself and overrule the rule: no installed source tells this",
        ),
        ("findings.registry.active", "ask again, or find out yourself: gleif: unreachable (HTTP 503)"),
        (
            "findings.sanctions.hit",
            "find out yourself and overrule the rule: no installed source tells this",
        ),
    ]


def test_nothing_is_left_to_check_where_the_verdict_cannot_change() -> None:
    case = case_of(reports=[report("gleif", {"registry.active": False})], history={})
    assert decide(policy_of(BREAKER + SIGNALS), case).check_next == ()


def test_signals_at_their_worst_still_name_what_checking_could_win() -> None:
    decision = decide(policy_of(SIGNALS), case_of({"source_before_payment": False}, history={"trusted": False}))
    assert decision.verdict is Verdict.CONDITIONAL
    assert [check.fact for check in decision.check_next] == ["history.late_payments"]


def test_what_was_not_checked_names_facts_sources_and_topics() -> None:
    reports = [
        report("gleif", status=Status.NOT_APPLICABLE, note="no LEI", declares=["registry.active"]),
        report("rdap", {"domain.registered": True}),
    ]
    case = replace(
        case_of(reports=reports),
        declared={"registry.active": ("gleif",), "vat.valid": ("vies",), "domain.registered": ("rdap",)},
    )
    gaps = decide(policy_of(BREAKER), case).not_checked
    assert gaps[:3] == (
        NotChecked("findings.registry.active", "gleif: not applicable (no LEI)"),
        NotChecked("gleif", "not applicable (no LEI)"),
        NotChecked("vies", "not asked yet"),
    )
    assert NotChecked("sanctions", "no installed source checks this") in gaps
    assert not {"registry", "vat", "domain"} & {gap.name for gap in gaps}


def test_signals_that_matter_only_together_are_all_named() -> None:
    text = "unknowns: {signal: range}\nsignals:\n" + "".join(
        f"- {{id: {name}, points: 8, if: findings.{fact}, say: S}}\n"
        for name, fact in (("a", "sanctions.hit"), ("b", "insolvency.open"), ("c", "reference.bad"))
    )
    decision = decide(policy_of(text), case_of())
    assert (decision.best, decision.worst) == (Verdict.GO, Verdict.CONDITIONAL)
    assert len(decision.check_next) == 3
