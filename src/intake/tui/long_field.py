"""The field for an answer of several lines."""

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from intake.interviewing.entry import MOST_LINES
from intake.locale import Words
from intake.tui.field_messages import Edited, Given, refuse_paste


class LongField(TextArea):
    """Several lines; Enter gives the answer, Ctrl+J or Shift+Enter starts a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False, priority=True),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", show=False),
        Binding("ctrl+z", "undo", show=False),
    ]

    def __init__(self, began: str, classes: str, say: Words) -> None:
        super().__init__(began, compact=True, soft_wrap=True, classes=classes)
        self._began = began
        self.say = say

    @property
    def entry(self) -> str:
        """What is typed so far."""
        return self.text

    def action_give(self) -> None:
        """Gives the answer."""
        self.post_message(Given())

    def action_new_line(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    def action_undo(self) -> None:
        """Takes back what was typed; the screen takes over where nothing is left to take back."""
        if self.text == self._began:
            raise SkipAction
        super().action_undo()

    async def _on_paste(self, event: events.Paste) -> None:
        if (count := len(self.text) + len(event.text)) > MOST_LINES:
            refuse_paste(self, count, MOST_LINES, self.say)
        else:
            await super()._on_paste(event)
        event.prevent_default()
        event.stop()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tells that the text changed."""
        event.stop()
        self.post_message(Edited())
