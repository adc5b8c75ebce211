"""The look whether everything on this machine is in order, a line for each thing; what needs you comes first."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from intake.errors import IntakeError, Refused
from intake.inspection import Check
from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.tui.buttons import Button
from intake.tui.footer import KeysFooter
from intake.tui.hanging import Hanging
from intake.tui.spoken import SpokenScreen
from intake.tui.words import text

_TITLE = marked("Is everything in order?")
_NAMES = {"home": marked("home folder")}


class CheckupScreen(SpokenScreen[None]):
    """Looks beside the screen, which may be left at any time: nothing is changed by it."""

    called = _TITLE
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    class Looked(Message):
        """How far the look has come; with what was found, or why it could not be, it has ended."""

        def __init__(self, far: str = "", found: tuple[Check, ...] = (), fault: IntakeError | None = None) -> None:
            super().__init__()
            self.far = far
            self.found = found
            self.fault = fault

    def compose(self) -> ComposeResult:
        """A title with how far it is, the lines, and the way back."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Looks."""
        self._tell("…")
        self.query_one("#lines").focus()
        desk = self.app.desk

        def look() -> None:
            from intake.checkup import checks

            worker = get_current_worker()

            def hear(done: int, count: int) -> None:
                if worker.is_cancelled:
                    raise Refused("given up")  # the screen is gone
                self.post_message(self.Looked(far=f"{done:,}/{count:,}"))

            try:
                ended = self.Looked(found=tuple(checks(desk, hear=hear)))
            except IntakeError as fault:
                ended = self.Looked(fault=fault)
            self.post_message(ended)

        self.run_worker(look, thread=True, description="looking whether all is in order")

    def _tell(self, what: str, style: str = "dim") -> None:
        told = text((self.say(_TITLE), "bold $text-primary"), "  ", (what, style))
        self.query_one("#title", Static).update(told)

    def on_checkup_screen_looked(self, message: Looked) -> None:
        """Shows what was found."""
        say = self.say
        if message.far:
            self._tell(message.far)
        elif message.fault is not None:
            self._tell("")
            self.app.tell(message.fault)
        else:
            wrong = sum(not check.ok for check in message.found)
            if wrong:
                self._tell(say("To look at: {count}", count=wrong), "$text-warning")
            else:
                self._tell(say("Nothing wrong was found."), "$text-success")
            listed = self.query_one("#lines", OptionList)
            first = sorted(message.found, key=lambda check: check.ok)
            listed.set_options(Option(_line(check, say)) for check in first)
            listed.action_first()

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()


def _line(check: Check, say: Words) -> Hanging:
    mark = ("✓ ", "$text-success") if check.ok else ("! ", "bold $text-warning")
    name = say(_NAMES[check.name]) if check.name in _NAMES else retold(check.name, say)
    # How plugins are held is told part by part.
    detail = ", ".join(retold(part, say) for part in check.detail.split(", "))
    return Hanging(text(mark, (name, "bold"), f"  {detail}"))
