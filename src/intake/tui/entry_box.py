"""A field with what is said about it beneath: the exact value as understood, errors and warnings, choices to pick from."""

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from intake.interviewing.entry import EntryFault, Offer
from intake.interviewing.steps import Invalid, Remark
from intake.model.questionnaire import Level, Question, Type
from intake.model.values import Value, shown
from intake.tui import contents
from intake.tui.contents import text
from intake.tui.field_messages import Edited, Given, Parse
from intake.tui.fields import LineField, field_for, is_empty, is_line, placeholder

Check = Callable[[Value], tuple[Remark, ...]]
"""What is to be said of an exact value."""

_MARKS = {Level.ERROR: ("✗ ", "$text-error"), Level.WARN: ("! ", "$text-warning"), Level.INFO: ("· ", "dim")}
# The value as understood says nothing new where it is what was typed.
_ECHOED = frozenset(
    {Type.DATE, Type.MONEY, Type.PERCENT, Type.QUANTITY, Type.DURATION, Type.COUNTRY, Type.LANGUAGE, Type.URL}
    | {Type.COMPANY_ID, Type.PERSON, Type.CONTACT, Type.PHONE}
)


class EntryBox(Vertical):
    """The field of one question, its remarks, and the exact answers that may have been meant."""

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

    def _edited(self) -> None:
        self._offer(())
        if self.is_empty:
            self.say(())
            return
        try:
            value = self.value()
        except EntryFault:
            self.say(())  # still typing: faults are told when the answer is given
            return
        echo = shown(value) if self.question.type in _ECHOED else ""
        self.say(tuple(remark for remark in self._check(value) if remark.level is not Level.ERROR), echo)

    @on(Given)
    def _given(self, message: Given) -> None:
        message.stop()
        self.post_message(self.Entered(self, self.entry))

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        if offers == self._offers:
            return  # most keys change nothing here, and laying the page out takes longer than a key
        self._offers = offers
        options = [Option(Content(offer.label)) for offer in offers]
        listed = next(iter(self.query(".offers").results(OptionList)), None)
        if listed is None:
            listed = OptionList(*options, classes="offers", markup=False, compact=True)
            self.mount(listed)
        else:
            listed.set_options(options)
        listed.display = bool(offers)

    def on_key(self, event: events.Key) -> None:
        """Down leads from a line into the offers beneath it."""
        if event.key == "down" and self._offers and self.field.has_focus:
            event.stop()
            listed = self.query_one(".offers", OptionList)
            listed.action_first()
            listed.focus()

    @on(OptionList.OptionSelected, ".offers")
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        chosen = self._offers[event.option_index].text
        self.type(chosen)
        self.post_message(self.Entered(self, chosen))
