"""What the linter calls impossible is so, and what it calls possible some client brings: held against a fine grid."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.conditions import Known, Outcome, parse_expression, unknown
from intake.deciding import policy_scope
from intake.deciding.linting import possibilities
from intake.deciding.linting.possibilities import Condition, Possibilities
from intake.errors import Place
from intake.model.questionnaire import Expression
from intake.model.values import Percent, Value

TODAY = date(2027, 1, 15)
POSSIBILITIES = Possibilities(policy_scope({}, {}), TODAY)
GRID: Mapping[str, list[Value | None]] = {
    "answers.pay_days": [None, *(Decimal(half) / 2 for half in range(12))],
    "answers.prepay": [Percent(Decimal(share)) for share in (0, 3, 5, 50, 90, 95, 100)],
    "answers.test_task": [True, False],
    "answers.deadline": [TODAY + timedelta(days=days) for days in range(-1, 6)],
    "history.late_payments": [*range(6)],
}
SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
NUMBERS = st.integers(0, 4)
ATOMS = st.one_of(
    st.just("answers.test_task"),
    st.just("answers.pay_days is known"),
    st.builds("answers.pay_days {} {}".format, SIGNS, NUMBERS),
    st.builds("{1} {0} answers.pay_days".format, SIGNS, NUMBERS),
    st.builds("answers.prepay {} {}".format, SIGNS, st.sampled_from(["0%", "5%", "90%", "100%"])),
    st.builds("answers.deadline - today() {} {} days".format, SIGNS, NUMBERS),
    st.builds("answers.deadline {} today() + {} days".format, SIGNS, NUMBERS),
    st.builds("history.late_payments {} {}".format, SIGNS, NUMBERS),
    st.builds("history.late_payments in [{}, {}]".format, NUMBERS, NUMBERS),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=4,
)


def written(text: str) -> Expression:
    return Expression(text, Place("policy.yaml", 1, 1))


def ready(text: str) -> Condition:
    return POSSIBILITIES.condition(written(text))


def somewhere_on_the_grid(wanted: Mapping[str, bool]) -> bool:
    """Whether some combination of the grid's values makes each condition come out as wanted, by the evaluator alone."""
    programs = [(parse_expression(written(text)), result) for text, result in wanted.items()]
    names = sorted({name for program, _ in programs for name in program.names})
    for values in product(*(GRID[name] for name in names)):
        facts: dict[str, Outcome] = {
            name: unknown(name, "refused") if value is None else Known(value)
            for name, value in zip(names, values, strict=True)
        }
        if all(program.evaluate(facts.__getitem__, TODAY) == Known(result) for program, result in programs):
            return True
    return False


@settings(max_examples=400)
@given(CONDITIONS, CONDITIONS, st.booleans(), st.booleans())
def test_possible_is_what_some_client_brings_and_nothing_else(one: str, other: str, first: bool, second: bool) -> None:
    wanted = {other: second, one: first}
    pairs = tuple((ready(text), result) for text, result in wanted.items())
    assert POSSIBILITIES.possible(*pairs) is somewhere_on_the_grid(wanted)


def test_the_least_points_are_those_of_the_best_client() -> None:
    good, bad = ready("history.late_payments = 0"), ready("history.late_payments >= 2")
    quick, any_payer = ready("answers.pay_days < 3"), ready("answers.pay_days >= 0")
    weighed = [(good, -10), (bad, 40), (quick, -5), (any_payer, 7)]
    assert POSSIBILITIES.least_points([], weighed) == -8
    assert POSSIBILITIES.least_points([(good, False)], weighed) == 2
    assert POSSIBILITIES.least_points([(good, True), (bad, True)], weighed) is None


def test_a_search_that_is_given_up_calls_nothing_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    never = ready("answers.pay_days < 1 and answers.pay_days > 2")
    assert not POSSIBILITIES.possible((never, True))
    monkeypatch.setattr(possibilities, "MOST_STEPS", 2)
    assert POSSIBILITIES.possible((never, True))
