"""Asks which language to go on in; each is named in its own words."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.entry.languages import language_name
from intake.locale import Words
from intake.tui.spoken import SpokenModal


class LanguageDialog(SpokenModal[str | None]):
    """The languages there are; Enter or a click goes on in one, Escape stays."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Cancel")]

    def __init__(self, languages: tuple[str, ...], now: str) -> None:
        super().__init__()
        self.words = Words(now)
        self._languages = languages
        self._now = now

    def compose(self) -> ComposeResult:
        """A title and the languages."""
        with Vertical(classes="dialog"):
            yield Static(self.say("Language"), classes="dialog-title")
            names = (Option(Content(language_name(code, code)), id=code) for code in self._languages)
            yield OptionList(*names, markup=False, compact=True, id="languages")

    def on_mount(self) -> None:
        """Starts at the language spoken now."""
        listed = self.query_one(OptionList)
        listed.highlighted = self._languages.index(self._now) if self._now in self._languages else 0
        listed.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_id)
