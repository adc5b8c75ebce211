"""Tests of legal entities by their LEI."""

from collections.abc import Mapping
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


def related(told: Mapping[str, str], pages: Mapping[str, Given], **entity: object) -> SourceReport:
    """The report on an LEI whose record has these links under its relations, and `pages` below it."""
    links = {relation: {"links": {kind: "https://api.gleif.org/..."}} for relation, kind in told.items()}
    answer = record(**entity)
    answer["data"] = answer["data"] | {"relationships": links}  # type: ignore[operator]
    url = f"https://api.gleif.org/api/v1/lei-records/{LEI}"
    given: dict[str, Given] = {f"{url}/{part}": page for part, page in pages.items()}
    return report("gleif", Client("Acme", identifiers=(Identifier("lei", LEI),)), {url: answer} | given)


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
        "lei.registered_as": "556708-1699",
        "lei.authority": "RA000544",
    }


def test_a_real_parent_is_told_with_its_lei() -> None:
    parent = recorded("gleif/lei_records/direct-parent_549300O897ZC5H7CY412.json")
    found = related({"direct-parent": "lei-record"}, {"direct-parent": parent})
    assert facts(found)["lei.parent"] == "La Gare Holding AB (549300OWK6ZGNYP4G142)"
    assert "does not say who owns it" in found.findings[-1].statement


def test_a_real_exception_is_told_in_words() -> None:
    lei = "254900LNRYNOQ9YPU758"
    url = f"https://api.gleif.org/api/v1/lei-records/{lei}"
    pages: dict[str, Given] = {
        url: recorded(f"gleif/lei_records/single_lei_record_{lei}.json"),
        f"{url}/direct-parent-reporting-exception": recorded(
            f"gleif/reporting_exceptions/direct-parent-reporting-exception_{lei}.json"
        ),
        f"{url}/ultimate-parent": recorded(f"gleif/lei_records/ultimate-parent_{lei}.json"),
    }
    told = facts(report("gleif", Client("Acme", identifiers=(Identifier("lei", lei),)), pages))
    assert told["lei.parent_exception"] == "direct parent: it does not want to say, or may not"
    assert str(told["lei.ultimate_parent"]).endswith(")")
    assert "lei.parent" not in told


def test_an_exception_not_known_keeps_its_own_word() -> None:
    told = {"lei": LEI, "category": "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT", "reason": "LEGAL_OBSTACLES"}
    page = {"ultimate-parent-reporting-exception": {"data": {"attributes": told}}}
    found = facts(related({"ultimate-parent": "reporting-exception"}, page))
    assert found["lei.parent_exception"] == "ultimate parent: LEGAL_OBSTACLES"


@pytest.mark.parametrize("answer", [(404, {"errors": []}), (503, ""), {}, {"data": {"attributes": {"lei": LEI}}}])
def test_a_parent_that_cannot_be_read_is_unknown_and_the_rest_stands(answer: Given) -> None:
    told = {"direct-parent": "lei-record", "ultimate-parent": "reporting-exception"}
    found = facts(related(told, {"direct-parent": answer, "ultimate-parent-reporting-exception": answer}))
    assert found["registry.active"] is True
    assert not found.keys() & {"lei.parent", "lei.ultimate_parent", "lei.parent_exception"}


def test_a_parent_is_not_asked_for_where_the_record_links_to_none() -> None:
    found = related({"direct-parent": "relationship-record"}, {})
    assert [evidence.asked for evidence in found.evidence] == [f"https://api.gleif.org/api/v1/lei-records/{LEI}"]


@pytest.mark.parametrize("code", ["RA888888", "RA999999"])
def test_a_code_that_stands_for_no_register_joins_nothing(code: str) -> None:
    assert "lei.authority" not in facts(related({}, {}, registeredAt={"id": code}))


def test_a_successor_is_told_by_older_and_newer_records() -> None:
    older = related({}, {}, successorEntity={"lei": LEI, "name": "BETA AG"})
    newer = related({}, {}, successorEntity={"lei": None, "name": None}, successorEntities=[{"lei": LEI}])
    assert (facts(older)["lei.successor"], facts(newer)["lei.successor"]) == ("BETA AG", LEI)
    assert "lei.successor" not in facts(related({}, {}))


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
