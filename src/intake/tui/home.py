"""Home: every dossier with its stage, verdict, open points and what is due next; filtered as you type, sorted by any column."""

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from intake.errors import IntakeError
from intake.locale import marked
from intake.tui import practising
from intake.tui.at_work import SOON, AtWork
from intake.tui.beside import T
from intake.tui.buttons import Button
from intake.tui.filtering import FilteredScreen, FilterInput
from intake.tui.footer import KeysFooter

if TYPE_CHECKING:
    from intake.store.catalogue import Row
    from intake.tui.clients import Clients, Headings
    from intake.tui.listing import Column

_WELCOME = marked(
    "Start with the first one: you interview them, look them up in public sources, decide by your own criteria, "
    "and sign the brief before work starts."
)


class HomeScreen(FilteredScreen[None]):
    """The list of dossiers. Typing filters, arrows and page keys choose, Enter opens where work goes on."""

    CSS_PATH = "home.tcss"
    listed = "dossiers"
    called = marked("your clients")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new", "New client", priority=True),
        Binding("ctrl+o", "sort", "Sort by the next column", show=False, priority=True),
        Binding("ctrl+r", "turn", "Turn the order round", show=False, priority=True),
        Binding("ctrl+t", "practise", "Practice run", show=False, priority=True),
        Binding("ctrl+q", "app.quit", "Quit", priority=True),
        Binding("escape", "clear", "Clear the filter", show=False),
    ]

    class Listed(Message):
        """The dossiers were listed, beside the screen; with a fault where they could not be."""

        def __init__(self, rows: "Sequence[Row]", fault: IntakeError | None = None) -> None:
            super().__init__()
            self.rows = rows
            self.fault = fault

    class Folded(Message):
        """Each row with what the filter looks at was gathered; of ten thousand that takes longer than listing them."""

        def __init__(self, told: "Sequence[tuple[str, Row]]") -> None:
            super().__init__()
            self.told = told

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._told: Sequence[tuple[str, Row]] | None = None  # until the store was read
        self._unread = False
        self._was_told = False  # of a fault, whose message is closed next: reading at once would only bring it again
        self._by = ""
        self._turned = False
        self._work: AtWork | None = None
        self._reading = Lock()

    def compose(self) -> ComposeResult:
        """A title, the filter, the list, and what to do when it is empty."""
        from intake.tui.clients import Clients, Headings

        yield Static(
            Content.assemble(("intake", "bold $text-primary"), "  ", (self.say("your clients"), "dim")), id="title"
        )
        yield FilterInput(self.say("Filter by name, stage or verdict"))
        yield Headings(id="headings")
        yield Clients(self._line)
        with Vertical(id="empty"):
            yield Static(
                Content.assemble((self.say("No clients yet."), "bold"), "\n\n", self.say(_WELCOME)),
            )
            yield Button(self.say("New client"), variant="primary", id="first", compact=True)
            yield Static(practising.about(self.say), id="about-practice")
            yield Button(self.say("Practice run"), id="practise", compact=True)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Paints first, reads the store after, where there is anything in it; keys wait so long."""
        self.app.hold()
        if self.app.desk.dossiers.none:
            self._tell_of(())
            self._fold([])
            return
        self.query_one("#empty").display = False
        self.query_one("#filter").focus()
        self.call_after_refresh(self.refresh_rows)

    def on_screen_resume(self) -> None:
        """Ends a practice run, and reads again what other screens changed."""
        self.app.end_practice()
        was_told, self._was_told = self._was_told, False
        if self._was_shown and self._told is not None and not was_told and not self.busy:
            self.refresh_rows()

    def beside(
        self, work: Callable[[], T], then: Callable[[T], object], doing: str, again: Callable[[], object] = lambda: None
    ) -> None:
        """Works once the list is read: both may write the catalogue."""

        def alone() -> T:
            with self._reading:
                return work()

        super().beside(alone, then, doing, again)

    def at_rest(self) -> None:
        """Reads what the work may have changed, unless a message stands over it, which does so when it is closed."""
        if self.is_current:
            self.refresh_rows()

    def refresh_rows(self) -> None:
        """Reads the dossiers beside the screen, then shows those that match the filter."""
        desk, say = self.app.desk, self.say
        self._end_notice()
        self._work = AtWork(self.app, say("One moment …"), wait=SOON)

        def read() -> None:
            from intake.tui.listing import told

            worker = get_current_worker()
            try:
                with self._reading:
                    rows = desk.rows()
            except IntakeError as fault:
                if not worker.is_cancelled:
                    self.post_message(self.Listed((), fault))
                return
            if not worker.is_cancelled:
                self.post_message(self.Listed(rows))
                self.post_message(self.Folded([(told(row, say), row) for row in rows]))

        self.run_worker(read, thread=True, exclusive=True, group="rows", description="reading the dossiers")

    def _end_notice(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None

    def on_home_screen_listed(self, message: Listed) -> None:
        """Shows what was read."""
        self._unread = message.fault is not None
        if message.fault is None:
            self._tell_of(message.rows)
            return
        self._end_notice()
        # What was listed before stays: what could not be read must never look like nothing there.
        if self._told is None:
            self._told = ()
            self.app.go_on()
            self._show()
        self._was_told = True
        self.app.tell(message.fault)

    def _tell_of(self, rows: "Sequence[Row]") -> None:
        empty = not rows
        turns = self._told is None or empty != self.query_one("#empty").display
        self._rows = rows
        self.query_one("#empty").display = empty
        for name in ("#filter", "#headings", "#dossiers"):
            self.query_one(name).display = not empty
        if turns:  # the focus never stays on what is hidden now
            self.query_one("#first" if empty else "#filter").focus()
        if rows or self._list.rows:
            self._show(self._chosen)

    def on_home_screen_folded(self, message: Folded) -> None:
        """Lets the filter look at what was gathered."""
        self._fold(message.told)

    def _fold(self, told: "Sequence[tuple[str, Row]]") -> None:
        self._end_notice()
        is_first, self._told = self._told is None, told
        self._rows = [row for _, row in told]
        if is_first:
            self.app.go_on()
        elif self._rows:
            self._show(self._chosen)

    @property
    def _list(self) -> "Clients":
        from intake.tui.clients import Clients

        return self.query_one("#dossiers", Clients)

    @property
    def _chosen(self) -> str:
        return row.id if (row := self._list.chosen) else ""

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        self._show()

    def _show(self, chosen: str = "") -> None:
        from intake.tui import listing

        told = self._told or ()
        words = self.query_one("#filter", Input).value.casefold().split()
        for word in words:
            told = [each for each in told if word in each[0]]
        matching = [row for _, row in told] if words else self._rows
        say = self.say
        remark = say("The list could not be read.") if self._unread else say("Nothing matches. Esc clears the filter.")
        self._list.show(listing.ordered(matching, self._column, turned=self._turned), remark=remark, chosen=chosen)
        self._show_headings()

    def _line(self, row: "Row", width: int) -> Content:
        from intake.tui import listing

        return listing.line(row, width, self.say, self.app.desk.clock().date())

    # order

    @property
    def _column(self) -> "Column":
        from intake.tui import listing

        return listing.named(self._by)

    def action_sort(self) -> None:
        """Sorts by the next column, after the last one by the first."""
        from intake.tui import listing

        self._sort_by(listing.after(self._column))

    def action_turn(self) -> None:
        """Turns the order round."""
        self._sort_by(self._column)

    def on_headings_chosen(self, message: "Headings.Chosen") -> None:
        """Sorts by the column that was clicked; a second click turns it round."""
        self._sort_by(message.column)

    def _sort_by(self, column: "Column") -> None:
        self._turned = column is self._column and not self._turned
        self._by = column.id
        self._show()

    def _show_headings(self) -> None:
        from intake.tui import listing

        headings = self.query_one("#headings", Static)
        headings.update(listing.headings(self._list.width, self._column, turned=self._turned, say=self.say))

    def on_resize(self) -> None:
        """The headings follow the width."""
        if self._rows:
            self.call_after_refresh(self._show_headings)

    # practising

    @on(Button.Pressed, "#practise")
    def action_practise(self) -> None:
        """Goes the whole way with a sample client, apart from yours."""
        if not self._rows:
            self.query_one("#practise").focus()
        practising.begin(self)

    def on_begun(self, message: practising.Begun) -> None:
        """Opens the practice run where its first answer is missing."""
        message.shown.end()
        if isinstance(message.outcome, IntakeError):
            self.app.tell(message.outcome)
        else:
            self.app.practise(message.outcome)
        self.app.go_on()

    def further_commands(self) -> Iterator[SystemCommand]:
        """What is done for all that lies here, and throwing a practice run away, where there is one."""
        from intake.tui import keeping

        yield from keeping.commands(self)
        if practising.is_there(self):
            title, about = self.say("Delete the practice run"), self.say("Your own clients stay as they are")
            yield SystemCommand(title, about, lambda: practising.remove(self))

    # acting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A filter is cleared where one is set."""
        if action == "clear":
            return any(each.value for each in self.query("#filter").results(Input))
        return super().check_action(action, parameters)

    def action_clear(self) -> None:
        """Empties the filter."""
        self.query_one("#filter", Input).value = ""

    @on(Input.Submitted, "#filter")
    def _open_highlighted(self) -> None:
        self._list.action_select()

    def on_clients_selected(self, message: "Clients.Selected") -> None:
        """Opens a dossier where work on it goes on."""
        self.app.open_step(message.row.id)

    @on(Button.Pressed, "#first")
    def action_new(self) -> None:
        """Asks for a new client."""
        from intake.tui.new import ask_for_client

        ask_for_client(self)
