"""The timeline of a dossier: everything that was done, when and by whom, the latest first; it can only be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.locale import Words, marked
from intake.locale.sentences import retold
from intake.tui.events import Event, events
from intake.tui.footer import KeysFooter
from intake.tui.hanging import Hanging
from intake.tui.spoken import SpokenScreen
from intake.tui.words import text


class TimelineScreen(SpokenScreen[None]):
    """The journal of a dossier in words; a changed answer shows what it said before."""

    called = marked("Timeline")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    def __init__(self, dossier_id: str, words: Words) -> None:
        super().__init__()
        self.words = words
        self._dossier_id = dossier_id

    def compose(self) -> ComposeResult:
        """Whether the journal is sound, and its entries."""
        yield Static("", id="title")
        yield OptionList(id="lines", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Reads the journal."""
        desk, say = self.app.desk, self.say
        with self.app.telling():
            dossier = desk.dossier(self._dossier_id)
            journal = desk.dossiers.entries(dossier.id)
            told = events(dossier.id, journal, desk.casework.questionnaire(dossier), say)
            state = (say("damaged"), "$text-error") if dossier.damage else (say("unbroken"), "$text-success")
            count = say("Entries: {count}", count=len(journal))
            self.query_one("#title", Static).update(
                text((say("Timeline"), "bold $text-primary"), f"  {count}, ", state, f"  {retold(dossier.damage, say)}")
            )
            self.query_one("#lines", OptionList).add_options(Option(_line(event)) for event in reversed(told))
        self.query_one("#lines", OptionList).focus()


def _line(event: Event) -> Hanging:
    struck = "strike " if event.taken_back else ""
    head = text(
        (f"{event.at:%Y-%m-%d %H:%M}  ", "dim"),
        (event.what, f"{struck}bold"),
        (f"  {event.actor}", "dim"),
        (f"  {event.taken_back}" if event.taken_back else "", "$text-warning"),
    )
    return Hanging(head, *(text("    ", (row, struck.strip())) for row in event.details))
