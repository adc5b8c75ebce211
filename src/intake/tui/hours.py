"""Lists of hours on screen: each as it stands, one more that is read in, and whether the client approved it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from intake.documents import raw_of
from intake.following.time_reports import Standing, time_reports
from intake.locale import marked
from intake.model.outcome import Outcome, Report, ReportState
from intake.model.text import clean
from intake.recounting import recounted, report_state
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.keeping import path_in
from intake.tui.sheet import Sheet, file_field
from intake.tui.words import lines, text

_MARKS = (ReportState.SENT, ReportState.APPROVED, ReportState.QUESTIONED)


class HoursScreen(Sheet):
    """The lists of hours of an engagement, in the order in which they were read in."""

    called = marked("Lists of hours")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read_in", "Read in", tooltip=marked("Read a list of hours (.csv) into the record")),
        Binding("m", "mark", "Mark", tooltip=marked("It was sent, or the client approved or questioned it")),
    ]
    buttons = (("read_in", marked("Read in")), ("mark", marked("Mark")))

    @property
    def _reports(self) -> tuple[Standing, ...]:
        return time_reports(self.below.desk.dossier(self.below.dossier_id).outcomes)

    def told(self) -> Content:
        """How each list stands, since when, and what was said of it."""
        rows = [row for standing in self._reports for row in self._rows(standing)]
        return lines(*rows) if rows else text((self.say("No list of hours yet. R reads one in."), "dim"))

    def _rows(self, standing: Standing) -> list[Content]:
        say, report = self.say, standing.report
        told = recounted(Outcome(standing.on, report=report), say)
        rows = [text((f"{standing.on}  ", "dim"), told, (f"  {standing.by}  {standing.note}", "dim"))]
        if report.until:
            silence = say("approved by silence unless they question it by {day}", day=report.until)
            rows.append(text((f"    {silence}", "dim")))
        return rows

    def action_read_in(self) -> None:
        """Asks for a file, and reads its hours into the record."""
        say, below = self.say, self.below

        def read(filled: Filled) -> Report:
            path = path_in(filled)
            return below.desk.engagement.read_hours(below.dossier_id, path.name, raw_of(path))

        def show(report: Report) -> None:
            self.show()
            hours = format(report.hours, "f")
            told = say("{count} hours are in the record. Send the list to the client, then mark it.", count=hours)
            self.notify(told, markup=False)

        about = say("A table (.csv) with the columns date, deliverable, hours and note; a heading names them.")
        form = FormDialog(
            say("Read in"), (file_field(say, "~/hours.csv"),), about=about, submit=say("Read in"), words=say
        )
        self.ask(form, read, show, "")

    def action_mark(self) -> None:
        """Asks what became of a list."""
        say, below, reports = self.say, self.below, self._reports
        if not reports:
            self.notify(say("No list of hours yet. R reads one in."), markup=False)
            return
        names = [standing.report.name for standing in reversed(reports)]
        fields = (
            Field("name", say("List"), options=tuple((name, name) for name in dict.fromkeys(names))),
            Field("state", say("It was"), options=tuple((each.value, say(report_state(each))) for each in _MARKS)),
            Field("by", say("By"), placeholder=say("who approved or questioned it")),
            Field("note", say("Note"), placeholder=say("what was said about it")),
        )

        def mark(filled: Filled) -> None:
            state, by, note = ReportState(filled["state"]), clean(filled["by"]), clean(filled["note"], limit=2000)
            below.desk.engagement.mark_hours(below.dossier_id, filled["name"], state, by=by, note=note)

        form = FormDialog(say("Mark"), fields, submit=say("Save"), words=say)
        self.ask(form, mark, lambda _: self.show(), "")
