"""A day is chosen from a month by arrows or with the mouse, in the language of the interview."""

from datetime import date

import pytest
from textual.widgets import Input

from intake.desk import Desk
from intake.tui.interview import InterviewScreen
from intake.tui.month import Month, MonthDialog
from tui.driving import MORNING, Person, at

pytestmark = pytest.mark.anyio


async def start(person: Person) -> Input:
    """Puts the date of the start in focus; its field."""
    await person.type("<escape>")
    assert isinstance(person.app.screen, InterviewScreen)
    await person.app.screen.go_to("start")
    await person.settle()
    return person.app.screen.query_one("#place Input", Input)


async def test_down_opens_the_month_of_the_date_and_enter_takes_a_day(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        field = await start(person)
        assert "Down opens a month" in person.read()
        seen = await person.type("<down>")
        assert "March 2027" in seen
        assert "Monday, 1 March 2027" in seen
        await person.type("<right><down>\r")
        assert field.value == "2027-03-09"
        assert "= 2027-03-09 (Tuesday)" in person.read()
        await person.type("\r")
    assert desk.dossier(interviewed).answers["start"].value == date(2027, 3, 9)


async def test_page_keys_go_by_months_to_a_day_that_there_is(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        field = await start(person)
        await person.type("<ctrl+u>2027-03-31<down>")
        assert "Wednesday, 28 April" not in await person.type("<pagedown>")
        assert "Friday, 30 April 2027" in person.read()
        assert "December 2026" in await person.type("<pageup><pageup><pageup><pageup>")
        await person.type("<escape>")
        assert field.value == "2027-03-31"
        assert field.has_focus


async def test_the_mouse_opens_turns_and_chooses(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        field = await start(person)
        await person.click(".month", x=3)
        await person.click("Month", x=26)
        assert "April 2027" in person.read()
        await person.click("Month", x=13, y=3)  # Thursday of the second row of April 2027
        assert not isinstance(person.app.screen, MonthDialog)
        assert field.value == "2027-04-08"


async def test_it_begins_today_where_nothing_is_typed_and_speaks_the_language(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview", language="de") as person:
        await start(person)
        await person.type("<ctrl+u><down>")
        assert person.app.screen.query_one(Month).day == MORNING.date()
        await person.type("<ctrl+q>")


async def test_it_goes_with_its_question(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await start(person)
        seen = await person.type("<pageup>")
        assert "Down opens a month" not in seen
        assert "Down opens a month" in await person.type("<pagedown>")


async def test_whole_at_sixty_by_twenty(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(60, 20), dossier=interviewed, step="interview") as person:
        await start(person)
        await person.type("<down>")
        dialog = person.app.screen.query_one(".dialog").region
        assert dialog.bottom <= 20
        assert person.app.screen.query_one("#choose").region.bottom < dialog.bottom


async def test_the_month_is_not_told_where_down_leads_to_offers(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        field = await start(person)
        assert "Down opens a month" not in await person.type("<ctrl+u>31/12/27\r")
        assert "Down opens a month" in await person.type("<ctrl+u>2027")
        assert not isinstance(person.app.screen, MonthDialog)
        assert field.has_focus
