"""The logic of three values: its tables, De Morgan's laws, and that a known result stands whatever the unknown turns out to be."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.conditions import BOOL, NUMBER, Group, Known, List, Outcome, Scope, Unknown, compile_expression, unknown
from intake.errors import Fault, Place
from intake.model.questionnaire import Expression
from intake.model.values import Item, Value

TODAY = date(2027, 1, 15)
FLAGS, NUMBERS = ("a", "b", "c"), ("x", "y")
SCOPE = Scope({**dict.fromkeys(FLAGS, BOOL), **dict.fromkeys(NUMBERS, NUMBER), "rows": List(Group({"holds": BOOL}))})
TRUTH: Mapping[str, bool | None] = MappingProxyType({"T": True, "F": False, "U": None})

# Rows: left and right operand, then `and`, `or`; T, F and U for true, false and unknown (Kleene 1952, §64).
TABLE = """
T T T T
T F F T
T U U T
F T F T
F F F F
F U F U
U T U T
U F F U
U U U U
"""


# Conditions with null in them, as the decision models of the DMN conformance suite have them: the condition, whether each
# of the rows is true, false or unknown, and the outcome. `some` is our `any`, `every` our `all`.
ROWS = """
any(rows, holds)                 -    F
all(rows, holds)                 -    T
any(rows, holds)                 T    T
any(rows, holds)                 F    F
any(rows, holds)                 U    U
any(rows, holds)                 UT   T
any(rows, holds)                 UF   U
any(rows, holds)                 FF   F
all(rows, holds)                 TT   T
all(rows, holds)                 UT   U
all(rows, holds)                 UF   F
all(rows, not holds)             UF   U
any(rows, holds and yes)         UF   U
any(rows, holds or yes)          UU   T
any(rows, holds and no)          UU   F
count(rows, holds) = 1           TF   T
count(rows, holds) = 1           TU   U
count(rows) = 2                  UU   T
any(rows, holds is unknown)      TU   T
all(rows, holds is known)        TU   F
""".strip().splitlines()


@pytest.mark.parametrize("row", ROWS)
def test_the_functions_over_rows_follow_the_ternary_tables(row: str) -> None:
    condition, rows, outcome = row.rsplit(maxsplit=2)
    values = tuple(Item.of({} if TRUTH[t] is None else {"holds": bool(TRUTH[t])}) for t in rows.strip("-"))
    assert letter(evaluate(condition, {"rows": values})) == outcome


@given(
    st.sampled_from(["any", "all"]), st.lists(st.sampled_from("TFU"), max_size=5), st.lists(st.booleans(), max_size=5)
)
def test_a_known_result_over_rows_stands_whatever_their_open_parts_turn_out_to_be(
    function: str, rows: list[str], later: list[bool]
) -> None:
    def values(truths: list[bool | None]) -> dict[str, Value | None]:
        return {"rows": tuple(Item.of({} if truth is None else {"holds": truth}) for truth in truths)}

    known = [TRUTH[row] for row in rows]
    told: list[bool | None] = [truth if truth is not None else bool(later) and later[0] for truth in known]
    before, after = (evaluate(f"{function}(rows, holds)", values(truths)) for truths in (known, told))
    assert isinstance(before, Unknown) or before == after


def evaluate(text: str, values: Mapping[str, Value | None], *, pending: bool = False) -> Outcome:
    def lookup(name: str) -> Outcome:
        value = values.get(name)
        return unknown(name, "not asked", pending=pending) if value is None else Known(value)

    faults: list[Fault] = []
    program = compile_expression(Expression(text, Place("p", 1, 1)), SCOPE, faults)
    assert program is not None, faults
    return program.evaluate(lookup, TODAY)


def letter(outcome: Outcome) -> str:
    return "U" if isinstance(outcome, Unknown) else "T" if outcome.value is True else "F"


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_and_and_or_follow_the_ternary_tables(row: str) -> None:
    left, right, conjunction, disjunction = row.split()
    values = {"a": TRUTH[left], "b": TRUTH[right]}
    assert letter(evaluate("a and b", values)) == conjunction
    assert letter(evaluate("a or b", values)) == disjunction


@pytest.mark.parametrize(("value", "negated"), [("T", "F"), ("F", "T"), ("U", "U")])
def test_not_leaves_the_unknown_unknown(value: str, negated: str) -> None:
    assert letter(evaluate("not a", {"a": TRUTH[value]})) == negated


@pytest.mark.parametrize("sign", ["=", "!=", "<", "<=", ">", ">="])
def test_a_comparison_with_an_unknown_is_unknown(sign: str) -> None:
    assert letter(evaluate(f"x {sign} x", {})) == "U"


leaves = st.sampled_from([*FLAGS, "yes", "no"]) | st.builds(
    "{} {} {}".format,
    st.sampled_from([*NUMBERS, "1", "2"]),
    st.sampled_from(["=", "!=", "<", ">="]),
    st.sampled_from([*NUMBERS, "(x + y)", "(x / y)"]),
)
conditions = st.recursive(
    leaves,
    lambda inner: (
        st.builds("(not {})".format, inner)
        | st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=8,
)
truths = st.sampled_from([True, False, None])
numbers = st.integers(0, 3) | st.none()
assignments = st.fixed_dictionaries({**dict.fromkeys(FLAGS, truths), **dict.fromkeys(NUMBERS, numbers)})


@given(conditions, conditions, assignments)
def test_de_morgan(one: str, other: str, values: dict[str, Value | None]) -> None:
    for left, right in (
        (f"not ({one} and {other})", f"not ({one}) or not ({other})"),
        (f"not ({one} or {other})", f"not ({one}) and not ({other})"),
    ):
        assert letter(evaluate(left, values)) == letter(evaluate(right, values))


@given(conditions, assignments, assignments)
def test_a_known_result_stands_whatever_the_unknown_turns_out_to_be(
    condition: str, values: dict[str, Value | None], later: dict[str, Value | None]
) -> None:
    before = evaluate(condition, values)
    after = evaluate(condition, {name: later[name] if value is None else value for name, value in values.items()})
    assert isinstance(before, Unknown) or before == after


@given(st.sampled_from([*FLAGS, *NUMBERS]), assignments, assignments, st.booleans())
def test_is_known_stands_too_while_a_value_may_still_turn_up(
    name: str, values: dict[str, Value | None], later: dict[str, Value | None], known: bool
) -> None:
    condition = f"{name} is {'known' if known else 'unknown'}"
    before = evaluate(condition, values, pending=True)
    after = evaluate(condition, {n: later[n] if v is None else v for n, v in values.items()}, pending=True)
    assert isinstance(before, Unknown) or before == after


@given(conditions, assignments)
def test_an_unknown_result_names_what_it_hangs_on(condition: str, values: dict[str, Value | None]) -> None:
    outcome = evaluate(condition, values)
    if isinstance(outcome, Unknown):
        assert outcome.causes
        assert all(cause.why and values.get(cause.name) is None for cause in outcome.causes)


@given(st.lists(truths, min_size=2, max_size=3))
def test_chains_are_folded_like_pairs(values: list[bool | None]) -> None:
    named = dict(zip(FLAGS, values, strict=False))
    for operator in ("and", "or"):
        pairs = reduce(lambda left, right: f"({left} {operator} {right})", named)
        assert letter(evaluate(f" {operator} ".join(named), named)) == letter(evaluate(pairs, named))


@given(st.text(max_size=60))
def test_no_text_whatever_crashes_the_reading(text: str) -> None:
    faults: list[Fault] = []
    program = compile_expression(Expression(text, Place("p", 1, 1)), SCOPE, faults)
    assert (program is None) is bool(faults)
    if program is not None:
        program.evaluate(lambda name: unknown(name, "not asked"), TODAY)
