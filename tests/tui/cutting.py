"""What cannot be seen whole on a screen: buttons, labels, keys and placeholders of which a part is cut."""

import re

from rich.cells import cell_len
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Static

from intake.tui.footer import KeysFooter
from intake.tui.step import StepBar
from tui.driving import Person

SHORTENED = ("lines", "outline", "before", "after", "languages")
"""What may end in an ellipsis: names, questions and answers of other people."""


def cut(person: Person) -> list[str]:
    """The buttons, labels, keys and placeholders of which a part cannot be seen, though they are on the screen."""
    screen = person.app.screen
    seen = screen._compositor.visible_widgets
    return [repr(widget) for widget, (region, clip) in seen.items() if _is_cut(widget, region, clip)]


def _is_cut(widget: Widget, region: Region, clip: Region) -> bool:
    room = widget.content_size.width
    match widget:
        case _ if widget.id in SHORTENED:
            return False
        case Button() | Checkbox() | KeysFooter() | StepBar():
            return region.right > clip.right or region.x < clip.x or cell_len(str(widget.render())) > region.width
        case Input():
            return not widget.value and cell_len(widget.placeholder) > room
        case Static():
            told = str(widget.visual)
            # A digest is as long as it is, and broken where the line ends.
            told = re.sub(r"sha256:\w+", "", told)
            parts = told.split() if widget.styles.text_wrap == "wrap" else told.splitlines()
            return any(cell_len(part) > room for part in parts)
        case _:
            return False
