"""What is under way is told of until it has ended, however long it takes."""

import threading
import time

import pytest
import textual.notifications
from textual.widgets import Button
from textual.widgets._toast import Toast

from intake.desk import Desk
from intake.errors import Unreachable
from intake.tui.at_work import AtWork
from intake.tui.home import HomeScreen
from intake.tui.step import StepScreen
from intake.tui.stock import StockScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("doing", "told"), [("Signing …", "Signing …"), ("", "One moment …")])
async def test_it_is_told_of_until_it_has_ended(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch, doing: str, told: str
) -> None:
    monkeypatch.setattr("intake.tui.beside.SOON", 0.001)
    async with at(desk, dossier=started, step="interview") as person:
        screen, ends = person.app.screen, threading.Event()
        assert isinstance(screen, StepScreen)
        try:
            screen.beside(lambda: ends.wait(60), lambda _: None, doing)
            await person.until_read(told)
            late = time.time() + 3600
            monkeypatch.setattr(textual.notifications, "time", lambda: late)
            assert [notice.message for notice in person.app._notifications] == [told]
        finally:
            ends.set()
        assert told not in await person.settle()
        assert not list(person.app._notifications)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_notice_covers_a_button(desk: Desk, sealed: str, size: tuple[int, int]) -> None:
    async with at(desk, size=size, dossier=sealed, step="decision") as person:
        for keys in ("", "<f3>", "<f5>", "w", "<f9>"):
            await person.type(keys)
            person.app.notify("One moment …")
            await person.settle()
            toast = person.app.screen.query(Toast).last().region
            buttons = [each for each in person.app.screen.query(Button) if each.display]
            assert buttons
            assert not [each.id for each in buttons if each.region.overlaps(toast)]


async def test_what_ends_at_once_is_not_told_of(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        screen = person.app.screen
        assert isinstance(screen, StepScreen)
        screen.beside(lambda: None, lambda _: None, "")
        await person.settle()
        assert not list(person.app._notifications)


async def test_a_long_list_of_clients_is_told_of_until_it_was_read(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.tui.home.SOON", 0.001)
    async with at(desk) as person:
        screen, ends, rows = person.app.screen, threading.Event(), desk.rows()
        assert isinstance(screen, HomeScreen)
        monkeypatch.setattr(desk, "rows", lambda: (ends.wait(60), rows)[1])
        try:
            screen.refresh_rows()
            await person.until_read("One moment …")
            screen.refresh_rows()  # which takes the place of the one before
        finally:
            ends.set()
        assert "One moment …" not in await person.settle()
        assert not list(person.app._notifications)


@pytest.mark.parametrize("keys", ["", "<escape>"])
async def test_lists_and_plugins_are_told_of_until_they_were_looked_at_or_left(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setattr("intake.tui.stock.SOON", 0.001)
    ends = threading.Event()
    monkeypatch.setattr("intake.tui.stock._due", lambda _: (ends.wait(60), ())[1])
    async with at(desk) as person:
        try:
            person.app.action_stock()
            await person.until_read("One moment …")
            assert isinstance(person.app.screen, StockScreen)
            if keys:
                person.app.pop_screen()
                await person.until(lambda: not isinstance(person.app.screen, StockScreen))
            else:
                ends.set()
            await person.until(lambda: not list(person.app._notifications))
        finally:
            ends.set()
        assert "One moment …" not in await person.settle()


async def test_no_notice_stays_of_work_that_ends_while_it_is_put_up(desk: Desk) -> None:
    async with at(desk) as person:
        work = AtWork(person.app, "Signing …", wait=3600)
        assert work._timer is not None
        await work._timer._tick(next_timer=0, count=1)  # it has gone off; what it brings waits behind a long list
        work.end()
        assert "Signing …" not in await person.settle()


async def test_no_notice_stays_behind_the_message_that_follows(desk: Desk) -> None:
    async with at(desk) as person:
        work, home = AtWork(person.app, "Signing …"), person.app.screen
        await person.until_read("Signing …")
        work.end()
        person.app.tell(Unreachable("nobody is there"))
        await person.settle()
        assert not home.query(Toast)
