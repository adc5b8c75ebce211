"""What `intake` works with on this machine: watch lists and tables with their age, plugins and where they come from."""

import asyncio
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from intake.errors import IntakeError, Refused
from intake.locale import Words, marked
from intake.tui.buttons import Button
from intake.tui.footer import KeysFooter
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.desk import Desk

_ABSENT = marked("not on this machine")
Tell = Callable[[str], object]
Lines = tuple[tuple[str, Content], ...]
"""Rows to show, each with the name of the list or table it is about, or empty."""


class StockScreen(SpokenScreen[None]):
    """Lists, tables and plugins; U brings the chosen list or table up to date, and what cannot be stays as it is."""

    called = marked("Lists and plugins")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back"), Binding("u", "update", "Update")]

    class Looked(Message):
        """What there is has been read, after an update of `name` where there was one."""

        def __init__(self, found: Lines, name: str = "") -> None:
            super().__init__()
            self.found = found
            self.name = name

    class Told(Message):
        """How far an update has come."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Failed(Message):
        """What was to be done could not be."""

        def __init__(self, fault: IntakeError) -> None:
            super().__init__()
            self.fault = fault

    def __init__(self) -> None:
        super().__init__()
        self._updating = ""

    def compose(self) -> ComposeResult:
        """A title with the progress of an update, the rows, and the buttons."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Update"), variant="primary", compact=True, id="update")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Looks beside the screen: loading the plugins and trying their jail takes a moment."""
        self._tell("…")
        self.query_one("#lines").focus()
        desk, say = self.app.desk, self.say
        self._beside(lambda: self.Looked(tuple(_rows(desk, say))))

    def _tell(self, what: str) -> None:
        told = text((self.say("Lists and plugins"), "bold $primary"), "  ", what)
        self.query_one("#title", Static).update(told)

    def _beside(self, work: Callable[[], Message]) -> None:
        def run() -> None:
            try:
                told = work()
            except IntakeError as fault:
                told = self.Failed(fault)
            self.post_message(told)

        self.run_worker(run, thread=True, group="stock", exclusive=True)

    @on(OptionList.OptionSelected, "#lines")
    @on(Button.Pressed, "#update")
    def action_update(self) -> None:
        """Brings the chosen list or table up to date, unless another is under way."""
        option = self.query_one("#lines", OptionList).highlighted_option
        name = option.id if option is not None else None
        if not name or self._updating:
            told = self.say("Choose a watch list or a table first.") if not name else self._updating
            self.notify(told, severity="warning", markup=False)
            return
        if self.app.web is not None:
            what = self.say("sources answer from recordings here, and lists have none")
            self.app.tell(Refused(what, remedy=self.say("Open the desk without --recorded.")))
            return
        self._updating = name
        self._tell(f"{name} …")
        desk, say = self.app.desk, self.say

        def work() -> Message:
            worker = get_current_worker()

            def tell(what: str) -> None:
                if worker.is_cancelled:
                    raise Refused("given up")  # the screen is gone; what was there before is kept
                self.post_message(self.Told(f"{name}: {what}"))

            bring_up_to_date(desk, name, tell)
            return self.Looked(tuple(_rows(desk, say)), name)

        self._beside(work)

    def on_stock_screen_told(self, message: Told) -> None:
        """Shows how far it has come."""
        self._tell(message.what)

    def on_stock_screen_looked(self, message: Looked) -> None:
        """Shows what there is."""
        listed = self.query_one("#lines", OptionList)
        place = listed.highlighted
        listed.set_options(Option(row, id=name or None) for name, row in message.found)
        listed.highlighted = place or 0
        self._updating = ""
        next_step = self.say("U updates the highlighted one.")
        self._tell(self.say("{name} is up to date", name=message.name) if message.name else next_step)

    def on_stock_screen_failed(self, message: Failed) -> None:
        """Says why an update did not come about; the former list is kept."""
        self._updating = ""
        self._tell("")
        self.app.tell(message.fault)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


def bring_up_to_date(desk: "Desk", name: str, tell: Tell) -> None:
    """Downloads a list or table and installs it; raises what the desk raises, and then the former one is kept."""
    from intake.vetting.web import LiveWeb

    web = LiveWeb(keep=desk.dossiers.blobs.put)
    if name in desk.watchlists.names:
        asyncio.run(desk.watchlists.update(name, web, tell))
    else:
        (table,) = desk.upkeep.named([name])
        asyncio.run(desk.upkeep.update(table, web, tell))


def _rows(desk: "Desk", say: Words) -> Iterator[tuple[str, Content]]:
    from intake.hooks.loading import isolation

    now = desk.clock()
    yield "", _heading(say("Watch lists"))
    for known in desk.watchlists.standings():
        here = known.installed
        size = say("{count} entries", count=here.entries) if here else ""
        yield known.name, _kept(known.name, size, (now - here.fetched).days if here else None, known.todo, say)
    yield "", _heading(say("Tables"))
    for standing in desk.upkeep.standings():
        kept = standing.kept
        size = say("{count} rows", count=kept.rows) if kept else ""
        yield standing.table.name, _kept(standing.table.name, size, kept.age(now) if kept else None, standing.todo, say)
    yield "", _heading(say("Plugins"))
    yield "", text((f"  {say('Held by')}: ", "dim"), str(isolation()))
    for plugin in desk.plugins.admitted:
        head = text((f"  {plugin.name} {plugin.version}", "bold"), f"  {', '.join(plugin.sources)}")
        yield "", lines(head, text((f"    {plugin.origin}", "dim")))
    if desk.plugins.refusals:
        yield "", _heading(say("Refused"))
    for refusal in desk.plugins.refusals:
        head = text((f"  {refusal.name}", "bold $text-error"), f"  {refusal.reason}")
        yield "", lines(head, text((f"    {refusal.origin}", "dim")))


def _heading(title: str) -> Content:
    return text((title, "bold $secondary"))


def _kept(name: str, size: str, age: int | None, todo: str, say: Words) -> Content:
    if age is None:
        return text((f"  {name:<12} ", "bold"), (say(_ABSENT) if todo == _ABSENT else todo, "$text-warning"))
    told = say("{size}, {days} days old", size=size, days=age)
    return text((f"  {name:<12} ", "bold"), (told, "$text-warning" if todo else ""))
