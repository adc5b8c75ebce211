"""The joint review: the answers gone through together with the client, each marked as agreed or as still open."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.steps import JointLine
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.footer import KeysFooter
from intake.tui.hanging import Hanging
from intake.tui.spoken import SpokenScreen
from intake.tui.step import step_keys
from intake.tui.words import text

_MARKS = {True: ("✓ ", "$text-success"), False: ("○ ", "$text-warning"), None: ("· ", "dim")}


class JointLines(OptionList):
    """The answers; a click only chooses one, since it may be to leave it open."""

    def on_click(self, event: events.Click) -> None:
        """Puts the highlight on the line that was clicked, and agrees to nothing."""
        event.prevent_default()
        if (place := event.style.meta.get("option")) is not None:
            self.highlighted = place


class JointScreen(SpokenScreen[None]):
    """Every answer that both sides may see; A marks the chosen one as agreed, O as open, with a note."""

    called = marked("Joint review")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("a", "agree", "Agreed"),
        Binding("o", "leave_open", "Still open"),
        *step_keys("app.step"),
    ]

    def __init__(self, dossier_id: str, words: Words) -> None:
        super().__init__()
        self.words = words
        self._dossier_id = dossier_id
        self._lines: tuple[JointLine, ...] = ()
        self._signed = False

    def compose(self) -> ComposeResult:
        """How much is agreed, the answers, and the marks to set."""
        yield Static("", id="title")
        yield JointLines(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Agreed"), variant="primary", compact=True, id="agree")
            yield Button(self.say("Still open") + "…", compact=True, id="open")
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts at the first answer that is not agreed."""
        with self.app.telling():
            self._lines = self.app.desk.briefing.lines(self._dossier_id)
            self._signed = self.app.desk.dossier(self._dossier_id).sealed
        for button in ("#agree", "#open"):
            self.query_one(button).display = not self._signed
        self._show(next((place for place, line in enumerate(self._lines) if not line.agreed), 0))
        self.query_one("#lines").focus()

    def _show(self, place: int) -> None:
        agreed = sum(line.agreed is True for line in self._lines)
        told = text((self.say("Joint review"), "bold $text-primary"), "  ")
        told += self.say("{done} of {total} agreed", done=agreed, total=len(self._lines))
        if self._signed:
            told += text("  ", (retold("both sides have signed these answers", self.say), "dim"))
        elif all(line.line.is_open for line in self._lines):
            told = text((self.say("Nothing is answered yet. Esc goes back to the interview."), "$text-warning"))
        self.query_one("#title", Static).update(told)
        listed = self.query_one("#lines", OptionList).set_options(Option(_line(line)) for line in self._lines)
        listed.highlighted = min(place, len(self._lines) - 1) if self._lines else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers no mark once both sides have signed."""
        if action in ("agree", "leave_open") and self._signed:
            return False
        return super().check_action(action, parameters)

    @on(OptionList.OptionSelected, "#lines")
    def _agree_to_line(self) -> None:
        if not self._signed:
            self.action_agree()

    @on(Button.Pressed, "#agree")
    def action_agree(self) -> None:
        """Marks the chosen answer as agreed, and goes on to the next."""
        self._mark(agreed=True)

    @on(Button.Pressed, "#open")
    def action_leave_open(self) -> None:
        """Marks the chosen answer as still to be agreed; an agreement waits for it."""
        say = self.say
        about = say("The agreement waits until it is settled.")
        field = Field("note", say("Note"), placeholder=say("What is left to settle"))
        dialog = FormDialog(say("Still open"), (field,), about=about, submit=say("Still open"), words=say)
        self.app.push_screen(dialog, self._left_open)

    def _left_open(self, filled: Filled | None) -> None:
        if filled is not None:
            self._mark(agreed=False, note=filled["note"])

    def _mark(self, *, agreed: bool, note: str = "") -> None:
        place = self.query_one("#lines", OptionList).highlighted
        if place is None:
            return
        with self.app.telling():
            question = self._lines[place].line.question
            self._lines = self.app.desk.briefing.review(self._dossier_id, (question,), agreed=agreed, note=note)
            self._show(place + 1)

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Goes back."""
        self.dismiss(None)


def _line(joint: JointLine) -> Hanging:
    mark, style = _MARKS[joint.agreed]
    answer = [
        text(("    " + row, "$text-warning" if joint.line.is_open else "")) for row in joint.line.shown.splitlines()
    ]
    note = [text(("    " + joint.note, "italic"))] if joint.note else []
    return Hanging(text((mark, style), (joint.line.ask, "dim")), *answer, *note)
