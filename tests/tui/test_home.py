"""Home: an empty desk says what to do, a full one is found through by typing."""

from dataclasses import replace

import pytest
from textual.widgets import Input

from intake import settings
from intake.desk import Desk
from intake.errors import Refused
from intake.model.client import Client
from intake.tui.clients import Clients
from intake.tui.home import HomeScreen
from intake.tui.interview import InterviewScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_an_empty_desk_says_what_to_do(desk: Desk) -> None:
    async with at(desk) as person:
        assert "No clients yet." in person.read()
        assert "New client" in await person.type("\r")


async def test_the_first_paint_loads_no_plugin(desk: Desk) -> None:
    desk.new(Client("Acme"))
    del desk.plugins
    async with at(desk) as person:
        assert "Acme" in person.read()
        assert "plugins" not in vars(desk)


async def test_a_new_client_needs_only_a_name(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+n>\r\r\r\r")
        assert "Name is needed." in person.read()
        await person.type("Müller & Söhne\r\r\r\r")
        assert isinstance(person.app.screen, InterviewScreen)
        assert [row.name for row in desk.rows()] == ["Müller & Söhne"]


async def test_a_country_that_is_none_is_refused_in_place(desk: Desk) -> None:
    async with at(desk) as person:
        assert "'Narnia' is not a country" in await person.type("<ctrl+n>Acme\r\rNarnia\r\r")
        assert not desk.rows()


async def test_typing_filters_and_enter_opens(desk: Desk) -> None:
    for name in ("Acme", "Borealis", "Cumulus"):
        desk.new(Client(name))
    async with at(desk) as person:
        seen = await person.type("bor")
        assert "Borealis" in seen
        assert "Acme" not in seen
        await person.type("\r")
        assert isinstance(person.app.screen, InterviewScreen)
        assert desk.dossier(person.app.screen.dossier_id).client.name == "Borealis"


async def test_after_the_first_client_typing_finds_it_and_enter_opens_it(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<down><ctrl+n>Acme\r\r\r\r<escape>")
        assert "Acme" in await person.type("ac")
        assert person.app.screen.query_one("#filter", Input).value == "ac"
        await person.type("\r")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_a_filter_that_nothing_matches_says_so(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        assert "Nothing matches" in await person.type("zzz")
        assert "Acme" in await person.type("<escape>")


async def test_coming_home_shows_what_has_changed(desk: Desk, interviewed: str) -> None:
    async with at(desk) as person:
        assert "interview" in person.read()
        await person.type("\r")
        desk.decide(desk.rows()[0].id)
        assert "decided" in await person.type("<escape>")


async def test_arrows_choose_while_the_filter_keeps_the_focus(desk: Desk) -> None:
    for name in ("Acme", "Borealis"):
        desk.new(Client(name))
    async with at(desk) as person:
        await person.type("<down>")
        assert person.app.screen.query_one("#dossiers", Clients).highlighted == 1
        assert isinstance(person.app.focused, Input)


async def test_a_mouse_is_enough_to_open_a_dossier(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        await person.click("#dossiers", x=4)
        assert isinstance(person.app.screen, InterviewScreen)
        await person.type("<escape>")
        assert isinstance(person.app.screen, HomeScreen)


def stocked(desk: Desk, count: int) -> None:
    """Lets the desk list the one dossier it has under so many names."""
    (row,) = desk.rows()
    many = tuple(replace(row, id=f"acme-{number}", name=f"Acme {number}") for number in range(count))
    desk.rows = lambda: many  # type: ignore[method-assign,assignment,return-value]


async def test_page_keys_and_ends_move_in_the_list_while_the_filter_keeps_the_focus(desk: Desk, started: str) -> None:
    stocked(desk, 60)
    async with at(desk) as person:
        listed = person.app.screen.query_one("#dossiers", Clients)
        places = []
        for keys in ("<pagedown>", "<pagedown>", "<pageup>", "<end>", "<home>"):
            seen = await person.type(keys)
            places.append(listed.highlighted)
            assert listed.chosen is not None
            assert listed.chosen.name in seen
        page = places[0]
        assert places == [page, 2 * page, page, 59, 0]
        assert page > 10
        assert isinstance(person.app.focused, Input)


async def test_each_column_sorts_and_turns_round(desk: Desk) -> None:
    for name in ("Borealis", "acme", "Cumulus"):
        desk.new(Client(name))
    async with at(desk) as person:
        listed = person.app.screen.query_one("#dossiers", Clients)
        assert [row.name for row in listed.rows] == ["Cumulus", "acme", "Borealis"]
        assert "Client ▲" in await person.type("<ctrl+o>")
        assert [row.name for row in listed.rows] == ["acme", "Borealis", "Cumulus"]
        assert "Client ▼" in await person.type("<ctrl+r>")
        assert [row.name for row in listed.rows] == ["Cumulus", "Borealis", "acme"]
        assert "Stage ▲" in await person.click("#headings", x=30)
        for heading in ("Verdict ▲", "Open ▼", "Next due ▲"):
            assert heading in await person.type("<ctrl+o>")


async def test_ten_thousand_dossiers_are_filtered_without_a_line_for_each(desk: Desk, started: str) -> None:
    stocked(desk, 10_000)
    async with at(desk) as person:
        listed = person.app.screen.query_one("#dossiers", Clients)
        painted: list[str] = []
        line = listed._line
        listed._line = lambda row, width: painted.append(row.id) or line(row, width)  # type: ignore[func-returns-value]
        assert "Acme 9876" in await person.type("9876")
        assert [row.name for row in listed.rows] == ["Acme 9876"]
        assert "Acme 9999" in await person.type("<escape><end>")
        assert len(painted) < 1000


async def test_a_new_client_is_asked_for_in_the_suppliers_language_throughout(desk: Desk) -> None:
    settings.save(desk.home, replace(desk.settings, language="sv"))
    async with at(Desk(desk.home)) as person:
        seen = await person.type("<ctrl+n>")
        for words in ("Webbplats eller formgivning", "För den som arbetar ensam"):
            assert words in seen


async def test_after_the_first_client_typing_filters_and_enter_opens_it(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("\rAcme\r\r\r\r")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.type("<escape>")
        assert person.app.screen.query_one("#filter").has_focus
        assert "Nothing matches" in await person.type("x")
        await person.type("<escape>\r")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.app.practice is None


async def test_what_could_not_be_read_never_looks_like_nothing_there(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: Desk) -> None:
        raise Refused("the store cannot be read", remedy="Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "rows", fails)
        async with at(desk) as person:
            seen = person.read()
            assert "the store cannot be read" in seen.casefold()
            assert "No clients yet." not in seen
            seen = await person.type("<escape>")
            assert "the store cannot be read" not in seen.casefold()
            assert "No clients yet." not in seen
            assert "The list could not be read." in seen
            patch.undo()
            await person.type("<f9>")
            assert "Acme" in await person.type("<escape>")
            patch.setattr(Desk, "rows", fails)
            await person.type("<f9><escape>")
            assert "Acme" in await person.type("<escape>")


async def test_what_lies_beneath_a_dialog_fits_a_smaller_terminal_as_if_it_stood_alone(desk: Desk) -> None:
    desk.new(Client("Acme AB"))
    async with at(desk, size=(120, 40)) as person:
        alone = (await person.resize(60, 20)).splitlines()[:3]
        await person.resize(120, 40)
        await person.type("<ctrl+n>")
        assert (await person.resize(60, 20)).splitlines()[:3] == alone
