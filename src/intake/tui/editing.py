"""Editing one part of an agreement with what the client will read beside it, changed as you type."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from intake.drafting import Draft
from intake.errors import IntakeError
from intake.interviewing.entry import EntryFault, prefill, write
from intake.interviewing.steps import Invalid, Remark
from intake.locale import Words, marked
from intake.model.brief import Brief
from intake.model.questionnaire import Question, Required, said
from intake.model.values import Item
from intake.tui.brief import brief_shown
from intake.tui.buttons import Button
from intake.tui.entry_box import EntryBox
from intake.tui.faults import told
from intake.tui.field_messages import Parse
from intake.tui.footer import KeysFooter
from intake.tui.spoken import SpokenScreen
from intake.tui.words import lines, text

Altered = Draft | Brief
"""What an edit makes: a brief, or one with the answers and the decision beneath it."""
Build = Callable[[Item], Altered]
"""What the parts as typed would make; raises IntakeError where they cannot stand."""

BROAD = [(0, "-narrow"), (72, "-normal"), (90, "-wide"), (110, "-broad")]
"""The widths from which a screen shows more; from the last on, two things beside each other."""


class EditScreen(SpokenScreen[Altered | None]):
    """The fields of one part at the left, the brief at the right; on a narrow screen one at a time."""

    CSS_PATH = "agreement.tcss"
    HORIZONTAL_BREAKPOINTS = BROAD
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel"),
        Binding("ctrl+s", "keep", "Save", priority=True),
        Binding("ctrl+o", "preview", "Preview", priority=True, tooltip=marked("What the client will read")),
    ]

    def __init__(
        self,
        title: str,
        parts: tuple[Question, ...],
        values: Item,
        *,
        build: Build,
        before: Brief | None,
        parse: Parse,
        words: Words,
    ) -> None:
        super().__init__(classes="editing")
        self.words = words
        self._title = title
        self._parts = parts
        self._values = values
        self._build = build
        self._before = before
        self._parse = parse
        self._opened: list[object] | None = None  # what stood in the fields at first; None where nothing would be lost

    def compose(self) -> ComposeResult:
        """The title, the fields, the paper, and the buttons."""
        yield Static(Content(self._title), id="title")
        with Horizontal(id="desk"):
            with VerticalScroll(id="form", can_focus=False):
                for part in self._parts:
                    yield Static(self._label(part), classes="part")
                    yield self._box(part)
            with VerticalScroll(id="paper"):
                yield Static("", id="brief")
        yield Static("", id="wrong")
        with Horizontal(classes="buttons"):
            yield Button(self.say("Save"), variant="primary", compact=True, id="keep")
            yield Button(self.say("Preview"), compact=True, id="preview")
            yield Button(self.say("Cancel"), compact=True, id="cancel")
        yield KeysFooter()

    def on_mount(self) -> None:
        """Starts in the first field, with the brief as it is."""
        self._show(self._before)
        self._boxes[0].enter()
        self.call_after_refresh(self._remember)

    def _remember(self) -> None:
        self._opened = self._entries

    @property
    def _entries(self) -> list[object]:
        return [box.entry for box in self._boxes]

    @property
    def _boxes(self) -> list[EntryBox]:
        return list(self.query(EntryBox))

    def _label(self, part: Question) -> Content:
        mark = "" if part.required is Required.YES else self.say("optional")
        return text((said(part.ask, self.say.language, part.id), "bold"), (f"  {mark}", "dim"))

    def _box(self, part: Question) -> EntryBox:
        value = self._values.get(part.id)
        typed = write(part, value) if value is not None else prefill(part, self.say.language)
        return EntryBox(part, value, typed, self.say.language, self._parse, lambda _: self._heard())

    def _heard(self) -> tuple[Remark, ...]:
        self.call_later(self._try)
        return ()

    def _typed(self) -> Item:
        """The parts as they stand; EntryFault where one is not exact."""
        return Item.of({box.question.id: box.value() for box in self._boxes if not box.is_empty})

    def _try(self) -> Altered | None:
        """Shows what the parts as typed would make; None where that cannot stand yet."""
        try:
            made = self._build(self._typed())
        except (EntryFault, Invalid) as fault:
            self._say_wrong(str(fault))
        except IntakeError as fault:
            self._say_wrong(". ".join(filter(None, told(fault, self.say))))
        else:
            self._say_wrong("")
            self._show(made.brief if isinstance(made, Draft) else made)
            return made
        return None

    def _say_wrong(self, words: str) -> None:
        wrong = self.query_one("#wrong", Static)
        wrong.update(Content(words))
        wrong.display = bool(words)

    def _show(self, brief: Brief | None) -> None:
        if brief is None:
            return
        shown, place = compared(self._before, brief, self.say)
        self.query_one("#brief", Static).update(shown)
        if place:
            self.query_one("#paper", VerticalScroll).scroll_to(y=max(0, place - 3), animate=False)

    def on_entry_box_entered(self, message: EntryBox.Entered) -> None:
        """Goes to the next part; from the last one it is kept."""
        boxes = self._boxes
        place = boxes.index(message.box)
        if not self._fault(message.box):
            boxes[place + 1].enter() if place + 1 < len(boxes) else self.action_keep()

    def _fault(self, box: EntryBox) -> bool:
        try:
            if not box.is_empty:
                box.value()
            elif box.question.required is Required.YES:
                raise EntryFault("this is needed", language=self.say.language)
        except EntryFault as fault:
            box.refuse(fault)
            return True
        return False

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Hands over what was made, if every part can stand."""
        if not any(self._fault(box) for box in self._boxes) and (made := self._try()) is not None:
            self.dismiss(made)

    @on(Button.Pressed, "#preview")
    def action_preview(self) -> None:
        """Shows the paper instead of the fields, and back, where there is room for one only."""
        self.toggle_class("-reading")

    def action_give_up(self) -> None:
        """Goes back from the preview to the fields where it took their place; from the fields it gives up."""
        if self.has_class("-reading") and not self.has_class("-broad"):
            self.action_preview()
        else:
            self._give_up()

    @on(Button.Pressed, "#cancel")
    def _give_up(self) -> None:
        """Leaves everything as it was; what was typed is dropped only the second time."""
        if self._opened is not None and self._opened != self._entries:
            self._opened = None
            told = self.say("Press Esc again to drop what you typed, or Ctrl+S to save it.")
            self.notify(told, severity="warning", markup=False)
        else:
            self.dismiss(None)


def compared(before: Brief | None, after: Brief, say: Words) -> tuple[Content, int]:
    """The brief with a mark before every line that was not there before, and the number of the first of them."""
    rows = brief_shown(after, say).split("\n", allow_blank=True)
    if before is None:
        return lines(*rows), 0
    known = {row.plain for row in brief_shown(before, say).split("\n", allow_blank=True)}
    marked_rows = [row if row.plain in known else text(("▌", "$text-accent")) + row for row in rows]
    first = next((place for place, row in enumerate(rows) if row.plain not in known), 0)
    return lines(*marked_rows), first
