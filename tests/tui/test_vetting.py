"""Vetting on screen: every source at once, each with its evidence, and never in the way."""

import asyncio
from collections.abc import Callable

import pytest
from textual.widgets import Button, DataTable

from intake.desk import Desk
from intake.model.finding import Status
from intake.testing.recorded import RecordedWeb
from intake.tui.decision import DecisionScreen
from intake.vetting.door import Answer
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


class SilentWeb(RecordedWeb):
    """A network on which nothing ever answers."""

    async def get(self, url: str, allows: Callable[[str], bool]) -> Answer:
        """Waits for ever."""
        await asyncio.Event().wait()
        raise AssertionError


async def test_all_sources_are_asked_and_kept(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        assert "Press A to ask" in person.read()
        seen = await person.type("a")
        assert "6 of 6 answered" in seen
        assert "recorded answers, for practice" in seen
        assert {report.status for report in desk.dossier(interviewed).reports.values()} == {Status.CHECKED}


async def test_each_finding_opens_its_evidence(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        await person.type("a")
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=1)
        seen = await person.type("\r\r")
        assert "Evidence · gleif" in seen
        for label in ("From", "Received", "Status", "SHA-256", "Quote"):
            assert label in seen


async def test_one_source_is_asked_again(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=RecordedWeb({}), dossier=interviewed, step="vetting") as person:
        seen = await person.type("a")
        assert "not reached" in seen
        person.app.web = recorded
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=1)
        await person.type("r")
        reports = desk.dossier(interviewed).reports
        assert reports["gleif"].status is Status.CHECKED
        assert reports["vies"].status is Status.UNREACHABLE


async def asking(person: Person) -> None:
    """Waits until the sources are being asked."""
    while person.app.screen.query_one("#cancel", Button).disabled or "contact   checked" not in person.read():
        await person.pilot.pause()


async def test_what_hangs_is_cancelled_and_the_screen_lives_on(desk: Desk, interviewed: str) -> None:
    async with at(desk, web=SilentWeb({}), dossier=interviewed, step="vetting") as person:
        person.app.simulate_key("a")
        await asking(person)
        assert "asking …" in person.read()
        person.app.simulate_key("c")
        await person.settle()
        assert person.app.screen.query_one("#cancel", Button).disabled
        assert set(desk.dossier(interviewed).reports) == {"contact"}


async def test_leaving_stops_the_asking(desk: Desk, interviewed: str) -> None:
    async with at(desk, web=SilentWeb({}), dossier=interviewed, step="vetting") as person:
        person.app.simulate_key("a")
        await asking(person)
        await person.type("<f4>")
        assert isinstance(person.app.screen, DecisionScreen)
