"""Tests of VAT numbers by VIES."""

import pytest

from intake.api import Client, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report


def asked(number: str, answer: Given) -> SourceReport:
    """The report on a number for which VIES gives this answer."""
    country, digits = ("EL" if number[:2] == "GR" else number[:2]), number[2:].replace(" ", "")
    url = f"https://ec.europa.eu/taxation_customs/vies/rest-api/ms/{country}/vat/{digits}"
    return report("vies", Client("Acme", identifiers=(Identifier("eu.vat", number),)), {url: answer})


def test_a_real_answer_is_read() -> None:
    found = facts(asked("BE 0629985405", recorded("vies/be_0629985405_valid.json")))
    assert found == {"vat.valid": True, "vat.name": "BV HUMICO"}


@pytest.mark.parametrize("name", ["---", "", " ", None])
def test_a_name_the_state_withholds_is_unknown(name: object) -> None:
    answer = {"isValid": True, "userError": "VALID", "vatNumber": "1", "name": name}
    assert facts(asked("DE1", answer)) == {"vat.valid": True}


def test_a_number_that_is_not_valid() -> None:
    answer = {"isValid": False, "userError": "INVALID", "vatNumber": "1", "name": "---"}
    assert facts(asked("GR1", answer)) == {"vat.valid": False}


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"actionSucceed": False, "errorWrappers": [{"error": "MS_MAX_CONCURRENT_REQ"}]}, Status.RATE_LIMITED),
        ((400, {"actionSucceed": False, "errorWrappers": [{"error": "VAT_BLOCKED"}]}), Status.BLOCKED),
        ({"isValid": False, "userError": "MS_MAX_CONCURRENT_REQ", "vatNumber": "1"}, Status.RATE_LIMITED),
        ({"isValid": False, "userError": "MS_UNAVAILABLE", "vatNumber": "1"}, Status.UNREACHABLE),
        ({"isValid": False, "userError": "TIMEOUT", "vatNumber": "1"}, Status.UNREACHABLE),
        ({"isValid": False, "userError": "INVALID_INPUT", "vatNumber": "1"}, Status.UNREACHABLE),
        ({"isValid": False, "vatNumber": "1"}, Status.UNREACHABLE),
        ({"isValid": True, "userError": "VALID", "vatNumber": "2"}, Status.UNREACHABLE),
        ({"isValid": "true", "userError": "VALID", "vatNumber": "1"}, Status.UNREACHABLE),
        ({"valid": True, "vatNumber": "1"}, Status.UNREACHABLE),
        ({"errorWrappers": []}, Status.UNREACHABLE),
        ({}, Status.UNREACHABLE),
    ],
)
def test_a_busy_or_failing_state_is_no_verdict(answer: Given, status: Status) -> None:
    found = asked("DE1", answer)
    assert (found.status, found.findings) == (status, ())


def test_great_britain_is_not_in_vies_and_northern_ireland_is() -> None:
    answer = {"isValid": True, "userError": "VALID", "vatNumber": "1", "name": "Acme"}
    assert asked("GB1", answer).status is Status.NOT_APPLICABLE
    assert asked("XI1", answer).status is Status.CHECKED
    assert asked("", answer).status is Status.NOT_APPLICABLE
