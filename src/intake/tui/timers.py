"""Timers that go off, also on a busy machine."""

from textual.message_pump import MessagePump
from textual.timer import Timer, TimerCallback


class SureTimers(MessagePump):
    """Whoever sets a timer here is told when its time is over.

    Textual (8.2) skips what a timer could not do in time. Where the process stood still for the whole delay just as the
    timer began, that was the only time it would have gone off: a new size of the terminal was lost so, and all later ones.
    """

    def set_timer(
        self, delay: float, callback: TimerCallback | None = None, *, name: str | None = None, pause: bool = False
    ) -> Timer:
        """Calls once after so many seconds, or as soon as it can."""
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False
        return timer
