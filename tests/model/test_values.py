"""Values keep their exact meaning through their JSON form."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import canonical
from intake.model.money import CURRENCIES, Money, exponent
from intake.model.values import Duration, Item, Json, Percent, Quantity, Value, from_json, shown, to_json

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
scalars: st.SearchStrategy[Value] = st.one_of(
    st.text(),
    st.booleans(),
    st.integers(-(2**53) + 1, 2**53 - 1),
    decimals,
    decimals.map(Percent),
    st.dates(),
    st.builds(Money, st.integers(-(10**12), 10**12), st.sampled_from(sorted(CURRENCIES))),
    st.builds(Quantity, decimals, st.sampled_from(["page", "word"])),
    st.builds(Duration, st.integers(0, 1000), st.booleans()),
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(min_size=1), inner, max_size=4).map(Item.of),
    ),
    max_leaves=8,
)


@given(values)
def test_a_value_survives_its_json_form(value: Value) -> None:
    assert from_json(to_json(value)) == value


@given(values)
def test_a_value_survives_canonical_bytes(value: Value) -> None:
    assert from_json(canonical.from_bytes(canonical.to_bytes(to_json(value)))) == value


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"weight": 3},
        {"date": "2027-02-30"},
        {"number": "many"},
        {"number": "sNaN"},
        {"percent": "Infinity"},
        {"minor": 3},
    ],
)
def test_what_is_no_value_is_refused(data: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(data)


def test_money_is_exact_in_each_currency() -> None:
    assert Money.of(Decimal("10.05"), "EUR").minor == 1005
    assert Money.of(Decimal(10), "JPY").minor == 10
    assert exponent("KWD") == 3
    with pytest.raises(ValueError, match="decimals"):
        Money.of(Decimal("10.005"), "EUR")
    with pytest.raises(ValueError, match="not a currency"):
        Money.of(Decimal(1), "EURO")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        Money(1, "EUR") + Money(1, "SEK")


def test_a_date_is_shown_with_its_weekday() -> None:
    assert shown(date(2027, 1, 15)) == "2027-01-15 (Friday)"
    assert shown(Quantity(Decimal(1), "page")) == "1 page"
    assert shown(Quantity(Decimal(12), "page")) == "12 pages"
    assert shown((Percent(Decimal(50)), True)) == "50 %; yes"
