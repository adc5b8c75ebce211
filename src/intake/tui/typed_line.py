"""A line that is typed: a name, a reason, a filter."""

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region
from textual.widgets import Input

if TYPE_CHECKING:
    from intake.tui.app import IntakeApp


class TypedLine(Input):
    """One line; a paste of several becomes one with nothing dropped, and one that is too long says that it was not taken."""

    app: "IntakeApp"

    def _on_paste(self, event: events.Paste) -> None:
        from intake.interviewing.entry import MOST
        from intake.tui.field_messages import NotPasted

        event.prevent_default()
        event.stop()
        one_line = " ".join(event.text.strip("\r\n").splitlines()).expandtabs(1)
        if not one_line:
            return
        if len(self.value) + len(one_line) <= MOST:
            self.replace(one_line, *self.selection)
            self.call_after_refresh(self.show_caret)
        else:
            why = NotPasted(len(one_line), MOST, self.app.say_here).why
            self.notify(why, severity="warning", markup=False)

    def show_caret(self) -> None:
        """Brings the caret in sight; Textual does so before it knows how long a text is that came at once."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)
