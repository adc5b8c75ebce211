"""Long rows of a list: they go on beneath their own beginning."""

from textual.content import Content
from textual.style import Style
from textual.visual import RenderOptions

from intake.tui.hanging import Hanging


def painted(row: Hanging, width: int) -> list[str]:
    strips = row.render_strips(width, None, Style(), RenderOptions(lambda _: Style(), {}))
    assert row.get_height({}, width) == len(strips)
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def test_a_row_goes_on_beneath_what_follows_its_mark_or_as_far_in_as_it_is_set() -> None:
    row = Hanging(Content("? a fact that nobody knows"), Content("    why it is not known"))
    assert painted(row, 16) == ["? a fact that", "  nobody knows", "    why it is", "    not known"]
    assert painted(row, 40) == str(row).split("\n")


def test_no_room_is_no_fault() -> None:
    assert "".join(painted(Hanging(Content("? ab")), 2)).replace(" ", "") == "?ab"
