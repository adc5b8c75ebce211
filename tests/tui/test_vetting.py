"""Vetting on screen: every source at once, each with its evidence, and never in the way."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button, DataTable, Input, OptionList, Select

from intake.desk import Desk
from intake.model.client import Client, Kind
from intake.model.finding import Status
from intake.testing.recorded import RecordedWeb
from intake.tui.decision import DecisionScreen
from intake.tui.help import HelpDialog
from intake.tui.home import HomeScreen
from intake.tui.vetting import VettingScreen
from intake.vetting.door import Answer, Request
from screening.lists import every_list
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


class SilentWeb(RecordedWeb):
    """A network on which nothing ever answers."""

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """Waits for ever."""
        await asyncio.Event().wait()
        raise AssertionError


class BlockingWeb(RecordedWeb):
    """A network that blocks the thread which asks it until it is let go, and tells which thread that was."""

    def __init__(self) -> None:
        super().__init__({})
        self.blocked, self.let_go = threading.Event(), threading.Event()
        self.thread = 0

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """Blocks, then knows nothing."""
        self.thread = threading.get_ident()
        self.blocked.set()
        self.let_go.wait()
        return await super().send(request, allows)


async def test_a_web_that_blocks_its_thread_does_not_stop_the_screen(desk: Desk, interviewed: str) -> None:
    web = BlockingWeb()
    async with at(desk, web=web, dossier=interviewed, step="vetting") as person:
        try:
            person.app.simulate_key("a")
            await person.until(web.blocked.is_set)
            person.app.simulate_key("f1")
            await person.until(lambda: isinstance(person.app.screen, HelpDialog))
            assert not web.let_go.is_set()
            assert web.thread != threading.get_ident()
        finally:
            web.let_go.set()
        await person.type("<escape>")
        assert desk.dossier(interviewed).reports


async def test_all_sources_are_asked_and_kept(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        assert "Press A to ask" in person.read()
        seen = await person.type("a")
        assert "recorded answers" in seen
        assert "asking" not in seen
        reports = desk.dossier(interviewed).reports
        assert set(reports) == {source.info.name for source in desk.plugins.sources if not source.info.off}
        assert {reports[name].status for name in ("rdap", "website", "vies", "gleif", "contact")} == {Status.CHECKED}


async def test_each_finding_opens_its_evidence(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        await person.type("a")
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index("gleif"))
        seen = await person.type("\r\r")
        assert "Evidence · gleif" in seen
        for label in ("From", "Received", "Status", "SHA-256", "Quote", "In the page"):
            assert label in seen


async def test_one_source_is_asked_again(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=RecordedWeb({}), dossier=interviewed, step="vetting") as person:
        seen = await person.type("a")
        assert "not reached" in seen
        person.app.web = recorded
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index("gleif"))
        await person.type("r")
        reports = desk.dossier(interviewed).reports
        assert reports["gleif"].status is Status.CHECKED
        assert reports["vies"].status is Status.UNREACHABLE


async def asking(person: Person, dossier: str) -> None:
    """Waits until the source that needs no network has answered, and the others are being asked."""
    await person.until(lambda: "contact" in person.app.desk.dossier(dossier).reports)
    assert not person.app.screen.query_one("#cancel", Button).disabled


async def test_what_hangs_is_cancelled_and_the_screen_lives_on(desk: Desk, interviewed: str) -> None:
    async with at(desk, web=SilentWeb({}), dossier=interviewed, step="vetting") as person:
        person.app.simulate_key("a")
        await asking(person, interviewed)
        await person.until_read("asking …")
        person.app.simulate_key("c")
        await person.settle()
        assert person.app.screen.query_one("#cancel", Button).disabled
        assert {"contact", "gleif"} & set(desk.dossier(interviewed).reports) == {"contact"}


async def test_asking_again_is_not_said_beside_that_all_have_answered(desk: Desk, vetted: str) -> None:
    async with at(desk, web=SilentWeb({}), dossier=vetted, step="vetting") as person:
        all_answered = "10 of 10 answered"
        assert all_answered in person.read()
        person.app.simulate_key("a")
        await person.until_read("asking …")
        assert all_answered not in person.read()
        person.app.simulate_key("c")
        assert all_answered in await person.settle()


async def test_leaving_stops_the_asking(desk: Desk, interviewed: str) -> None:
    async with at(desk, web=SilentWeb({})) as person:
        await person.type("\r<f3>")
        person.app.simulate_key("a")
        await asking(person, interviewed)
        person.app.simulate_key("escape")
        seen = await person.settle()
        assert isinstance(person.app.screen, HomeScreen)
        assert "what had arrived" in seen
        assert "contact" in desk.dossier(interviewed).reports


async def test_nobody_decides_while_sources_are_still_being_asked(desk: Desk, interviewed: str) -> None:
    async with at(desk, web=SilentWeb({}), dossier=interviewed, step="vetting") as person:
        person.app.simulate_key("a")
        await asking(person, interviewed)
        for key in ("d", "f4"):
            person.app.simulate_key(key)
        await person.until_read("still being asked")
        assert isinstance(person.app.screen, VettingScreen)
        person.app.simulate_key("c")
        await person.settle()
        await person.type("d")
        assert isinstance(person.app.screen, DecisionScreen)


async def test_i4_a_person_is_asked_about_only_once_it_is_said_why(desk: Desk, recorded: RecordedWeb) -> None:
    dossier = desk.new(Client("Kari Nordmann", kind=Kind.PERSON, country="US")).id
    async with at(desk, web=recorded, dossier=dossier, step="vetting") as person:
        seen = await person.type("a")
        assert "This client is a natural person" in seen
        assert desk.dossier(dossier).grounds is None
        await person.type("\r\r")
        assert desk.dossier(dossier).grounds == desk.people.offered
        assert desk.dossier(dossier).reports
        assert "Not a consumer report" in person.read()


async def test_i4_you_can_say_on_screen_that_a_client_is_a_person(desk: Desk, started: str) -> None:
    async with at(desk, web=RecordedWeb({}), dossier=started, step="vetting") as person:
        assert "This client is a natural person" in await person.type("p")
        await person.type("\r\r")
        assert desk.dossier(started).client.kind is Kind.PERSON
        assert desk.dossier(started).grounds == desk.people.offered


async def test_a_candidate_is_chosen_and_what_follows_of_it_is_shown(
    desk: Desk, interviewed: str, recorded: RecordedWeb
) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        await person.type("a")
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index("vies"))
        seen = await person.type("\r")
        assert "claim vat" in seen
        assert "borne out" in seen
        seen = await person.type("k")
        assert "Highlight a candidate" in seen
        assert not desk.dossier(interviewed).chosen


async def test_a_firm_found_by_its_name_becomes_the_client_by_your_word(desk: Desk) -> None:
    dossier = desk.new(Client("Acme Oy", country="FI")).id
    search = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies?name=Acme%20Oy"
    company = {
        "businessId": {"value": "1234567-1", "registrationDate": "2012-03-01"},
        "names": [{"name": "Acme Oy", "type": "1", "registrationDate": "2012-03-01", "version": 1}],
        "status": "2",
    }
    found = Answer(search, 200, {}, json.dumps({"totalResults": 1, "companies": [company]}).encode(), recorded=True)
    async with at(desk, web=RecordedWeb({search: found}), dossier=dossier, step="vetting") as person:
        await person.type("a")
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index("fi_prh"))
        assert "only a candidate" in await person.type("\r")
        await person.type("k")
        (choice,) = desk.dossier(dossier).chosen
        assert str(choice.identifier) == "fi.ytunnus:12345671"


async def test_a_possible_match_is_settled_by_your_word_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    every_list(desk.watchlists, tmp_path)
    dossier = desk.new(Client("Mustafa Al-Haddad", country="SE")).id
    async with at(desk, dossier=dossier, step="vetting") as person:
        table = person.app.screen.query_one(DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index("sanctions"))
        assert "Highlight a possible match first" in await person.type("m")
        await person.type("r")
        table.focus()
        await person.type("\r")
        places = [finding.name for finding in desk.dossier(dossier).reports["sanctions"].findings]
        person.app.screen.query_one("#findings", OptionList).highlighted = places.index("sanctions.candidate")
        assert "Is this them?" in await person.type("m")
        person.app.screen.query_one("#field-reason", Input).focus()
        assert "On the list is needed" in await person.type("born 1990\r")
        assert not desk.dossier(dossier).judgements
        person.app.screen.query_one("#field-whose", Select).value = "not them"
        await person.type("<ctrl+s>")
        (word,) = desk.dossier(dossier).judgements
        assert (word.entity, word.them, word.reason) == ("XXi.001", False, "born 1990")
        told = {finding.name: finding.value for finding in desk.dossier(dossier).reports["sanctions"].findings}
        assert told == {"sanctions.hit": False, "sanctions.possible": False}


async def test_what_does_not_apply_is_not_counted_and_stands_last(
    desk: Desk, interviewed: str, recorded: RecordedWeb
) -> None:
    async with at(desk, web=recorded, size=(100, 30), dossier=interviewed, step="vetting") as person:
        seen = await person.type("a")
        assert "10 of 10 answered" in seen
        assert "Global Legal Entity Identifier Foundation" in seen
        table = person.app.screen.query_one(DataTable)
        states = [table.get_row_at(row)[1].plain for row in range(table.row_count)]
        first = states.index("does not apply")
        assert set(states[first:]) == {"does not apply"}
        assert {"checked", "not asked"} <= set(states[:first])


async def test_a_source_asked_only_by_itself_says_so(desk: Desk, interviewed: str, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded, dossier=interviewed, step="vetting") as person:
        table = person.app.screen.query_one(DataTable)
        await person.type("a<up>")
        table.move_cursor(row=table.get_row_index("gdelt"))
        assert "Asked only by itself, with R" in await person.type("")


async def test_arrows_lead_from_the_buttons_into_the_sources(desk: Desk, vetted: str) -> None:
    async with at(desk, dossier=vetted, step="vetting") as person:
        assert person.app.focused is person.app.screen.query_one("#decide")
        await person.type("<left>")
        assert person.app.focused is person.app.screen.query_one("#ask-one")
        await person.type("<down><end>")
        table = person.app.screen.query_one(DataTable)
        assert person.app.focused is table
        assert table.cursor_row == table.row_count - 1
        await person.type("<home>")
        assert table.cursor_row == 0


async def test_a_line_that_wraps_only_beside_the_scroll_bar_is_whole(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        findings = person.app.screen.query_one("#findings", OptionList)
        findings.set_options(["Short."])
        await person.settle()
        as_wide_as_the_list = "x" * (findings.scrollable_content_region.width - 5) + " end."
        findings.set_options([as_wide_as_the_list, *(f"line {number}" for number in range(findings.size.height))])
        assert "end." in await person.settle()
