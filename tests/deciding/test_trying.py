"""A policy on trial is shown beside the one that rules, rule by rule."""

from deciding.cases import case_of, policy_of
from intake.deciding import decide
from intake.deciding.trying import try_beside
from intake.model.decision import Result, Verdict

RULING = policy_of("""signals:
- {id: slow, points: 10, if: answers.pay_days > 60, say: Slow.}
- {id: test, points: 10, if: answers.test_task, say: Test.}
- {id: gone, points: 5, if: not history.trusted, say: New.}
- {id: idle, points: 5, if: history.trusted, say: Known.}
""")
ON_TRIAL = policy_of("""deal_breakers:
- {id: fresh, if: answers.pay_days > 80, say: Too slow.}
signals:
- {id: slow, points: 20, if: answers.pay_days > 60, say: Slow.}
- {id: test, points: 10, if: answers.test_task, say: Test.}
""")


def test_the_differences_are_the_rules_that_came_out_otherwise() -> None:
    case = case_of({"pay_days": 90, "test_task": True})
    ruling = decide(RULING, case)
    trial = try_beside(ON_TRIAL, case, ruling)
    assert (ruling.verdict, trial.decision.verdict) == (Verdict.CONDITIONAL, Verdict.NO_GO)
    assert {each.rule for each in trial.differences} == {"slow", "gone", "fresh"}
    by_rule = {each.rule: each for each in trial.differences}
    assert by_rule["fresh"].ruling is None
    assert by_rule["gone"].trial is None
    slow = by_rule["slow"]
    assert slow.ruling is not None
    assert slow.trial is not None
    assert (slow.ruling.result, slow.ruling.points, slow.trial.points) == (Result.FIRED, 10, 20)


def test_a_policy_beside_itself_differs_in_nothing() -> None:
    case = case_of({"pay_days": 90})
    assert try_beside(RULING, case, decide(RULING, case)).differences == ()
