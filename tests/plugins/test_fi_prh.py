"""Tests of Finland's register office."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.api import Client, Confidence, Identifier, Kind
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, report

NUMBER = "0000001-9"
SERVICE = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
EXCHANGE = Path(__file__).parents[2] / "plugins" / "intake_fi_prh" / "exchanges" / "fi_prh.json"


def asked(answer: Given, number: str = "00000019", scheme: str = "fi.ytunnus") -> SourceReport:
    """The report on a number for which the register gives this answer."""
    client = Client("Acme", identifiers=(Identifier(scheme, number),))
    return report("fi_prh", client, {f"{SERVICE}?businessId={NUMBER}": answer})


def found(*companies: object) -> dict[str, object]:
    """An answer with these companies."""
    return {"totalResults": len(companies), "companies": companies}


def company(**changed: object) -> dict[str, object]:
    """An answer with one company, changed by the parts."""
    return found({"businessId": {"value": NUMBER}, "status": "2", "tradeRegisterStatus": "1"} | changed)


def test_an_entry_is_read_with_the_name_in_force() -> None:
    assert facts(asked(json.loads(EXCHANGE.read_bytes())["json"])) == {
        "registry.number": NUMBER,
        "registry.name": "Kuikka Studio Oy",
        "registry.form": "Limited company",
        "registry.since": date(2011, 2, 10),
        "registry.address": "Esimerkkikatu 4, 33100 TAMPERE",
        "registry.active": True,
        "insolvency.open": False,
    }


def test_a_former_name_or_that_of_a_shop_is_not_the_companys() -> None:
    names = [{"name": "Old Oy", "type": "1", "endDate": "2020-01-01"}, {"name": "Shop", "type": "3"}]
    assert "registry.name" not in facts(asked(company(names=names)))


def test_a_date_of_end_means_ceased_whatever_else_is_set() -> None:
    told = facts(asked(company(endDate="2020-09-18", companySituations=[])))
    assert told == {
        "registry.number": NUMBER,
        "registry.active": False,
        "registry.closed": date(2020, 9, 18),
    }


@pytest.mark.parametrize("status", ["0", "3", "4", None])
def test_a_state_that_is_not_understood_is_unknown(status: object) -> None:
    assert "registry.active" not in facts(asked(company(tradeRegisterStatus=status)))


@pytest.mark.parametrize("situation", ["KONK", "SANE", "SELTILA"])
def test_each_situation_in_force_is_open_insolvency(situation: str) -> None:
    assert facts(asked(company(companySituations=[{"type": situation}])))["insolvency.open"] is True


def test_a_situation_that_has_ended_is_not_open() -> None:
    ended = [{"type": "SANE", "endDate": "2020-01-01"}]
    assert facts(asked(company(companySituations=ended)))["insolvency.open"] is False


def test_situations_that_are_missing_or_unknown_clear_nothing() -> None:
    assert "insolvency.open" not in facts(asked(company()))
    assert "insolvency.open" not in facts(asked(company(companySituations=[{"type": "NEW"}])))


def test_an_empty_list_is_not_found_only_where_the_register_says_none() -> None:
    assert asked(found()).status is Status.NOT_FOUND
    assert asked({"companies": []}).status is Status.UNREACHABLE
    assert asked({"totalResults": 0}).status is Status.UNREACHABLE


def test_an_answer_about_another_company_is_none() -> None:
    assert asked(company(businessId={"value": "0112038-9"})).status is Status.UNREACHABLE


def test_a_form_without_a_description_is_told_by_its_code() -> None:
    assert facts(asked(company(companyForms=[{"type": "OY"}])))["registry.form"] == "OY"


def test_the_number_may_stand_in_the_vat_number_and_a_wrong_one_is_not_sent() -> None:
    assert asked(company(), "FI00000019", "eu.vat").status is Status.CHECKED
    assert asked(company(), "0000001-8").status is Status.NOT_APPLICABLE
    assert asked(company(), "SE00000019", "eu.vat").status is Status.NOT_APPLICABLE
    assert report("fi_prh", Client("Anna", Kind.PERSON, "FI"), {}).status is Status.NOT_APPLICABLE


def test_a_name_alone_yields_weak_candidates() -> None:
    names = [{"name": "Acme Oy", "type": "1"}]
    answer = found({"businessId": {"value": NUMBER}, "names": names}, {"businessId": {"value": "1"}})
    told = report("fi_prh", Client("Acme", country="FI"), {f"{SERVICE}?name=Acme": answer})
    assert [(finding.name, finding.value, finding.confidence) for finding in told.findings] == [
        ("registry.candidate", f"Acme Oy ({NUMBER})", Confidence.WEAK)
    ]
