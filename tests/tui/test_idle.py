"""An idle screen sends nothing to the terminal: no timer draws what has not changed, and no cursor blinks."""

from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.widgets import Input

from intake.desk import Desk
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def drawn_by_timers(person: Person, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is sent to the terminal while every timer on the screen that runs fires once."""
    sent: list[Any] = []
    with monkeypatch.context() as patch:
        patch.setattr(person.app, "_display", lambda _, what: sent.append(what))
        pumps: tuple[MessagePump, ...] = (person.app, *person.app.screen.walk_children(with_self=True))
        for timer in [timer for pump in pumps for timer in pump._timers if timer._task and timer._active.is_set()]:
            await timer._tick(next_timer=0, count=1)
        await person.settle()
    return sent


@pytest.mark.parametrize(
    ("step", "keys"),
    [(None, ""), ("vetting", ""), ("decision", ""), ("agreement", ""), ("agreement", "<f9>"), ("agreement", "<f10>")],
)
async def test_nothing_is_sent_while_nothing_happens(
    desk: Desk, sealed: str, monkeypatch: pytest.MonkeyPatch, step: str | None, keys: str
) -> None:
    async with at(desk, dossier=sealed if step else None, step=step or "") as person:
        await person.type(keys)
        assert not any(field.cursor_blink for field in person.app.screen.query(Input) if field.has_focus)
        assert await drawn_by_timers(person, monkeypatch) == []
        if step is None:  # what would draw is seen
            person.app.screen.set_interval(3600, lambda: person.app.screen.query_one("#title").refresh())
            assert await drawn_by_timers(person, monkeypatch)
