"""Tests of Norway's register of companies and of its register of accounts."""

import json
from datetime import date

import pytest

from intake.api import Client, Confidence, Identifier, Kind, Money
from intake.model.finding import SourceReport, Status
from plugins.sources import RECORDED, Given, facts, recorded, report

NUMBER = "100000008"
ENTRIES = "https://data.brreg.no/enhetsregisteret/api/enheter"
ACCOUNTS = "https://data.brreg.no/regnskapsregisteret/regnskap"
HOLDING = "no_brreg/regnskap_holding_no_revenue_line.json"
MARKS = {"konkurs": False, "underAvvikling": False, "underTvangsavviklingEllerTvangsopplosning": False}


def known_as(number: str, scheme: str = "no.orgnr") -> Client:
    """A client of whom only a number is known."""
    return Client("Acme", identifiers=(Identifier(scheme, number),))


def asked(answer: Given, number: str = NUMBER) -> SourceReport:
    """The report on a number for which the register gives this answer."""
    return report("no_brreg", known_as(number), {f"{ENTRIES}/{number}": answer})


def entry(**changed: object) -> dict[str, object]:
    """An entry, changed by the parts."""
    return {
        "organisasjonsnummer": NUMBER,
        "navn": "ACME AS",
        "registreringsdatoEnhetsregisteret": "2017-10-20",
    } | changed


def filed(*accounts: object, number: str = NUMBER) -> SourceReport:
    """The report on accounts that the register of accounts gives."""
    return report("no_accounts", known_as(number), {f"{ACCOUNTS}/{number}": json.dumps(accounts)})


def accounts(
    until: str = "2025-12-31", kind: str = "SELSKAP", form: str = "AS", **changed: object
) -> dict[str, object]:
    """The accounts of one year, changed by the parts."""
    return {
        "regnskapstype": kind,
        "virksomhet": {"organisasjonsnummer": NUMBER, "organisasjonsform": form},
        "regnskapsperiode": {"tilDato": until},
        "valuta": "NOK",
        "resultatregnskapResultat": {"aarsresultat": 10},
    } | changed


def test_a_real_entry_is_read() -> None:
    found = asked(recorded("no_brreg/pb_enheter-details-response.json") | {"organisasjonsnummer": NUMBER})
    assert facts(found) == {
        "registry.number": NUMBER,
        "registry.name": "SESAM STASJON",
        "registry.form": "Aksjeselskap",
        "registry.active": True,
        "registry.since": date(2017, 10, 20),
        "registry.address": "Tyvholmen 1, 0101 OSLO, Norge",
        "registry.employees": 50,
        "insolvency.open": False,
    }


def test_an_answer_200_with_a_date_of_deletion_means_dissolved() -> None:
    found = facts(asked(recorded("no_brreg/enhet_slettet.json"), "821227062"))
    assert (found["registry.active"], found["registry.closed"]) == (False, date(2024, 11, 26))
    assert "insolvency.open" not in found


def test_an_entry_removed_on_legal_grounds_is_withheld() -> None:
    found = asked((410, recorded("no_brreg/fjernet_av_juridiske_arsaker.json")), "433695968")
    assert (found.status, found.findings) == (Status.WITHHELD, ())
    assert asked((410, {"organisasjonsnummer": "821227062"})).status is Status.UNREACHABLE


def test_only_the_registers_own_404_means_never_entered() -> None:
    assert asked((404, "")).status is Status.NOT_FOUND
    assert asked((404, {"status": 404})).status is Status.NOT_FOUND
    assert asked((404, "<html></html>")).status is Status.UNREACHABLE


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_of_a_proceeding_is_open_insolvency(mark: str) -> None:
    found = facts(asked(entry(**MARKS | {mark: True})))
    assert (found["insolvency.open"], found["registry.active"]) == (True, True)


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_is_missing_clears_nothing(mark: str) -> None:
    assert "insolvency.open" not in facts(asked(entry(**MARKS | {mark: None})))
    assert "insolvency.open" not in facts(asked(entry()))


def test_an_entry_that_is_neither_deleted_nor_entered_is_not_active() -> None:
    assert "registry.active" not in facts(asked({"organisasjonsnummer": NUMBER, "navn": "ACME AS"}))


@pytest.mark.parametrize("employees", [None, "5", True])
def test_fewer_than_five_employees_are_unknown_not_none(employees: object) -> None:
    assert "registry.employees" not in facts(asked(entry(antallAnsatte=employees)))


def test_an_address_abroad_has_no_postcode() -> None:
    address = {"land": "Polen", "poststed": "81-336 GDYNIA", "adresse": ["ul. Budowniczych 12", None, ""]}
    found = facts(asked(entry(forretningsadresse=address)))
    assert found["registry.address"] == "ul. Budowniczych 12, 81-336 GDYNIA, Polen"


def test_an_answer_about_another_unit_is_none() -> None:
    assert asked(entry(), "821227062").status is Status.UNREACHABLE
    assert asked({}).status is Status.UNREACHABLE


def test_the_number_may_stand_in_the_vat_number_and_a_wrong_one_is_not_sent() -> None:
    pages: dict[str, Given] = {f"{ENTRIES}/{NUMBER}": entry()}
    assert report("no_brreg", known_as("100000008MVA", "no.mva"), pages).status is Status.CHECKED
    assert report("no_brreg", known_as("100000009"), pages).status is Status.NOT_APPLICABLE
    assert report("no_accounts", known_as("100000009"), {}).status is Status.NOT_APPLICABLE


def test_a_name_alone_yields_weak_candidates() -> None:
    client = Client("Acme", country="NO")
    url = f"{ENTRIES}?navn=Acme&size=20"
    units = [{"navn": "ACME AS", "organisasjonsnummer": NUMBER}, {"navn": "ANDRE AS", "organisasjonsnummer": "1"}]
    found = report("no_brreg", client, {url: {"_embedded": {"enheter": units}, "page": {"totalElements": 2}}})
    assert [(finding.name, finding.value, finding.confidence) for finding in found.findings] == [
        ("registry.candidate", f"ACME AS ({NUMBER})", Confidence.WEAK)
    ]
    nothing = recorded("no_brreg/sok_enhet_ingen_treff.json")
    assert report("no_brreg", client, {url: nothing}).status is Status.NOT_FOUND
    assert report("no_brreg", client, {url: {"page": {"totalElements": 3}}}).status is Status.UNREACHABLE


def test_people_and_other_countries_are_not_searched_for() -> None:
    assert report("no_brreg", Client("Anna", Kind.PERSON, "NO"), {}).status is Status.NOT_APPLICABLE
    assert report("no_brreg", Client("Acme", country="SE"), {}).status is Status.NOT_APPLICABLE


def test_accounts_without_a_revenue_line_have_no_revenue_not_zero() -> None:
    if not (RECORDED / HOLDING).exists():
        pytest.skip("the recorded answers are not here")
    (holding,) = json.loads((RECORDED / HOLDING).read_bytes())
    assert facts(filed(holding, number="918035443")) == {
        "accounts.until": date(2024, 12, 31),
        "accounts.result": Money(-13573400000, "NOK"),
        "accounts.equity": Money(151068500000, "NOK"),
        "registry.accounts_overdue": True,
    }


def test_accounts_may_be_in_dollars() -> None:
    assert facts(filed(accounts(valuta="USD")))["accounts.result"] == Money(1000, "USD")
    assert "accounts.result" not in facts(filed(accounts(valuta="dollars")))


def test_accounts_of_a_year_to_come_are_none() -> None:
    found = filed(accounts("2031-12-31"), accounts("2024-12-31"))
    assert (found.status, found.note) == (
        Status.UNREACHABLE,
        "accounts of a year that ends in the future, on 2031-12-31",
    )


def test_accounts_of_the_group_are_not_the_companys() -> None:
    found = facts(filed(accounts("2024-12-31"), accounts("2025-12-31", kind="KONSERN")))
    assert found["accounts.until"] == date(2024, 12, 31)
    assert filed(accounts(kind="KONSERN")).status is Status.NOT_FOUND


@pytest.mark.parametrize(("until", "late"), [("2024-12-31", True), ("2025-01-31", False), ("2025-12-31", False)])
def test_accounts_are_overdue_twenty_months_after_the_last(until: str, late: bool) -> None:
    assert facts(filed(accounts(until)))["registry.accounts_overdue"] is late


def test_forms_that_need_not_file_are_never_overdue() -> None:
    assert "registry.accounts_overdue" not in facts(filed(accounts("2015-12-31", form="ENK")))


def test_no_accounts_says_nothing() -> None:
    url = f"{ACCOUNTS}/{NUMBER}"
    assert report("no_accounts", known_as(NUMBER), {url: (404, "")}).status is Status.NOT_FOUND
    assert report("no_accounts", known_as(NUMBER), {url: {}}).status is Status.UNREACHABLE
    assert filed(accounts(virksomhet={"organisasjonsnummer": "1"})).status is Status.UNREACHABLE
    assert filed(accounts(until="soon")).status is Status.UNREACHABLE
