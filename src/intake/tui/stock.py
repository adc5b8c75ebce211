"""What `intake` works with on this machine: watch lists and tables with their age, plugins and where they come from."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
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
from intake.locale.sentences import retold
from intake.phrasing import isolation_words
from intake.tui.at_work import SOON, AtWork
from intake.tui.buttons import Button
from intake.tui.dialogs import Notice
from intake.tui.faults import told
from intake.tui.footer import KeysFooter
from intake.tui.hanging import Hanging
from intake.tui.next_steps import next_step
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.desk import Desk

Tell = Callable[[str], object]
Faults = Mapping[str, IntakeError]
Lines = tuple[tuple[str, Hanging], ...]
"""Rows to show, each with the name of the list or table it is about, or empty."""


class StockScreen(SpokenScreen[None]):
    """Lists, tables and plugins; U brings the chosen list or table up to date, A all that are missing or old.

    What cannot be brought up to date stays as it is.
    """

    called = marked("Lists and plugins")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back"),
        Binding("u", "update", "Update"),
        Binding("a", "update_all", "Update all"),
    ]

    class Looked(Message):
        """What there is has been read, and what of it is `due`; after an update of `names`, with the `faults` by name."""

        def __init__(
            self, found: Lines, due: tuple[str, ...], names: tuple[str, ...] = (), faults: Faults = MappingProxyType({})
        ) -> None:
            super().__init__()
            self.found = found
            self.due = due
            self.names = names
            self.faults = faults

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
        self._due: tuple[str, ...] | None = None  # until it was looked

    def compose(self) -> ComposeResult:
        """A title with the progress of an update, the rows, and the buttons."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Update"), variant="primary", compact=True, id="update")
            yield Button(self.say("Update all"), compact=True, id="update-all")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Looks beside the screen: loading the plugins and trying their jail takes a moment."""
        self._tell("…")
        self.query_one("#lines").focus()
        desk, say = self.app.desk, self.say
        self._beside(lambda: self.Looked(tuple(_rows(desk, say)), _due(desk)))

    def _tell(self, what: str) -> None:
        told = text((self.say("Lists and plugins"), "bold $text-primary"), "  ", what)
        self.query_one("#title", Static).update(told)

    def _beside(self, work: Callable[[], Message]) -> None:
        def run() -> None:
            try:
                told = work()
            except IntakeError as fault:
                told = self.Failed(fault)
            self.post_message(told)

        self._work = AtWork(self.app, self.say("One moment …"), wait=SOON)
        self.run_worker(run, thread=True, group="stock", exclusive=True)

    def on_unmount(self) -> None:
        """A screen that is left works no more."""
        self._work.end()

    @on(OptionList.OptionSelected, "#lines")
    @on(Button.Pressed, "#update")
    def action_update(self) -> None:
        """Brings the chosen list or table up to date, unless another is under way."""
        option = self.query_one("#lines", OptionList).highlighted_option
        self._bring(
            (option.id,) if option is not None and option.id else (), self.say("Choose a watch list or a table first.")
        )

    @on(Button.Pressed, "#update-all")
    def action_update_all(self) -> None:
        """Brings everything up to date that is missing or old, one after the other."""
        if self._due is not None:
            self._bring(self._due, self.say("Nothing is missing, and nothing is old."))

    def _bring(self, names: tuple[str, ...], otherwise: str) -> None:
        if not names or self._updating:
            self.notify(self._updating or otherwise, severity="warning", markup=False)
            return
        if self.app.web is not None:
            what = self.say("sources answer from recordings here, and lists have none")
            self.app.tell(Refused(what, remedy=self.say("Open the desk without --recorded.")))
            return
        self._updating = names[0]
        self._tell(f"{names[0]} …")
        desk, say = self.app.desk, self.say

        def work() -> Message:
            worker = get_current_worker()
            faults: dict[str, IntakeError] = {}

            def tell(name: str, what: str) -> None:
                if worker.is_cancelled:
                    raise Refused("given up")  # the screen is gone; what was there before is kept
                self.post_message(self.Told(f"{name}: {retold(what, say)}"))

            for name in names:
                try:
                    bring_up_to_date(desk, name, partial(tell, name))
                except IntakeError as fault:  # the former list is kept, and the others do not wait for it
                    faults[name] = fault
            return self.Looked(tuple(_rows(desk, say, faults)), _due(desk), names, faults)

        self._beside(work)

    def on_stock_screen_told(self, message: Told) -> None:
        """Shows how far it has come."""
        self._tell(message.what)

    def on_stock_screen_looked(self, message: Looked) -> None:
        """Shows what there is."""
        self._work.end()
        listed = self.query_one("#lines", OptionList)
        place = listed.highlighted
        listed.set_options(Option(row, id=name or None) for name, row in message.found)
        listed.highlighted = place or 0
        self._updating, self._due = "", message.due
        done = [name for name in message.names if name not in message.faults]
        here = self.say("{name} is up to date", name=", ".join(done)) + ". " if done else ""
        more = message.faults or not done
        self._tell(here + self.say("A updates all, U only one.") if more else here.removesuffix(". "))
        if len(message.faults) == 1:
            self.app.tell(next(iter(message.faults.values())))
        elif message.faults:
            self.app.push_screen(_all_that_failed(message.faults, self.say))

    def on_stock_screen_failed(self, message: Failed) -> None:
        """Says why an update did not come about; the former list is kept."""
        self._work.end()
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


def _due(desk: "Desk") -> tuple[str, ...]:
    """The lists and tables that are missing or old."""
    lists = (known.name for known in desk.watchlists.standings() if known.todo)
    return (*lists, *(standing.table.name for standing in desk.upkeep.standings() if standing.todo))


def _all_that_failed(faults: Faults, say: Words) -> Notice:
    """Each list with what is wrong with it, and what to do next, which is often the same for several."""
    told_of = {name: told(fault, say) for name, fault in faults.items()}
    steps = dict.fromkeys(told_of[name][1] or next_step(fault, say) for name, fault in faults.items())
    rows = [text((f"{name}  ", "bold"), what) for name, (what, _) in told_of.items()]
    nexts = [text((say("Next"), "bold"), "  ", step) for step in steps]
    body = lines(*rows, "", *nexts, say("What was here before is kept. A tries again."))
    return Notice(say("This did not work"), body, kind="-error", words=say)


def _rows(desk: "Desk", say: Words, faults: Faults = MappingProxyType({})) -> Iterator[tuple[str, Hanging]]:
    from intake.hooks.loading import isolation

    now = desk.clock()
    yield "", Hanging(_heading(say("Watch lists")))
    for known in desk.watchlists.standings():
        here = known.installed
        size = say("{count} entries", count=here.entries) if here else ""
        row = _kept(known.name, size, (now - here.fetched).days if here else None, known.todo, say)
        yield known.name, _with_fault(row, faults.get(known.name), say)
    yield "", Hanging(_heading(say("Tables")))
    for standing in desk.upkeep.standings():
        kept = standing.kept
        size = say("{count} rows", count=kept.rows) if kept else ""
        row = _kept(standing.table.name, size, kept.age(now) if kept else None, standing.todo, say)
        yield standing.table.name, _with_fault(row, faults.get(standing.table.name), say)
    yield "", Hanging(_heading(say("Plugins")))
    yield "", Hanging(text((f"  {say('Kept apart by')}: ", "dim"), isolation_words(isolation(), say)))
    for plugin in desk.plugins.admitted:
        head = text((f"  {plugin.name} {plugin.version}", "bold"), f"  {', '.join(plugin.sources)}")
        yield "", Hanging(head, text((f"    {plugin.origin}", "dim")))
    if desk.plugins.refusals:
        yield "", Hanging(_heading(say("Refused")))
    for refusal in desk.plugins.refusals:
        head = text((f"  {refusal.name}", "bold $text-error"), f"  {retold(refusal.reason, say)}")
        yield "", Hanging(head, text((f"    {refusal.origin}", "dim")))


def _with_fault(row: Content, fault: IntakeError | None, say: Words) -> Hanging:
    return Hanging(row, *([text((f"    {told(fault, say)[0]}", "$text-error"))] if fault is not None else ()))


def _heading(title: str) -> Content:
    return text((title, "bold $text-secondary"))


def _kept(name: str, size: str, age: int | None, todo: str, say: Words) -> Content:
    if age is None:
        return text((f"  {name:<12} ", "bold"), (retold(todo, say), "$text-warning"))
    told = say("{size}, {days} days old", size=size, days=age)
    return text((f"  {name:<12} ", "bold"), (told, "$text-warning" if todo else ""))
