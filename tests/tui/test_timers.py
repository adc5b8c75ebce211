"""Timers on a machine that stood still."""

import time
from types import SimpleNamespace

import pytest

from intake.desk import Desk
from tui.driving import at


@pytest.mark.anyio
async def test_a_timer_goes_off_where_the_process_stood_still_as_it_began(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one of the app by which a new size is told to the screens, and one of a screen."""
    called: list[bool] = []
    late: list[float] = []
    # Whoever asks first is told a time that is long over when it asks again.
    monkeypatch.setattr(
        "textual.timer._time", SimpleNamespace(get_time=lambda: time.monotonic() - (late.pop() if late else 0))
    )
    async with at(desk) as person:
        late.append(60)
        await person.resize(60, 20)
        late.append(60)
        person.app.screen.set_timer(1, lambda: called.append(True))
        await person.until(lambda: bool(called))
        assert not late
