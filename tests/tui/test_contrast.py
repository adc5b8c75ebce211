"""Pale words are drawn nearer to black or white, as far as needed and no further; frames and ANSI colours are left as they are."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from intake.tui.contrast import LEAST, Readable, contrast

BLACK = Color(0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21), ("#777", "#fff", 4.48), ("#839496", "#002b36", 4.75)]
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(Color.parse(other), Color.parse(one)) == pytest.approx(ratio, abs=0.01)


def drawn(text: str, style: Style) -> Style:
    """How the words are drawn."""
    (segment,) = Readable().apply([Segment(text, style)], BLACK)
    assert segment.text == text
    assert segment.style is not None
    return segment.style


@pytest.mark.parametrize("ground", ["#fdf6e3", "#002b36", "#808080"])
def test_pale_words_are_mended_just_enough(ground: str) -> None:
    style = drawn("pale", Style(color="#7f8c8d", bgcolor=ground, bold=True))
    assert style.color is not None
    assert style.bold
    assert LEAST <= contrast(Color.from_rich_color(style.color), Color.parse(ground)) < LEAST + 1


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("clear", Style(color="#ffffff", bgcolor="#000000")),
        ("╭──╮", Style(color="#101010", bgcolor="#000000")),
        ("the terminal's own", Style(color="red", bgcolor="default")),
        ("no colours", Style(bold=True)),
    ],
)
def test_the_rest_stays_as_it_is(text: str, style: Style) -> None:
    assert drawn(text, style) == style
