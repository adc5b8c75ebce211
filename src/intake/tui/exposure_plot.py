"""What stands unpaid over time, drawn with blocks: high where work was delivered and its payment has not come."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from intake.agreeing import prospect
from intake.locale import Words
from intake.model.brief import Brief
from intake.model.exposure import Exposure, course_in, payments
from intake.model.hourly import hourly_of
from intake.tui.words import lines, text

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_MARK = "▲"
_LEAST_WIDTH, _LEAST_HEIGHT = 12, 2


class ExposurePlot(Static):
    """The exposure curve of a brief, as large as there is room; what is above the small-claims ceiling is marked, and said."""

    can_focus = False

    def __init__(self, say: Words) -> None:
        super().__init__("", id="curve")
        self.say = say
        self._brief: Brief | None = None

    def show(self, brief: Brief | None) -> None:
        """Draws the curve of this brief."""
        self._brief = brief
        self._draw()

    def on_resize(self) -> None:
        """Draws it anew in the room there is."""
        self._draw()

    def _draw(self) -> None:
        if self._brief is not None and self.size.width:
            self.update(drawn(self._brief, self.size.width, self.size.height, self.say))


def drawn(brief: Brief, width: int, height: int, say: Words) -> Content:
    """The curve in that many cells: what is greatest in words, the blocks, the days of payment, the first and last day."""
    known = prospect(brief)
    if known.greatest is None:
        by_hour = hourly_of(brief)
        if by_hour and by_hour.most is None:
            told = say("No limit of hours is agreed, so that what will stand unpaid is not known.")
            return text((told, "$text-warning"))
        return text((say("Without prices there is nothing to plot."), "dim"))
    most, on = known.greatest.unpaid, known.greatest.on
    head = text((say("Unpaid work"), "bold $text-secondary"), "  ", say("at most {amount}, {day}", amount=most, day=on))
    label = len(str(most))
    columns = course_in(brief, max(_LEAST_WIDTH, width - label - 2))
    first, last = known.points[0].on, known.points[-1].on
    ceiling = known.ceiling.most if known.ceiling and known.ceiling.most.minor < most.minor else None
    above = [say("More than the {amount} of a small claim.", amount=ceiling)] if ceiling else []
    rows = _bars(
        columns, max(_LEAST_HEIGHT, height - 3 - len(above)), str(most), label, ceiling.minor if ceiling else None
    )
    paid = [(due.due - first).days * len(columns) // ((last - first).days + 1) for due in payments(brief)]
    axis = "".join(_MARK if place in paid else "─" for place in range(len(columns)))
    days = _days(str(first), str(last), len(columns), say("{mark} payment", mark=_MARK))
    warned = (text((each, "$text-warning")) for each in above)
    return lines(head, *warned, *rows, text((" " * label + "└" + axis, "dim")), text((" " * (label + 1) + days, "dim")))


def _bars(columns: Sequence[Exposure], height: int, most: str, label: int, ceiling: int | None) -> list[Content]:
    """The blocks, a row each from the top; a column above the ceiling has a warning colour."""
    top = max((column.unpaid.minor for column in columns), default=0)
    rows = []
    for row in range(height, 0, -1):
        title = most if row == height else "0" if row == 1 else ""
        parts: list[str | tuple[str, str]] = [(f"{title:>{label}}", "dim"), ("│", "dim")]
        for column in columns:
            eighths = -(-column.unpaid.minor * height * 8 // top) if top else 0
            block = _EIGHTHS[min(8, max(0, eighths - (row - 1) * 8))]
            above = ceiling is not None and column.unpaid.minor > ceiling
            parts.append((block, "$text-warning" if above else "$text-primary"))
        rows.append(text(*parts))
    return rows


def _days(first: str, last: str, width: int, legend: str) -> str:
    """The first and the last day at the ends, and between them what the mark means, where there is room."""
    room = width - len(first) - len(last)
    return first + f"{legend if room >= len(legend) + 2 else '':^{max(1, room)}}" + last
