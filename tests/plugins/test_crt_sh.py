"""Tests of certificates in the public logs."""

from datetime import date

import pytest

from intake.api import Client, Confidence
from intake.model.finding import SourceReport, Status
from plugins.sources import Given, facts, report


def asked(answer: Given) -> SourceReport:
    """The report on a website for whose domain the logs hold this."""
    url = "https://crt.sh/?q=acme.example&output=json&exclude=expired&deduplicate=Y"
    return report("crt_sh", Client("Acme", website="https://www.acme.example"), {url: answer})


def certificate(names: object = "acme.example", since: object = "2026-08-02T09:00:00") -> dict[str, object]:
    """A certificate for these names."""
    return {"name_value": names, "not_before": since}


def test_the_newest_certificate_and_the_hosts_are_told_weakly() -> None:
    found = asked((200, [certificate(since="2026-05-02T09:00:00"), certificate("*.acme.example\nwww.acme.example")]))
    assert facts(found) == {"certificates.newest": date(2026, 8, 2), "certificates.hosts": 2}
    assert {finding.confidence for finding in found.findings} == {Confidence.WEAK}


def test_hosts_of_other_domains_are_not_the_clients() -> None:
    assert facts(asked((200, [certificate("acme.example\nnotacme.example\nother.example")])))["certificates.hosts"] == 1
    assert asked((200, [certificate("other.example")])).status is Status.NOT_FOUND


@pytest.mark.parametrize("since", ["", None, "soon", "2031-01-01T00:00:00"])
def test_an_absurd_day_is_unknown(since: object) -> None:
    assert facts(asked((200, [certificate(since=since)]))) == {"certificates.hosts": 1}


def test_no_certificate_says_nothing() -> None:
    assert asked((200, [])).status is Status.NOT_FOUND


@pytest.mark.parametrize("answer", [(502, ""), (503, "<html></html>"), (200, {}), (200, ""), "<html></html>"])
def test_a_service_that_is_down_is_unreachable(answer: Given) -> None:
    assert asked(answer).status is Status.UNREACHABLE
