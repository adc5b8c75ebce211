"""Screens with a list that is filtered as you type, while the arrows and page keys move in the list."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from intake.tui.beside import WorkingScreen
from intake.tui.spoken import Result
from intake.tui.typed_line import TypedLine


class FilterInput(TypedLine):
    """The filter; Ctrl+A and Ctrl+E go to the ends of what was typed, since Home and End belong to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "screen.move('first')", "First", show=False),
        Binding("end", "screen.move('last')", "Last", show=False),
    ]

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, id="filter")


class FilteredScreen(WorkingScreen[Result]):
    """A screen whose list, of id `listed`, is moved in whatever has the focus."""

    listed: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", "Next", show=False),
        Binding("up", "move('cursor_up')", "Previous", show=False),
        Binding("pagedown", "move('page_down')", "A page down", show=False),
        Binding("pageup", "move('page_up')", "A page up", show=False),
        Binding("home", "move('first')", "First", show=False),
        Binding("end", "move('last')", "Last", show=False),
    ]

    def action_move(self, how: str) -> None:
        """Moves in the list as its own key would."""
        getattr(self.query_one(f"#{self.listed}"), f"action_{how}")()
