"""Every theme can be read: what is written stands out from what it is written on, also under the cursor."""

import pytest
from textual.widgets import OptionList

from intake.desk import Desk
from intake.tui.interview import InterviewScreen
from tui.contrasts import pale
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("step", ["", "vetting", "decision"])
async def test_every_theme_can_be_read(desk: Desk, vetted: str, step: str) -> None:
    desk.decide(vetted)
    async with at(desk, size=(100, 30), dossier=vetted if step else None, step=step) as person:
        for theme in person.app.available_themes:
            if not theme.startswith("ansi"):  # those have the terminal's own colours
                person.app.theme = theme
                await person.settle()
                assert (theme, pale(person)) == (theme, set())


def marked(person: Person, *ways: str) -> str:
    """What is underlined, or in another way marked without a colour."""
    strips = person.app.screen._compositor.render_strips()
    parts = (each for strip in strips for each in strip if each.style)
    return "".join(each.text for each in parts if any(getattr(each.style, way) for way in ways))


async def test_without_colour_the_cursor_and_the_focus_are_underlined(
    desk: Desk, interviewed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at(desk) as person:
        assert "Lindqvist" in marked(person, "underline")
        await person.type("<f10>")
        assert "Name" in marked(person, "underline")
        await person.type("\t")
        assert "Change" in marked(person, "underline")


@pytest.mark.parametrize("terminal", ["xterm", "linux"])
async def test_in_sixteen_colours_the_cursor_and_the_step_are_told_without_one(
    desk: Desk, interviewed: str, monkeypatch: pytest.MonkeyPatch, terminal: str
) -> None:
    """The ground of a cursor is a shade of black, which these terminals paint as black, and bold is a colour to some."""
    monkeypatch.setenv("TERM", terminal)
    monkeypatch.delenv("COLORTERM")
    async with at(desk) as person:
        assert "Lindqvist" in marked(person, "underline")
        await person.type("<f10>\t")  # from the list to its buttons
        assert "Name" in marked(person, "underline")
        await person.type("<escape>lindq\r<f3>")
        assert "Vetting" in marked(person, "reverse")
        assert "Decision" not in marked(person, "reverse")


async def test_what_cannot_be_pressed_now_stands_in_brackets(desk: Desk, interviewed: str) -> None:
    async with at(desk) as person:
        assert "(Undo)" in await person.type("<f10>")
        seen = await person.type("\r", "Studio Birch\r")
        assert "Undo" in seen
        assert "(Undo)" not in seen


async def test_a_box_is_empty_until_it_is_ticked(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(80, 24), dossier=interviewed, step="interview") as person:
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("talks")
        await person.type("<home>")
        field = person.app.screen.query_one("#place OptionList", OptionList)
        assert ["✓" in field.render_line(place).text for place in (0, 1)] == [True, False]
        await person.type("<down> ")
        assert ["✓" in field.render_line(place).text for place in (0, 1, 2)] == [False, True, False]
