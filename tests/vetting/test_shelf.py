"""Tests of what a source looks up on this machine: declared, kept as evidence, and recorded like any page."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from intake.api import Context, Finding, Table, Type
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.asking import ask
from intake.vetting.door import Answer, Web
from intake.vetting.shelf import PAST, Shelved, row_url, table_and_key
from vetting.fakes import CLIENT, Told, clock, finding, info

TABLE = Table("payers", "https://register.example/all.csv", key="number", columns=("days",), licence="open")
ROWS = b'{"rows": [{"days": "ACTIVE"}]}'


def report(work: Callable[[Context], Awaitable[object]], web: Web, **parts: Any) -> SourceReport:
    """The report of a source that does this work."""
    return asyncio.run(ask(CLIENT, [Told(work, stated=replace(info(), **parts))], web, clock=clock))[0]


async def looks_up(context: Context) -> list[Finding]:
    """Finds what the table says."""
    return [finding(await context.rows("payers", " ab 1/2 "))]


async def remembers(context: Context) -> list[Finding]:
    """Finds what your past says."""
    return [finding(await context.past())]


def shelf(asked: list[str]) -> Shelved:
    """A shelf on which everything stands, beside a door that leads nowhere."""

    def look_up(url: str) -> Answer:
        asked.append(url)
        return Answer("https://register.example/all.csv#sha256=1", 200, {"content-type": "application/json"}, ROWS)

    return Shelved(RecordedWeb({}), look_up)


def test_rows_of_a_declared_table_are_evidence() -> None:
    asked: list[str] = []
    found = report(looks_up, shelf(asked), tables=(TABLE,))
    assert found.status is Status.CHECKED, found.note
    assert asked == [row_url("payers", "AB 1/2")] == ["table:payers/AB%201%2F2"]
    assert table_and_key(asked[0]) == ("payers", "AB 1/2")
    (evidence,) = found.evidence
    assert (evidence.url, evidence.asked) == ("https://register.example/all.csv#sha256=1", asked[0])


@pytest.mark.parametrize(("work", "word"), [(looks_up, "the table payers"), (remembers, "your past")])
def test_what_was_not_declared_is_not_looked_up(work: Callable[[Context], Awaitable[object]], word: str) -> None:
    found = report(work, shelf([]))
    assert found.status is Status.BROKEN
    assert word in found.note


def test_look_ups_are_recorded_like_pages() -> None:
    answers = {url: Answer(url, 200, {}, ROWS, recorded=True) for url in (PAST, row_url("payers", "AB 1/2"))}
    for work in (looks_up, remembers):
        found = report(work, RecordedWeb(answers), hosts=(), tables=(TABLE,), reads_past=True)
        assert found.status is Status.CHECKED, found.note
        assert found.evidence[0].recorded
        assert report(work, RecordedWeb({}), hosts=(), tables=(TABLE,), reads_past=True).status is Status.UNREACHABLE


def test_the_door_does_not_open_for_the_shelf() -> None:
    from intake.vetting.web import LiveWeb

    found = report(
        remembers, LiveWeb(keep=lambda _: ""), hosts=(), reads_past=True, facts={"registry.active": Type.BOOL}
    )
    assert found.status is Status.BLOCKED
