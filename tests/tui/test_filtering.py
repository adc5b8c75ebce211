"""The arrows and page keys move in a filtered list, whatever has the focus."""

import pytest
from textual.widgets import OptionList

from intake.desk import Desk
from intake.tui.interview import InterviewScreen
from intake.tui.review import ReviewScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_page_keys_move_in_the_review_and_enter_in_the_filter_changes_the_line(
    desk: Desk, interviewed: str
) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        assert isinstance(person.app.screen, ReviewScreen)
        listed = person.app.screen.query_one("#lines", OptionList)
        places = [listed.highlighted]
        for keys in ("<pagedown>", "<end>", "<pageup>", "<home>", "<shift+tab><shift+tab><end>"):
            await person.type(keys)
            places.append(listed.highlighted)
        last = places[2]
        assert last is not None
        assert places == [1, places[1], last, places[3], 1, last]
        assert all(1 < place < last for place in (places[1], places[3]) if place is not None)
        await person.type("\r")
        assert isinstance(person.app.screen, InterviewScreen)
