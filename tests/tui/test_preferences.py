"""The settings on screen: each is changed, undone and given its default; colours are remembered."""

from pathlib import Path

import pytest
from textual.widgets import OptionList, Select

from intake import settings
from intake.desk import Desk
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def choose(person: Person, name: str) -> None:
    """Highlights a setting."""
    listed = person.app.screen.query_one("#lines", OptionList)
    listed.highlighted = listed.get_option_index(name)
    await person.settle()


async def test_a_setting_is_kept_undone_and_given_its_default(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        seen = await person.type("<f10>")
        assert "Settings" in seen
        await person.type("\r", "Studio Birch\r")
        assert settings.load(desk.home).supplier.name == "Studio Birch"
        assert "Studio Birch" in person.read()
        await choose(person, "country")
        assert "is not a country" in await person.type("\rNarnia\r")
        await person.type("<ctrl+u>Sweden\r")
        assert settings.load(desk.home).supplier.country == "SE"
        await person.type("<ctrl+z>")
        assert settings.load(desk.home).supplier.country == ""
        await choose(person, "retention_months")
        assert "is not a number of months" in await person.type("\r<ctrl+u>many\r")
        await person.type("<ctrl+u>12\r")
        assert desk.settings.retention_months == 12
        await person.type("d")
        assert settings.load(desk.home).retention_months == 6


async def test_a_mouse_alone_changes_a_setting(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        await person.type("<f10>")
        await choose(person, "policy")
        await person.click("#change")
        person.app.screen.query_one(Select).value = "studio"
        await person.click("#submit")
        assert settings.load(desk.home).policy == "studio"
        await person.click("#undo")
        assert settings.load(desk.home).policy == "solo"
        await person.click("#back")
        assert "intake" in person.read()


async def test_colours_are_remembered_and_what_is_not_known_is_told(desk: Desk, started: str, home: Path) -> None:
    async with at(desk) as person:
        await person.type("<f10>")
        await choose(person, "theme")
        await person.type("\r")
        person.app.screen.query_one(Select).value = "nord"
        await person.click("#submit")
        assert person.app.theme == "nord"
    async with at(Desk(home)) as person:
        assert person.app.theme == "nord"
        assert "-theme-nord" in person.app.classes
        person.app.theme = "gruvbox"  # as the palette does
        await person.settle()
        assert settings.load(home).theme == "gruvbox"
    settings.save(home, settings.Settings(theme="sunset"))
    async with at(Desk(home)) as person:
        assert person.app.theme == "calm"
        assert "no colours named 'sunset'" in person.read()


async def test_the_language_chosen_is_spoken_from_the_next_screen_on(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        await person.type("<f10>")
        await choose(person, "language")
        await person.type("\r")
        person.app.screen.query_one(Select).value = "de"
        await person.click("#submit")
        assert "Weiter" in await person.type("<escape>\r")
