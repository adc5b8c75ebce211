"""Whatever is written as a condition, and whatever the facts are, reading and evaluating it ends in an answer."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.conditions import (
    BOOL,
    DATE,
    DURATION,
    MONEY,
    NUMBER,
    PERCENT,
    QUANTITY,
    TEXT,
    Choice,
    Group,
    Known,
    List,
    Outcome,
    Scope,
    Unknown,
    compile_expression,
    parse_expression,
    unknown,
)
from intake.conditions.residue import residue
from intake.errors import BadFile, Fault, Place
from intake.model.money import Money
from intake.model.questionnaire import Expression
from intake.model.values import Duration, Item, Percent, Quantity, Value

pytestmark = pytest.mark.fuzz
TODAY = date(2027, 1, 15)
SCOPE = Scope(
    {
        "a": BOOL,
        "b": BOOL,
        "n": NUMBER,
        "m.x": MONEY,
        "d": DATE,
        "p": PERCENT,
        "q": QUANTITY,
        "u": DURATION,
        "t": TEXT,
        "c": Choice(("x", "y")),
        "w": List(TEXT),
        "r": List(Group({"price": MONEY, "name": TEXT, "rows": List(Group({"done": BOOL}))})),
    },
    {"m.x": ("EUR",), "q": ("page", "word")},
)
WORDS = """
a b n m.x d p q u t c w r price name rows done ( ) [ ] , and or not in is known unknown = != < <= > >= + - * / today() 50%
0% 2000|EUR 0.01|EUR 5|USD 7|XYZ 2027-01-15 2027-02-30 9999-12-31 0001-01-01 30|days 99999|days 5|working|days 1|working|week
12|pages 1|word 'x' "y" 'open true no yes any( all( sum( count( min( max( small_claims_limit( 'DE' 9999999999999999999999 0 1.5
any(r,|price|>|1|EUR) sum(r,|price) all(r,|any(rows,|done)) count(r) m.x|>|1|EUR d|-|today() d|+|5|working|days p|*|m.x n|/|0 a.b ä €
""".split()
conditions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(lambda w: " ".join(w).replace("|", " "))
VALUES: tuple[Value, ...] = (
    True,
    False,
    0,
    -5,
    10**400,
    Decimal("1.5"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1e5000"),
    date(9999, 12, 31),
    date(1, 1, 1),
    TODAY,
    Money(10**40, "EUR"),
    Money(5, "USD"),
    Money(-1, "EUR"),
    Percent(Decimal("Infinity")),
    Percent(Decimal(5)),
    Quantity(Decimal(2), "page"),
    Duration(10**12),
    Duration(3, working=True),
    "x",
    "",
    (),
    ("x", "y"),
    (1,),
    (Item.of({"price": Money(1, "EUR"), "rows": (Item.of({"done": True}),)}), Item.of({"name": "z"})),
    Item.of({}),
)
outcomes = st.sampled_from(VALUES).map(Known) | st.booleans().map(
    lambda pending: unknown("somewhere", "unreachable", pending=pending)
)


@given(conditions, st.lists(outcomes, min_size=1, max_size=6))
def test_any_condition_on_any_facts_ends_in_a_value_or_in_a_reason(text: str, facts: list[Outcome]) -> None:
    def lookup(name: str) -> Outcome:
        return facts[hash(name) % len(facts)] if len(facts) > 1 else facts[0]

    expression = Expression(text, Place("p.yaml", 1, 1))
    faults: list[Fault] = []
    program = compile_expression(expression, SCOPE, faults, expect=None)
    assert (program is None) is bool(faults)
    assert all(str(fault) for fault in faults)
    try:
        loose = parse_expression(expression)
    except BadFile:
        assert faults
        return
    for found in (program, loose):
        if found is not None:
            outcome = found.evaluate(lookup, TODAY)
            assert isinstance(outcome, Known) or (isinstance(outcome, Unknown) and outcome.causes)
            residue(found, lookup, TODAY)


@given(st.text(max_size=200))
def test_any_text_is_a_condition_or_a_fault(text: str) -> None:
    faults: list[Fault] = []
    program = compile_expression(Expression(text, Place("p.yaml", 1, 1)), SCOPE, faults, expect=None)
    assert (program is None) is bool(faults)
