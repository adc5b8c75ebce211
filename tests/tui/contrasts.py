"""Whether what is written on a screen stands out from what it is written on."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.color import Color
from textual.strip import Strip

from intake.tui.contrast import FRAMES, LEAST, contrast
from tui.driving import Person


def pale(person: Person) -> set[str]:
    """What is painted with less contrast than can be read; what lies beneath a dialog is left out."""
    strips: list[Strip] = person.app.screen._compositor.render_strips()
    if person.app.screen.is_modal:
        place = (*person.app.screen.query(".dialog"), *person.app.screen.children)[0].region
        strips = [strip.crop(place.x, place.right) for strip in strips[place.y : place.bottom]]
    return {
        segment.text.strip()
        for strip in strips
        for segment in strip
        if any(each < LEAST for each in contrasts(segment))
    }


def contrasts(segment: Segment) -> Iterator[float]:
    """The contrast of a segment with its ground, where it has words in colours of their own."""
    style = segment.style
    if FRAMES.issuperset(segment.text) or style is None or style.color is None or style.bgcolor is None:
        return
    if style.color.triplet and style.bgcolor.triplet:
        yield contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
