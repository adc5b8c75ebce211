"""A change on screen: previewed, proposed, signed by both like the first version; and the gates of the work."""

from datetime import date, timedelta

import pytest
from textual.widgets import OptionList, Select, Static

from intake.agreeing.amending import Alteration
from intake.desk import Desk
from intake.model.money import Money
from intake.tui.agreement import AgreementScreen
from intake.tui.changes import ChangeScreen
from intake.tui.versions import VersionsScreen
from intake.tui.work import WorkScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def test_a_change_is_previewed_proposed_and_signed_by_both(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(80, 30), dossier=sealed, step="agreement") as person:
        await person.type("c\r")
        entries = len(desk.dossiers.entries(sealed))
        await person.type("\t<end><ctrl+u>30 April 2027")
        assert len(desk.dossiers.entries(sealed)) == entries
        await person.type("<ctrl+o>")
        assert "What this version changes" in str(person.app.screen.query_one("#brief", Static).content)
        assert "once more" not in await person.type("<escape>")
        seen = await person.type("<ctrl+s>")
        assert "an extra at no charge" in seen
        seen = await person.type("\r")
        assert isinstance(person.app.screen, AgreementScreen)
        assert "binds nobody yet" in seen
        assert "Sign as supplier" in seen
        seen = await person.type("s\r")
        assert "binds nobody yet" not in seen
        assert "Now the client accepts" in seen
        buttons = [button for button in person.app.screen.query(".buttons Button") if button.display]
        assert len(buttons) == 7
        assert max(button.region.right for button in buttons) < 80
        await person.type("aAnna Lindqvist\r\r\r \r")
        dossier = desk.dossier(sealed)
        assert dossier.signed is not None
        assert (dossier.signed.seq, dossier.signed) == (1, dossier.brief)
        assert len(desk.contracting.versions(dossier)) == 2
        assert "Both sides have signed" in person.read()


async def test_any_two_versions_are_held_against_each_other(desk: Desk, sealed: str) -> None:
    for name in ("Logo", "Flag", "Pin"):
        due, price = date(2027, 6, 30), Money(9000, "EUR")
        desk.amendment.alter(sealed, Alteration(name, new=True, due=due, done_when="Approved", price=price))
        if name != "Pin":
            desk.offer(sealed)
            desk.accept(sealed, name="Anna Lindqvist", consent=True)
    async with at(desk, size=(100, 30), dossier=sealed, step="agreement") as person:
        seen = await person.type("v")
        assert "From version 2 to version 3" in seen
        assert "not signed yet" in seen
        person.app.screen.query_one("#one", Select).value = 0
        await person.type("")
        told = str(person.app.screen.query_one("#differences", Static).content)
        assert all(f"New task “{name}”" in told for name in ("Logo", "Flag", "Pin"))
        assert "▌4. Logo" in told
        person.app.screen.query_one("#other", Select).value = 0
        await person.type("")
        assert "Nothing differs." in str(person.app.screen.query_one("#differences", Static).content)
        assert isinstance(person.app.screen, VersionsScreen)
        await person.type("<escape>")
        assert isinstance(person.app.screen, AgreementScreen)


async def test_a_project_of_its_own_opens_a_dossier_and_changes_nothing_here(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        before = desk.dossier(sealed).brief
        await person.type("c")
        assert isinstance(person.app.screen, ChangeScreen)
        seen = await person.type("nWhole shop\r1 page\r30 June 2027\rIt is online\r9000 EUR\r<ctrl+s>")
        assert "a project of its own" in seen
        assert len(desk.rows()) == 2
        assert desk.dossier(sealed).brief == before


async def test_an_extra_without_a_price_is_told_in_the_form(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("cn")
        seen = await person.type("Logo\r1 page\r30 June 2027\rApproved<ctrl+s>")
        assert "this takes more work than was agreed, and has no price" in " ".join(seen.split())
        assert len(desk.dossier(sealed).outcomes) == 0


def gates(person: Person) -> list[str]:
    listed = person.app.screen.query_one("#lines", OptionList)
    return [
        str(option.prompt)
        for option in listed.options
        if str(option.prompt)[0] in "✓✗" and (option.id or "").startswith(("start", "sources"))
    ]


async def test_a_gate_says_what_it_waits_for_and_is_passed_by_a_reason(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        assert isinstance(person.app.screen, WorkScreen)
        assert all(gate.startswith("✗") for gate in gates(person))
        seen = await person.type("s")
        assert "This gate is closed" in seen
        assert "first instalment" in seen
        await person.type("\r")
        assert "Reason is needed." in person.read()
        await person.type("They always pay\r")
        start = next(moment.start for moment in desk.dossier(sealed).outcomes if moment.start)
        assert start.reason == "They always pay"


async def test_a_payment_opens_the_gate_and_the_sources_wait_for_the_last(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("wp\r\r")
        assert "Work may start." in str(person.app.screen.query_one("#title", Static).content)
        assert "✓ Start of the work" in gates(person)
        await person.type("s")
        assert any(moment.start for moment in desk.dossier(sealed).outcomes)
        seen = await person.type("h")
        assert "This gate is closed" in seen
        await person.type("<escape>")
        for _ in range(len(desk.engagement.state(sealed).dues) - 1):
            await person.type("p\r\r")
        assert all(gate.startswith("✓") for gate in gates(person))
        await person.type("h")
        assert any(moment.handover for moment in desk.dossier(sealed).outcomes)


async def test_a_day_that_has_not_come_is_told(desk: Desk, sealed: str) -> None:
    later = desk.engagement.today + timedelta(days=9)
    async with at(desk, dossier=sealed, step="agreement") as person:
        seen = await person.type(f"wp\r<end><ctrl+u>{later}\r")
        assert "has not come yet" in seen
        assert not desk.dossier(sealed).outcomes


async def test_tasks_are_shown_and_accepted_by_mouse_alone(desk: Desk, sealed: str) -> None:
    async with at(desk, size=(60, 20), dossier=sealed, step="agreement") as person:
        await person.click("#work")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        await person.click("#deliver")
        await person.click("#accept")
        deliveries = [moment.delivery for moment in desk.dossier(sealed).outcomes if moment.delivery]
        assert [(each.task, each.accepted) for each in deliveries] == [("Shop design", False), ("Shop design", True)]
        assert "accepted on" in str(listed.get_option("task 0").prompt)


async def test_what_was_shown_waits_for_an_objection(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        await person.type("w")
        listed = person.app.screen.query_one("#lines", OptionList)
        listed.highlighted = listed.get_option_index("task 0")
        await person.type("d")
        assert "accepted by silence unless they object by" in str(listed.get_option("task 0").prompt)
        await person.type("oThe menu is missing\r")
        assert "objected to on" in str(listed.get_option("task 0").prompt)
        last = desk.dossier(sealed).outcomes[-1]
        assert last.delivery is not None
        assert last.delivery.objected
        assert last.note == "The menu is missing"
