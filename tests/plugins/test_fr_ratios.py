"""Tests of the financial ratios of French companies."""

from datetime import date
from decimal import Decimal

import pytest

from intake.api import Client, Identifier, Money
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

SIREN = "487444697"


def asked(answer: Given, number: str = SIREN, scheme: str = "fr.siren") -> SourceReport:
    """The report on a SIREN for which the data set gives this answer."""
    service = "https://data.economie.gouv.fr/api/records/1.0/search/"
    url = f"{service}?dataset=ratios_inpi_bce&q=siren:{SIREN}&sort=date_cloture_exercice&rows=100"
    return report("fr_ratios", Client("Acme", identifiers=(Identifier(scheme, number),)), {url: answer})


def years(*fields: dict[str, object]) -> dict[str, object]:
    """An answer with the accounts of these years."""
    year = {"siren": SIREN, "date_cloture_exercice": "2025-12-31", "type_bilan": "C", "confidentiality": "Public"}
    return {"nhits": len(fields), "records": [{"fields": year | changed} for changed in fields]}


def test_the_newest_year_of_a_real_answer_is_read() -> None:
    assert facts(asked(recorded("fr_bodacc_ratios/donnees-financieres-confidential.json"))) == {
        "accounts.until": date(2022, 12, 31),
        "accounts.revenue": Money.of(Decimal(1848367), "EUR"),
        "accounts.result": Money.of(Decimal(-693623), "EUR"),
        "ratios.supplier_days": Decimal("116.598"),
        "ratios.customer_days": Decimal("422.619"),
        "ratios.liquidity": Decimal("260.954"),
        "ratios.autonomy": Decimal("-36.881"),
        "ratios.debt": Decimal("-121.548"),
    }


@pytest.mark.parametrize("confidentiality", ["Partiellement confidentiel", "Confidentiel", None])
def test_a_zero_that_may_be_confidential_is_unknown(confidentiality: object) -> None:
    hidden = {
        "confidentiality": confidentiality,
        "chiffre_d_affaires": 0,
        "resultat_net": 15750,
        "ratio_de_liquidite": 0,
    }
    told = facts(asked(years(hidden)))
    assert told == {"accounts.until": date(2025, 12, 31), "accounts.result": Money.of(Decimal(15750), "EUR")}


def test_a_zero_that_is_open_to_all_is_zero() -> None:
    told = facts(asked(years({"chiffre_d_affaires": 0, "ratio_de_liquidite": 0})))
    assert told["accounts.revenue"] == Money(0, "EUR")
    assert told["ratios.liquidity"] == 0


@pytest.mark.parametrize("odd", [None, "12", True, []])
def test_what_is_no_number_is_unknown(odd: object) -> None:
    assert facts(asked(years({"chiffre_d_affaires": odd, "ratio_de_liquidite": odd}))).keys() == {"accounts.until"}


def test_accounts_of_the_group_are_not_the_companys() -> None:
    group = {"type_bilan": "K", "resultat_net": 9}
    told = facts(asked(years(group, {"date_cloture_exercice": "2024-12-31", "resultat_net": 1})))
    assert told["accounts.result"] == Money(100, "EUR")
    assert asked(years(group)).status is Status.NOT_FOUND


def test_accounts_of_another_company_are_not_the_companys() -> None:
    assert asked(years({"siren": "552032534"})).status is Status.NOT_FOUND


def test_no_accounts_says_nothing() -> None:
    assert asked(years()).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"nhits": 0},
        {"nhits": 3, "records": []},
        years({"date_cloture_exercice": "soon"}),
        years({"date_cloture_exercice": "2031-12-31"}),
    ],
)
def test_an_answer_that_is_cut_off_or_absurd_is_none(answer: Given) -> None:
    assert asked(answer).status is Status.UNREACHABLE


@pytest.mark.parametrize(("scheme", "number"), [("fr.siret", f"{SIREN}00014"), ("eu.vat", f"FR12{SIREN}")])
def test_the_siren_is_found_in_longer_numbers(scheme: str, number: str) -> None:
    assert asked(years({}), number, scheme).status is Status.CHECKED


def test_a_wrong_check_digit_is_not_sent() -> None:
    assert asked(years({}), "487444698").status is Status.NOT_APPLICABLE
