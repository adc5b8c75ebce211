"""Your settings, a line each: Enter changes one, D gives it its default again, and every change can be undone."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake import settings
from intake.interviewing.entry.languages import language_name
from intake.locale import marked
from intake.locale.days import LANGUAGES
from intake.settings import Settings
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.footer import KeysFooter
from intake.tui.new import choices
from intake.tui.spoken import SpokenScreen
from intake.tui.words import text

_LABELS = {
    "name": marked("Name"),
    "country": marked("Country"),
    "email": marked("E-mail"),
    "address": marked("Address"),
    "website": marked("Website"),
    "vat": marked("VAT number"),
    "language": marked("Language"),
    "theme": marked("Colours"),
    "questionnaire": marked("Questions"),
    "policy": marked("Criteria"),
    "retention_months": marked("Months to keep"),
}
_ABOUT = {
    "name": marked("As it stands in agreements."),
    "vat": marked("Given to sources that prove to whom they answered."),
    "questionnaire": marked("Used for each new client."),
    "policy": marked("Used for each new client."),
    "language": marked("The language of the screens; an interview can be held in another one."),
    "retention_months": marked("How long what was found about a person is kept, unless you set another day."),
}
_EMPTY = {
    "name": marked("none yet; asked for when you sign"),
    "country": marked("none; your holidays are not known"),
    "email": marked("none; some sources will not answer"),
    "address": marked("none; agreements leave it out"),
    "website": marked("none; agreements leave it out"),
    "vat": marked("none; VAT checks give no proof"),
}
"""What it means that nothing is given."""
_WIDEST = 16


class SettingsScreen(SpokenScreen[None]):
    """Who you are and what you prefer; what is changed is kept at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("d", "reset", "Default"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._former: list[Settings] = []

    def compose(self) -> ComposeResult:
        """The settings, and what can be done with the chosen one."""
        title = text((self.say("Settings"), "bold $text-primary"), (f"  {settings.FILE}", "dim"))
        yield Static(title, id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Change"), variant="primary", compact=True, id="change")
            yield Button(self.say("Default"), compact=True, id="default")
            yield Button(self.say("Undo"), compact=True, id="undo")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts at the first setting."""
        self._show(0)
        self.query_one("#lines").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be undone before something was changed."""
        return bool(self._former) if action == "undo" else super().check_action(action, parameters)

    def _show(self, place: int) -> None:
        now = self.app.desk.settings
        listed = self.query_one("#lines", OptionList)
        listed.set_options(Option(self._line(name, settings.value(now, name)), id=name) for name in _LABELS)
        listed.highlighted = place
        self.query_one("#undo", Button).disabled = not self._former
        self.refresh_bindings()

    def _line(self, name: str, value: str) -> Content:
        shown = dict(self._choices(name)).get(value, value)
        head = Content(self.say(_LABELS[name])).truncate(_WIDEST, ellipsis=True, pad=True)
        return head.stylize("dim") + text("  ", (shown, "bold") if shown else (self.say(_EMPTY.get(name, "–")), "dim"))

    def _choices(self, name: str) -> tuple[tuple[str, str], ...]:
        match name:
            case "language":
                return tuple((code, language_name(code, code)) for code in LANGUAGES)
            case "theme":
                return tuple((each, each) for each in sorted(self.app.available_themes))
            case "questionnaire":
                return choices("questionnaires", self.app.desk, self.say)
            case "policy":
                return choices("policies", self.app.desk, self.say)
            case _:
                return ()

    @property
    def _chosen(self) -> tuple[int, str]:
        listed = self.query_one("#lines", OptionList)
        place = listed.highlighted or 0
        return place, listed.get_option_at_index(place).id or ""

    @on(OptionList.OptionSelected, "#lines")
    @on(Button.Pressed, "#change")
    def _change(self) -> None:
        name = self._chosen[1]
        now = settings.value(self.app.desk.settings, name)
        field = Field(name, self.say(_LABELS[name]), now, options=self._choices(name))

        def keep(filled: Filled | None) -> None:
            if filled is not None:
                self._set(lambda: settings.changed(self.app.desk.settings, name, filled[name]))

        self.app.push_screen(
            FormDialog(
                self.say("Settings"),
                (field,),
                about=self.say(_ABOUT[name]) if name in _ABOUT else "",
                submit=self.say("Save"),
                check=lambda filled: (settings.changed(self.app.desk.settings, name, filled[name]), None)[1],
                words=self.say,
            ),
            keep,
        )

    @on(Button.Pressed, "#default")
    def action_reset(self) -> None:
        """Gives the chosen setting its default again."""
        name = self._chosen[1]
        self._set(lambda: settings.changed(self.app.desk.settings, name, settings.value(Settings(), name)))

    @on(Button.Pressed, "#undo")
    def action_undo(self) -> None:
        """Takes the last change back."""
        if self._former:
            former = self._former.pop()
            self._keep(former)

    def _set(self, make: Callable[[], Settings]) -> None:
        before = self.app.desk.settings
        with self.app.telling():
            after = make()
            if after != before:
                self._former.append(before)
                self._keep(after)

    def _keep(self, chosen: Settings) -> None:
        place, _ = self._chosen
        with self.app.telling():
            spoke = self.app.desk.settings.language
            self.app.desk.prefer(chosen)
            if chosen.theme in self.app.available_themes:
                self.app.theme = chosen.theme
            if chosen.language != spoke:
                self.notify(self.say("Screens that you open from now on are in this language."), markup=False)
            self._show(place)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)
