"""A rule is weighed again only where a fact that it reads has changed, and then as if for the first time."""

from collections.abc import Set
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deciding.cases import case_of, report
from intake import canonical
from intake.conditions import Outcome, Program, parse_expression
from intake.deciding import Case, Scales, decide, read_policy
from intake.model.facts import FINDINGS
from intake.model.finding import SourceReport
from intake.model.values import Value

POLICY = read_policy(
    b"""
intake: policy/1
id: p
version: 1
currency: EUR
thresholds: {conditional: 20, no_go: 60}
deal_breakers:
- {id: dissolved, if: findings.registry.active = false, say: Dissolved.}
- {id: test, if: answers.test_task and not history.trusted, say: Unpaid test.}
signals:
- {id: soon, if: answers.deadline < today() + 10 working days, say: Soon., points: 30}
- {id: slow, if: answers.pay_days > 30, say: Slow., points: 25}
conditions:
- {id: advance, if: answers.prepay < 50%, attach: {clause: prepayment}}
profile:
- {id: known, if: history.dossiers > 0, say: Known., points: 5}
""",
    "p.yaml",
    answers={},
    findings=FINDINGS,
)
ALL = {"dissolved", "test", "soon", "slow", "advance", "known"}
GIVEN: dict[str, Value] = {"test_task": False, "pay_days": 14}
HISTORY: dict[str, Value] = {"trusted": True, "dossiers": 1}


def case(answers: dict[str, Value], *, active: bool = True, history: dict[str, Value] | None = None) -> Case:
    told: list[SourceReport] = [report("register", {"registry.active": active})]
    return case_of(answers, told, history=HISTORY if history is None else history)


@pytest.mark.parametrize(
    ("later", "weighed"),
    [
        (case(GIVEN), set()),
        (case(GIVEN | {"pay_days": 40}), {"slow"}),
        (case({"pay_days": 14}), {"test"}),
        (case(GIVEN, active=False), {"dissolved"}),
        (case(GIVEN, history={"trusted": False, "dossiers": 1}), {"test"}),
        (case(GIVEN, history={"trusted": True, "dossiers": 2}), {"known"}),
    ],
)
def test_only_the_rules_that_read_a_changed_fact_are_weighed_again(
    later: Case, weighed: Set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = {parse_expression(rule.condition).names: rule.id for rule in (*POLICY.rules, *POLICY.profile)}
    seen: list[str] = []
    weigh = Program.evaluate

    def counting(program: Program, *args: Any, **keys: Any) -> Outcome:
        seen.append(rules[program.names])
        return weigh(program, *args, **keys)

    monkeypatch.setattr(Program, "evaluate", counting)
    scales = Scales()
    decide(POLICY, case(GIVEN), scales)
    assert (set(seen), len(seen)) == (ALL, len(ALL))
    seen.clear()
    decision = decide(POLICY, later, scales)
    assert set(seen) == weighed
    assert decision == decide(POLICY, later)


facts = st.fixed_dictionaries(
    {},
    optional={
        "test_task": st.booleans(),
        "pay_days": st.sampled_from([1, 0, 40]),
        "deadline": st.sampled_from([case(GIVEN).today + timedelta(days=days) for days in (1, 14, 15, 40)]),
    },
)


@given(st.lists(st.tuples(facts, st.booleans(), st.integers(0, 2)), min_size=2, max_size=5))
def test_scales_that_remember_decide_as_new_ones(series: list[tuple[dict[str, Value], bool, int]]) -> None:
    scales = Scales()
    for answers, active, days in series:
        one = case(answers, active=active)
        later = Case(
            **{name: getattr(one, name) for name in one.__slots__} | {"as_of": one.as_of + timedelta(days=days)}
        )
        expected = canonical.digest_of(decide(POLICY, later))
        assert canonical.digest_of(decide(POLICY, later, scales)) == expected
