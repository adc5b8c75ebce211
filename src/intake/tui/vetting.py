"""Vetting: the sources in a live table, asked beside the screen, and what each of them found."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import DataTable, OptionList, Static

from intake.locale.sentences import retold
from intake.model.finding import Status
from intake.model.persons import banner
from intake.tui.asking import Asking, Ended, Told
from intake.tui.buttons import Button
from intake.tui.clearing import FACT, settle
from intake.tui.evidence import about
from intake.tui.exhibit import ExhibitScreen
from intake.tui.findings import FindingsList, Found
from intake.tui.grounds import ask_for_grounds
from intake.tui.sources import SourcesTable
from intake.tui.step import StepScreen
from intake.tui.words import text

if TYPE_CHECKING:
    from intake.hooks.loading import Plugins
    from intake.hooks.source import SourceInfo
    from intake.model.claim import Claim

_TICK = 0.5  # seconds


class VettingScreen(StepScreen):
    """Asks the sources at once and shows each answer as it arrives; never blocks."""

    step = "vetting"
    CSS_PATH = "vetting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "ask", "Ask all"),
        Binding("r", "ask_one", "Ask this again"),
        Binding("c", "cancel", "Cancel"),
        Binding("k", "choose", "This is the client", show=False),
        Binding("m", "settle", "Settle a match", show=False),
        Binding("p", "person", "This is a person", show=False),
        Binding("d", "go('decision')", "Decide"),
        Binding("up,down", "table", "Sources", show=False),
    ]

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self._sources: dict[str, SourceInfo | None] = {}  # by name; None for one that is installed no more
        self._found = Found()
        self._begun: dict[str, datetime] = {}
        self._banner = ""
        self._asking: Asking | None = None

    def compose_body(self) -> ComposeResult:
        """The table of sources, what the chosen one found, and the buttons."""
        yield Static("", id="status")
        yield Static("", id="banner")
        yield SourcesTable(self.say)
        yield FindingsList(self.say)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Ask all"), variant="primary", compact=True, id="ask")
            yield Button(self.say("Ask this again"), compact=True, id="ask-one")
            yield Button(self.say("Cancel"), compact=True, id="cancel")
            yield Button(self.say("Decide"), compact=True, id="decide")

    def on_mount(self) -> None:
        """Lists the sources; they are loaded beside the screen."""
        dossier = self.desk.dossier(self.dossier_id)
        self._found = Found(dict(dossier.reports), dossier.joined, (), dossier.disputes)
        self._banner = banner(dossier.client, dossier.reports.values())
        self.set_interval(_TICK, self._show_times)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show())
        self._show_status()
        self.beside(lambda: (self.desk.plugins, self.desk.claims(dossier)), self._list, "")

    def _list(self, known: "tuple[Plugins, tuple[Claim, ...]]") -> None:
        plugins, self._found.claims = known
        reports = self._found.reports
        self._sources = {source.info.name: source.info for source in plugins.sources}
        self._sources |= {name: None for name in reports if name not in self._sources}
        self._table.list_sources({name: info.publisher if info else "" for name, info in self._sources.items()})
        for refusal in plugins.refusals:
            told = f"{refusal.name}: {retold(refusal.reason, self.say)}"
            self.notify(told, title=self.say("Plugin refused"), severity="warning", markup=False)
        self._show()
        self.query_one("#decide" if reports else "#ask").focus()

    def action_table(self) -> None:
        """Goes to the table, where the arrows lead from a button."""
        self._table.focus()

    @property
    def _table(self) -> SourcesTable:
        return self.query_one(SourcesTable)

    @property
    def _findings(self) -> FindingsList:
        return self.query_one(FindingsList)

    # asking

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asking is begun where none is under way, and cancelled where one is."""
        if action in ("ask", "ask_one"):
            return self._asking is None
        if action == "cancel":
            return self._asking is not None
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#ask")
    def action_ask(self) -> None:
        """Asks every source, also those that answered before."""
        self._ask(())

    @on(Button.Pressed, "#ask-one")
    def action_ask_one(self) -> None:
        """Asks the chosen source again."""
        if self._table.chosen:
            self._ask((self._table.chosen,))

    def _ask(self, names: tuple[str, ...]) -> None:
        if self.desk.people.lacks_grounds(self.desk.dossier(self.dossier_id)):
            ask_for_grounds(self, partial(self._ask, names))
        elif self._asking is None:
            self._asking = Asking(self.desk, self.dossier_id, names, self.app.web, self)
            self._show()
            self.run_worker(self._asking.run, thread=True, group="vetting", description="vetting")

    def action_go(self, step: str) -> None:
        """Goes to another step, unless sources are being asked: what is still to come would be missing there."""
        if self._asking is None:
            super().action_go(step)
        elif step != self.step:
            told = self.say("The sources are still being asked. Wait for them, or press C to cancel.")
            self.notify(told, severity="warning", markup=False)

    def action_home(self) -> None:
        """Goes home; says so where that ends an asking."""
        if self._asking is not None:
            self.app.notify(self.say("Asking has ended; what had arrived is kept."), markup=False)
        super().action_home()

    def action_person(self) -> None:
        """Says that the client is a natural person, and why they are vetted; then asks every source."""
        ask_for_grounds(self, self.action_ask)

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Stops asking; what has arrived is kept."""
        if self._asking is not None:
            self._asking.stop()

    def on_unmount(self) -> None:
        """A screen that is left asks no more."""
        self.action_cancel()

    @on(Told)
    def _told(self, message: Told) -> None:
        progress = message.progress
        if progress.joined is not None:
            self._found.joined = progress.joined
        elif progress.report is None:
            self._begun[progress.source] = self.desk.clock()
            self._table.show_asking(progress.source, 0)
        else:
            self._begun.pop(progress.source, None)
            self._found.reports[progress.source] = progress.report
            self._table.show_report(progress.source, progress.report)
            self._show_status()
        if progress.joined is not None or progress.source == self._table.chosen:
            self._show_findings()

    @on(Ended)
    def _ended(self, message: Ended) -> None:
        self._asking = None
        self._begun.clear()
        self._found.claims = message.claims
        self._show()
        if message.fault is not None:
            self.app.tell(message.fault)
        elif self.app.screen is self:
            self.query_one("#decide").focus()

    # showing

    def _show(self) -> None:
        for name in self._sources:
            if name not in self._begun:
                self._table.show_report(name, self._found.reports.get(name))
        if self._asking is None:
            self._table.reorder()
            self.guide("asked" if self._found.reports else "")
        self._show_times()
        self._show_status()
        self._show_findings()
        self.refresh_bindings()
        self.query_one("#cancel", Button).disabled = self._asking is None
        for name in ("#ask", "#ask-one"):
            self.query_one(name, Button).disabled = self._asking is not None

    def _show_times(self) -> None:
        now = self.desk.clock()
        for name, began in self._begun.items():
            self._table.show_asking(name, (now - began).total_seconds())

    def _show_status(self) -> None:
        asked = [name for name in self._sources if self._is_asked(name)]
        done, total = self._found.answered, len(asked)
        count = self.say("{done} of {total} answered", done=done, total=total) if self._sources else "…"
        parts: list[str | tuple[str, str]] = [(self.say("Public sources"), "bold $text-secondary")]
        if self._asking is None or done < total:  # all answered before, or a moment ago: that is no reason to go on yet
            parts.append(("   " + count, "dim"))
        if self._asking is not None:
            parts.append(("   " + self.say("asking …"), "$text-warning"))
        if self._found.is_recorded:
            parts.append(("   " + self.say("recorded answers"), "$text-warning"))
        self.query_one("#status", Static).update(text(*parts))
        shown = self.query_one("#banner", Static)
        shown.update(text((self._banner, "$text-warning")))
        shown.display = bool(self._banner)

    def _is_asked(self, name: str) -> bool:
        """Whether an answer of it is waited for: it applies to such a client, and is not asked only by name."""
        report, info = self._found.reports.get(name), self._sources[name]
        if report is not None:
            return report.status is not Status.NOT_APPLICABLE
        return info is None or not info.off

    @on(DataTable.RowHighlighted, "#sources")
    def _show_findings(self) -> None:
        source = self._table.chosen
        info = self._sources.get(source)
        if source in self._found.reports:
            self._findings.show(source, self._found)
        elif info is not None and info.off and source not in self._begun:
            self._findings.show_todo(self.say("Asked only by itself, with R: {why}", why=info.off))
        elif self._asking is not None:
            self._findings.show_todo(self.say("Waiting for an answer."))
        else:
            self._findings.show_todo(self.say("Press A to ask all sources at once."))

    @on(DataTable.RowSelected, "#sources")
    def _enter_findings(self) -> None:
        if self._findings.report is not None:
            self._findings.enter()

    @on(OptionList.OptionSelected, "#findings")
    def _open_evidence(self) -> None:
        report, finding, say = self._findings.report, self._findings.chosen, self.say
        if report is None:
            return

        def show(body: Content) -> None:
            self.app.push_screen(ExhibitScreen(self.dossier_id, body, report, finding, say))

        self.beside(lambda: about(self.desk, self.dossier_id, report, finding, say), show, "")

    # your word on what was found

    def action_choose(self) -> None:
        """Keeps your statement that the highlighted candidate is the client; from then on it is asked about."""
        finding = self._findings.chosen
        candidates = self.desk.inquiry.candidates(self.desk.dossier(self.dossier_id))
        found = next((each.identifier for each in candidates if each.finding == finding), None)
        if found is None:
            self.notify(self.say("Highlight a candidate with a number first."), severity="warning", markup=False)
            return
        with self.app.telling():
            self.desk.inquiry.choose(self.dossier_id, str(found))
            self.notify(self.say("You say that it is {number}. Press A to ask about it.", number=found), markup=False)

    def action_settle(self) -> None:
        """Asks whether the highlighted entry of a watch list is them, keeps your word, and asks the lists again."""
        finding = self._findings.chosen
        if finding is None or finding.name != FACT:
            self.notify(self.say("Highlight a possible match first."), severity="warning", markup=False)
        else:
            settle(self, finding, self.action_ask_one)

    @on(Button.Pressed, "#decide")
    def _decide(self) -> None:
        self.action_go("decision")
