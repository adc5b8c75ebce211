"""All answers on one page, filtered as you type; choose a line to change it."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.steps import ReviewLine
from intake.locale import Words, marked
from intake.sitting import Sitting
from intake.tui.buttons import Button
from intake.tui.field_messages import Kept
from intake.tui.filtering import FilteredScreen, FilterInput
from intake.tui.footer import KeysFooter
from intake.tui.step import step_keys
from intake.tui.words import lines, text


class ReviewScreen(FilteredScreen[str | None]):
    """The review of an interview; it ends with the question to change, "" to go on, or None to go back."""

    listed = "lines"
    called = marked("All answers")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "go_on", "Go on", priority=True),
        Binding("f7", "joint", "Joint review", key_display="F7"),
        *step_keys("app.step"),
    ]

    def __init__(self, sitting: Sitting, typed: Mapping[str, Kept]) -> None:
        """With what is `typed` and not given, by question."""
        super().__init__()
        self._dossier_id = sitting.dossier_id
        self._interview = sitting.interview
        self._lines = sitting.review(typed)
        self.words = Words(sitting.interview.language)

    def compose(self) -> ComposeResult:
        """What is missing, the filter, the lines, and the way on."""
        yield Static(self._title(), id="title")
        yield FilterInput(self.say("Filter questions and answers"))
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self._next(), variant="primary", compact=True, id="next")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Leads on where all is answered, else to the lines."""
        self._show()
        self.query_one("#next" if self._interview.complete else "#filter").focus()

    def _title(self) -> Content:
        missing = len(self._interview.missing)
        if missing:
            todo = (self.say("{count} still to answer", count=missing), "$text-warning")
        elif self._interview.conflicts:
            todo = (self.say("some answers contradict each other"), "$text-error")
        else:
            todo = (self.say("nothing is missing"), "$text-success")
        return text((self.say("All answers"), "bold $text-primary"), "  ", todo)

    def _next(self) -> str:
        if not self._interview.complete:
            return self.say("Go to the next open question")
        return self.say("Done") if self.app.leaves_when_done else self.say("Go on to vetting")

    @on(Input.Changed, "#filter")
    def _show(self) -> None:
        wanted = self.query_one("#filter", Input).value.casefold().split()
        options: list[Option] = []
        section = ""
        answerable = {step.question.id for step in self._interview.steps}
        for line in self._lines:
            if not all(word in f"{line.section} {line.ask} {line.shown}".casefold() for word in wanted):
                continue
            if line.section != section:
                section = line.section
                options.append(Option(text((section, "bold $text-secondary")), disabled=True))
            changeable = line.question in answerable
            options.append(Option(_line(line), id=line.question if changeable else None, disabled=not changeable))
        if not options:
            remark = self.say("Nothing matches. Delete the filter to see every answer.")
            options = [Option(text((remark, "dim")), disabled=True)]
        listed = self.query_one("#lines", OptionList).set_options(options)
        listed.action_first()

    @on(Input.Submitted, "#filter")
    def _change_highlighted(self) -> None:
        option = self.query_one("#lines", OptionList).highlighted_option
        if option is not None and option.id:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected, "#lines")
    def _change(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(Button.Pressed, "#next")
    def action_go_on(self) -> None:
        """Goes to what is still open, or on to the next step."""
        current = self._interview.current
        self.dismiss("" if self._interview.complete or current is None else current.question.id)

    def action_joint(self) -> None:
        """Goes through the answers together with the client."""
        from intake.tui.joint import JointScreen

        self.app.push_screen(JointScreen(self._dossier_id, self.say))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Goes back to the question in focus."""
        self.dismiss(None)


def _line(line: ReviewLine) -> Content:
    style = "$text-warning" if line.is_open else ""
    answer = [text(("    " + row, style)) for row in line.shown.splitlines() or [""]]
    return lines(text(("  " + line.ask, "dim")), *answer)
