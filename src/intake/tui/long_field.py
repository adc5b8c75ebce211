"""The field for an answer of several lines."""

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from intake.interviewing.entry import MOST_LINES
from intake.locale import Words
from intake.tui.field_messages import Edited, Given, Kept, Moved

_LONGEST_LINE = 1_000


class LongField(TextArea):
    """Several lines; Enter gives the answer, Ctrl+J or Shift+Enter starts a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", show=False, priority=True),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", show=False),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", show=False),
    ]

    def __init__(self, began: str, classes: str, say: Words) -> None:
        super().__init__(began, compact=True, soft_wrap=True, classes=classes)
        self._began = began
        self.say = say

    @property
    def entry(self) -> str:
        """What is typed so far."""
        return self.text

    @property
    def kept(self) -> Kept:
        """What is typed so far where it is not what was there, and what is selected."""
        start, end = self.selection
        typed: Kept = {"text": self.text} if self.is_changed else {}
        return {**typed, "from": [*start], "to": [*end]}

    @property
    def is_changed(self) -> bool:
        """Whether it is another text than at first."""
        return self.text != self._began

    def resume(self, kept: Kept) -> None:
        """Goes on where it was left."""
        match {"text": self.text, **kept}:
            case {"text": str(typed), "from": [int(row), int(column)], "to": [int(last_row), int(last_column)]}:
                if typed != self.text:
                    self.text = typed
                self.selection = Selection((row, column), (last_row, last_column))

    def watch_selection(self) -> None:
        """Tells that the caret moved."""
        self.post_message(Moved())

    def take_over(self, text: str) -> None:
        """Puts the text of an editor in place of what was typed; undo brings that back."""
        if text != self.text:
            self.replace(text, (0, 0), self.document.end)

    def action_give(self) -> None:
        """Gives the answer."""
        self.post_message(Given())

    def action_new_line(self) -> None:
        """Starts a new line."""
        self.insert("\n")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves undo to the screen where nothing is left to take back."""
        return self.is_changed if action == "undo" else super().check_action(action, parameters)

    def action_redo(self) -> None:
        """Types again what was taken back; the screen takes over where nothing is left."""
        before = self.text
        super().action_redo()
        if self.text == before:
            raise SkipAction

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        pasted = event.text
        if len(self.text) + len(pasted) > MOST_LINES:
            # It has to be shortened here, and a line of half a million characters makes every key wait for seconds.
            pasted = _folded(pasted)
            if pasted != event.text:
                self.notify(self.say("Very long lines were broken; nothing is left out."), markup=False)
        await super()._on_paste(events.Paste(pasted))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tells that the text changed."""
        event.stop()
        self.post_message(Edited())


def _folded(text: str) -> str:
    """The text with its very long lines broken, at spaces where there are any; every character is kept."""
    if len(text) <= _LONGEST_LINE:
        return text
    import textwrap

    fold = textwrap.TextWrapper(
        _LONGEST_LINE, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False
    )
    lines = text.splitlines()
    return "\n".join("\n".join(fold.wrap(line)) if len(line) > _LONGEST_LINE else line for line in lines)
