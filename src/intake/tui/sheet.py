"""Sheets: pages of text that lie over a step of a dossier, with what can be done about them beneath; what is written can be copied and saved."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from intake.locale import Words, marked
from intake.store import durable
from intake.tui.beside import WorkingScreen
from intake.tui.buttons import Button
from intake.tui.dialogs import Field, Filled, FormDialog
from intake.tui.footer import KeysFooter
from intake.tui.keeping import new_file, path_in
from intake.tui.words import text

if TYPE_CHECKING:
    from intake.tui.step import StepScreen


class Sheet(WorkingScreen[None]):
    """A page of text over the step `below`; subclasses give it in `told`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", "Back", key_display="esc")]
    buttons: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What can be done, each the action and what it is called."""

    def __init__(self, below: "StepScreen") -> None:
        super().__init__(classes="page")
        self.words = below.say
        self.below = below

    def compose(self) -> ComposeResult:
        """What it is, the text, and the buttons."""
        yield Static(text((self.heading, "bold $text-primary")), id="title")
        with VerticalScroll(id="lines"):
            yield Static("", id="text")
        with Horizontal(classes="buttons"):
            for action, label in self.buttons:
                yield Button(self.say(label) + "…", compact=True, id=action)
            yield Button(self.say("Back"), compact=True, id="dismiss")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts in the text, so that it can be scrolled."""
        self.show()
        self.query_one("#lines").focus()

    @property
    def heading(self) -> str:
        """What stands above the text."""
        return self.say(self.called)

    def told(self) -> Content:
        """The text, as things stand."""
        raise NotImplementedError

    def show(self) -> None:
        """Shows the text as things stand now."""
        with self.app.telling():
            self.query_one("#text", Static).update(self.told())

    @on(Button.Pressed)
    async def _do(self, event: Button.Pressed) -> None:
        await self.run_action(event.button.id or "")


class WrittenSheet(Sheet):
    """Something that was written for somebody: it is copied and saved as it stands here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "copy", "Copy"), Binding("s", "save", "Save")]
    buttons: ClassVar[tuple[tuple[str, str], ...]] = (("copy", marked("Copy")), ("save", marked("Save")))

    def __init__(self, below: "StepScreen", title: str, written: str, file: str) -> None:
        """`file` is what it is saved as, unless it is named otherwise."""
        super().__init__(below)
        self._title = title
        self.written = written
        self._file = file

    @property
    def heading(self) -> str:
        """What was written."""
        return self._title

    def told(self) -> Content:
        """All of it."""
        return Content(self.written)

    def release(self) -> str:
        """What may be taken away; raises IntakeError while it may not."""
        return self.written

    def action_copy(self) -> None:
        """Copies it."""

        def copy(written: str) -> None:
            self.app.copy_to_clipboard(written)
            self.notify(self.say("Copied: {what}", what=self._title), markup=False)

        self.beside(self.release, copy, "")

    def action_save(self) -> None:
        """Asks for a file, and writes it there."""
        say = self.say
        where = Field("file", say("File"), str(self.app.handed_to / self._file), required=True)

        def save(filled: Filled) -> Path:
            path = path_in(filled)
            durable.replace(path, f"{self.release()}\n".encode())
            return path

        def tell(path: Path) -> None:
            self.notify(f"{say('Written to')} {path}", markup=False)

        self.ask(FormDialog(say("Save"), (where,), submit=say("Save"), check=new_file(say), words=say), save, tell, "")


def file_field(say: Words, example: str) -> Field:
    """Asks for a file that is read in."""
    return Field("file", say("File"), placeholder=say("its path, such as {path}", path=example), required=True)
