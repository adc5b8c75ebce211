"""The editor in which a text that is too long for its field is shortened; nothing of it is dropped by itself."""

import textwrap
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from intake.locale import Words
from intake.tui.buttons import Button
from intake.tui.spoken import SpokenModal

_WIDTH = 60
LONGEST_WORD = 2_000
"""A longer word is no answer, and would make every key wait."""


class LongEditor(SpokenModal[str | None]):
    """One line of text, shown in many; None when given up. It is kept once it has at most `most` characters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel"),
        Binding("ctrl+s", "keep", "Save", priority=True),
    ]

    def __init__(self, line: str, most: int, say: Words) -> None:
        super().__init__()
        self.words = say
        self._line = line
        self._most = most

    def compose(self) -> ComposeResult:
        """How long it is and may be, the text, and the buttons."""
        # Short lines: the editor measures a line anew at every key.
        shown = textwrap.fill(self._line, _WIDTH, break_long_words=False, break_on_hyphens=False)
        with Vertical(classes="dialog"):
            yield Static(self.say("Too long for one answer"), classes="dialog-title")
            yield Static("", id="count", markup=False)
            yield TextArea(shown, id="long", compact=True, soft_wrap=True)
            with Horizontal(classes="buttons"):
                yield Button(self.say("Save"), variant="primary", compact=True, id="keep")
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts in the text."""
        self.query_one(TextArea).focus()
        self._count()

    @property
    def _text(self) -> str:
        return " ".join(self.query_one(TextArea).text.split())

    @on(TextArea.Changed)
    def _count(self) -> None:
        count = len(self._text)
        told = self.say("{count} characters, and an answer has at most {most}.", count=count, most=self._most)
        self.query_one("#count", Static).update(Content.styled(told, "$text-warning" if count > self._most else "dim"))
        self.query_one("#keep", Button).disabled = count > self._most

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Hands the text over as one line, once it is short enough."""
        if len(self._text) <= self._most:
            self.dismiss(self._text)

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Closes, and leaves the field as it was."""
        self.dismiss(None)
