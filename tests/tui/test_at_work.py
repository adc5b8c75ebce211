"""What is under way is told of until it has ended, however long it takes."""

import threading
import time

import anyio
import pytest
import textual.notifications

from intake.desk import Desk
from intake.tui.step import StepScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def until(person: Person, words: str) -> None:
    """Waits until that is painted."""
    with anyio.fail_after(60):
        while words not in person.read():
            await person.pilot.pause()


@pytest.mark.parametrize(("doing", "told"), [("Signing …", "Signing …"), ("", "One moment …")])
async def test_it_is_told_of_until_it_has_ended(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch, doing: str, told: str
) -> None:
    monkeypatch.setattr("intake.tui.step.SOON", 0.001)
    async with at(desk, dossier=started, step="interview") as person:
        screen, ends = person.app.screen, threading.Event()
        assert isinstance(screen, StepScreen)
        try:
            screen.beside(lambda: ends.wait(60), lambda _: None, doing)
            await until(person, told)
            late = time.time() + 3600
            monkeypatch.setattr(textual.notifications, "time", lambda: late)
            assert [notice.message for notice in person.app._notifications] == [told]
        finally:
            ends.set()
        assert told not in await person.settle()
        assert not list(person.app._notifications)


async def test_what_ends_at_once_is_not_told_of(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        screen = person.app.screen
        assert isinstance(screen, StepScreen)
        screen.beside(lambda: None, lambda _: None, "")
        await person.settle()
        assert not list(person.app._notifications)
