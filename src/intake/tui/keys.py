"""Keys arrive one at a time, so that what is typed ahead lands in the field it was meant for."""

import asyncio
import gc
from collections import deque
from collections.abc import Iterator

from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.message_pump import MessagePump
from textual.widgets import Input

from intake.model.text import clean_lines, is_clean
from intake.tui.timers import SureTimers

QUIT = "ctrl+q"
"""The key that is never held back: whoever waits may always leave."""

_JOINERS = ("\u200c", "\u200d")
"""Keys of some scripts, and parts of some emoji, that Textual's fields take for no letters."""
_MOST_ROUNDS = 40
_LONGEST_WAIT = 0.5


class OrderedKeysApp(SureTimers, App[None]):
    """An app that hands on a key only once everything the key before it caused has happened.

    Textual forwards keys to the focused widget as they come, so `first<tab>second` in one write ends up in the first
    field: the focus moves after `second` was forwarded. Here keys wait in a queue, also while the app starts and while
    work is under way that the next screen depends on (`hold` and `go_on`).
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._holds = 1  # until the first screen is there
        self._delivering = False
        self._were_held = False
        self._typed = False  # into a field that may not have taken it in yet
        self._has_started = False
        self._is_terminal_ours = False
        self.has_process = False
        """Whether the process is there for this app alone, and ends with it."""

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands: in the field, where input methods and screen readers look for it."""
        field = self.focused
        if isinstance(field, Input):  # Textual counts one cell more at the end of a line
            return field.cursor_screen_offset - Offset(int(field.cursor_at_end), 0)
        place = getattr(field, "cursor_screen_offset", None)
        return place if isinstance(place, Offset) else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _: Offset) -> None:
        """Textual's fields tell their place here before they have one; it is asked of them instead."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keeps the cursor still: one that blinks sends something twice a second for as long as nothing happens."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def hold(self) -> None:
        """Keeps keys back until `go_on` is called as often."""
        self._holds += 1

    def go_on(self) -> None:
        """Lets the keys go on that were held back."""
        self._holds -= 1
        self._were_held = True
        if not (self._holds or self._has_started):
            self._has_started = True
            if self.has_process:
                gc.freeze()  # what came with the start stays: no later sweep looks at it again, and stops the screen for it
                gc.enable()  # it looked at nothing so far (cli.desk)
        self._start_delivering()

    @property
    def is_settled(self) -> bool:
        """Whether no key waits and nothing holds keys back."""
        return not (self._waiting or self._holds or self._delivering)

    def drop_keys(self) -> int:
        """Forgets the keys typed ahead; they were meant for a question that is not asked now."""
        dropped = len(self._waiting)
        self._waiting.clear()
        return dropped

    async def on_event(self, event: events.Event) -> None:
        """Queues keys and pastes; everything else goes its usual way."""
        leaves = isinstance(event, events.Key) and event.key == QUIT and self._holds
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and not leaves:
            event = self._as_typed(event)
            if self.is_settled and self._stays_in_field(event):
                self._typed = True
                await self._hand_on(event)
            else:
                self._waiting.append(event)
                self._start_delivering()
        else:
            await super().on_event(event)

    def _as_typed(self, event: events.Key | events.Paste) -> events.Key | events.Paste:
        """The key that was meant: a terminal that is not yet ours hands on Enter as a line feed. A paste may be a stranger's."""
        if isinstance(event, events.Paste):
            return event if is_clean(event.text) else events.Paste(clean_lines(event.text, limit=len(event.text)))
        self._is_terminal_ours |= self._has_started or event.key == "enter"
        if event.key == "ctrl+j" and not self._is_terminal_ours:
            return events.Key("enter", "\r")
        if event.character in _JOINERS:
            return events.Paste(event.character)
        return event

    def _start_delivering(self) -> None:
        if self._waiting and not self._holds and not self._delivering:
            self._delivering = True
            self.run_worker(self._deliver(), group="keys", description="keys in their order")

    async def _deliver(self) -> None:
        try:
            if self._were_held:  # and whoever held them may have brought another screen
                self._were_held = False
                await self.settle()
            while self._waiting and not self._holds:
                event = self._waiting.popleft()
                stays = self._stays_in_field(event)
                if self._typed and not stays:
                    await self.settle()
                await self._hand_on(event)
                if not stays:
                    await self.settle()
                self._typed = stays
        finally:
            self._delivering = False

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        field = self.focused
        if isinstance(event, events.Paste) and isinstance(field, Input) and type(field)._on_paste is Input._on_paste:
            event = events.Paste(
                " ".join(event.text.split())
            )  # Textual's own field, of the palette, drops all lines but one
        await super().on_event(event)

    def _stays_in_field(self, event: events.Key | events.Paste) -> bool:
        if isinstance(event, events.Paste):
            return True
        return self.focused is not None and self.focused.check_consume_key(event.key, event.character)

    async def settle(self) -> None:
        """Waits until nothing is left to be handled by any widget on the screen."""
        for _ in range(_MOST_ROUNDS):
            screen = self.screen
            for pump in (*_upwards(self.focused or screen), self):
                await _handled(pump)
            widgets = screen.walk_children(with_self=True)
            if screen is self.screen and not any(pump.message_queue_size for pump in (self, *widgets)):
                return


def _upwards(pump: MessagePump | None) -> Iterator[MessagePump]:
    while pump is not None and not isinstance(pump, App):
        yield pump
        pump = pump._parent


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), _LONGEST_WAIT)
        except TimeoutError:
            return  # a widget that was being removed, or one that is busy: the next round sees
