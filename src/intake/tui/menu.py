"""A short list to choose one thing from, by arrows, first letter or mouse."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.locale import Words
from intake.tui.buttons import Button
from intake.tui.spoken import SpokenModal
from intake.tui.words import lines, text


class Menu(SpokenModal[str | None]):
    """The choices, each a key with its words and a line about it; None when nothing is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Cancel")]

    def __init__(self, title: str, choices: tuple[tuple[str, str, str], ...], words: Words) -> None:
        super().__init__()
        self.words = words
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The title, the choices, and a way out."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield OptionList(*(_option(*choice) for choice in self._choices), markup=False, classes="dialog-body")
            with Horizontal(classes="buttons"):
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Chooses nothing."""
        self.dismiss(None)


def _option(key: str, title: str, about: str) -> Option:
    rows = [text(title)] + ([text(("  " + about, "dim"))] if about else [])
    return Option(lines(*rows), id=key)
