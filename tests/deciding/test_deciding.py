"""The verdict and its range, and the record that comes with it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from deciding.cases import AS_OF, case_of, override, policy_of, report
from intake import canonical
from intake.deciding import decide
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.decision import ClauseDue, Decision, Result, Verdict
from intake.model.finding import Status
from intake.model.money import Money
from intake.model.values import Percent, Value

GO, CONDITIONAL, NO_GO, OPEN = Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO, Verdict.OPEN
BREAKER = "deal_breakers:\n- {id: dissolved, if: findings.registry.active = false, say: Closed.}\n"
SIGNALS = (
    "signals:\n"
    "- {id: late, points: 40, if: history.late_payments >= 2, say: Late.}\n"
    "- {id: early, points: 25, if: answers.source_before_payment, say: Early.}\n"
    "- {id: known, points: -20, if: history.trusted, say: Known.}\n"
)
CONDITION = (
    "conditions:\n"
    "- id: half\n"
    "  if: answers.prepay < 50%\n"
    "  say: Too little.\n"
    "  attach: {clause: prepayment, percent: 50%, per: iteration, stop: true, rounds: 1 + 2}\n"
)
RANGE = "unknowns: {signal: range}\n"


def ends(decision: Decision) -> tuple[Verdict, Verdict, Verdict]:
    return decision.verdict, decision.best, decision.worst


@pytest.mark.parametrize(
    ("late", "early", "trusted", "points", "verdict"),
    [
        (0, False, False, 0, GO),
        (0, True, False, 25, CONDITIONAL),
        (0, True, True, 5, GO),
        (2, True, False, 65, NO_GO),
        (2, True, True, 45, CONDITIONAL),
    ],
)
def test_points_decide_by_the_thresholds(late: int, early: bool, trusted: bool, points: int, verdict: Verdict) -> None:
    case = case_of({"source_before_payment": early}, history={"late_payments": late, "trusted": trusted})
    decision = decide(policy_of(SIGNALS), case)
    assert ends(decision) == (verdict, verdict, verdict)
    assert (decision.points_best, decision.points_worst) == (points, points)


def test_points_never_buy_off_a_deal_breaker() -> None:
    """Practice 004#14: no money is worth disrespect."""
    text = BREAKER + "signals:\n- {id: gold, points: -1000, if: history.trusted, say: Gold.}\n"
    case = case_of(reports=[report("gleif", {"registry.active": False})], history={"trusted": True})
    assert ends(decide(policy_of(text), case)) == (NO_GO, NO_GO, NO_GO)


def test_an_open_deal_breaker_keeps_no_go_possible() -> None:
    case = case_of(reports=[report("gleif", status=Status.UNREACHABLE, note="HTTP 503", declares=["registry.active"])])
    decision = decide(policy_of(BREAKER), case)
    assert ends(decision) == (OPEN, GO, NO_GO)
    assert decision.rules[0].result is Result.OPEN
    assert decision.rules[0].because == "unknown, because findings.registry.active: gleif: unreachable (HTTP 503)"
    assert decision.rules[0].facts[0].unknown_because == "gleif: unreachable (HTTP 503)"


def test_a_fired_condition_is_conditional_and_attaches_its_clause() -> None:
    decision = decide(policy_of(CONDITION), case_of({"prepay": Percent(Decimal(30))}))
    assert ends(decision) == (CONDITIONAL, CONDITIONAL, CONDITIONAL)
    parameters: dict[str, Value] = {"percent": Percent(Decimal(50)), "per": "iteration", "stop": True, "rounds": 3}
    assert decision.conditions == (ClauseDue("half", "prepayment", parameters, "Too little."),)
    assert decision.rules[0].because == "Too little. (answers.prepay = 30 %)"


def test_an_open_condition_leaves_go_and_conditional_and_attaches_nothing() -> None:
    decision = decide(policy_of(CONDITION), case_of())
    assert ends(decision) == (OPEN, GO, CONDITIONAL)
    assert decision.conditions == ()


@pytest.mark.parametrize(
    ("unknowns", "points", "verdicts"),
    [
        ("range", (-20, 65), (OPEN, GO, NO_GO)),
        ("worst", (-20, 65), (OPEN, CONDITIONAL, NO_GO)),
        ("ignore(too early)", (0, 0), (GO, GO, GO)),
    ],
)
def test_open_signals_count_as_the_policy_says(
    unknowns: str, points: tuple[int, int], verdicts: tuple[Verdict, Verdict, Verdict]
) -> None:
    decision = decide(policy_of(f"unknowns: {{signal: {unknowns}}}\n{SIGNALS}"), case_of(history={}))
    assert (decision.points_best, decision.points_worst) == points
    assert ends(decision) == verdicts


def test_open_signals_at_their_worst_take_the_go_away_but_never_make_a_no_go_alone() -> None:
    case = case_of({"source_before_payment": False}, history={"trusted": False})
    assert ends(decide(policy_of(SIGNALS), case)) == (CONDITIONAL, CONDITIONAL, CONDITIONAL)
    known = case_of({"source_before_payment": True}, history={"trusted": False})
    assert ends(decide(policy_of(SIGNALS), known)) == (OPEN, CONDITIONAL, NO_GO)


def test_the_record_says_how_an_open_signal_was_counted() -> None:
    worst = decide(policy_of(SIGNALS), case_of(history={})).rules[0]
    assert (worst.points, worst.because.partition("; ")[2]) == (40, "counted at its worst: 40")
    ignored = decide(policy_of("unknowns: {signal: ignore(too early)}\n" + SIGNALS), case_of(history={})).rules[0]
    assert (ignored.points, ignored.because.partition("; ")[2]) == (0, "not counted: too early")


@pytest.mark.parametrize("prepay", [Decimal(80), Decimal(10)])
def test_an_open_must_check_never_lets_a_verdict_stand(prepay: Decimal) -> None:
    text = "unknowns: {must_check: [findings.domain.registered]}\n" + CONDITION
    decision = decide(policy_of(text), case_of({"prepay": Percent(prepay)}))
    assert decision.verdict is OPEN
    assert decision.worst is NO_GO
    assert [check.fact for check in decision.check_next] == ["findings.domain.registered"]
    settled = case_of({"prepay": Percent(prepay)}, [report("rdap", {"domain.registered": True})])
    assert decide(policy_of(text), settled).verdict is (GO if prepay == 80 else CONDITIONAL)


def test_what_cannot_be_calculated_is_an_error_and_counts_as_open() -> None:
    text = "deal_breakers:\n- {id: rich, if: answers.budget > 5000 EUR, say: Rich.}\n"
    decision = decide(policy_of(text), case_of({"budget": Money(1_000_000, "USD")}))
    assert decision.rules[0].result is Result.ERROR
    assert "EUR" in decision.rules[0].because
    assert ends(decision) == (OPEN, GO, NO_GO)
    assert [check.fact for check in decision.check_next] == ["rich"]


def test_a_missing_fact_may_still_turn_up_so_that_is_unknown_is_open_but_a_refusal_is_final() -> None:
    text = "deal_breakers:\n- {id: nobody, if: answers.decision_maker is unknown, say: Nobody.}\n"
    assert decide(policy_of(text), case_of()).verdict is OPEN
    refused = Answer("decision_maker", State.REFUSED, AS_OF, "client")
    assert decide(policy_of(text), case_of(left_open=[refused])).verdict is NO_GO


def test_the_record_names_what_it_rests_on() -> None:
    policy = policy_of("review: {every: 180 days}\n" + BREAKER)
    case = replace(case_of(reports=[report("gleif", {"registry.active": True}, recorded=True)]), previous="sha256:1")
    decision = decide(policy, case)
    assert decision.policy == "test@1"
    assert decision.policy_digest == policy.digest
    assert decision.answers_digest == canonical.digest_of(case.answers)
    assert decision.findings_digest == canonical.digest_of(case.reports)
    assert decision.review_on == date(2027, 7, 14)
    assert decision.recorded
    assert decision.previous == "sha256:1"
    assert decision.rules[0].facts[0].source == "gleif"


def test_the_same_case_gives_the_same_bytes_also_when_read_back_and_in_another_time_zone() -> None:
    policy = policy_of(RANGE + BREAKER + SIGNALS + CONDITION)
    case = case_of({"prepay": Percent(Decimal(30))}, overrides=[override("late")], history={})
    written = canonical.to_bytes(canonical.encode(decide(policy, case)))
    assert canonical.to_bytes(canonical.encode(decide(policy, case))) == written
    assert canonical.encode(canonical.decode(Decision, canonical.from_bytes(written))) == canonical.from_bytes(written)
    late = replace(case, as_of=(AS_OF + timedelta(hours=11)).astimezone())
    assert late.today == AS_OF.date()


WORKING = (
    "deal_breakers:\n- {id: rushed, if: answers.deadline < today() + 5 working days, say: Too soon.}\n"
    "conditions:\n- {id: far, if: not history.trusted, attach: {clause: exit_notice, ends: today() + 5 working days}}\n"
)


def test_working_days_leave_out_the_holidays_of_both_countries() -> None:
    case = case_of({"deadline": date(2028, 5, 4)}, client=Client("Acme", Kind.COMPANY, "DE"))
    at_home = replace(case, as_of=AS_OF.replace(year=2028, month=4, day=27))
    found = decide(policy_of(WORKING), replace(at_home, supplier_country="EE"))
    assert found.conditions[0].parameters == {"ends": date(2028, 5, 5)}
    assert found.rules[0].result is Result.FIRED
    assert "working days" not in {gap.name for gap in found.not_checked}


def test_working_days_without_a_calendar_are_said_to_leave_out_weekends_only() -> None:
    case = replace(case_of(client=Client("Acme", Kind.COMPANY, "XX")), supplier_country="DE")
    gaps = {gap.name: gap.why for gap in decide(policy_of(WORKING), case).not_checked}
    assert gaps["working days"] == "no public holidays are known of XX: only weekends were left out"
    assert "working days" not in {gap.name for gap in decide(policy_of(BREAKER), case).not_checked}


def test_a_question_that_this_client_is_not_asked_is_not_waited_for() -> None:
    text = "conditions:\n- {id: nobody, if: answers.decision_maker is unknown, attach: {clause: c}}\n"
    case = case_of()
    assert decide(policy_of(text), case).verdict is OPEN
    assert decide(policy_of(text), replace(case, asked=frozenset(("decision_maker",)))).verdict is OPEN
    assert decide(policy_of(text), replace(case, asked=frozenset(("prepay",)))).verdict is CONDITIONAL
