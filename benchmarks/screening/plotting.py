"""Small plots as SVG: points and lines on logarithmic axes, legible on light and dark pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import log10

_WIDTH, _HEIGHT, _LEFT, _BELOW, _ABOVE, _RIGHT = 640, 340, 64, 48, 34, 130
_COLOURS = ("#0b6e99", "#c4501b", "#3c7a3f", "#7b4ea3", "#8a6d00", "#a0305f")


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its words, the values it runs between, the values that are marked, and whether it is logarithmic."""

    label: str
    least: float
    most: float
    marks: Sequence[float]
    logarithmic: bool = True

    def place(self, value: float) -> float:
        """Where on the axis a value stands, in [0, 1]."""
        of: Callable[[float], float] = log10 if self.logarithmic else float
        return (of(value) - of(self.least)) / (of(self.most) - of(self.least))


def plot(title: str, across: Axis, up: Axis, series: Sequence[tuple[str, Sequence[tuple[float, float]]]]) -> str:
    """The plot; each series has a name and its points, which are joined where there are several."""

    def at(x: float, y: float) -> tuple[float, float]:
        wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _BELOW - _ABOVE
        return round(_LEFT + across.place(x) * wide, 1), round(_HEIGHT - _BELOW - up.place(y) * high, 1)

    drawn = [_text(_LEFT, 18, title, weight="bold")]
    for mark in across.marks:
        x, y = at(mark, up.least)
        drawn += [_line(x, y, x, _ABOVE), _text(x, y + 16, f"{mark:,g}", anchor="middle")]
    for mark in up.marks:
        x, y = at(across.least, mark)
        drawn += [_line(x, y, _WIDTH - _RIGHT, y), _text(x - 6, y + 4, f"{mark:,g}", anchor="end")]
    drawn.append(_text(_LEFT, _HEIGHT - 10, f"across: {across.label}; up: {up.label}"))
    for number, (name, points) in enumerate(series):
        colour, places = _COLOURS[number % len(_COLOURS)], [at(x, y) for x, y in points]
        if len(places) > 1:
            joined = " ".join(f"{x},{y}" for x, y in places)
            drawn.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in places]
        x, y = places[-1]
        drawn.append(_text(x + 8, y + (-6 if number % 2 else 4), name, colour=colour))
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12">\n<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#ddd"/>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal", colour: str = "#333"
) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
