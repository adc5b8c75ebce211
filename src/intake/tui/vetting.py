"""Vetting: the sources in a live table, asked beside the screen, and the evidence behind each finding."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, DataTable, OptionList, Static
from textual.widgets.option_list import Option

from intake.errors import IntakeError
from intake.locale import Words, marked
from intake.model.claim import Claim
from intake.model.finding import Confidence, Finding, SourceReport, Status
from intake.model.joining import Joined
from intake.model.persons import Dispute, banner
from intake.tui import clearing, words
from intake.tui.consequences import consequences
from intake.tui.dialogs import Filled, Notice
from intake.tui.evidence import about_finding, about_report
from intake.tui.grounds import grounds_form, grounds_in
from intake.tui.step import StepScreen
from intake.tui.words import text

if TYPE_CHECKING:
    from intake.hooks.loading import Plugins
    from intake.vetting.asking import Progress
    from intake.vetting.quoting import Quoted

_COLUMNS = (
    ("source", marked("Source")),
    ("state", marked("State")),
    ("time", marked("Time")),
    ("found", marked("Found")),
)
_COLOURS = {Status.CHECKED: "success", Status.NOT_FOUND: "success", Status.BROKEN: "error"}


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
        Binding("d", "go('decision')", "Decide", show=False),
    ]

    class Told(Message):
        """A source began to be asked, or is done."""

        def __init__(self, progress: "Progress") -> None:
            super().__init__()
            self.progress = progress

    class Ended(Message):
        """All are done, or it was cancelled, or it could not be done."""

        def __init__(self, fault: IntakeError | None = None) -> None:
            super().__init__()
            self.fault = fault

    def __init__(self, dossier_id: str) -> None:
        super().__init__(dossier_id)
        self._names: list[str] = []
        self._reports: dict[str, SourceReport] = {}
        self._asking: dict[str, datetime] = {}
        self._under_way = False
        self._banner = ""
        self._joined = Joined()
        self._claims: tuple[Claim, ...] = ()
        self._disputes: Mapping[str, Dispute] = {}
        self._stop: Callable[[], object] | None = None

    def compose_body(self) -> ComposeResult:
        """The table of sources, what the chosen one found, and the buttons."""
        yield Static("", id="status")
        yield Static("", id="banner")
        yield DataTable[Text](id="sources", cursor_type="row", cell_padding=1)
        yield OptionList(id="findings", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Ask all"), variant="primary", compact=True, id="ask")
            yield Button(self.say("Ask this again"), compact=True, id="ask-one")
            yield Button(self.say("Cancel"), compact=True, id="cancel")
            yield Button(self.say("Decide"), compact=True, id="decide")

    def on_mount(self) -> None:
        """Lists the sources; they are loaded beside the screen."""
        for key, label in _COLUMNS:
            self._table.add_column(self.say(label), key=key)
        dossier = self.desk.dossier(self.dossier_id)
        self._reports = dict(dossier.reports)
        self._banner = banner(dossier.client, dossier.reports.values())
        self._joined = dossier.joined
        self._disputes = dossier.disputes
        self.set_interval(0.5, self._tick)
        self.beside(lambda: self.desk.plugins, self._list, "")

    def _list(self, plugins: "Plugins") -> None:
        self._claims = self.desk.claims(self.desk.dossier(self.dossier_id))
        installed = [source.info.name for source in plugins.sources]
        self._names = [*installed, *(name for name in self._reports if name not in installed)]
        # What told something stands above what does not apply to such a client.
        self._names.sort(key=lambda name: name in self._reports and not self._reports[name].findings)
        for name in self._names:
            self._table.add_row(*self._cells(name), key=name)
        for refusal in plugins.refusals:
            self.notify(
                f"{refusal.name}: {refusal.reason}", title=self.say("Plugin refused"), severity="warning", markup=False
            )
        self._show()
        self.query_one("#decide" if self._reports else "#ask").focus()

    @property
    def _table(self) -> DataTable[Text]:
        return self.query_one("#sources", DataTable)

    @property
    def _chosen(self) -> str:
        place = self._table.cursor_row
        return self._names[place] if 0 <= place < len(self._names) else ""

    # asking

    @on(Button.Pressed, "#ask")
    def action_ask(self) -> None:
        """Asks every source, also those that answered before."""
        self._ask(())

    @on(Button.Pressed, "#ask-one")
    def action_ask_one(self) -> None:
        """Asks the chosen source again."""
        if self._chosen:
            self._ask((self._chosen,))

    def _ask(self, names: tuple[str, ...]) -> None:
        if self.desk.people.lacks_grounds(self.desk.dossier(self.dossier_id)):
            self._ask_for_grounds(names)
        elif not self._under_way:
            self._under_way = True
            self._show()
            self.run_worker(partial(self._in_thread, names), thread=True, group="vetting", description="vetting")

    def action_person(self) -> None:
        """Says that the client is a natural person, and why they are vetted; then asks every source."""
        self._ask_for_grounds(())

    def _ask_for_grounds(self, names: tuple[str, ...]) -> None:
        """A person is vetted only once somebody has said why, on which basis, and until when it is kept."""

        def justify(filled: Filled | None) -> None:
            if filled is not None:
                with self.app.telling():
                    self.desk.people.justify(self.dossier_id, grounds_in(filled))
                    self._ask(names)

        self.app.push_screen(grounds_form(self.desk.people.offered, self.say), justify)

    def _in_thread(self, names: tuple[str, ...]) -> None:
        """Runs in a thread with an event loop of its own; it only posts messages."""
        try:
            asyncio.run(self._vet(names))
        except IntakeError as fault:
            self.post_message(self.Ended(fault))
        except asyncio.CancelledError:
            self.post_message(self.Ended())
        else:
            self.post_message(self.Ended())

    async def _vet(self, names: tuple[str, ...]) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._stop = partial(asyncio.get_running_loop().call_soon_threadsafe, task.cancel)
        await self.desk.vet(
            self.dossier_id,
            names=names,
            again=True,
            web=self.app.web,
            report_to=lambda progress: self.post_message(self.Told(progress)),
        )

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Stops asking; what has arrived is kept."""
        if self._under_way and self._stop is not None:
            self._stop()

    def on_unmount(self) -> None:
        """A screen that is left asks no more."""
        self.action_cancel()

    @on(Told)
    def _told(self, message: Told) -> None:
        progress = message.progress
        if progress.joined is not None:
            self._joined = progress.joined
        elif progress.report is None:
            self._asking[progress.source] = self.desk.clock()
        else:
            self._asking.pop(progress.source, None)
            self._reports[progress.source] = progress.report
        self._show()

    @on(Ended)
    def _ended(self, message: Ended) -> None:
        self._under_way = False
        self._asking.clear()
        self._claims = self.desk.claims(self.desk.dossier(self.dossier_id))
        self._show()
        if message.fault is not None:
            self.app.tell(message.fault)
        elif self.app.screen is self:
            self.query_one("#decide").focus()

    # showing

    def _tick(self) -> None:
        if self._asking:
            self._show_rows()

    def _show(self) -> None:
        self._show_rows()
        self._show_status()
        self._show_findings()
        self.query_one("#cancel", Button).disabled = not self._under_way
        for name in ("#ask", "#ask-one"):
            self.query_one(name, Button).disabled = self._under_way

    def _show_rows(self) -> None:
        for name in self._names:
            for (column, _), cell in zip(_COLUMNS, self._cells(name), strict=True):
                self._table.update_cell(name, column, cell, update_width=True)

    def _cells(self, name: str) -> tuple[Text, Text, Text, Text]:
        report = self._reports.get(name)
        if name in self._asking:
            seconds = (self.desk.clock() - self._asking[name]).total_seconds()
            return (
                Text(name),
                Text(self.say("asking …"), style=self._colour("warning")),
                Text(f"{seconds:.0f} s"),
                Text(""),
            )
        if report is None:
            return Text(name), Text(self.say("not asked"), style="dim"), Text(""), Text("")
        plain = report.status is Status.NOT_APPLICABLE
        style = "dim" if plain else self._colour(_COLOURS.get(report.status, "warning"))
        state = Text(self.say(words.STATUSES[report.status][0]), style=style)
        return Text(name), state, Text(f"{report.elapsed_ms / 1000:.1f} s"), Text(str(len(report.findings) or "–"))

    def _colour(self, name: str) -> str:
        # The cells of a table take rich styles, which know nothing of the theme.
        return self.app.theme_variables.get(name, "")

    def _show_status(self) -> None:
        answered = sum(report.status.yields_facts for report in self._reports.values())
        parts: list[str | tuple[str, str]] = [(self.say("Public sources"), "bold $secondary")]
        parts.append(("   " + self.say("{done} of {total} answered", done=answered, total=len(self._names)), "dim"))
        if self._under_way:
            parts.append(("   " + self.say("asking …"), "$text-warning"))
        if any(evidence.recorded for report in self._reports.values() for evidence in report.evidence):
            parts.append(("   " + self.say("recorded answers"), "$text-warning"))
        self.query_one("#status", Static).update(text(*parts))
        shown = self.query_one("#banner", Static)
        shown.update(text((self._banner, "$text-warning")))
        shown.display = bool(self._banner)

    @on(DataTable.RowHighlighted, "#sources")
    def _show_findings(self) -> None:
        listed = self.query_one("#findings", OptionList)
        report = self._reports.get(self._chosen)
        if report is None:
            todo = (
                self.say("Waiting for an answer.")
                if self._under_way
                else self.say("Press A to ask all sources at once.")
            )
            listed.set_options([Option(text((todo, "dim")), disabled=True)])
            return
        options = [
            Option(_finding(finding, self._disputes, self.say), id=str(place))
            for place, finding in enumerate(report.findings)
        ]
        if report.note or report.dropped or not options:
            told = report.note or "; ".join(f"{fact}: {why}" for fact, why in report.dropped.items())
            options.append(Option(text((told or self.say("Nothing was found."), "dim")), id="report"))
        follows = consequences(report.source, self._joined, self._claims, self._reports, self.say)
        listed.set_options([*options, *(Option(line, disabled=True) for line in follows)])

    @on(DataTable.RowSelected, "#sources")
    def _enter_findings(self) -> None:
        listed = self.query_one("#findings", OptionList)
        listed.action_first()
        listed.focus()

    @on(OptionList.OptionSelected, "#findings")
    def _open_evidence(self, event: OptionList.OptionSelected) -> None:
        report = self._reports[self._chosen]
        if event.option_id == "report":
            body = about_report(report, self.say)
        else:
            finding = report.findings[event.option_index]
            body = about_finding(finding, report, self.say, self._span(finding))
        self.app.push_screen(Notice(self.say("Evidence") + f" · {report.source}", body))

    def _span(self, finding: Finding) -> "Quoted | None":
        """The quote as it stands in the stored page, where that is still kept."""
        from intake.vetting.quoting import quoted

        try:
            return quoted(self.desk.archive.exhibit(self.dossier_id, finding.evidence).page, finding.quote)
        except IntakeError:
            return None

    def action_choose(self) -> None:
        """Keeps your statement that the highlighted candidate is the client; from then on it is asked about."""
        finding = self._highlighted
        candidates = self.desk.inquiry.candidates(self.desk.dossier(self.dossier_id))
        found = next((each.identifier for each in candidates if each.finding == finding), None)
        if found is None:
            self.notify(self.say("Highlight a candidate with a number first."), severity="warning", markup=False)
            return
        with self.app.telling():
            self.desk.inquiry.choose(self.dossier_id, str(found))
            self.notify(self.say("You say that it is {number}. Press A to ask about it.", number=found), markup=False)

    @property
    def _highlighted(self) -> Finding | None:
        place, report = self.query_one("#findings", OptionList).highlighted, self._reports.get(self._chosen)
        return report.findings[place] if report and place is not None and place < len(report.findings) else None

    def action_settle(self) -> None:
        """Asks whether the highlighted entry of a watch list is them, keeps your word, and asks the lists again."""
        finding = self._highlighted
        if finding is None or finding.name != clearing.FACT:
            self.notify(self.say("Highlight a possible match first."), severity="warning", markup=False)
            return

        def settle(filled: Filled | None) -> None:
            if filled is not None:
                with self.app.telling():
                    them, reason = clearing.is_them(filled), filled["reason"]
                    self.desk.clearance.judge(self.dossier_id, str(finding.value), them=them, reason=reason)
                    self._ask((self._chosen,))

        self.app.push_screen(clearing.settling_form(finding, self.say), settle)

    @on(Button.Pressed, "#decide")
    def _decide(self) -> None:
        self.action_go("decision")


def _finding(finding: Finding, disputes: Mapping[str, Dispute], say: Words) -> Content:
    dispute = disputes.get(finding.name)
    disputed = ("  " + say("disputed: {why}", why=dispute.says), "$text-warning") if dispute else ""
    weak = ("  " + say("only a candidate"), "$text-warning") if finding.confidence is Confidence.WEAK else ""
    return text(finding.statement, weak, disputed)
