"""Calculating and comparing: laws that hold of every value, and what is impossible."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.conditions.operations import Impossible, calculate, compare
from intake.model.money import Money
from intake.model.values import Duration, Item, Percent, Quantity, Value

SIGNS = ("=", "!=", "<", "<=", ">", ">=", "in")
numbers = st.integers(-(10**9), 10**9) | st.decimals(-1000, 1000, places=2)
values: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    numbers,
    st.decimals(),
    st.text(max_size=5),
    st.dates(),
    st.builds(Money, st.integers(), st.sampled_from(["EUR", "USD", "JPY"])),
    st.builds(Percent, st.decimals()),
    st.builds(Quantity, st.decimals(allow_nan=False), st.sampled_from(["page", "word"])),
    st.builds(Duration, st.integers(), st.booleans()),
    st.just(Item.of({"a": 1})),
    st.just((1, "a")),
)


@given(st.sampled_from(["+", "-", "*", "/"]), values, values)
def test_calculating_yields_a_value_or_is_impossible(sign: str, left: Value, right: Value) -> None:
    with suppress(Impossible):
        calculate(sign, left, right)


@given(st.sampled_from(SIGNS), values, values)
def test_comparing_yields_a_truth_or_is_impossible(sign: str, left: Value, right: Value) -> None:
    with suppress(Impossible):
        assert compare(sign, left, right) in (True, False)


@given(values, values)
def test_equal_and_unequal_are_opposites(left: Value, right: Value) -> None:
    with suppress(Impossible):
        equal = compare("=", left, right)
        assert compare("!=", left, right) is not equal
        assert compare("=", right, left) is equal


@given(numbers, numbers)
def test_what_was_added_can_be_taken_away(left: Value, right: Value) -> None:
    assert calculate("-", calculate("+", left, right), right) == left


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(-1000, 1000))
def test_the_days_between_two_dates_are_those_that_were_added(day: date, days: int) -> None:
    assert calculate("-", calculate("+", day, Duration(days)), day) == Duration(days)


@pytest.mark.parametrize(
    ("value", "factor", "expected"),
    [
        (Money(1, "EUR"), Decimal("0.5"), Money(0, "EUR")),
        (Money(3, "EUR"), Decimal("0.5"), Money(2, "EUR")),
        (Money(101, "JPY"), Percent(Decimal(50)), Money(50, "JPY")),
        (Money(1000, "KWD"), 2, Money(2000, "KWD")),
    ],
)
def test_money_is_rounded_half_to_even_on_its_smallest_coin(value: Value, factor: Value, expected: Value) -> None:
    assert calculate("*", value, factor) == calculate("*", factor, value) == expected


@pytest.mark.parametrize(
    ("sign", "left", "right"),
    [
        ("+", Money(1, "EUR"), Money(1, "USD")),
        ("+", Money(1, "EUR"), 1),
        ("*", Money(1, "EUR"), Money(1, "EUR")),
        ("*", date(2027, 1, 1), 2),
        ("/", 1, Money(1, "EUR")),
        ("/", 1, 0),
        ("+", True, 1),
        ("+", "a", "b"),
        ("+", Decimal("1e99"), 1),
    ],
)
def test_what_has_no_meaning_is_impossible(sign: str, left: Value, right: Value) -> None:
    with pytest.raises(Impossible):
        calculate(sign, left, right)
