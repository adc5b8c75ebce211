"""The fields in which an answer is chosen from a list."""

from typing import ClassVar, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList, SelectionList
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from intake.model.values import Value, to_json
from intake.tui.field_messages import Edited, Given, Kept, Moved

V = TypeVar("V", bound=Value)


class ChoiceField(OptionList):
    """One of several; arrows choose, letters filter, Enter gives the answer, a click does both."""

    def __init__(self, choices: tuple[tuple[Value, str], ...], chosen: Value | None) -> None:
        super().__init__(*(Option(Content(label)) for _, label in choices), markup=False, compact=True)
        self._all = self._choices = choices
        self.filter = ""
        values = [value for value, _ in choices]
        self.highlighted = values.index(chosen) if chosen in values else 0
        self._began = self.entry

    @property
    def entry(self) -> Value:
        """The value of the highlighted choice."""
        return self._choices[self.highlighted or 0][0]

    @property
    def kept(self) -> Kept:
        """The value of the highlighted choice where it is another than at first."""
        return {"chosen": to_json(self.entry)} if self.is_changed else {}

    @property
    def is_changed(self) -> bool:
        """Whether another choice is highlighted than at first."""
        return self.entry != self._began

    def resume(self, kept: Kept) -> None:
        """Goes on where it was left."""
        values = [to_json(value) for value, _ in self._choices]
        if kept.get("chosen") in values:
            self.highlighted = values.index(kept["chosen"])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tells that another choice is highlighted."""
        event.stop()
        self.post_message(Moved())

    def on_key(self, event: events.Key) -> None:
        """Letters leave the choices that have them, those that begin with them first in hand; Backspace takes one back."""
        event_is_ours, typed, shown = _narrowed(self._all, self.filter, event)
        if event_is_ours:
            event.stop()
        if not shown:
            return
        chosen = self.entry
        self.filter, self._choices = typed, shown
        self.set_options(Option(Content(label)) for _, label in shown)
        begins = (at for at, (value, label) in enumerate(shown) if _begins(label, str(value), typed))
        values = [value for value, _ in shown]
        self.highlighted = next(begins, 0) if typed else values.index(chosen)
        self.post_message(Edited())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click gives the answer."""
        event.stop()
        self.post_message(Given())


class ChoicesField(SelectionList[str]):
    """Any number of several; Space ticks, letters filter, Enter gives the answer. One that is `exclusive` goes with no other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "give", show=False)]

    def __init__(
        self, choices: tuple[tuple[str, str], ...], chosen: frozenset[str], exclusive: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(*(Selection(Content(label), value, value in chosen) for value, label in choices), compact=True)
        self._all = choices
        self._order = [value for value, _ in choices]
        self._ticked = self._began = chosen
        self._exclusive = exclusive
        self.filter = ""

    def render_line(self, y: int) -> Strip:
        """A line with its box, which is empty until it is ticked, also where there is no colour to tell."""
        line, place = super().render_line(y), self.scroll_offset.y + y
        if place >= self.option_count:
            return line
        left, inner, *rest = line
        tick = "✓" if self.get_option_at_index(place).value in self._ticked else " "
        return Strip([left, Segment(tick, inner.style), *rest])

    @property
    def entry(self) -> Value:
        """The ticked values, in their order, also those that the filter hides."""
        return tuple(value for value in self._order if value in self._ticked)

    @property
    def kept(self) -> Kept:
        """The ticked values where they are others than at first."""
        return {"ticked": [value for value in self._order if value in self._ticked]} if self.is_changed else {}

    @property
    def is_changed(self) -> bool:
        """Whether others are ticked than at first."""
        return self._ticked != self._began

    def resume(self, kept: Kept) -> None:
        """Goes on where it was left."""
        ticked = kept.get("ticked")
        if isinstance(ticked, list):
            self.deselect_all()
            for value in self._order:
                if value in ticked:
                    self.select(value)

    def action_give(self) -> None:
        """Gives the answer."""
        self.post_message(Given())

    def on_selection_list_selected_changed(self) -> None:
        """Tells that a tick changed; an exclusive one takes away the others, and any other takes away that."""
        shown = {self.get_option_at_index(place).value for place in range(self.option_count)}
        added = [value for value in self.selected if value not in self._ticked]  # the last one ticked comes last
        self._ticked = (self._ticked - shown) | frozenset(self.selected)
        if added:
            self._ticked = frozenset(added[-1:]) if added[-1] in self._exclusive else self._ticked - self._exclusive
            with self.prevent(SelectionList.SelectedChanged):
                for value in set(self.selected) - self._ticked:
                    self.deselect(value)
        self.post_message(Edited())

    def on_key(self, event: events.Key) -> None:
        """Letters leave the choices that have them; Backspace takes one back. Space ticks."""
        if event.key == "space":
            return
        event_is_ours, typed, shown = _narrowed(self._all, self.filter, event)
        if event_is_ours:
            event.stop()
        if not shown:
            return
        self.filter = typed
        with self.prevent(SelectionList.SelectedChanged):
            self.clear_options()
            self.add_options(Selection(Content(label), value, value in self._ticked) for value, label in shown)
        self.highlighted = 0
        self.post_message(Edited())


def _narrowed(
    choices: tuple[tuple[V, str], ...], before: str, event: events.Key
) -> tuple[bool, str, tuple[tuple[V, str], ...]]:
    """Whether the key is part of a filter, the filter after it, and the choices that it leaves.

    A letter that no choice has after those before it begins a new filter; where none has it at all, nothing changes.
    """
    if event.key == "backspace" and before:
        tries: tuple[str, ...] = (before[:-1],)
    elif event.is_printable and event.character is not None:
        tries = ((before + event.character).casefold(), event.character.casefold())
    else:
        return False, before, ()
    for typed in tries:
        shown = tuple((value, label) for value, label in choices if _has(label, str(value), typed))
        if shown:
            return True, typed, shown
    return True, before, ()


def _begins(label: str, value: str, typed: str) -> bool:
    return label.casefold().startswith(typed) or value.casefold().startswith(typed)


def _has(label: str, value: str, typed: str) -> bool:
    return typed in label.casefold() or typed in value.casefold()
