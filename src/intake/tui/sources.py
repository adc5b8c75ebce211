"""The table of sources: how the asking of each one stands, how long it took, how much it told, and who publishes it."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.model.finding import SourceReport, Status
from intake.tui import words

_NOT_APPLICABLE = words.STATUSES[Status.NOT_APPLICABLE][0]
Cells = tuple[Text, Text, Text, Text]
_COLUMNS = (marked("Source"), marked("State"), marked("Time"), marked("Found"))
_FROM = marked("From")
_ROOM_FOR_OTHERS, _LEAST = (
    55,
    16,
)  # cells: what the other columns take at most, and what a publisher needs to say something
_COLOURS = {Status.CHECKED: "success", Status.NOT_FOUND: "success", Status.BROKEN: "error"}


class SourcesTable(DataTable[Text]):
    """One row for each source, by its name; only what changed since is drawn again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", "First", show=False),
        Binding("end", "scroll_bottom", "Last", show=False),
    ]

    def __init__(self, say: Words) -> None:
        super().__init__(id="sources", cursor_type="row", cell_padding=1)
        self.say = say
        self._shown: dict[str, Cells] = {}
        self._publishers: Mapping[str, str] = {}
        self._room = -1  # cells for the publisher; unknown before there is a size
        self._last: set[str] = set()  # those that stand behind the others

    def on_resize(self) -> None:
        """Sets the columns up; the publishers where there is room for them."""
        room = max(0, self.app.size.width - _ROOM_FOR_OTHERS)
        if room == self._room:
            return
        chosen, self._room = self.chosen, room
        self.clear(columns=True)
        for label in _COLUMNS:
            self.add_column(self.say(label), key=label)
        if room >= _LEAST:
            self.add_column(self.say(_FROM), key=_FROM, width=room)
        self._fill(chosen)

    def list_sources(self, publishers: Mapping[str, str]) -> None:
        """Adds a row for each source, in that order, with who publishes it."""
        self._publishers = publishers
        self._shown = {name: self._not_asked(name) for name in publishers}
        self._fill("")

    def reorder(self) -> None:
        """Puts those that do not apply to such a client behind the others; the cursor stays at its source."""
        last = {name for name, cells in self._shown.items() if cells[1].plain == self.say(_NOT_APPLICABLE)}
        if last != self._last:
            chosen, self._last = self.chosen, last
            self._shown = dict(sorted(self._shown.items(), key=lambda each: (each[0] in last, each[0])))
            self._fill(chosen)

    def _fill(self, chosen: str) -> None:
        """Adds the rows anew, with the cursor at that source."""
        self.clear()
        if not self.columns:
            return
        for name, cells in self._shown.items():
            told = Text(retold(self._publishers[name], self.say), style="dim", no_wrap=True, overflow="ellipsis")
            self.add_row(*cells, *([told] if len(self.columns) > len(_COLUMNS) else []), key=name)
        if chosen in self._shown:
            self.move_cursor(row=list(self._shown).index(chosen))

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
        if former is None or not self.columns:
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
        return self.app.theme_variables.get(f"text-{name}", "")
