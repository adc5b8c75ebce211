"""The buttons of every screen: one line of text."""

from typing import ClassVar

from textual import widgets
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive


class Button(widgets.Button, inherit_css=False):
    """A button with the few rules it needs; Textual reads sixty for its own, most of them for borders and colours.

    It has no other looks, so that its styles are worked out once and not again for each class that names a look.
    """

    DEFAULT_CSS: ClassVar[str] = """
    Button { width: auto; height: auto; border: none; text-align: center; content-align: center middle; pointer: pointer; }
    Button:disabled { text-opacity: 0.6; pointer: not-allowed; }
    Button.-active { tint: $background 30%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", "Previous button", show=False),
        Binding("right", "app.focus_next", "Next button", show=False),
    ]
    compact: reactive[bool] = reactive(True)

    def render(self) -> Content:
        """The label, in brackets where it cannot be pressed now: a paler colour says it to some people only."""
        before, after = "()" if self.disabled else "  "
        return Content.assemble(before, Content.from_text(self.label), after)

    def watch_variant(self, old_variant: str, variant: str) -> None:
        """Takes the class of the variant; before the button is mounted no styles are worked out for it."""
        self.update_classes({f"-{old_variant}": False, f"-{variant}": True}, update=self.is_attached)

    def watch_flat(self, flat: bool) -> None:
        """Every button is flat."""
