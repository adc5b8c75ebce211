"""Typing company numbers: check digits are python-stdnum's, schemes are ours."""

import pytest

from intake.interviewing.entry import EntryFault
from intake.interviewing.entry.company_ids import identify, parse_company_id
from intake.model.party import Identifier


@pytest.mark.parametrize(
    ("text", "schemes", "identifier"),
    [
        ("se 559999-9991 01", ("eu.vat", "se.*"), Identifier("eu.vat", "SE559999999101")),
        ("559999999101", ("eu.vat", "se.vat"), Identifier("eu.vat", "SE559999999101")),
        ("559999-9991", ("eu.vat", "se.*"), Identifier("se.orgnr", "5599999991")),
        ("5493000LINDQVISTMO17", ("lei",), Identifier("lei", "5493000LINDQVISTMO17")),
        ("GB 980 7806 84", ("gb.*",), Identifier("gb.vat", "980780684")),
        ("01234567", ("gb.*",), Identifier("gb.register", "01234567")),
        ("12-3456", ("{country}.*",), Identifier("register", "12-3456")),
        ("12-3456", ("eu.vat", "us.vat"), Identifier("us.vat", "12-3456")),
        ("732 829 320", ("fr.*",), Identifier("fr.siren", "732829320")),
    ],
)
def test_a_number_is_known_by_its_scheme(text: str, schemes: tuple[str, ...], identifier: Identifier) -> None:
    assert identify(text, schemes) == identifier
    assert parse_company_id(identifier.value, schemes) == identifier.value


def test_a_wrong_check_digit_is_explained() -> None:
    with pytest.raises(EntryFault, match="check digit does not match"):
        parse_company_id("559999-9992", ("eu.vat", "se.*"))


@pytest.mark.parametrize(
    ("schemes", "language", "called"),
    [
        (("eu.vat", "se.vat"), "en", "(VAT number)"),
        (("se.*",), "en", "(company register, Sweden)"),
        (("se.*",), "de", "(Handelsregister, Schweden)"),
        (("eu.vat", "fr.siren"), "fr", "(N° de TVA; registre des entreprises, France)"),
        (("lei",), "et", "(LEI)"),
    ],
)
def test_what_number_was_meant_is_told_in_words(schemes: tuple[str, ...], language: str, called: str) -> None:
    with pytest.raises(EntryFault) as refused:
        parse_company_id("559999-9992", schemes)
    assert called in refused.value.within(language).message


def test_a_wrong_length_is_explained() -> None:
    with pytest.raises(EntryFault, match="too long or too short"):
        parse_company_id("5599-91", ("se.*",))


@pytest.mark.parametrize("text", ["none", "<script>", "a" * 80])
def test_what_is_no_number_is_refused_even_where_no_register_is_known(text: str) -> None:
    with pytest.raises(EntryFault, match="not a company number"):
        parse_company_id(text, ("{country}.*",))
