"""Tests of insolvency notices in the United Kingdom."""

import pytest

from intake.api import Client, Confidence, Identifier
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, report

NUMBER = "01234567"
ORDER, PETITION = "Winding-Up Orders", "Petitions to Wind Up (Companies)"


def asked(answer: Given, number: str = NUMBER, scheme: str = "gb.register") -> SourceReport:
    """The report on a number for which the gazette gives this answer about `NUMBER`."""
    service = "https://www.thegazette.co.uk/insolvency/notice/data.json"
    url = f"{service}?text={NUMBER}&results-page-size=100&sort-by=latest-date"
    return report("uk_gazette", Client("Acme", identifiers=(Identifier(scheme, number),)), {url: answer})


def found(*entries: object, total: object = None) -> dict[str, object]:
    """An answer with these entries."""
    return {"f:total": str(len(entries)) if total is None else total, "entry": entries}


def notice(category: object, published: str = "2026-06-18", content: object = None) -> dict[str, object]:
    """A notice about the company."""
    text = f"<p>ACME LTD (Company Number&nbsp;{NUMBER})</p>" if content is None else content
    return {"published": f"{published}T00:00:00", "category": {"@term": category}, "content": text}


@pytest.mark.parametrize(
    "category",
    [
        ORDER,
        "Appointment of Liquidators",
        "Appointment of Administrators",
        "Appointment of Administrative Receivers",
        "Resolutions for Winding-up",
        "Administration Orders",
    ],
)
def test_an_order_a_resolution_or_an_appointment_is_open_insolvency(category: str) -> None:
    told = facts(asked(found(notice(category))))
    assert told == {"insolvency.open": True, "insolvency.notice": f"{category} (2026-06-18)"}


def test_a_petition_is_told_as_what_it_is() -> None:
    told = facts(asked(found(notice(PETITION))))
    assert told == {"insolvency.petition": True, "insolvency.notice": f"{PETITION} (2026-06-18)"}


def test_the_newest_decisive_notice_counts_in_whatever_order_they_come() -> None:
    petition, order = notice(PETITION, "2026-05-02"), notice(ORDER, "2026-06-18")
    later = notice("Notices to Creditors", "2026-07-01")
    told = facts(asked(found(petition, order, later)))
    assert told == {"insolvency.open": True, "insolvency.notice": "Notices to Creditors (2026-07-01)"}


@pytest.mark.parametrize("category", ["Dismissal of Winding-Up Petition", "Final Meetings"])
def test_what_ended_is_neither_open_nor_cleared(category: str) -> None:
    told = facts(asked(found(notice(PETITION, "2026-05-02"), notice(category))))
    assert told == {"insolvency.notice": f"{category} (2026-06-18)"}


@pytest.mark.parametrize("category", ["Notices to Creditors", "", None])
def test_a_category_that_does_not_decide_leaves_it_unknown(category: object) -> None:
    assert facts(asked(found(notice(category)))).keys() == {"insolvency.notice"}


@pytest.mark.parametrize(
    "content",
    [
        "<p>OTHER LTD (Company Number 07654321), telephone 01234567</p>",
        "<p>ACME LTD (Company Number 012345678)</p>",
        "<p>ACME LTD</p>",
        "",
        5,
    ],
)
def test_a_notice_that_does_not_bear_the_number_is_a_namesakes(content: object) -> None:
    assert asked(found(notice(ORDER, content=content))).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "content", ["Company number: 1234567", {"#text": "Company Number: 01234567"}, "Registered in England No. 01234567"]
)
def test_the_number_is_written_in_several_ways(content: object) -> None:
    written = notice(ORDER, content=content)
    assert asked(found(written)).status is Status.CHECKED


def test_a_company_named_after_another_may_be_its_creditor() -> None:
    debtor = "OTHER LTD (Company Number 07654321): a petition was presented by ACME LTD"
    both = asked(found(notice(PETITION, content=f"{debtor} (Company Number {NUMBER})")))
    assert {finding.confidence for finding in both.findings} == {Confidence.WEAK}


def test_a_single_notice_comes_without_its_list() -> None:
    assert facts(asked({"f:total": "1", "entry": notice(ORDER)}))["insolvency.open"] is True


def test_silence_is_never_clearance() -> None:
    assert asked({"f:total": "0"}).status is Status.NOT_FOUND
    assert asked(found(notice(ORDER, content=""), total="300")).status is Status.UNREACHABLE
    assert asked({"f:total": "3"}).status is Status.UNREACHABLE
    assert asked({"entry": []}).status is Status.UNREACHABLE


@pytest.mark.parametrize(
    ("scheme", "number"), [("gb.crn", "1234567"), ("gb.register", "0123 4567"), ("gb.register", "1234567")]
)
def test_a_number_may_lack_its_zero(scheme: str, number: str) -> None:
    assert asked(found(notice(ORDER)), number, scheme).status is Status.CHECKED


@pytest.mark.parametrize("number", ["123456789", "ABC12345", "", "SC1234567"])
def test_what_is_no_company_number_is_not_sent(number: str) -> None:
    assert asked(found(), number).status is Status.NOT_APPLICABLE
