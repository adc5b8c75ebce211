"""A field with what is said about it beneath: the exact value as understood, errors and warnings, choices to pick from."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.entry import TOO_LONG, WRONG_CHECK_DIGIT, EntryFault, Offer
from intake.interviewing.steps import Invalid, Remark
from intake.locale import Words
from intake.model.questionnaire import Level, Question, Type
from intake.model.values import Value
from intake.tui import contents
from intake.tui.contents import text
from intake.tui.field_messages import Edited, Given, Kept, Moved, NotPasted, Parse
from intake.tui.fields import LineField, field_for, is_empty, is_line, placeholder

if TYPE_CHECKING:
    from intake.tui.app import IntakeApp

Check = Callable[[Value], tuple[Remark, ...]]
"""What is to be said of an exact value."""

_MARKS = {Level.ERROR: ("✗ ", "$text-error"), Level.WARN: ("! ", "$text-warning"), Level.INFO: ("· ", "dim")}
# The value as understood says nothing new where it is what was typed.
_ECHOED = frozenset(
    {Type.DATE, Type.MONEY, Type.PERCENT, Type.QUANTITY, Type.DURATION, Type.COUNTRY, Type.LANGUAGE, Type.URL}
    | {Type.COMPANY_ID, Type.PERSON, Type.CONTACT, Type.PHONE}
)


class MonthLine(Static):
    """A line under a date that opens its month with a click, and says by which key."""

    class Clicked(Message):
        """It was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Tells of the click."""
        event.stop()
        self.post_message(self.Clicked())


class EntryBox(Vertical):
    """The field of one question, its remarks, and the exact answers that may have been meant."""

    app: "IntakeApp"

    class Entered(Message):
        """An entry was given: typed text or a value."""

        def __init__(self, box: "EntryBox", entry: str | Value) -> None:
            super().__init__()
            self.box = box
            self.entry = entry

    class Drafted(Message):
        """A row of a group changed: to be saved, though the group may not be complete."""

        def __init__(self, box: "EntryBox", entry: str | Value) -> None:
            super().__init__()
            self.box = box
            self.entry = entry

    class Noted(Message):
        """What stands in the field, or where the caret is, has changed."""

        def __init__(self, box: "EntryBox") -> None:
            super().__init__()
            self.box = box

    def __init__(
        self, question: Question, value: Value | None, prefill: str, language: str, parse: Parse, check: Check
    ) -> None:
        super().__init__(classes="entry")
        self.question = question
        self.field = field_for(question, value, prefill, language, parse)
        self._parse = parse
        self._check = check
        self._language = language
        self._offers: tuple[Offer, ...] = ()
        self._said: list[Content] = []

    def compose(self) -> ComposeResult:
        """The field; what is said of it and offers come once there are any."""
        yield self.field
        if self.question.type is Type.DATE:
            yield self._month_line()

    def _month_line(self) -> MonthLine:
        say = Words(self._language)
        return MonthLine(text(("▾ " + say("Down opens a month"), "dim")), classes="month", markup=False)

    def on_mount(self) -> None:
        """Starts with the value as understood, if there is one."""
        self._edited()

    def turn_to(self, question: Question, prefill: str, parse: Parse, check: Check) -> bool:
        """Asks another question in the same field; False where it needs a field of another kind.

        Most questions follow one of their kind, and mounting a field takes longer than all else that an answer brings.
        """
        if not (isinstance(self.field, LineField) and is_line(question)):
            return False
        self.question, self._parse, self._check = question, parse, check
        self.field.begin(prefill, placeholder(question, self.field.say))
        for line in self.query(MonthLine):
            line.display = question.type is Type.DATE
        if question.type is Type.DATE and not self.query(MonthLine):
            self.mount(self._month_line(), after=self.field)
        self._edited()
        return True

    @property
    def entry(self) -> str | Value:
        """What stands in the field."""
        return self.field.entry

    def value(self) -> Value:
        """The exact value of what stands in the field; EntryFault where it is none."""
        entry = self.entry
        return self._parse(self.question, entry) if isinstance(entry, str) else entry

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return is_empty(self.field)

    @property
    def kept(self) -> Kept:
        """What stands in the field and where the caret is, for `resume`."""
        return self.field.kept

    @property
    def is_changed(self) -> bool:
        """Whether something else stands in the field than at first."""
        return self.field.is_changed

    def resume(self, kept: Kept) -> None:
        """Goes on where the field was left."""
        self.field.resume(kept)

    def saved(self) -> None:
        """What stands in the field is saved as it is."""
        if hasattr(self.field, "saved"):
            self.field.saved()

    def enter(self) -> None:
        """Puts the focus in the field."""
        self.field.focus()

    def type(self, entry: str) -> None:
        """Puts that text into the field, where it is one for text."""
        if isinstance(self.field, LineField):
            self.field.value = entry
        elif hasattr(self.field, "text"):
            self.field.text = entry

    def refuse(self, fault: EntryFault | Invalid) -> None:
        """Shows why the entry cannot be taken, and the offers to choose from."""
        if isinstance(fault, EntryFault):
            self.say((Remark(Level.ERROR, fault.message),))
            self._offer(fault.offers)
        else:
            self.say(fault.remarks)
        self.enter()

    def say(self, remarks: tuple[Remark, ...], echo: str = "") -> None:
        """Shows remarks under the field, after the value as understood."""
        rows = [text(("= ", "dim"), (echo, "$text-success"))] if echo else []
        for remark in remarks:
            mark, style = _MARKS[remark.level]
            rows.append(text((mark, style), (remark.told(self._language, self.question), style)))
        if rows != self._said:
            self._said = rows
            said = next(iter(self.query(".said").results(Static)), None)
            if said is None:
                said = Static(classes="said", markup=False)
                self.mount(said, after=self.field)
            said.update(contents.lines(*rows))
            said.display = bool(rows)

    @on(Edited)
    def _changed(self, message: Edited) -> None:
        message.stop()
        if message.is_kept:
            self.post_message(self.Drafted(self, self.entry))
        else:
            self._edited()
            self.post_message(self.Noted(self))

    @on(NotPasted)
    def _not_pasted(self, message: NotPasted) -> None:
        message.stop()
        self.say((Remark(Level.ERROR, message.why),))

    @on(Moved)
    def _moved(self, message: Moved) -> None:
        message.stop()
        self.post_message(self.Noted(self))

    def _edited(self) -> None:
        self._offer(())
        if filtered := getattr(self.field, "filter", ""):
            say = Words(self._language)
            told = say("only those with '{letters}'; Backspace shows more", letters=filtered)
            self.say((Remark(Level.INFO, told),))
            return
        if self.is_empty:
            self.say(())
            return
        if self.question.type is Type.FILE:
            self.say(())  # what is half typed may name another file, and whatever is read is kept
            return
        try:
            value = self.value()
        except EntryFault as fault:
            # Still typing: faults are told when the answer is given, but for a number that is whole and mistyped,
            # and for a text that no further letter mends.
            is_whole = fault.template == TOO_LONG or (
                self.question.type is Type.COMPANY_ID and fault.template == WRONG_CHECK_DIGIT
            )
            self.say((Remark(Level.WARN, fault.message),) if is_whole else ())
            return
        echo = ""
        if self.question.type in _ECHOED:
            from intake.interviewing.reviewing import show

            echo = show(self.question, value, self._language)
        if self.question.type is Type.COMPANY_ID:
            echo += " ✓"
        self.say(tuple(remark for remark in self._check(value) if remark.level is not Level.ERROR), echo)

    @on(Given)
    def _given(self, message: Given) -> None:
        message.stop()
        self.post_message(self.Entered(self, self.entry))

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        if offers == self._offers:
            return  # most keys change nothing here, and laying the page out takes longer than a key
        self._offers = offers
        for line in self.query(MonthLine):
            line.display = self.question.type is Type.DATE and not offers  # Down leads to the offers then
        options = [Option(Content(offer.label)) for offer in offers]
        listed = next(iter(self.query(".offers").results(OptionList)), None)
        if listed is None:
            listed = OptionList(*options, classes="offers", markup=False, compact=True)
            self.mount(listed)
        else:
            listed.set_options(options)
        listed.display = bool(offers)

    def on_key(self, event: events.Key) -> None:
        """Down leads from a line into the offers beneath it, and from a date into its month."""
        if event.key == "down" and self.question.type is Type.DATE and not self._offers and self.field.has_focus:
            event.stop()
            self.open_month()
        elif event.key == "down" and self._offers and self.field.has_focus:
            event.stop()
            listed = self.query_one(".offers", OptionList)
            listed.action_first()
            listed.focus()

    def open_month(self) -> None:
        """Lets a day be chosen from a month, that of the date typed so far or this one."""
        from intake.tui.month import MonthDialog

        today = self.app.desk.clock().date()
        try:
            typed = self.value()
        except EntryFault:
            typed = today
        day = typed if isinstance(typed, date) else today
        self.app.push_screen(MonthDialog(day, today, Words(self._language)), self._choose_day)

    def _choose_day(self, day: date | None) -> None:
        if day is not None:
            self.type(day.isoformat())
        self.enter()

    @on(MonthLine.Clicked)
    def _month_clicked(self, message: "MonthLine.Clicked") -> None:
        message.stop()
        self.open_month()

    @on(OptionList.OptionSelected, ".offers")
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = self._offers[event.option_index].text
        self.type(chosen)
        self.post_message(self.Entered(self, chosen))
