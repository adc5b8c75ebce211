"""The fields in which an answer is chosen from a list."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, SelectionList
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from intake.model.values import Value
from intake.tui.field_messages import Edited, Given


class ChoiceField(OptionList):
    """One of several; arrows or the first letters choose, Enter gives the answer, a click does both."""

    def __init__(self, choices: tuple[tuple[Value, str], ...], chosen: Value | None) -> None:
        super().__init__(*(Option(Content(label)) for _, label in choices), markup=False, compact=True)
        self._choices = choices
        self._typed = ""
        values = [value for value, _ in choices]
        self.highlighted = values.index(chosen) if chosen in values else 0

    @property
    def entry(self) -> Value:
        """The value of the highlighted choice."""
        return self._choices[self.highlighted or 0][0]

    def on_key(self, event: events.Key) -> None:
        """Letters go to the first choice that begins with them."""
        if not event.is_printable or event.character is None:
            self._typed = ""
            return
        event.stop()
        self._typed = (self._typed + event.character).casefold()
        for index, (value, label) in enumerate(self._choices):
            if label.casefold().startswith(self._typed) or str(value).casefold().startswith(self._typed):
                self.highlighted = index
                return
        self._typed = ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click gives the answer."""
        event.stop()
        self.post_message(Given())


class ChoicesField(SelectionList[str]):
    """Any number of several; Space ticks, Enter gives the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "give", show=False)]

    def __init__(self, choices: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> None:
        super().__init__(*(Selection(Content(label), value, value in chosen) for value, label in choices), compact=True)
        self._order = [value for value, _ in choices]

    @property
    def entry(self) -> Value:
        """The ticked values, in their order."""
        return tuple(value for value in self._order if value in self.selected)

    def action_give(self) -> None:
        """Gives the answer."""
        self.post_message(Given())

    def on_selection_list_selected_changed(self) -> None:
        """Tells that a tick changed."""
        self.post_message(Edited())
