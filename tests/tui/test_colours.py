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


async def test_without_colour_the_cursor_and_the_focus_are_underlined(
    desk: Desk, interviewed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def underlined(person: Person) -> str:
        strips = person.app.screen._compositor.render_strips()
        marked = (each for strip in strips for each in strip if each.style and each.style.underline)
        return "".join(segment.text for segment in marked)

    async with at(desk) as person:
        assert "Lindqvist" in underlined(person)
        await person.type("<f10>")
        assert "Name" in underlined(person)
        await person.type("\t")
        assert "Change" in underlined(person)


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
