"""Tests of public companies of the United States by their filings."""

from collections.abc import Mapping
from datetime import date

import pytest

from intake.api import Client, Confidence, Identifier, Kind
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, recorded, report, source

CIK = "0000001234"
NAMES = "https://www.sec.gov/files/company_tickers.json"
NO_SUCH_KEY = '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code></Error>'
Row = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]


def asked(answer: Given, number: str = CIK) -> SourceReport:
    """The report on a CIK for which EDGAR gives this answer."""
    url = f"https://data.sec.gov/submissions/CIK{CIK}.json"
    return report("us_sec", Client("Acme", identifiers=(Identifier("us.cik", number),)), {url: answer})


def filer(*rows: Row, earlier: bool = False, **changed: object) -> Mapping[str, object]:
    """A filer with these filings: form, day of filing, end of the period, items."""
    columns = zip(*[(*row, "", "")[:4] for row in rows], strict=True) if rows else [()] * 4
    recent = dict(zip(("form", "filingDate", "reportDate", "items"), map(list, columns), strict=True))
    filings = {"recent": recent, "files": [{"name": "earlier.json"}] if earlier else []}
    return {"cik": "1234", "name": "ACME INC", "filings": filings} | changed


def test_a_real_answer_is_read() -> None:
    found = facts(asked(recorded("sec_edgar/company_submission.json") | {"cik": CIK}))
    assert found == {
        "registry.number": CIK,
        "registry.name": "Tesla, Inc.",
        "registry.address": "3500 DEER CREEK RD, PALO ALTO, 94304, CA",
        "registry.former_names": "TESLA MOTORS INC (until 2017-01-27)",
        "registry.accounts_overdue": True,  # the recording ends in 2022
        "accounts.until": date(2021, 12, 31),
        "filings.late_notice": False,
    }


def test_a_real_list_of_names_yields_weak_candidates() -> None:
    answer = recorded("sec_edgar/company_tickers.json")
    found = report("us_sec", Client("Apple Inc.", country="US"), {NAMES: answer})
    assert "Apple Inc. (0000320193)" in [finding.value for finding in found.findings]
    assert {finding.confidence for finding in found.findings} == {Confidence.WEAK}
    nobody = report("us_sec", Client("Quillback Unlisted Inc", country="US"), {NAMES: answer})
    assert nobody.status is Status.NOT_FOUND
    assert report("us_sec", Client("Apple Inc.", country="US"), {NAMES: {"0": {}}}).status is Status.UNREACHABLE


@pytest.mark.parametrize("form", ["NT 10-K", "NT 10-Q"])
def test_a_notice_of_a_late_report_is_told_for_two_years(form: str) -> None:
    assert facts(asked(filer((form, "2025-04-01"))))["filings.late_notice"] is True
    assert facts(asked(filer((form, "2023-04-01"))))["filings.late_notice"] is False


def test_a_list_that_does_not_reach_back_far_enough_clears_nothing() -> None:
    assert "filings.late_notice" not in facts(asked(filer(("4", "2026-04-01"), earlier=True)))
    assert facts(asked(filer(("4", "2026-04-01"), ("4", "2024-01-01"), earlier=True)))["filings.late_notice"] is False
    assert "filings.late_notice" not in facts(asked(filer()))


def test_a_report_of_bankruptcy_is_open_insolvency() -> None:
    told = facts(asked(filer(("8-K", "2026-07-14", "", "1.03,9.01"))))
    assert told["insolvency.open"] is True
    assert told["insolvency.notice"] == "report of bankruptcy or receivership (8-K, item 1.03, 2026-07-14)"


@pytest.mark.parametrize(
    "rows",
    [
        [("8-K", "2026-07-14", "", "1.03"), ("8-K", "2026-01-14", "", "1.03")],
        [("8-K", "2020-07-14", "", "1.03")],
    ],
)
def test_what_may_have_ended_is_told_as_a_notice_alone(rows: list[Row]) -> None:
    told = facts(asked(filer(*rows)))
    assert "insolvency.notice" in told
    assert "insolvency.open" not in told


def test_no_report_of_bankruptcy_clears_nothing() -> None:
    told = facts(asked(filer(("8-K", "2026-07-14", "", "2.02,9.01"))))
    assert not told.keys() & {"insolvency.open", "insolvency.notice"}


@pytest.mark.parametrize(("until", "late"), [("2025-12-31", False), ("2025-06-30", False), ("2024-12-31", True)])
def test_an_annual_report_is_overdue_sixteen_months_after_the_last(until: str, late: bool) -> None:
    rows: list[Row] = [("10-K", "2025-03-30", until), ("10-K", "2020-03-30", "2019-12-31")]
    assert facts(asked(filer(*rows)))["registry.accounts_overdue"] is late


def test_an_annual_report_to_a_day_to_come_is_named_and_not_believed() -> None:
    told = asked(filer(("10-K", "2025-03-30", "2099-12-31")))
    assert not facts(told).keys() & {"accounts.until", "registry.accounts_overdue"}
    assert told.dropped["accounts.until"] == "the source says 2099-12-31, a day still to come"


def test_a_report_on_a_year_to_come_clears_nothing() -> None:
    rows: list[Row] = [("10-K", "2026-03-01", "2031-12-31"), ("10-K", "2020-03-01", "2019-12-31")]
    assert "registry.accounts_overdue" not in facts(asked(filer(*rows)))


def test_who_stopped_reporting_is_not_overdue() -> None:
    stopped = filer(("15-12G", "2022-05-01"), ("10-K", "2022-03-30", "2021-12-31"))
    assert "registry.accounts_overdue" not in facts(asked(stopped))
    assert "registry.accounts_overdue" not in facts(asked(filer(("10-Q", "2022-03-30", "2021-12-31"))))


def test_columns_of_unequal_length_are_not_understood() -> None:
    recent = {"form": ["10-K"], "filingDate": [], "reportDate": [""], "items": [""]}
    assert asked(filer(filings={"recent": recent})).status is Status.UNREACHABLE
    assert asked(filer(filings={})).status is Status.UNREACHABLE


def test_only_edgars_own_404_means_nobody_files() -> None:
    assert asked((404, NO_SUCH_KEY)).status is Status.NOT_FOUND
    assert asked((404, "<html></html>")).status is Status.UNREACHABLE


def test_a_403_for_who_does_not_say_who_asks_is_blocked_and_a_429_too_often() -> None:
    assert source("us_sec").info.introduces
    assert asked((403, "Undeclared Automated Tool")).status is Status.BLOCKED
    assert asked((429, "Request Rate Threshold Exceeded")).status is Status.RATE_LIMITED


def test_a_cik_is_padded_to_ten_digits_and_the_answer_must_be_about_it() -> None:
    assert asked(filer(), "1234").status is Status.CHECKED
    assert asked(filer(), "12345678901").status is Status.NOT_APPLICABLE
    assert asked(filer(cik="77")).status is Status.UNREACHABLE


def test_people_and_other_countries_are_not_searched_for() -> None:
    for client in (Client("Anna", Kind.PERSON, "US"), Client("Acme", country="CA")):
        assert report("us_sec", client, {}).status is Status.NOT_APPLICABLE
