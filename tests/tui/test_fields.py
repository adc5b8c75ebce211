"""Fields take what is pasted whole, and choose by letters."""

import pytest
from textual import events
from textual.widgets import Input, SelectionList

from intake.desk import Desk
from intake.tui.fields import ChoiceField, ChoicesField
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_a_paste_of_several_lines_loses_nothing(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        person.app.post_message(events.Paste("Acme\nNordic\r\nAB\n"))
        seen = await person.settle()
        assert person.app.screen.query_one(Input).value == "Acme Nordic AB"
        assert "became spaces" in seen


async def test_letters_go_to_the_choice_that_begins_with_them(desk: Desk) -> None:
    choices = (("fixed", "Fixed price"), ("hourly", "By the hour"), ("both", "By both"))
    async with at(desk) as person:
        field = ChoiceField(choices, "hourly")
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        assert field.entry == "hourly"
        await person.type("by b")
        assert field.entry == "both"
        await person.type("<up><up>f")
        assert field.entry == "fixed"


async def test_ticks_are_given_in_the_order_of_the_options(desk: Desk) -> None:
    async with at(desk) as person:
        field = ChoicesField((("a", "Apples"), ("b", "Pears"), ("c", "Plums")), frozenset({"c"}))
        await person.app.screen.mount(field)
        field.focus()
        await person.settle()
        await person.type("<home> ")
        assert isinstance(field, SelectionList)
        assert field.entry == ("a", "c")
