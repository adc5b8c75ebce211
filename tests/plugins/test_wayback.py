"""Tests of the website's past in the Internet Archive."""

from datetime import date

import pytest

from intake.api import Client, Confidence
from intake.model.finding import SourceReport, Status
from plugins.sources import RECORDED, Given, facts, report

COLUMNS = ["timestamp", "statuscode", "digest"]


def asked(answer: Given) -> SourceReport:
    """The report on a website for whose domain the index gives this answer."""
    query = "url=acme.example&output=json&fl=timestamp,statuscode,digest&collapse=timestamp:6&limit=600"
    url = f"https://web.archive.org/cdx/search/cdx?{query}"
    return report("wayback", Client("Acme", website="https://www.acme.example/shop"), {url: answer})


def rows(*captures: object) -> tuple[int, object]:
    """An answer with these captures."""
    return 200, [COLUMNS, *captures]


def test_a_website_seen_ever_since_has_one_beginning() -> None:
    told = facts(asked(rows(["20190402101530", "200", "A"], ["20200402101530", "200", "B"])))
    assert told == {"website.first_seen": date(2019, 4, 2), "website.seen_since": date(2019, 4, 2)}


def test_after_a_long_gap_another_page_hints_at_another_owner() -> None:
    found = asked(rows(["20090402101530", "200", "A"], ["20190402101530", "200", "B"]))
    assert facts(found) == {
        "website.first_seen": date(2009, 4, 2),
        "website.seen_since": date(2019, 4, 2),
        "website.may_have_changed_owner": True,
    }
    assert found.findings[-1].confidence is Confidence.WEAK


def test_the_same_page_after_a_gap_hints_at_nothing() -> None:
    told = facts(asked(rows(["20090402101530", "200", "A"], ["20190402101530", "-", "A"])))
    assert told == {"website.first_seen": date(2009, 4, 2), "website.seen_since": date(2019, 4, 2)}


@pytest.mark.parametrize(
    "malformed",
    [
        ["2009", "200", "A"],
        ["20091340101530", "200", "A"],
        ["20090402101530"],
        "x",
        None,
        ["20990402101530", "200", "A"],
    ],
)
def test_malformed_lines_and_errors_show_nothing(malformed: object) -> None:
    told = facts(asked(rows(malformed, ["20100402101530", "404", "A"], ["20190402101530", "301", "B"])))
    assert told["website.first_seen"] == date(2019, 4, 2)


def test_no_capture_is_not_found() -> None:
    assert asked((200, [])).status is Status.NOT_FOUND
    assert asked(rows()).status is Status.NOT_FOUND


def test_a_website_that_its_owner_excluded_is_withheld_and_not_without_history() -> None:
    says = "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
    assert asked((403, says)).status is Status.WITHHELD
    assert asked((403, "no")).status is Status.BLOCKED


def test_a_real_exclusion_is_withheld() -> None:
    import base64
    import gzip
    import re

    file = RECORDED / "wayback" / "vcr_test_search_raises_for_blocked_urls.yaml"
    if not file.exists():
        pytest.skip("the recorded answers are not here")
    packed = re.search(r"!!binary \|\n((?:\s{8}.*\n)+)", file.read_text("utf-8"))
    assert packed
    says = gzip.decompress(base64.b64decode("".join(packed.group(1).split()))).decode()
    assert asked((403, says)).status is Status.WITHHELD


@pytest.mark.parametrize(
    "answer", [(200, {}), (200, [["timestamp"]]), "com,acme)/ 2019", (503, ""), (200, [COLUMNS] * 601)]
)
def test_what_the_index_does_not_send_is_no_answer(answer: Given) -> None:
    assert asked(answer).status is Status.UNREACHABLE


def test_too_many_requests_are_said_to_be_that() -> None:
    assert asked((429, "")).status is Status.RATE_LIMITED
