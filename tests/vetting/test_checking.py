"""Days still to come on which something is said to have happened: unknown, and never read as an old company."""

import asyncio
from datetime import date, timedelta

import pytest

from deciding.cases import case_of
from intake.api import Context, Type
from intake.conditions import Known, Unknown
from intake.deciding.facts import Facts
from intake.model.facts import FINDINGS, PAST
from intake.model.finding import SourceReport, Status
from intake.vetting.asking import ask
from vetting.fakes import CLIENT, NOW, REGISTER, Told, clock, finding, info, web

TODAY = NOW.date()
FACTS = {"registry.since": Type.DATE, "registry.closed": Type.DATE, "registry.active": Type.BOOL}


def report_of(**told: object) -> SourceReport:
    """The report of a register that tells these parts."""

    async def work(context: Context) -> object:
        page = await context.fetch(REGISTER, "the entry")
        return [finding(page, fact=fact, value=value) for fact, value in told.items()]

    source = Told(work, stated=info(facts=FACTS))
    return asyncio.run(ask(CLIENT, [source], web(), clock=clock, budget=5))[0]


def test_a_founding_to_come_is_unknown_with_what_the_source_said() -> None:
    report = report_of(active=True, since=date(2031, 5, 1))
    assert report.status is Status.CHECKED
    assert [found.name for found in report.findings] == ["registry.active"]
    assert report.dropped == {"registry.since": "the source says 2031-05-01, a day still to come"}
    assert [evidence.purged for evidence in report.evidence] == [""]
    read = Facts(case_of(reports=[report]), None)
    since = read("findings.registry.since")
    assert isinstance(since, Unknown)
    assert "register: the source says 2031-05-01, a day still to come" in str(since)
    assert isinstance(read("findings.registry.active"), Known)


@pytest.mark.parametrize("days", [-10_000, 0])
def test_a_day_that_has_begun_is_taken(days: int) -> None:
    day = TODAY + timedelta(days=days)
    assert [found.value for found in report_of(since=day).findings] == [day]


def test_what_ends_or_expires_may_lie_ahead() -> None:
    report = report_of(closed=TODAY + timedelta(days=90))
    assert (len(report.findings), report.dropped) == (1, {})
    assert PAST.isdisjoint({"registry.closed", "domain.expires"})


def test_a_source_that_says_nothing_else_was_checked_and_does_not_know_nothing() -> None:
    report = report_of(since=TODAY + timedelta(days=1))
    assert (report.status, report.findings) == (Status.CHECKED, ())


def test_what_lies_in_the_past_is_a_day() -> None:
    assert {FINDINGS[name] for name in PAST if name in FINDINGS} == {Type.DATE}
