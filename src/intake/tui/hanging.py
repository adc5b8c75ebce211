"""Rows of a list that go on beneath their own beginning where they are too long for a line."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from intake.tui.contents import lines

_MARK = 2
"""The width of a mark with its blank, which stands before a row that is not set in."""


class Hanging(Visual):
    """Rows beneath each other; each goes on beneath what follows its mark, or as far in as it is set."""

    def __init__(self, *rows: Content) -> None:
        self._rows = rows

    def __str__(self) -> str:
        return "\n".join(str(row) for row in self._rows)

    def _wrapped(self, width: int) -> Content:
        return lines(*(line for row in self._rows for line in _wrap(row, width)))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The rows as they are painted."""
        return self._wrapped(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the longest row."""
        return lines(*self._rows).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at that width."""
        return self._wrapped(width).get_height(rules, width)


def _wrap(row: Content, width: int) -> list[Content]:
    indent = len(row.plain) - len(row.plain.lstrip(" ")) or _MARK
    first, *others = row[indent:].wrap(max(1, width - indent)) or [Content()]
    return [row[:indent] + first, *(Content(" " * indent) + other for other in others)]
