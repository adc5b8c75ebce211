"""What if: an open fact is taken as known for a moment, and the range changes as it would if the fact came."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from deciding.cases import case_of, policy_of, report
from intake.deciding import decide
from intake.deciding.assuming import assume, turns
from intake.deciding.facts import ASSUMED
from intake.model.decision import Label, Result, Verdict
from intake.model.values import Percent, Value

GO, CONDITIONAL, NO_GO = Verdict.GO, Verdict.CONDITIONAL, Verdict.NO_GO
POLICY = policy_of("""unknowns: {signal: range}
deal_breakers:
- {id: gone, if: findings.registry.active = false, say: Gone.}
signals:
- {id: slow, points: 20, if: answers.pay_days > 60, say: Slow.}
- {id: slower, points: 40, if: answers.pay_days > 90, say: Slower.}
- {id: little, points: 20, if: answers.prepay < 20%, say: Little.}
""")
KNOWN: Mapping[str, Value] = {"pay_days": 30, "prepay": Percent(Decimal(50))}


def test_an_assumed_fact_settles_what_hung_on_it() -> None:
    case = case_of(KNOWN)
    ruling = decide(POLICY, case)
    assert (ruling.best, ruling.worst) == (GO, NO_GO)
    trial = assume(POLICY, case, ruling, {"findings.registry.active": True})
    assert trial.decision.verdict is GO
    assert [each.rule for each in trial.differences] == ["gone"]
    read = next(fact for rule in trial.decision.rules if rule.id == "gone" for fact in rule.facts)
    assert (read.source, read.label, read.at) == (ASSUMED, Label.OPINION, None)
    assert assume(POLICY, case, ruling, {"findings.registry.active": False}).decision.verdict is NO_GO


def test_yes_and_no_are_told_apart() -> None:
    ways = turns(POLICY, case_of(KNOWN), "findings.registry.active")
    assert {way.values: (way.best, way.worst) for way in ways} == {(True,): (GO, GO), (False,): (NO_GO, NO_GO)}


def test_amounts_are_told_apart_where_the_policy_draws_its_lines() -> None:
    case = case_of({"prepay": Percent(Decimal(50))}, [report("register", {"registry.active": True})])
    ways = turns(POLICY, case, "answers.pay_days")
    assert [(way.values, way.best, way.worst) for way in ways] == [
        ((59, 60), GO, GO),
        ((61, 90), CONDITIONAL, CONDITIONAL),
        ((91, 91), NO_GO, NO_GO),
    ]
    assert [(way.lowest, way.highest) for way in ways] == [(True, False), (False, False), (False, True)]


def test_a_fact_that_no_open_rule_names_has_no_turns() -> None:
    assert turns(POLICY, case_of(KNOWN), "answers.start") == ()


@given(active=st.booleans(), days=st.integers(0, 120), share=st.integers(0, 100))
def test_assuming_says_what_the_facts_would_bring(active: bool, days: int, share: int) -> None:
    """The outside oracle is the decision itself, once the same facts are truly known."""
    nothing = case_of()
    ruling = decide(POLICY, nothing)
    assumed: dict[str, Value] = {
        "findings.registry.active": active,
        "answers.pay_days": days,
        "answers.prepay": Percent(Decimal(share)),
    }
    known = case_of(
        {"pay_days": days, "prepay": Percent(Decimal(share))}, [report("register", {"registry.active": active})]
    )
    supposed, real = assume(POLICY, nothing, ruling, assumed).decision, decide(POLICY, known)
    assert (supposed.best, supposed.worst, supposed.points_worst) == (real.best, real.worst, real.points_worst)
    fired = [rule.id for rule in supposed.rules if rule.result is Result.FIRED]
    assert fired == [rule.id for rule in real.rules if rule.result is Result.FIRED]
