"""Lists, tables and plugins on screen: what is here, how old, what was refused and why, and bringing one up to date."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

import intake.tui.stock as stock
from intake.desk import Desk
from intake.errors import Unreachable
from intake.testing.recorded import RecordedWeb
from intake.tui.stock import StockScreen
from screening.formats import samples
from tui.driving import at

pytestmark = pytest.mark.anyio


def published(folder: Path) -> tuple[Path, ...]:
    """The list of the United Nations as it is given out, in short."""
    path = folder / "un.xml"
    path.write_text(samples.UN, encoding="utf-8")
    return (path,)


async def test_what_is_loaded_and_what_was_refused_is_shown(desk: Desk, tmp_path: Path) -> None:
    folder = desk.home / "plugins"
    folder.mkdir(parents=True)
    (folder / "torn.py").write_text("raise RuntimeError('[/] torn')\n", encoding="utf-8")
    desk.watchlists.bring_in("un", published(tmp_path))
    async with at(desk, size=(240, 200)) as person:
        seen = await person.type("<f9>")
        assert isinstance(person.app.screen, StockScreen)
        for words in ("0 days old", "not on this machine", "rdap", "Kept apart by", "Refused", "torn.py", "[/] torn"):
            assert words in seen
        await person.type("<escape><ctrl+p>lists and\r")
        assert isinstance(person.app.screen, StockScreen)


async def test_an_update_tells_its_progress_and_shows_what_came(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, told = published(tmp_path), []

    def from_disk(desk: Desk, name: str, tell: stock.Tell) -> None:
        """Installs from disk what a download would bring."""
        tell("asking its publisher")
        desk.watchlists.bring_in(name, files, tell)

    monkeypatch.setattr(stock, "bring_up_to_date", from_disk)
    monkeypatch.setattr(StockScreen, "_tell", lambda _, what: told.append(what))
    async with at(desk) as person:
        await person.type("<f9>")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = next(place for place, option in enumerate(listed.options) if option.id == "un")
        assert "0 days old" in await person.type("u")
        assert "un: asking its publisher" in told
        assert told[-1] == "un is up to date"


async def test_all_that_is_missing_is_brought_at_once_though_one_publisher_fails(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, asked = published(tmp_path), []

    def only_one_comes(desk: Desk, name: str, tell: stock.Tell) -> None:
        asked.append(name)
        if name != "un":
            raise Unreachable(f"the list {name} did not come", remedy="Try again later.")
        desk.watchlists.bring_in(name, files, tell)

    monkeypatch.setattr(stock, "bring_up_to_date", only_one_comes)
    async with at(desk) as person:
        missing = [*desk.watchlists.names, *(each.table.name for each in desk.upkeep.standings())]
        await person.type("<f9>")
        seen = " ".join((await person.type("a")).split())
        assert all(f"the list {name} did not come" in seen for name in missing[:3] if name != "un")
        assert seen.count("Try again later.") == 1
        assert asked == missing
        assert "0 days old" in await person.type("\r")
        rows = {option.id: str(option.prompt) for option in person.app.screen.query_one("#lines", OptionList).options}
        assert [name for name in missing if "did not come" not in rows[name]] == ["un"]
        asked.clear()
        await person.type("a\r")
        assert asked == [name for name in missing if name != "un"]


async def test_an_update_that_fails_is_told_with_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(desk: Desk, name: str, tell: stock.Tell) -> None:
        raise Unreachable(f"the list {name} did not come: {'no answer ' * 9}", remedy="Try again later.")

    monkeypatch.setattr(stock, "bring_up_to_date", fails)
    async with at(desk) as person:
        assert "Choose a watch list" in await person.type("<f9>u")
        seen = await person.type("<down>u")
        assert "did not come" in seen
        assert "Try again later." in seen
        rows = (await person.type("<escape>")).splitlines()
        place = next(place for place, row in enumerate(rows) if "did not come" in row)
        assert rows[place + 1].index("answer") == rows[place].index("the list")  # beneath its own beginning


async def test_where_sources_answer_from_recordings_no_list_is_fetched(desk: Desk, recorded: RecordedWeb) -> None:
    async with at(desk, web=recorded) as person:
        await person.type("<f9>")
        assert "answer from recordings" in await person.type("<down>u")
