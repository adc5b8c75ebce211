"""Tests of the offline checks."""

import pytest

from intake.api import Client, Identifier, Value
from intake.model.finding import Status
from plugins.sources import facts, report


def told(website: str = "https://www.acme.example", email: str = "", **identifiers: str) -> dict[str, Value]:
    """The facts about what a client stated."""
    numbers = tuple(Identifier(scheme.replace("_", "."), number) for scheme, number in identifiers.items())
    found = report(
        "contact", Client("Acme", website=website, emails=(email,) if email else (), identifiers=numbers), {}
    )
    assert all(evidence.url == "claim:client" for evidence in found.evidence)
    return facts(found)


@pytest.mark.parametrize(
    "email",
    ["info@acme.example", "a.b+c@shop.acme.example", "müller@acme.example", "x@müller.example", "o'x@acme.example"],
)
def test_an_address_is_written_correctly(email: str) -> None:
    assert told(email=email)["contact.email_valid"] is True


@pytest.mark.parametrize(
    "email",
    [
        *"""acme.example @acme.example a@ a@b a..b@acme.example .a@acme.example a@b@c.example a@acme..example
        a@-acme.example a@[127.0.0.1]""".split(),
        "a b@acme.example",
        "a@acme.example, b@acme.example",
        "x" * 65 + "@acme.example",
    ],
)
def test_an_address_is_not_written_as_one(email: str) -> None:
    assert told(email=email) == {"contact.email_valid": False}


@pytest.mark.parametrize(
    ("email", "disposable"),
    [("a@mailinator.com", True), ("a@x.yopmail.com", True), ("a@notmailinator.com", False), ("a@acme.example", False)],
)
def test_a_throw_away_domain_is_recognised_with_everything_below_it(email: str, disposable: bool) -> None:
    assert told(email=email)["contact.email_disposable"] is disposable


@pytest.mark.parametrize(
    ("website", "email", "same"),
    [
        ("https://www.acme.example", "a@mail.acme.example", True),
        ("acme.co.uk", "a@other.co.uk", False),
        ("https://acme.github.io", "a@other.github.io", False),
        ("https://acme.example", "a@gmail.com", False),
    ],
)
def test_the_address_is_on_the_websites_domain(website: str, email: str, same: bool) -> None:
    assert told(website, email)["contact.email_on_website_domain"] is same


def test_without_a_website_the_comparison_is_unknown() -> None:
    assert "contact.email_on_website_domain" not in told("", "a@acme.example")


@pytest.mark.parametrize(
    ("numbers", "valid"),
    [
        ({"eu_vat": "SE559999999101"}, True),
        ({"eu_vat": "SE559999999201"}, False),
        ({"eu_vat": "GB 980 7806 84"}, True),
        ({"lei": "5493000LINDQVISTMO17", "fr_siren": "552008443"}, True),
        ({"lei": "5493000LINDQVISTMO17", "fr_siren": "552008444"}, False),
    ],
)
def test_check_digits_are_checked(numbers: dict[str, str], valid: bool) -> None:
    assert told("", **numbers)["contact.numbers_valid"] is valid


def test_a_number_whose_digits_nobody_can_check_is_unknown() -> None:
    assert told("", zz_register="1") == {}
    assert report("contact", Client("Acme"), {}).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("website", "warned"),
    [
        ("https://www.аррӏе.example", "look like apple"),
        ("https://pаypal.example", "CYRILLIC and LATIN"),
        ("https://xn--80ak6aa92e.example", "look like apple"),
        ("https://gοοgle.example", "GREEK and LATIN"),
        ("https://müller.example", ""),
        ("https://ромашка.example", ""),
        ("https://東京タワー.example", ""),
        ("https://bücher-株式会社.example", ""),
    ],
)
def test_a12_an_address_that_looks_like_another_is_shown_in_full_and_warned_of(website: str, warned: str) -> None:
    found = report("contact", Client("Acme", website=website), {})
    (finding,) = found.findings
    assert (finding.name, finding.value) == ("contact.website_looks_like_another", bool(warned))
    assert warned in finding.statement
    assert "xn--" in finding.statement
    assert finding.statement.isascii()


def test_an_address_in_plain_letters_needs_no_word() -> None:
    assert "contact.website_looks_like_another" not in told(email="a@acme.example")


@pytest.mark.parametrize(
    ("email", "alike"),
    [
        ("a@acrne.example", True),
        ("a@acme-group.example", False),
        ("a@acme.test", True),
        ("a@ac-me.example", True),
        ("a@acmee.example", False),
        ("a@mail.acme.example", False),
        ("a@beta.example", False),
    ],
)
def test_a_domain_that_can_be_mistaken_for_the_websites_is_told(email: str, alike: bool) -> None:
    assert told(email=email)["contact.email_lookalike"] is alike


@pytest.mark.parametrize("name", ["lindqvist", "lindqvst", "lindqvistt", "lindqvits", "lindqvisk", "1indqvist"])
def test_one_slip_of_a_typist_is_alike_in_a_long_name(name: str) -> None:
    found = told("https://lindqvist.se", f"a@{name}.se")
    assert found["contact.email_lookalike"] is (name != "lindqvist")


def test_an_address_of_a_free_provider_or_of_a_function_is_told() -> None:
    found = told(email="Info@gmail.com")
    assert (found["contact.email_free"], found["contact.email_role"]) == (True, True)
    found = told(email="ann@acme.example")
    assert (found["contact.email_free"], found["contact.email_role"]) == (False, False)


def test_the_age_of_the_list_is_said() -> None:
    found = report("contact", Client("Acme", emails=("a@acme.example",)), {})
    assert any("our list of 2026-09" in finding.statement for finding in found.findings)


@pytest.mark.parametrize(
    ("phone", "valid"),
    [
        ("+44 (0)20 7946 0123", True),
        ("0046 70-123 45 67", True),
        ("+12", False),
        ("+4x", False),
        ("020 7946 0123", None),
    ],
)
def test_a_telephone_number_is_judged_by_its_form(phone: str, valid: bool | None) -> None:
    found = facts(report("contact", Client("Acme", phones=(phone,), emails=("a@acme.example",)), {}))
    assert found.get("contact.phone_valid") is valid


def test_the_check_digits_of_an_iban_are_judged() -> None:
    assert told(iban="GB82 WEST 1234 5698 7654 32") == {"contact.numbers_valid": True}
    assert told(iban="GB83 WEST 1234 5698 7654 32") == {"contact.numbers_valid": False}
