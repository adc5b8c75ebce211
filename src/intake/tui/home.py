"""Home: every dossier with its stage, verdict and open points, filtered as you type."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from intake.locale import marked
from intake.tui.footer import KeysFooter
from intake.tui.spoken import SpokenScreen

if TYPE_CHECKING:
    from intake.store.catalogue import Row

_MOST_SHOWN = 200
_WELCOME = marked(
    "Start with the first one: you interview them, look them up in public sources, decide by your own criteria, "
    "and sign the brief before work starts."
)


class HomeScreen(SpokenScreen[None]):
    """The list of dossiers. Typing filters, arrows choose, Enter opens where work goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new", "New client", priority=True),
        Binding("ctrl+q", "app.quit", "Quit", priority=True),
        Binding("down", "choose(1)", "Next", show=False),
        Binding("up", "choose(-1)", "Previous", show=False),
        Binding("escape", "clear", "Clear the filter", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        """A title, the filter, the list, and what to do when it is empty."""
        yield Static(Content.assemble(("intake", "bold $primary"), "  ", (self.say("your clients"), "dim")), id="title")
        yield Input(placeholder=self.say("Filter by name, stage or verdict"), compact=True, id="filter")
        yield OptionList(markup=False, id="dossiers")
        with Vertical(id="empty"):
            yield Static(
                Content.assemble((self.say("No clients yet."), "bold"), "\n\n", self.say(_WELCOME)),
            )
            yield Button(self.say("New client"), variant="primary", id="first", compact=True)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Paints first, reads the store after."""
        self.query_one("#empty").display = False
        self.query_one("#filter", Input).focus()
        self.app.hold()
        self.call_after_refresh(self._first_rows)

    def _first_rows(self) -> None:
        self.refresh_rows()
        self.app.go_on()

    def on_screen_resume(self) -> None:
        """Reads again what other screens changed."""
        if self._rows:
            self.refresh_rows()

    def refresh_rows(self) -> None:
        """Reads the dossiers and shows those that match the filter."""
        with self.app.telling():
            self._rows = self.app.desk.rows()
        empty = not self._rows
        self.query_one("#empty").display = empty
        for name in ("#filter", "#dossiers"):
            self.query_one(name).display = not empty
        self.query_one("#first" if empty else "#filter").focus()
        self._show()

    @on(Input.Changed, "#filter")
    def _show(self) -> None:
        if not self._rows:
            return
        from intake.tui.listing import line, matches

        wanted = self.query_one("#filter", Input).value
        matching = [row for row in self._rows if matches(row, wanted, self.say)]
        options = [Option(line(row, self.size.width, self.say), id=row.id) for row in matching[:_MOST_SHOWN]]
        if len(matching) > _MOST_SHOWN:
            options.append(
                _remark(self.say("{count} more: type to narrow the list", count=len(matching) - _MOST_SHOWN))
            )
        if not matching:
            options = [_remark(self.say("Nothing matches. Esc clears the filter."))]
        listed = self.query_one("#dossiers", OptionList).set_options(options)
        listed.highlighted = 0 if matching else None

    def on_resize(self) -> None:
        """Columns follow the width."""
        self._show()

    def action_choose(self, step: int) -> None:
        """Moves the choice while the filter keeps the focus."""
        listed = self.query_one("#dossiers", OptionList)
        listed.action_cursor_down() if step > 0 else listed.action_cursor_up()

    def action_clear(self) -> None:
        """Empties the filter."""
        self.query_one("#filter", Input).value = ""

    @on(Input.Submitted, "#filter")
    def _open_highlighted(self) -> None:
        option = self.query_one("#dossiers", OptionList).highlighted_option
        if option is not None and option.id:
            self.app.open_step(option.id)

    @on(OptionList.OptionSelected, "#dossiers")
    def _open_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.app.open_step(event.option_id)

    @on(Button.Pressed, "#first")
    def action_new(self) -> None:
        """Asks for a new client."""
        from intake.tui.new import ask_for_client

        ask_for_client(self)


def _remark(words: str) -> Option:
    return Option(Content.styled(words, "dim"), disabled=True)
