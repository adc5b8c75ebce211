"""Tests of companies of the United Kingdom by their profile at Companies House."""

from collections.abc import Mapping
from datetime import date

import pytest

from intake.api import Client, Confidence, Identifier, Kind
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report

NUMBER = "01234567"
SERVICE = "https://api.company-information.service.gov.uk"
UNKNOWN = {"errors": [{"type": "ch:service", "error": "company-profile-not-found"}]}


def asked(answer: Given, number: str = NUMBER, scheme: str = "gb.register", **more: Given) -> SourceReport:
    """The report on a number for which the register gives this answer, and `more` below it."""
    pages: dict[str, Given] = {f"{SERVICE}/company/{NUMBER}": answer}
    pages |= {f"{SERVICE}/company/{NUMBER}/{part}": given for part, given in more.items()}
    return report("uk_companies_house", Client("Acme", identifiers=(Identifier(scheme, number),)), pages)


def profile(status: object = "active", **changed: object) -> Mapping[str, object]:
    """A profile, changed by the parts."""
    return {"company_number": NUMBER, "company_name": "ACME LTD", "company_status": status} | changed


def cases(*types: str) -> Mapping[str, object]:
    """The cases of insolvency, one for each group of types of its dates."""
    return {"cases": [{"dates": [{"type": each} for each in group.split()]} for group in types]}


def test_a_real_dissolved_company_is_read() -> None:
    found = facts(asked(recorded("uk_companies_house/profile_results.json") | {"company_number": NUMBER}))
    assert found == {
        "registry.number": NUMBER,
        "registry.name": "INTAGLIO SYSTEMS LIMITED",
        "registry.form": "Private limited company",
        "registry.active": False,
        "registry.since": date(1994, 2, 4),
        "registry.closed": date(1996, 9, 3),
        "registry.address": "49 London Road, Horsham, West Sussex, BH12 1AN",
    }


def test_a_real_search_yields_weak_candidates() -> None:
    url = f"{SERVICE}/search/companies?q=Python%20Ltd&items_per_page=20"
    answer = recorded("uk_companies_house/results.json")
    found = report("uk_companies_house", Client("Python Ltd", country="GB"), {url: answer})
    assert "PYTHON LTD (05226269)" in [finding.value for finding in found.findings]
    assert {finding.confidence for finding in found.findings} == {Confidence.WEAK}
    assert report("uk_companies_house", Client("Python Ltd", country="GB"), {url: {}}).status is Status.UNREACHABLE


def test_a_real_case_that_was_concluded_is_not_open() -> None:
    told = facts(
        asked(profile(has_insolvency_history=True), insolvency=recorded("uk_companies_house/insolvency_results.json"))
    )
    assert told["insolvency.open"] is False


@pytest.mark.parametrize(
    "status", ["liquidation", "receivership", "administration", "voluntary-arrangement", "insolvency-proceedings"]
)
def test_a_company_in_proceedings_is_insolvent_and_still_entered(status: str) -> None:
    found = asked(profile(status))
    assert facts(found)["insolvency.open"] is True
    assert facts(found)["registry.active"] is True
    assert all(status in finding.statement for finding in found.findings if finding.name == "insolvency.open")


@pytest.mark.parametrize("status", ["dissolved", "converted-closed", "closed", "removed"])
def test_what_has_ended_is_not_active_and_not_cleared(status: str) -> None:
    told = facts(asked(profile(status, has_insolvency_history=False)))
    assert told["registry.active"] is False
    assert "insolvency.open" not in told


@pytest.mark.parametrize("status", ["sleeping", "", None, 5])
def test_a_status_not_understood_is_unknown(status: object) -> None:
    assert not facts(asked(profile(status, has_insolvency_history=False))).keys() & {
        "registry.active",
        "insolvency.open",
    }


def test_no_history_of_insolvency_is_none_open_and_a_missing_mark_is_unknown() -> None:
    assert facts(asked(profile(has_insolvency_history=False)))["insolvency.open"] is False
    assert "insolvency.open" not in facts(asked(profile()))


@pytest.mark.parametrize(
    "answer",
    [
        cases("petitioned-on"),
        cases("administration-started-on administration-ended-on", "voluntary-arrangement-started-on"),
        cases(),
        {},
        (503, ""),
        (404, ""),
    ],
)
def test_a_history_whose_end_is_not_told_is_unknown(answer: Given) -> None:
    told = facts(asked(profile(has_insolvency_history=True), insolvency=answer))
    assert "insolvency.open" not in told
    assert told["registry.active"] is True


def test_overdue_filings_are_the_registers_own_marks() -> None:
    late = {"overdue": True, "next_due": "2026-01-31"}
    told = facts(asked(profile(accounts=late, confirmation_statement=late | {"overdue": False})))
    assert (told["registry.accounts_overdue"], told["registry.statement_overdue"]) == (True, False)
    untold = facts(asked(profile(accounts={"next_due": "2026-01-31"}, confirmation_statement=None)))
    assert not untold.keys() & {"registry.accounts_overdue", "registry.statement_overdue"}


def test_warnings_are_told_each_for_itself() -> None:
    told = facts(
        asked(
            profile(
                company_status_detail="active-proposal-to-strike-off",
                has_charges=True,
                undeliverable_registered_office_address=True,
                previous_company_names=[{"name": "BETA LTD", "ceased_on": "2020-02-03"}, {"name": "GAMMA LTD"}],
            )
        )
    )
    assert told["registry.strike_off_proposed"] is True
    assert told["registry.charges"] is True
    assert told["registry.address_disputed"] is True
    assert told["registry.former_names"] == "BETA LTD (until 2020-02-03); GAMMA LTD (until a day not told)"
    plain = facts(asked(profile()))
    assert plain["registry.strike_off_proposed"] is False
    assert not plain.keys() & {"registry.charges", "registry.address_disputed", "registry.former_names"}


def test_only_the_registers_own_404_means_not_found() -> None:
    assert asked((404, UNKNOWN)).status is Status.NOT_FOUND
    assert asked((404, {})).status is Status.UNREACHABLE
    assert asked((404, "<html></html>")).status is Status.UNREACHABLE


def test_a_key_that_is_refused_and_an_answer_about_another_company_are_no_answers() -> None:
    assert asked((401, {"error": "Invalid Authorization"})).status is Status.BLOCKED
    assert asked(profile(company_number="7654321")).status is Status.UNREACHABLE


@pytest.mark.parametrize(("scheme", "number"), [("gb.crn", "1234567"), ("gb.register", "0123 4567")])
def test_a_number_may_lack_its_zero(scheme: str, number: str) -> None:
    assert asked(profile(), number, scheme).status is Status.CHECKED


def test_people_and_other_countries_are_not_searched_for() -> None:
    for client in (Client("Anna", Kind.PERSON, "GB"), Client("Acme", country="IE")):
        assert report("uk_companies_house", client, {}).status is Status.NOT_APPLICABLE
