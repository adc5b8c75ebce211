"""The table of sources: how the asking of each one stands, how long it took, and how much it told."""

from collections.abc import Iterable

from rich.text import Text
from textual.widgets import DataTable

from intake.locale import Words, marked
from intake.model.finding import SourceReport, Status
from intake.tui import words

Cells = tuple[Text, Text, Text, Text]
_COLUMNS = (marked("Source"), marked("State"), marked("Time"), marked("Found"))
_COLOURS = {Status.CHECKED: "success", Status.NOT_FOUND: "success", Status.BROKEN: "error"}


class SourcesTable(DataTable[Text]):
    """One row for each source, by its name; only what changed since is drawn again."""

    def __init__(self, say: Words) -> None:
        super().__init__(id="sources", cursor_type="row", cell_padding=1)
        self.say = say
        self._shown: dict[str, Cells] = {}

    def on_mount(self) -> None:
        """Sets the columns up."""
        for label in _COLUMNS:
            self.add_column(self.say(label), key=label)

    def list_sources(self, names: Iterable[str]) -> None:
        """Adds a row for each source, in that order."""
        for name in names:
            self._shown[name] = self._not_asked(name)
            self.add_row(*self._shown[name], key=name)

    @property
    def chosen(self) -> str:
        """The name of the source at the cursor, or nothing."""
        names = list(self._shown)
        return names[self.cursor_row] if 0 <= self.cursor_row < len(names) else ""

    def show_asking(self, name: str, seconds: float) -> None:
        """Says that a source has been asked for so long."""
        asking = Text(self.say("asking …"), style=self._colour("warning"))
        self._show(name, (Text(name), asking, Text(f"{seconds:.0f} s"), Text("")))

    def show_report(self, name: str, report: SourceReport | None) -> None:
        """Says how the asking of a source ended; that it was not asked where there is no report."""
        self._show(name, self._reported(name, report) if report is not None else self._not_asked(name))

    def _show(self, name: str, cells: Cells) -> None:
        former = self._shown.get(name)
        if former is None:
            return  # what was told before the sources were listed is shown with them
        for column, cell, before in zip(_COLUMNS, cells, former, strict=True):
            if cell != before or cell.style != before.style:
                self.update_cell(name, column, cell, update_width=True)
        self._shown[name] = cells

    def _not_asked(self, name: str) -> Cells:
        return Text(name), Text(self.say("not asked"), style="dim"), Text(""), Text("")

    def _reported(self, name: str, report: SourceReport) -> Cells:
        plain = report.status is Status.NOT_APPLICABLE
        style = "dim" if plain else self._colour(_COLOURS.get(report.status, "warning"))
        state = Text(self.say(words.STATUSES[report.status][0]), style=style)
        return Text(name), state, Text(f"{report.elapsed_ms / 1000:.1f} s"), Text(str(len(report.findings) or "–"))

    def _colour(self, name: str) -> str:
        # The cells of a table take rich styles, which know nothing of the theme.
        return self.app.theme_variables.get(name, "")
