"""Tests of legal entities by their LEI."""

from datetime import date

import pytest

from intake.api import Client, Confidence, Identifier, Kind
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

LEI = "549300LBI3LRIZ2V8V66"


def asked(lei: str, answer: Given) -> SourceReport:
    """The report on an LEI for which the register gives this answer."""
    url = f"https://api.gleif.org/api/v1/lei-records/{lei}"
    return report("gleif", Client("Acme", identifiers=(Identifier("lei", lei),)), {url: answer})


def record(status: object = "ACTIVE", registration: object = "ISSUED", **entity: object) -> dict[str, object]:
    """A record, changed by the parts."""
    attributes = {"lei": LEI, "entity": {"status": status} | entity, "registration": {"status": registration}}
    return {"data": {"attributes": attributes}}


def test_real_answers_are_read() -> None:
    found = facts(
        asked("549300O897ZC5H7CY412", recorded("gleif/lei_records/single_lei_record_549300O897ZC5H7CY412.json"))
    )
    assert found == {
        "lei.registered": True,
        "lei.current": True,
        "lei.name": "Nordic Legal Entity Identifier AB",
        "registry.active": True,
        "registry.number": "556708-1699",
        "registry.since": date(2006, 8, 8),
    }


def test_a_lapsed_registration_is_mild_and_the_entity_stays_active() -> None:
    found = facts(asked(LEI, recorded("gleif/549300LBI3LRIZ2V8V66_lapsed.json")))
    assert (found["lei.current"], found["registry.active"]) == (False, True)
    assert "registry.since" not in found


def test_an_inactive_entity_is_not_mild() -> None:
    assert facts(asked(LEI, record("INACTIVE", "RETIRED")))["registry.active"] is False


@pytest.mark.parametrize("registration", ["DUPLICATE", "ANNULLED"])
def test_a_void_record_says_nothing_of_the_entity(registration: str) -> None:
    assert facts(asked(LEI, record("INACTIVE", registration))) == {"lei.registered": True, "lei.current": False}


@pytest.mark.parametrize("status", ["NULL", "", None, 5])
def test_a_status_not_understood_is_unknown(status: object) -> None:
    assert "registry.active" not in facts(asked(LEI, record(status)))


def test_an_absurd_founding_is_unknown() -> None:
    assert "registry.since" not in facts(asked(LEI, record(creationDate="2099-01-01T00:00:00Z")))
    assert "registry.since" not in facts(asked(LEI, record(creationDate="unknown")))


def test_only_the_registers_own_404_means_not_registered() -> None:
    assert facts(asked(LEI, (404, {"errors": [{"status": "404"}]}))) == {"lei.registered": False}
    assert asked(LEI, (404, "<html></html>")).status is Status.UNREACHABLE


def test_an_answer_about_another_entity_is_none() -> None:
    assert asked("549300O897ZC5H7CY412", record()).status is Status.UNREACHABLE
    assert asked(LEI, {}).status is Status.UNREACHABLE


def test_a_number_with_wrong_check_digits_is_not_sent() -> None:
    assert asked("549300LBI3LRIZ2V8V67", record()).status is Status.NOT_APPLICABLE


def test_a_name_alone_yields_weak_candidates() -> None:
    url = "https://api.gleif.org/api/v1/fuzzycompletions?field=entity.legalName&q=Facebook%20%26%20Co"
    answer = recorded("gleif/fuzzy_completions/fuzzycompletions_all.json")
    found = report("gleif", Client("Facebook & Co"), {url: answer})
    assert found.findings
    assert {(finding.name, finding.confidence) for finding in found.findings} == {("lei.candidate", Confidence.WEAK)}
    assert report("gleif", Client("Facebook & Co"), {url: {"data": []}}).status is Status.NOT_FOUND
    assert report("gleif", Client("Anna", kind=Kind.PERSON), {url: answer}).status is Status.NOT_APPLICABLE
