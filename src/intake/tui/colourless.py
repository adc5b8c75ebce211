"""Takes the colours out of everything painted, for people who set NO_COLOR; bold, underlined and reversed remain."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Paints in the terminal's own two colours; Textual's own way keeps shades of grey (https://no-color.org)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments without a colour."""
        return [Segment(text, _plain(style) if style else None, control) for text, style, control in segments]


@lru_cache(1024)
def _plain(style: Style) -> Style:
    return style.without_color
