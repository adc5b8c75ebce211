"""Tests of VAT numbers by VIES."""

import asyncio
import json
from collections.abc import Mapping

import pytest

from intake.api import Client, Identifier
from intake.hooks.loading import load
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import ask
from intake.vetting.door import Answer, Request
from plugins.sources import NOW, Given, facts, recorded, report

SERVICE = "https://ec.europa.eu/taxation_customs/vies/rest-api"
PLAIN = {"isValid": True, "userError": "VALID", "vatNumber": "1", "name": "Acme"}
NOT_YOU = {"actionSucceed": False, "errorWrappers": [{"error": "INVALID_REQUESTER_INFO"}]}


def asked(number: str, answer: Given) -> SourceReport:
    """The report on a number for which VIES gives this answer."""
    country, digits = ("EL" if number[:2] == "GR" else number[:2]), number[2:].replace(" ", "")
    url = f"https://ec.europa.eu/taxation_customs/vies/rest-api/ms/{country}/vat/{digits}"
    return report("vies", Client("Acme", identifiers=(Identifier("eu.vat", number),)), {url: answer})


def asked_by(own: str, answer: Mapping[str, object], requester: tuple[str, str] = ("EL", "999")) -> SourceReport:
    """The report on DE1 where VIES gives this answer to you by name, and a plain one to anybody."""
    posted = {"countryCode": "DE", "vatNumber": "1"}
    posted |= dict(zip(("requesterMemberStateCode", "requesterNumber"), requester, strict=True))
    url = f"{SERVICE}/check-vat-number"
    answers = {
        Request(url, posted).key: Answer(url, 200, {}, json.dumps(answer).encode()),
        f"{SERVICE}/ms/DE/vat/1": Answer(f"{SERVICE}/ms/DE/vat/1", 200, {}, json.dumps(PLAIN).encode()),
    }
    vies = next(source for source in load(settings={"vat": own}).sources if source.info.name == "vies")
    client = Client("Acme", identifiers=(Identifier("eu.vat", "DE1"),))
    return asyncio.run(ask(client, [vies], RecordedWeb(answers), clock=lambda: NOW))[0]


def to_you(**changed: object) -> Mapping[str, object]:
    """The answer to a POST, changed by the parts."""
    return {
        "countryCode": "DE",
        "vatNumber": "1",
        "requestDate": "2026-09-01T09:30:12.118Z",
        "valid": True,
        "requestIdentifier": "WAPIAAAAZxyz0001",
        "name": "---",
        "address": "---",
    } | changed


def test_who_asks_by_name_gets_a_number_that_proves_it() -> None:
    found = asked_by("GR 999", to_you())
    assert facts(found) == {"vat.valid": True, "vat.consultation": "WAPIAAAAZxyz0001"}
    assert "proves that you checked" in found.findings[1].statement
    assert facts(asked_by("EL999", to_you(valid=False)))["vat.valid"] is False


def test_an_empty_consultation_number_is_none() -> None:
    assert facts(asked_by("EL999", to_you(requestIdentifier=""))) == {"vat.valid": True}


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"actionSucceed": False, "errorWrappers": [{"error": "MS_MAX_CONCURRENT_REQ"}]}, Status.RATE_LIMITED),
        ({"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}, Status.UNREACHABLE),
        (to_you(valid="true"), Status.UNREACHABLE),
        (to_you(countryCode="AT"), Status.UNREACHABLE),
        (to_you(vatNumber="2"), Status.UNREACHABLE),
        ({}, Status.UNREACHABLE),
    ],
)
def test_no_verdict_to_you_is_no_verdict(answer: Mapping[str, object], status: Status) -> None:
    assert asked_by("EL999", answer).status is status


@pytest.mark.parametrize("own", ["", "GB123", "X"])
def test_without_a_number_that_vies_knows_the_check_is_made_without_it(own: str) -> None:
    assert facts(asked_by(own, to_you())) == {"vat.valid": True, "vat.name": "Acme"}
    assert facts(asked_by("EL999", NOT_YOU)) == {"vat.valid": True, "vat.name": "Acme"}


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
