"""The fields that answers are typed or chosen in, one for each kind of question; Enter gives the answer."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from intake.interviewing.entry import MOST
from intake.locale import Words, marked
from intake.model.questionnaire import Question, Type, said
from intake.model.values import Item, Value
from intake.tui.field_messages import Edited, Given, Kept, Moved, NotPasted, Parse
from intake.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from intake.tui.choice_fields import ChoiceField, ChoicesField
    from intake.tui.long_field import LongField
    from intake.tui.rows import RowsField

    AnyField: TypeAlias = "LineField | LongField | ChoiceField | ChoicesField | RowsField"

PLACEHOLDERS = {
    Type.DATE: marked("15 January 2027"),
    Type.MONEY: "2000 EUR",
    Type.PERCENT: "50%",
    Type.DURATION: marked("10 working days"),
    Type.COUNTRY: marked("SE, Germany, …"),
    Type.LANGUAGE: marked("en, German, …"),
    Type.EMAIL: "name@example.com",
    Type.PHONE: "+46 8 123 45 67",
    Type.URL: "https://…",
    Type.COMPANY_ID: marked("VAT or register number"),
    Type.PERSON: marked("Name, e-mail, phone"),
    Type.CONTACT: marked("Name, e-mail, phone"),
    Type.FILE: marked("Path of the file"),
    Type.NUMBER: "0",
}


_OTHER_FIELDS = (Type.LONG_TEXT, Type.ADDRESS, Type.BOOL, Type.CHOICE, Type.CHOICES, Type.REPEAT)


class LineField(TypedLine):
    """One typed line; a paste of several lines becomes one, with nothing dropped, and one too long opens an editor."""

    # Some terminals and programs that type for people send a line feed where a keyboard sends a carriage return.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+j", "submit", show=False)]

    def __init__(self, began: str, placeholder: str, say: Words) -> None:
        # What is there is selected once, at first: after a dialog the next key would replace it all.
        super().__init__(began, placeholder=placeholder, select_on_focus=False)
        self._began, self._undone = began, ""
        self.say = say

    def on_mount(self) -> None:
        """Typing replaces what the field starts with."""
        self.action_select_all()

    @property
    def entry(self) -> str:
        """What is typed so far."""
        return self.value

    @property
    def kept(self) -> Kept:
        """What is typed so far where it is not what was there, and what is selected."""
        typed: Kept = {"text": self.value} if self.is_changed else {}
        return {**typed, "from": self.selection.start, "to": self.selection.end}

    @property
    def is_changed(self) -> bool:
        """Whether it is another text than at first."""
        return self.value != self._began

    def resume(self, kept: Kept) -> None:
        """Goes on where it was left."""
        match {"text": self.value, **kept}:
            case {"text": str(typed), "from": int(start), "to": int(end)}:
                self.value = typed
                self.selection = Selection(min(max(0, start), len(typed)), min(max(0, end), len(typed)))
                self.call_after_refresh(self.show_caret)

    def take_back(self) -> bool:
        """Takes back what was typed; whether there was anything."""
        if not self.is_changed:
            return False
        self._undone, self.value = self.value, self._began
        self.cursor_position = len(self.value)
        return True

    def type_again(self) -> bool:
        """Types again what was taken back; whether there was anything."""
        if not self._undone or self.is_changed:
            return False
        self.value, self._undone = self._undone, ""
        self.cursor_position = len(self.value)
        return True

    def watch_selection(self) -> None:
        """Tells that the caret moved."""
        self.post_message(Moved())

    def begin(self, began: str, placeholder: str) -> None:
        """Starts anew, as if it had just been entered."""
        self._began, self._undone = began, ""
        self.value, self.placeholder = began, placeholder
        self.action_select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the answer."""
        event.stop()
        self.post_message(Given())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tells that the text changed."""
        event.stop()
        self.post_message(Edited())

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        one_line = " ".join(event.text.split())
        if len(self.value) + len(one_line) > MOST:
            self._shorten(one_line)
            return
        if "\n" in event.text.strip():
            self.notify(self.say("The line breaks became spaces."), markup=False)
        super()._on_paste(events.Paste(one_line))

    def _shorten(self, pasted: str) -> None:
        """Opens what was typed and pasted in an editor, until it is short enough for an answer."""
        from intake.tui.long_editor import LONGEST_WORD, LongEditor

        if max(map(len, pasted.split())) > LONGEST_WORD:
            self.post_message(NotPasted(len(pasted), MOST, self.say))
            return
        start, end = sorted(self.selection)
        whole = self.value[:start] + pasted + self.value[end:]

        def keep(line: str | None) -> None:
            if line is not None:
                self.value = line
                self.cursor_position = len(line)

        self.app.push_screen(LongEditor(whole, MOST, self.say), keep)


def field_for(question: Question, value: Value | None, prefill: str, language: str, parse: Parse) -> "AnyField":
    """The field that suits the question, filled with its value so far or what it starts with."""
    say = Words(language)
    options = tuple((option.value, said(option.label, language, option.value)) for option in question.options)
    match question.type:
        case Type.LONG_TEXT | Type.ADDRESS:
            from intake.tui.long_field import LongField

            return LongField(value if isinstance(value, str) else prefill, question.type.value, say)
        case Type.BOOL | Type.CHOICE:
            from intake.tui.choice_fields import ChoiceField

            if question.type is Type.CHOICE:
                return ChoiceField(options, value if value is not None else prefill)
            return ChoiceField(((True, say("Yes")), (False, say("No"))), _yes_or_no(value, prefill))
        case Type.CHOICES:
            from intake.tui.choice_fields import ChoicesField

            ticked = value if value is not None else parse(question, prefill) if prefill else ()
            chosen = frozenset(map(str, ticked)) if isinstance(ticked, tuple) else frozenset()
            return ChoicesField(options, chosen, frozenset(each.value for each in question.options if each.exclusive))
        case Type.REPEAT:
            from intake.tui.rows import RowsField

            rows = value if isinstance(value, tuple) else ()
            return RowsField(question, tuple(row for row in rows if isinstance(row, Item)), language, parse)
        case _:
            return LineField(prefill, placeholder(question, say), say)


def _yes_or_no(value: Value | None, prefill: str) -> Value | None:
    from intake.interviewing.entry.words import YES, fold

    if value is not None:
        return value
    return fold(prefill) in YES if prefill else None


def is_line(question: Question) -> bool:
    """Whether the answer is typed on one line."""
    return question.type not in _OTHER_FIELDS


def placeholder(question: Question, say: Words) -> str:
    """What stands in the field before anything is typed."""
    if question.type is Type.QUANTITY and question.units:
        from intake.locale.units import measured

        return measured(Decimal(12), question.units[0], say.language)
    if question.schemes == ("lei",):
        return "529900T8BM49AURSDO55"  # of the foundation that gives them out
    return say(PLACEHOLDERS.get(question.type, ""))


def is_empty(field: "AnyField") -> bool:
    """Whether nothing was typed or ticked."""
    entry = field.entry
    return entry in ("", ()) or (isinstance(entry, str) and not entry.strip())
