"""Any two versions of an agreement held against each other: what differs in sentences, and the later one with its new lines marked."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Select, Static

from intake.locale import Words, marked
from intake.model.brief import Brief
from intake.signing.differences import differences
from intake.tui.buttons import Button
from intake.tui.editing import compared
from intake.tui.footer import KeysFooter
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text


class VersionsScreen(SpokenScreen[None]):
    """Two versions to choose, at first the last two, and what changes from the earlier to the later one."""

    called = marked("Versions")
    CSS_PATH = "agreement.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    def __init__(self, briefs: tuple[Brief, ...], signed: int, words: Words) -> None:
        """`briefs` are the versions, oldest first, of which so many are signed by both sides."""
        super().__init__()
        self.words = words
        self._briefs = briefs
        self._signed = signed

    def compose(self) -> ComposeResult:
        """The two to compare, what differs, and a way back."""
        yield Static(text((self.say("Versions"), "bold $text-primary")), id="title")
        choices = [(self._called(place), place) for place in range(len(self._briefs))]
        with Horizontal(id="pair"):
            yield Select(choices, value=len(choices) - 2, allow_blank=False, compact=True, id="one")
            yield Static("→", id="arrow")
            yield Select(choices, value=len(choices) - 1, allow_blank=False, compact=True, id="other")
        with VerticalScroll(id="paper"):
            yield Static("", id="differences")
        with Horizontal(classes="buttons"):
            yield Button(self.say("Back"), compact=True, id="back")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts in what differs."""
        self.query_one("#paper").focus()

    def _called(self, place: int) -> str:
        say, brief = self.say, self._briefs[place]
        edition = say("change order {number}", number=brief.seq) if brief.seq else say("original version")
        since = str(brief.issued) if place < self._signed else say("not signed yet")
        return f"{brief.seq} · {edition}, {since}"

    @on(Select.Changed)
    def _compare(self) -> None:
        chosen = (self.query_one(name, Select).value for name in ("#one", "#other"))
        places = sorted(place for place in chosen if isinstance(place, int))
        self.query_one("#differences", Static).update(self._told(self._briefs[places[0]], self._briefs[places[-1]]))

    def _told(self, old: Brief, new: Brief) -> Content:
        """What differs, whichever of the two was chosen first, then the later version whole."""
        rows = [text("· ", change) for change in differences(old, new)]
        title = self.say("From version {one} to version {other}", one=old.seq, other=new.seq)
        return lines(
            text((title, "bold $text-secondary")),
            *(rows or [text((self.say("Nothing differs. Choose other versions above."), "dim"))]),
            text(""),
            compared(old, new, self.say)[0],
        )

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss()
