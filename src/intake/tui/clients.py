"""The list of your dossiers on screen; it paints only the lines that are seen, so ten thousand are as quick as ten."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Static

if TYPE_CHECKING:
    from intake.store.catalogue import Row
    from intake.tui.listing import Column

_CURSOR = "clients--cursor"


class Headings(Static):
    """The headings over the list; a click on one sorts by it."""

    class Chosen(Message):
        """A heading was clicked."""

        def __init__(self, column: "Column") -> None:
            super().__init__()
            self.column = column

    def on_click(self, event: events.Click) -> None:
        """Tells the screen which column it was."""
        from intake.tui import listing

        column = listing.column_at(event.x - self.styles.gutter.left, self.content_size.width)
        if column is not None:
            self.post_message(self.Chosen(column))


class Clients(ScrollView, can_focus=True):
    """The rows as lines, one of them chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_CURSOR}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open the client", show=False),
        Binding("down", "cursor_down", "Next", show=False),
        Binding("up", "cursor_up", "Previous", show=False),
        Binding("pagedown", "page_down", "A page down", show=False),
        Binding("pageup", "page_up", "A page up", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]
    highlighted: reactive[int] = reactive(0)

    class Selected(Message):
        """A dossier was chosen to be opened."""

        def __init__(self, row: "Row") -> None:
            super().__init__()
            self.row = row

    def __init__(self, line: "Callable[[Row, int], Content]") -> None:
        super().__init__(id="dossiers")
        self._line = line
        self._remark = Content("")
        self.rows: Sequence[Row] = ()

    def show(self, rows: "Sequence[Row]", *, remark: str, chosen: str = "") -> None:
        """Shows these rows, with the one of that id chosen where it is among them, else the first; the `remark` where there are none."""
        self.rows = rows
        self._remark = Content("") if rows else Content.styled(remark, "dim")
        self.virtual_size = Size(0, len(rows) or 1)
        place = next((place for place, row in enumerate(rows) if row.id == chosen), 0) if chosen else 0
        self.highlighted = place
        self._keep_in_sight(place)
        self.refresh()

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return self.scrollable_content_region.width

    @property
    def chosen(self) -> "Row | None":
        """The row that Enter opens."""
        return self.rows[self.highlighted] if self.rows else None

    def render_line(self, y: int) -> Strip:
        """Paints one line of those that are seen."""
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        style = self.get_visual_style(*((_CURSOR,) if self.rows and place == self.highlighted else ()))
        if place < len(self.rows):
            content = self._line(self.rows[place], width)
        else:
            content = Content("") if place else self._remark  # nothing is said before it was looked
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]

    def validate_highlighted(self, place: int) -> int:
        """The nearest place that has a row."""
        return max(0, min(place, len(self.rows) - 1))

    def watch_highlighted(self, place: int) -> None:
        """Keeps the chosen row in sight."""
        self._keep_in_sight(place)
        self.refresh()

    def _keep_in_sight(self, place: int) -> None:
        self.scroll_to_region(Region(0, place, 1, 1), animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Opens the dossier that was clicked."""
        place = self.scroll_offset.y + event.y - self.styles.gutter.top
        if 0 <= place < len(self.rows):
            self.highlighted = place
            self.action_select()

    def action_select(self) -> None:
        """Opens the chosen dossier."""
        if self.chosen is not None:
            self.post_message(self.Selected(self.chosen))

    def action_cursor_down(self) -> None:
        """Chooses the next row."""
        self.highlighted += 1

    def action_cursor_up(self) -> None:
        """Chooses the row before."""
        self.highlighted -= 1

    def action_page_down(self) -> None:
        """Chooses a page further down."""
        self.highlighted += self._page

    def action_page_up(self) -> None:
        """Chooses a page further up."""
        self.highlighted -= self._page

    def action_first(self) -> None:
        """Chooses the first row."""
        self.highlighted = 0

    def action_last(self) -> None:
        """Chooses the last row."""
        self.highlighted = len(self.rows) - 1

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)
