"""A repeat group as a table, with a form for each row."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import DataTable, Static

from intake.interviewing.entry import EntryFault, prefill, write
from intake.interviewing.reviewing import listed
from intake.locale import Words
from intake.model.questionnaire import Question, Required, Type, said
from intake.model.values import Item, Value, from_json, to_json
from intake.tui.buttons import Button
from intake.tui.field_messages import Edited, Kept, Moved, Parse
from intake.tui.fields import LineField
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
        Binding("d", "copy", "Copy the row", show=False),
        Binding("ctrl+up", "move(-1)", "Row up", show=False),
        Binding("ctrl+down", "move(1)", "Row down", show=False),
        Binding("delete,backspace", "remove", "Remove the row"),
    ]

    def action_add(self) -> None:
        """Opens an empty form."""
        self._rows_field().open_form(None)

    def action_copy(self) -> None:
        """Opens the form of a new row that begins like the one at the cursor."""
        self._rows_field().copy_row(self.cursor_row)

    def action_move(self, step: int) -> None:
        """Puts the row at the cursor before the one above it, or after the one below."""
        self._rows_field().move_row(self.cursor_row, step)

    def action_remove(self) -> None:
        """Takes the row at the cursor out."""
        self._rows_field().remove_row(self.cursor_row)

    def _rows_field(self) -> "RowsField":
        return self.query_ancestor(RowsField)


class RowsKeys(Static):
    """What can be done with the row at the cursor, with its keys; a click does it."""

    def __init__(self, say: Words) -> None:
        deeds = (
            ("edit", say("Enter edits")),
            ("add", say("A adds")),
            ("copy", say("D copies")),
            ("move(-1)", say("Ctrl+↑ up")),
            ("move(1)", say("Ctrl+↓ down")),
            ("remove", say("Del removes")),
        )
        told = Content(" · ").join([Content(words).stylize(Style.from_meta({"@click": deed})) for deed, words in deeds])
        super().__init__(told, classes="keys")

    @property
    def _table(self) -> RowsTable:
        return self.query_ancestor(RowsField).query_one(RowsTable)

    def action_edit(self) -> None:
        """Opens the form of the row."""
        self._table.action_select_cursor()

    def action_add(self) -> None:
        """Opens an empty form."""
        self._table.action_add()

    def action_copy(self) -> None:
        """Opens the form of a new row like it."""
        self._table.action_copy()

    def action_move(self, step: int) -> None:
        """Moves the row."""
        self._table.action_move(step)

    def action_remove(self) -> None:
        """Takes the row out."""
        self._table.action_remove()


class RowsField(Vertical):
    """The rows of a repeat group; every change is told at once, so that it is saved."""

    def __init__(self, question: Question, rows: tuple[Item, ...], language: str, parse: Parse) -> None:
        super().__init__()
        self.say = Words(language)
        self._parse = parse
        self._question = question
        self._rows = list(rows)
        self._language = language
        self._saved: tuple[Value, ...] = rows
        self._form: Kept = {}

    def compose(self) -> ComposeResult:
        """The table and what its keys do."""
        yield RowsTable(cursor_type="row", zebra_stripes=True, cell_padding=1)
        yield RowsKeys(self.say)

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

    @property
    def kept(self) -> Kept:
        """The rows where something is wrong in them, so that they are not saved, and what stands in the form that is open."""
        return {**({"rows": to_json(self.entry)} if self.entry != self._saved else {}), **self._form}

    @property
    def is_changed(self) -> bool:
        """Whether a form is open, or the rows are not those that are saved."""
        return bool(self._form) or self.entry != self._saved

    def saved(self) -> None:
        """The rows are saved as they are."""
        self._saved = self.entry

    def resume(self, kept: Kept) -> None:
        """Goes on where it was left, in the form that was open."""
        rows = from_json(kept["rows"]) if "rows" in kept else self.entry
        if isinstance(rows, tuple) and rows != self.entry:
            self._rows = [row for row in rows if isinstance(row, Item)]
            self._fill(len(self._rows))
        row, parts = kept.get("row"), kept.get("parts")
        if isinstance(parts, dict):
            self.open_form(row if isinstance(row, int) and row < len(self._rows) else None, kept)

    def _note(self, form: Kept) -> None:
        self._form = form
        self.post_message(Moved())

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
            shown = value.isoformat() if isinstance(value, date) else listed(part, value, self._language)
        return _short("; ".join(line.strip() for line in shown.splitlines()), _WIDEST)

    @on(DataTable.RowSelected)
    def _select(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.open_form(event.cursor_row if event.cursor_row < len(self._rows) else None)

    def open_form(self, index: int | None, kept: Kept | None = None, like: Item | None = None) -> None:
        """Opens the form of a row, or of a new one that begins `like` another, filled with what was `kept` of it."""
        row = self._rows[index] if index is not None else like

        def note(form: Kept) -> None:
            self._note({**form, "row": index})

        def keep(changed: Item | None) -> None:
            self._note({})
            if changed is None:
                return
            if index is None:
                self._rows.append(changed)
            else:
                self._rows[index] = changed
            self._changed(len(self._rows) if index is None else index)

        note({"parts": {}} if kept is None else kept)
        self.app.push_screen(RowForm(self._question, row, self._language, self._parse, note, kept), keep)

    def copy_row(self, index: int) -> None:
        """Opens the form of a new row that begins like this one; two that are the same might not stand."""
        if index < len(self._rows):
            self.open_form(None, like=self._rows[index])
        else:
            self._want_row()

    def move_row(self, index: int, step: int) -> None:
        """Puts a row one place up or down."""
        place = index + step
        if index < len(self._rows) and 0 <= place < len(self._rows):
            self._rows.insert(place, self._rows.pop(index))
            self._changed(place)

    def remove_row(self, index: int) -> None:
        """Takes a row out; undo brings it back."""
        if index < len(self._rows):
            del self._rows[index]
            self._changed(index)
        else:
            self._want_row()

    def _want_row(self) -> None:
        self.notify(self.say("Highlight a row first."), severity="warning", markup=False)

    def _changed(self, cursor: int) -> None:
        self._fill(cursor)
        self.post_message(Edited(is_kept=True))


class RowForm(SpokenModal[Item | None]):
    """One field for each part of a row; Enter goes on, and on the last one saves the row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Cancel"),
        Binding("ctrl+s", "save", "Save the row", priority=True),
        Binding("ctrl+z", "undo", "Undo"),
        Binding("ctrl+y", "redo", "Redo", show=False),
    ]

    def __init__(
        self,
        question: Question,
        row: Item | None,
        language: str,
        parse: Parse,
        note: Callable[[Kept], None],
        kept: Kept | None = None,
    ) -> None:
        """Tells `note` what stands in it at every change; starts with what was `kept`."""
        super().__init__()
        self._note = note
        self._kept = kept or {}
        self._given_up: list[object] | None = None  # what stood in the fields when it was to be closed
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
        """Starts at the first part, or where it was left."""
        self._boxes[0].enter()
        match self._kept:
            case {"part": str(part), "parts": dict(parts)}:
                for box in self._boxes:
                    if isinstance(kept := parts.get(box.question.id), dict):
                        box.resume(kept)
                    if box.question.id == part:
                        box.enter()

    def scroll_to_center(self, widget: Widget, *_: object, **__: object) -> None:
        """Shows what the part in focus is called above its field, where Textual would center the field alone."""
        labels = zip(self._boxes, self.query(".part"), strict=True)
        label = next((label for box, label in labels if box in widget.ancestors), widget)
        self.query_one(".dialog-body").scroll_to_widget(label, animate=False, top=True)

    def on_entry_box_noted(self) -> None:
        """Keeps what is typed."""
        boxes = self._boxes
        part = next((box.question.id for box in boxes if box.has_focus_within), boxes[0].question.id)
        self._note({"part": part, "parts": {box.question.id: dict(box.kept) for box in boxes}})

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
        typed = write(part, value) if value is not None else prefill(part, self._language)
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

    def action_undo(self) -> None:
        """Takes back what was typed in the part."""
        if isinstance(self.focused, LineField):
            self.focused.take_back()

    def action_redo(self) -> None:
        """Types it again."""
        if isinstance(self.focused, LineField):
            self.focused.type_again()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Hands the row over, if every part can stand."""
        boxes = self._boxes
        if not any(self._fault(box) for box in boxes):
            self.dismiss(Item.of({b.question.id: b.value() for b in boxes if not b.is_empty}))

    @on(Button.Pressed, "#cancel")
    def action_give_up(self) -> None:
        """Closes without a row; what was typed is dropped only the second time."""
        entries: list[object] = [box.entry for box in self._boxes]
        if any(box.is_changed for box in self._boxes) and entries != self._given_up:
            self._given_up = entries
            told = self.say("Press Esc again to drop what you typed, or Ctrl+S to save it.")
            self.notify(told, severity="warning", markup=False)
        else:
            self.dismiss(None)


def typed_parts(question: Question) -> tuple[Question, ...]:
    """The parts of a row that a person fills in; what is calculated shows in the review."""
    return tuple(part for part in question.item if part.type is not Type.CALC)


def _is_needed(part: Question) -> bool:
    return part.required is Required.YES or (part.type is Type.REPEAT and bool(part.minimum))


def _short(shown: str, widest: int) -> Text:
    return Text(shown if len(shown) <= widest else shown[: widest - 1] + "…", no_wrap=True)
