"""Tests of the numbers that contain other numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import siren

from intake.model.party import Identifier
from intake.vetting.numbers import validated, within


@pytest.mark.parametrize(
    ("scheme", "number", "inner"),
    [
        ("eu.vat", "FR 40 303 265 045", "fr.siren:303265045"),
        ("fr.vat", "40303265045", "fr.siren:303265045"),
        ("fr.siret", "732 829 320 00074", "fr.siren:732829320"),
        ("eu.vat", "CZ45317054", "cz.ico:45317054"),
        ("eu.vat", "FI01120389", "fi.ytunnus:01120389"),
        ("eu.vat", "SE556000016701", "se.orgnr:5560000167"),
        ("eu.vat", "DK13585628", "dk.cvr:13585628"),
        ("eu.vat", "PL8567346215", "pl.nip:8567346215"),
        ("no.mva", "NO 923 609 016 MVA", "no.orgnr:923609016"),
        ("no.vat", "923609016", "no.orgnr:923609016"),
    ],
)
def test_a_number_contains_the_one_of_the_register(scheme: str, number: str, inner: str) -> None:
    assert [str(found) for found in within(Identifier(scheme, number))] == [inner]


@pytest.mark.parametrize(
    ("scheme", "number"), [("eu.vat", "DE136695976"), ("eu.vat", "FR41303265045"), ("lei", "x"), ("eu.vat", "")]
)
def test_a_number_that_cannot_exist_or_contains_none_leads_nowhere(scheme: str, number: str) -> None:
    assert list(within(Identifier(scheme, number))) == []


@pytest.mark.parametrize(
    ("scheme", "text", "compact"),
    [
        ("gb.crn", "4366849", "04366849"),
        ("gb.crn", "sc 123456", "SC123456"),
        ("gb.crn", "ABC", ""),
        ("pl.krs", "28860", "0000028860"),
        ("cz.ico", "27082440", "27082440"),
        ("cz.ico", "27082441", ""),
        ("cz.ico", "7103192745", ""),
        ("se.orgnr", "556609-8058", "5566098058"),
        ("lei", "5493 00BACZP326UOBH06", "549300BACZP326UOBH06"),
        ("lei", "549300BACZP326UOBH07", ""),
        ("xx.register", "123456", ""),
        ("", "123456", ""),
    ],
)
def test_a_number_is_taken_only_where_it_can_exist(scheme: str, text: str, compact: str) -> None:
    assert validated(scheme, text) == compact


@given(st.integers(0, 10**8 - 1))
def test_every_french_vat_number_leads_to_its_siren(body: int) -> None:
    digits = f"{body:08d}"
    number = next(digits + last for last in "0123456789" if siren.is_valid(digits + last))
    if int(number):
        vat = Identifier("eu.vat", f"FR{siren.to_tva(number).replace(' ', '')}")
        assert list(within(vat)) == [Identifier("fr.siren", number)]
