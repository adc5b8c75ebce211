"""A repeat group as a table, with a form for each row."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from intake.interviewing.entry import EntryFault, prefill, write
from intake.interviewing.reviewing import show
from intake.locale import Words
from intake.model.questionnaire import Question, Required, Type, said
from intake.model.values import Item, Value
from intake.tui.buttons import Button
from intake.tui.field_messages import Edited, Parse
from intake.tui.spoken import SpokenModal
from intake.tui.words import text

if TYPE_CHECKING:
    from intake.tui.entry_box import EntryBox

_ADD = "+"
_WIDEST, _WIDEST_HEAD = 28, 20


class RowsTable(DataTable[Text]):
    """The rows, and a last line that adds one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,insert", "add", "Add a row"),
        Binding("delete,backspace", "remove", "Remove the row"),
    ]

    def action_add(self) -> None:
        """Opens an empty form."""
        self._rows_field().open_form(None)

    def action_remove(self) -> None:
        """Takes the row at the cursor out."""
        self._rows_field().remove_row(self.cursor_row)

    def _rows_field(self) -> "RowsField":
        return self.query_ancestor(RowsField)


class RowsField(Vertical):
    """The rows of a repeat group; every change is told at once, so that it is saved."""

    def __init__(self, question: Question, rows: tuple[Item, ...], language: str, parse: Parse) -> None:
        super().__init__()
        self.say = Words(language)
        self._parse = parse
        self._question = question
        self._rows = list(rows)
        self._language = language

    def compose(self) -> ComposeResult:
        """The table and what its keys do."""
        yield RowsTable(cursor_type="row", zebra_stripes=True, cell_padding=1)
        yield Static(text((self.say("Enter edits · A adds · Del removes · Tab leads on"), "dim")), classes="keys")

    def on_mount(self) -> None:
        """Sets the columns up."""
        table = self._table
        for part in typed_parts(self._question):
            table.add_column(_short(said(part.ask, self._language), _WIDEST_HEAD), key=part.id)
        self._fill(len(self._rows))

    @property
    def entry(self) -> tuple[Value, ...]:
        """The rows as they are."""
        return tuple(self._rows)

    def focus(self, scroll_visible: bool = True) -> "RowsField":
        """Puts the focus in the table."""
        self._table.focus(scroll_visible)
        return self

    @property
    def _table(self) -> RowsTable:
        return self.query_one(RowsTable)

    def _fill(self, cursor: int) -> None:
        table = self._table
        table.clear()
        for row in self._rows:
            table.add_row(*(self._cell(part, row) for part in typed_parts(self._question)))
        adds = Text("＋ " + (self.say("Add another") if self._rows else self.say("Add the first")), style="dim")
        table.add_row(adds, *(Text("") for _ in typed_parts(self._question)[1:]), key=_ADD)
        table.move_cursor(row=cursor)

    def _cell(self, part: Question, row: Item) -> Text:
        value = row.get(part.id)
        shown = "–"
        if value is not None:
            shown = value.isoformat() if isinstance(value, date) else show(part, value, self._language)
        return _short("; ".join(line.strip() for line in shown.splitlines()), _WIDEST)

    @on(DataTable.RowSelected)
    def _select(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.open_form(event.cursor_row if event.cursor_row < len(self._rows) else None)

    def open_form(self, index: int | None) -> None:
        """Opens the form of a row, or of a new one."""
        row = self._rows[index] if index is not None else None

        def keep(changed: Item | None) -> None:
            if changed is None:
                return
            if index is None:
                self._rows.append(changed)
            else:
                self._rows[index] = changed
            self._changed(len(self._rows) if index is None else index)

        self.app.push_screen(RowForm(self._question, row, self._language, self._parse), keep)

    def remove_row(self, index: int) -> None:
        """Takes a row out; undo brings it back."""
        if index < len(self._rows):
            del self._rows[index]
            self._changed(index)

    def _changed(self, cursor: int) -> None:
        self._fill(cursor)
        self.post_message(Edited(is_kept=True))


class RowForm(SpokenModal[Item | None]):
    """One field for each part of a row; Enter goes on, and on the last one saves the row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel", show=False),
        Binding("ctrl+s", "save", "Save the row", show=False, priority=True),
    ]

    def __init__(self, question: Question, row: Item | None, language: str, parse: Parse) -> None:
        super().__init__()
        self.words = Words(language)
        self._question = question
        self._row = row
        self._language = language
        self._parse = parse

    def compose(self) -> ComposeResult:
        """The parts with their fields, and the buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(said(self._question.ask, self._language)), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                for part in typed_parts(self._question):
                    yield Static(self._label(part), classes="part")
                    yield self._box(part)
            with Horizontal(classes="buttons"):
                yield Button(self.say("Save the row"), variant="primary", compact=True, id="save")
                yield Button(self.say("Cancel"), compact=True, id="cancel")

    def on_mount(self) -> None:
        """Starts at the first part."""
        self._boxes[0].enter()

    @property
    def _boxes(self) -> "list[EntryBox]":
        from intake.tui.entry_box import EntryBox

        return list(self.query(EntryBox))

    def _label(self, part: Question) -> Content:
        ask = said(part.ask, self._language, part.id)
        mark = "" if _is_needed(part) else self.say("optional")
        return text((ask, "bold"), (f"  {mark}", "dim"))

    def _box(self, part: Question) -> "EntryBox":
        from intake.tui.entry_box import EntryBox

        value = self._row.get(part.id) if self._row else None
        typed = write(part, value) if value is not None else prefill(part)
        return EntryBox(part, value, typed, self._language, self._parse, lambda _: ())

    def on_entry_box_entered(self, message: "EntryBox.Entered") -> None:
        """Goes to the next part, or saves on the last one."""
        boxes = self._boxes
        place = boxes.index(message.box)
        if not self._fault(message.box):
            boxes[place + 1].enter() if place + 1 < len(boxes) else self.action_save()

    def _fault(self, box: "EntryBox") -> bool:
        try:
            if not box.is_empty:
                box.value()
            elif _is_needed(box.question):
                raise EntryFault("this is needed", language=self._language)
        except EntryFault as fault:
            box.refuse(fault)
            return True
        return False

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Hands the row over, if every part can stand."""
        boxes = self._boxes
        if not any(self._fault(box) for box in boxes):
            self.dismiss(Item.of({b.question.id: b.value() for b in boxes if not b.is_empty}))

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Closes without a row."""
        self.dismiss(None)


def typed_parts(question: Question) -> tuple[Question, ...]:
    """The parts of a row that a person fills in; what is calculated shows in the review."""
    return tuple(part for part in question.item if part.type is not Type.CALC)


def _is_needed(part: Question) -> bool:
    return part.required is Required.YES or (part.type is Type.REPEAT and bool(part.minimum))


def _short(shown: str, widest: int) -> Text:
    return Text(shown if len(shown) <= widest else shown[: widest - 1] + "…", no_wrap=True)
