"""Makes every word stand out from its ground, whatever the colours: some themes are paler than WCAG 2.2 asks for."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

LEAST = 4.5
"""The contrast of words with their ground that WCAG 2.2 asks for (success criterion 1.4.3)."""
FRAMES = frozenset("─━▁▂▃▄▅▆▇█▏▎▋▌│╭╮╰╯▲▼ ")
"""What is drawn, not written; a frame may stand back."""
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)
_STEPS = 20


class Readable(LineFilter):
    """Draws words that are too pale nearer to black or white, as far as needed; ANSI colours are the terminal's affair."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments, with their words in colours that can be read."""
        return [self._drawn(segment) for segment in segments]

    def _drawn(self, segment: Segment) -> Segment:
        if segment.style is None or (mended := _mended(segment.style)) is None or FRAMES.issuperset(segment.text):
            return segment
        return Segment(segment.text, segment.style + mended, segment.control)


@lru_cache(1024)
def _mended(style: Style) -> Style | None:
    """The colour that the words have to have; None where they can be read as they are."""
    if style.color is None or style.bgcolor is None or not (style.color.triplet and style.bgcolor.triplet):
        return None
    words, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if contrast(words, ground) >= LEAST:
        return None
    end = max(_BLACK, _WHITE, key=lambda end: contrast(end, ground))
    nearer = (words.blend(end, step / _STEPS) for step in range(1, _STEPS + 1))
    return Style(color=next(each for each in nearer if contrast(each, ground) >= LEAST).rich_color)


def contrast(one: Color, other: Color) -> float:
    """WCAG's ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """The relative luminance, as WCAG 2.2 defines it."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
