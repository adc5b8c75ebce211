"""Tests of France's directory of companies."""

from datetime import date

import pytest

from intake.api import Client, Confidence, Identifier, Kind, Money
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

SIREN = "000123455"


def url(words: str) -> str:
    """Where the directory is asked for these words."""
    parts = "minimal=true&include=siege,finances&page=1&per_page=10"
    return f"https://recherche-entreprises.api.gouv.fr/search?q={words}&{parts}"


def asked(answer: Given, siren: str = SIREN) -> SourceReport:
    """The report on a SIREN for which the directory gives this answer."""
    return report("fr_entreprises", Client("Acme", identifiers=(Identifier("fr.siren", siren),)), {url(siren): answer})


def found(*entries: object) -> dict[str, object]:
    """An answer with these entries."""
    return {"results": entries, "total_results": len(entries)}


def entry(**changed: object) -> dict[str, object]:
    """An answer with one entry, changed by the parts."""
    return found({"siren": SIREN, "nom_complet": "ACME", "statut_diffusion": "O", "etat_administratif": "A"} | changed)


def real(name: str) -> dict[str, object]:
    """A real recorded answer of the directory."""
    result = recorded(f"fr_recherche_entreprises/{name}.json")["result"]
    assert isinstance(result, dict)
    return result


def test_a_real_entry_is_read() -> None:
    assert facts(asked(real("search-423208180"), "423208180")) == {
        "registry.number": "423208180",
        "registry.name": "GANYMEDE",
        "registry.address": "ESPACE SOLEIL BAT C ROUTE DE GRUISSAN 11100 NARBONNE",
        "registry.form": "Société civile immobilière",
        "registry.since": date(1999, 4, 7),
        "registry.active": True,
    }


@pytest.mark.parametrize(("siren", "closed"), [("839517323", date(2021, 10, 11)), ("880878145", date(2022, 10, 22))])
def test_real_companies_that_were_liquidated_are_closed(siren: str, closed: date) -> None:
    told = facts(asked(real(f"search-{siren}"), siren))
    assert (told["registry.active"], told["registry.closed"]) == (False, closed)


def test_the_registered_name_is_told_without_the_trade_name() -> None:
    assert facts(asked(real("search-487444697"), "487444697"))["registry.name"] == "ESSOR ENERGIES"


def test_an_empty_list_is_not_found_and_clears_nothing() -> None:
    assert asked(found()).status is Status.NOT_FOUND
    assert asked({"results": []}).status is Status.UNREACHABLE
    assert asked({"results": [], "total_results": 3}).status is Status.UNREACHABLE
    assert asked({}).status is Status.UNREACHABLE


def test_a_protected_entry_tells_neither_name_nor_address() -> None:
    told = facts(asked(entry(statut_diffusion="P", nom_complet="[NON-DIFFUSIBLE]", siege={"adresse": "[ND] NANTES"})))
    assert told == {"registry.number": SIREN, "registry.active": True}


@pytest.mark.parametrize(
    "changed",
    [
        {"etat_administratif": "X"},
        {"etat_administratif": None},
        {"date_fermeture": "2020-01-01"},
        {"immatriculation": {"date_radiation": "2020-01-01"}},
    ],
)
def test_a_state_that_is_unclear_or_contradicted_is_unknown(changed: dict[str, object]) -> None:
    assert "registry.active" not in facts(asked(entry(**changed)))


def test_a_future_founding_is_unknown() -> None:
    assert "registry.since" not in facts(asked(entry(date_creation="2099-01-01")))
    assert "registry.since" not in facts(asked(entry(date_creation="1900")))


def test_the_last_figures_are_told_and_zero_stands_for_confidential() -> None:
    told = facts(asked(real("search-552032534"), "552032534"))
    assert told["accounts.revenue"] == Money(2737600000000, "EUR")
    assert "accounts.result" not in told
    older = {"2019": {"ca": 5, "resultat_net": 5}, "2022": {"ca": 0, "resultat_net": -693623}}
    told = facts(asked(entry(finances=older)))
    assert told["accounts.result"] == Money(-69362300, "EUR")
    assert "accounts.revenue" not in told


def test_an_answer_about_another_company_is_none() -> None:
    assert asked(entry(siren="552032534")).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    ("scheme", "number"),
    [("fr.siret", "55203253400018"), ("eu.vat", "FR 12 552 032 534"), ("fr.vat", "12552032534")],
)
def test_the_number_may_stand_in_another(scheme: str, number: str) -> None:
    client = Client("Acme", identifiers=(Identifier(scheme, number),))
    told = report("fr_entreprises", client, {url("552032534"): found({"siren": "552032534"})})
    assert told.status is Status.CHECKED


def test_other_countries_people_and_wrong_numbers_are_not_asked_for() -> None:
    german = Client("Acme", identifiers=(Identifier("eu.vat", "DE999999018"),))
    assert report("fr_entreprises", german, {}).status is Status.NOT_APPLICABLE
    assert report("fr_entreprises", Client("Anna", Kind.PERSON, "FR"), {}).status is Status.NOT_APPLICABLE
    assert asked(entry(), "552032535").status is Status.NOT_APPLICABLE


def test_a_name_alone_yields_weak_candidates_that_are_companies() -> None:
    answer = found(
        {"siren": "552032534", "nom_complet": "ACME NANTES", "nature_juridique": "5710"},
        {"siren": "356000000", "nom_complet": "ACME ANNA", "nature_juridique": "1000"},
        {"siren": "423208180", "nom_complet": "AUTRE", "nature_juridique": "5710"},
    )
    told = report("fr_entreprises", Client("Acme", country="FR"), {url("Acme"): answer})
    assert [(finding.value, finding.confidence) for finding in told.findings] == [
        ("ACME NANTES (552032534)", Confidence.WEAK)
    ]


def test_a_real_search_by_name_is_read() -> None:
    told = report("fr_entreprises", Client("La Poste", country="FR"), {url("La%20Poste"): real("search-la_poste")})
    assert {finding.name for finding in told.findings} == {"registry.candidate"}
