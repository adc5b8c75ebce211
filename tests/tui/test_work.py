"""The work under way on screen: payments that are mended in their form, trouble, and lessons that become rules."""

import pytest
from textual.widgets import OptionList, Select

from intake.desk import Desk
from intake.model.money import Money
from intake.tui.dialogs import FormDialog, Notice
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_an_amount_that_is_none_is_mended_where_it_was_typed(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(80, 30), dossier=sealed, step="agreement") as person:
        seen = await person.type("wp<end><ctrl+u>abc\r\r")
        assert isinstance(person.app.screen, FormDialog)
        assert "'abc' is not an amount" in seen
        assert not desk.dossier(sealed).outcomes
        seen = await person.type("<shift+tab><end><ctrl+u>2400\r\r")
        assert [outcome.payment and outcome.payment.amount for outcome in desk.dossier(sealed).outcomes] == [
            Money(2400_00, "EUR")
        ]
        assert f"Payment: {Money(2400_00, 'EUR')}, {desk.engagement.today}" in seen


async def test_the_start_of_the_work_is_seen_once_it_is_recorded(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        assert "begun on" not in await person.type("w")
        seen = await person.type("sthey are known\r")
        assert f"Start of the work  begun on {desk.engagement.today}" in seen
        assert f"Work  begun on {desk.engagement.today}" in seen
        assert "Work may start." not in seen
        assert "Work waits." not in seen


async def test_what_was_highlighted_stays_so_when_the_decision_opens_again(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        before = listed.option_count
        await person.type("p\r\r")
        assert listed.option_count > before
        assert listed.highlighted_option is not None
        assert listed.highlighted_option.id == "task 0"


async def test_a_start_that_is_noted_later_hides_nothing_that_was_shown(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        await person.type("d")
        seen = await person.type("sthey are known\r")
        assert f"shown on {desk.engagement.today}; accepted by silence" in " ".join(seen.split())


async def test_the_day_of_the_hand_over_says_what_it_is(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(90, 50), dossier=sealed, step="agreement") as person:
        seen = await person.type("whthey are known\r")
        assert f"Hand-over of the sources  handed over on {desk.engagement.today}" in seen


async def test_trouble_and_its_lesson_are_kept_and_a_rule_is_proposed(
    desk: Desk, sealed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(desk, size=(90, 50), dossier=sealed, step="agreement") as person:
        assert "None so far" in await person.type("w")
        assert "neither trouble nor a lesson" in await person.type("t<ctrl+s>")
        await person.type("<down>\r")
        person.app.screen.query_one("#field-kind", Select).value = "silence"
        await person.type("<tab>three weeks in May\rAgree on days to answer\r")
        assert isinstance(person.app.screen, Notice)
        copied: list[str] = []
        monkeypatch.setattr(person.app, "copy_to_clipboard", copied.append)
        seen = await person.type("c")
        _, rule = desk.engagement.rule_for(sealed, "silence", "Agree on days to answer")
        assert copied == [rule]
        assert all(row.strip() in seen for row in rule.splitlines() if len(row) < 50)
        seen = await person.type("\r")
        assert "did not answer for weeks  three weeks in May" in seen
        assert "→ Agree on days to answer" in seen
        kinds = [outcome.incident.kind for outcome in desk.dossier(sealed).outcomes if outcome.incident]
        assert kinds == ["silence"]
