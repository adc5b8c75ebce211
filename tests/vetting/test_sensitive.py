"""Tests that findings of special kinds are not kept, whatever plugin finds them."""

import asyncio

import pytest

from intake.api import Context, Finding, Type
from intake.model.client import Client
from intake.model.finding import SourceReport, Status
from intake.vetting.asking import ask
from intake.vetting.sensitive import kind_of
from vetting.fakes import CLIENT, REGISTER, Told, clock, finding, info, web

FACTS = {"registry.active": Type.BOOL, "registry.name": Type.TEXT, "news.item": Type.TEXT, "health.state": Type.TEXT}


def report_of(*parts: dict[str, object], body: str = "ACTIVE") -> SourceReport:
    """The report of a source that finds these on one page each."""

    async def work(context: Context) -> object:
        return [finding(await context.fetch(REGISTER, "the entry"), **each) for each in parts]

    source = Told(work, stated=info(topics=("registry", "news", "health"), facts=FACTS))
    return asyncio.run(ask(CLIENT, [source], web(body=body), clock=clock, budget=5))[0]


def news(statement: str) -> dict[str, object]:
    return {"topic": "news", "fact": "item", "value": "a headline", "statement": statement}


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Kari was convicted of fraud in 2019.", "criminal records (Art. 10 GDPR)"),
        ("Kari was diagnosed with cancer.", "health (Art. 9 GDPR)"),
        ("Kari is a member of the Green Party.", "political opinions (Art. 9 GDPR)"),
        ("Kari is a Catholic.", "religion or belief (Art. 9 GDPR)"),
        ("Kari is a member of a trade union.", "trade-union membership (Art. 9 GDPR)"),
    ],
)
def test_i7_such_a_finding_is_not_kept_and_the_report_says_why(statement: str, kind: str) -> None:
    report = report_of({}, news(statement))
    assert [each.name for each in report.findings] == ["registry.active"]
    assert report.note == f"1 finding was not kept: {kind}"
    assert report.dropped == {"news.item": f"not kept: {kind}"}
    assert statement not in repr(report)


def test_i7_a_page_of_which_nothing_may_be_kept_is_marked_to_be_purged() -> None:
    report = report_of({}, news("Kari was convicted."))
    assert [each.purged for each in report.evidence] == ["", "not kept: criminal records (Art. 10 GDPR)"]


def test_i7_a_topic_alone_is_enough() -> None:
    report = report_of({"topic": "health", "fact": "state", "value": "good", "statement": "All is well."})
    assert (report.status, report.findings) == (Status.CHECKED, ())
    assert report.dropped == {"health.state": "not kept: health (Art. 9 GDPR)"}


def test_what_is_not_kept_is_unknown_and_never_final() -> None:
    """A client must not look better because bad news stood beside words of a special kind."""
    from deciding.cases import case_of
    from intake.conditions import Unknown
    from intake.deciding.facts import Facts

    report = report_of({"statement": "It is active; its owner was convicted."})
    found = Facts(case_of(reports=[report]), None)("findings.registry.active")
    assert isinstance(found, Unknown)
    assert "not kept: criminal records" in str(found)


@pytest.mark.parametrize(
    "told",
    [
        Finding("registry", "name", "Convicted Coffee Ltd", "Its registered name is Convicted Coffee Ltd."),
        Finding("registry", "address", "Church Member Lane 1", "Its address is Church Member Lane 1."),
        Finding("registry", "active", True, "The register lists Convicted Coffee as active."),
        Finding("website", "has_imprint", True, "The site has an imprint."),
        Finding("domain", "locked", True, "The certificate's fingerprint is known."),
    ],
)
def test_names_of_companies_and_places_are_not_read(told: Finding) -> None:
    assert kind_of(told, Client("Convicted Coffee")) == ""
