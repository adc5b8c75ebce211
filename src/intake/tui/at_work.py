"""The notice of work that is under way; it stays until the work has ended, however slow the machine."""

from textual.app import App
from textual.notifications import Notification, Notify
from textual.widgets._toast import ToastRack

SOON = 0.5
"""Seconds after which work that is mostly done at once is told of."""
_ALWAYS = 1e6  # seconds: Textual has no notice without an end


class AtWork:
    """Says what the app is `doing`, at once or after a `wait` in seconds, until `end`."""

    def __init__(self, app: App[None], doing: str, *, wait: float = 0) -> None:
        self._app = app
        self._notice = Notification(doing, timeout=_ALWAYS)
        self._ended = False
        self._timer = app.set_timer(wait, self._show) if wait else None
        if not wait:
            self._show()

    def _show(self) -> None:
        if not self._ended:  # the timer may have gone off, and its turn come after the end
            self._app.post_message(Notify(self._notice))

    def end(self) -> None:
        """Takes the notice away."""
        self._ended = True
        if self._timer is not None:
            self._timer.stop()
        self._app.call_later(self._take_away)  # after it was put up

    def _take_away(self) -> None:
        self._app._unnotify(self._notice)
        # Textual takes it from the screen in front only; under a message it would still be seen.
        for screen in self._app.screen_stack:
            screen.query(f"#{ToastRack._toast_id(self._notice)}").remove()
