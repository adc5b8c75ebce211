"""Typing e-mail addresses, telephone numbers, web addresses and people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interviewing.entry import EntryFault
from intake.interviewing.entry.contacts import parse_contact, parse_email, parse_phone, parse_url
from intake.model.values import Item


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("lindqvist.example", "https://lindqvist.example"),
        ("HTTP://Lindqvist.Example/Om?x=1#y", "http://lindqvist.example/Om?x=1#y"),
        ("https://möbel.example:8443/", "https://möbel.example:8443/"),
    ],
)
def test_a_web_address_gets_its_scheme(text: str, url: str) -> None:
    assert parse_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        *("localhost", "ftp://a.example", "javascript://a.example/%0aalert(1)", "https://good.example@evil.example"),
        *(
            "http://[::1",
            "https://a b.example",
            "https://",
            "http://127.0.0.1/",
            "a.example\\b",
            "http://a.example:99999",
        ),
    ],
)
def test_what_is_no_public_web_address_is_refused(text: str) -> None:
    with pytest.raises(EntryFault):
        parse_url(text)


@given(st.text(max_size=60))
def test_a_web_address_that_was_taken_is_taken_again_unchanged(text: str) -> None:
    try:
        url = parse_url(text)
    except EntryFault:
        return
    assert parse_url(url) == url


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("+46 70 174 06 05", "+46701740605"),
        ("0046 (0)8-123 45 67", "+4681234567"),
        ("+1 (212) 555-0100", "+12125550100"),
    ],
)
def test_a_telephone_number_is_kept_with_its_country_code(text: str, phone: str) -> None:
    assert parse_phone(text) == phone


def test_a_telephone_number_without_country_is_refused_with_the_reason() -> None:
    with pytest.raises(EntryFault, match="country code"):
        parse_phone("070-174 06 05")


def test_an_email_address_keeps_its_local_part() -> None:
    assert parse_email("<Anna.Lind@Example.ORG>") == "Anna.Lind@example.org"


@pytest.mark.parametrize(
    "text", ["anna@", "anna@example", "anna example.org", "a@b@c.org", "anna@exa mple.org", "@x.org"]
)
def test_what_is_no_email_address_is_refused(text: str) -> None:
    with pytest.raises(EntryFault):
        parse_email(text)


def test_a_person_is_typed_with_commas() -> None:
    anna = Item.of({"name": "Lind, Anna", "email": "anna@example.org", "phone": "+46701740605"})
    assert parse_contact("Lind, Anna, anna@example.org; +46 70 174 06 05") == anna
    assert parse_contact("Anna Lind") == Item.of({"name": "Anna Lind"})


def test_a_person_needs_a_name() -> None:
    with pytest.raises(EntryFault, match="a name is needed"):
        parse_contact("anna@example.org")


def test_the_address_within_what_was_pasted_is_offered() -> None:
    with pytest.raises(EntryFault) as caught:
        parse_email("Ann Lind <ann@lind.example>; bo@lind.example")
    assert [offer.text for offer in caught.value.offers] == ["ann@lind.example", "bo@lind.example"]
