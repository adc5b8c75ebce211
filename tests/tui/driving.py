"""A person at the screens: types ahead as fast as it goes, reads what is painted, and waits for work to end."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
from textual import events
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from intake.desk import Desk
from intake.interviewing.answers_file import LeftOpen, read_answers
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.tui.app import IntakeApp
from intake.vetting.door import Web

SAMPLE = Path(__file__).parents[2] / "src" / "intake" / "testing" / "sample"
MORNING = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
_BEGUN = time.monotonic()
_KEY = re.compile(r"<[a-z0-9+]+>|.", re.DOTALL)
_NAMED = {"\r": "enter", "\t": "tab", " ": "space", "?": "question_mark"}
_MOMENT = 1 / 500
_TOO_LONG = 120  # seconds: a screen that hangs fails its test instead of the whole run


def clock() -> datetime:
    """The time, as it goes on from one morning."""
    return MORNING + timedelta(seconds=time.monotonic() - _BEGUN)


class Person:
    """Drives an app: `type` sends keys without waiting between them, `<f1>` stands for a named key."""

    def __init__(self, app: IntakeApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def type(self, *texts: str) -> str:
        """Sends all keys at once, waits until everything they caused has happened, and reads the screen."""
        for part in _KEY.findall("".join(texts)):
            if len(part) > 1:
                self.app.post_message(events.Key(part[1:-1], None))
            else:
                self.app.post_message(events.Key(_NAMED.get(part, part), part))
        return await self.settle()

    async def click(self, selector: str, **options: int) -> str:
        """Clicks a widget and reads the screen."""
        offset = (options.get("x", 1), options.get("y", 0))
        assert await self.pilot.click(selector, offset=offset), f"{selector} is not where a mouse can reach it"
        return await self.settle()

    async def resize(self, width: int, height: int) -> str:
        """Gives the terminal another size and reads the screen."""
        if self.app.size != (width, height):
            await self.pilot.resize_terminal(width, height)
        screen = await self.settle()
        assert self.app.screen.size == (width, height), "the screen did not take the new size"
        return screen

    async def settle(self) -> str:
        """Waits for keys, work and messages to come to rest; reads the screen."""
        try:
            with anyio.fail_after(_TOO_LONG):
                return await self._settled()
        except TimeoutError:
            raise AssertionError(f"the screen never came to rest: {self._state()}") from None

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until it holds, also while work goes on that never comes to rest."""
        with anyio.fail_after(_TOO_LONG):
            while not holds():
                await self.pilot.pause()

    async def until_read(self, words: str) -> None:
        """Waits until that is painted, also while work goes on."""
        await self.until(lambda: words in self.read())

    async def _settled(self) -> str:
        loop: Any = asyncio.get_running_loop()
        while True:
            if self.app._exception is not None:  # the app has ended, and never comes to rest
                raise self.app._exception
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.app.settle()
            if self._rests:
                await self.pilot.pause()
                if self._rests:
                    seen = self.read()
                    if not loop._ready:  # a list that is painted may find out only then how long it is
                        return seen
            await asyncio.sleep(_MOMENT)

    @property
    def _rests(self) -> bool:
        # A key may have started work after the wait for work was over; a new size is told to the screens a moment later, and
        # what waits until a screen was laid out again is done then, which an app that has ended does no more.
        works = self.app._resize_event is not None or any(not worker.is_finished for worker in self.app.workers)
        # What follows the palette is drawn once it has been gone for a twentieth of a second.
        waits = not self.app._exit and (
            self.app._batch_count > 0
            or any(screen._update_timer._active.is_set() or screen._callbacks for screen in self.app.screen_stack)
        )
        return self.app.is_settled and not works and not waits

    def _state(self) -> str:
        pumps = [pump for pump in (self.app, *self.app.screen.walk_children(with_self=True)) if pump.message_queue_size]
        workers = [(worker.description, worker.state.name) for worker in self.app.workers]
        screens: list[tuple[str | None, bool, object]] = [
            (screen.name, screen._update_timer._active.is_set(), screen._callbacks) for screen in self.app.screen_stack
        ]
        loop: Any = asyncio.get_running_loop()
        return (
            f"{self.app.screen!r}, holds {self.app._holds}, {len(self.app._waiting)} keys, settled {self.app.is_settled}, "
            f"{pumps}, {workers}, {screens}, held back {self.app._batch_count}, size to come {self.app._resize_event}, "
            f"next {list(loop._ready)}"
        )

    def read(self) -> str:
        """What is painted, a line a row."""
        visible_screen_stack.set(self.app._background_screens)
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


@asynccontextmanager
async def at(
    desk: Desk,
    *,
    size: tuple[int, int] = (80, 24),
    web: Web | None = None,
    dossier: str | None = None,
    step: str = "",
    language: str = "",
) -> AsyncIterator[Person]:
    """A person at the desk, at home or at a step of a dossier."""
    app = IntakeApp(desk, web=web, open_dossier=dossier, step=step or None, language=language)
    app.NOTIFICATION_TIMEOUT = 3600  # type: ignore[misc]  # what is read does not depend on how fast the machine is
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person


def unpainted(paint: Callable[..., Any]) -> Callable[..., Any]:
    """Paints nothing for a terminal; a picture of a whole screen is still painted."""

    def render_update(compositor: Compositor, full: bool = False, **options: Any) -> Any:
        if full:
            return paint(compositor, full=True, **options)
        visible_screen_stack.set(options["screen_stack"])
        compositor._dirty_regions.clear()
        return None

    return render_update


def answered(desk: Desk, name: str = "Lindqvist Möbel AB", policy: str = "", **changed: str) -> Dossier:
    """A dossier with the sample answers, some of them `changed`, under that policy or the one that comes first."""
    dossier = desk.new(Client(name, website="https://www.lindqvist-mobel.example"), policy=policy)
    sitting = desk.sitting(dossier.id)
    path = SAMPLE / "answers.web.yaml"
    given = read_answers(
        path.read_bytes(), str(path), sitting.interview.questionnaire, today=sitting.today, language="en"
    )
    for question, value in given:
        if isinstance(value, LeftOpen):
            sitting.leave_open(question, value.reason)
        else:
            sitting.give(question, changed.get(question, value))
    return desk.dossier(dossier.id)
