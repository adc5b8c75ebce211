"""Tests of comparing company names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.model.names import mentions, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lindqvist Möbel AB", "LINDQVIST MOBEL AKTIEBOLAG"),
        ("Acme Ltd.", "ACME LIMITED"),
        ("Acme B.V.", "Acme BV"),
        ("Jensen A/S", "Jensen AS"),
        ("Müller & Söhne GmbH & Co. KG", "Müller Söhne GmbH"),
        ("SA", "sa"),
    ],
)
def test_spelling_and_legal_form_do_not_tell_companies_apart(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme Ltd", "Acme Holding Ltd"), ("", ""), ("---", ""), ("株式会社", "有限会社"), ("Ltd", "GmbH")],
)
def test_other_names_are_other_companies(one: str, other: str) -> None:
    assert not same_name(one, other)


@given(st.text(max_size=30))
def test_a_text_mentions_itself_if_it_has_words(name: str) -> None:
    assert mentions(f"We are {name}, at your service", name) == same_name(name, name)


def test_a_name_is_not_found_inside_a_longer_word() -> None:
    assert mentions("© Lindqvist Möbel AB, Malmö", "Lindqvist Möbel")
    assert not mentions("Lindqvistmöbel och Lindqvists Möbel", "Lindqvist Möbel")
