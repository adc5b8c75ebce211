"""The joint review on screen: each answer is marked with the client, and what is yours alone is left out."""

import pytest

from intake.desk import Desk
from intake.tui.agreement import AgreementScreen
from intake.tui.decision import DecisionScreen
from intake.tui.interview import InterviewScreen
from intake.tui.joint import JointScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_answers_are_marked_one_after_the_other(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        seen = await person.type("<f7>")
        assert "Joint review" in seen
        seen = await person.type("aa")
        assert "2 of" in seen
        seen = await person.type("oWhich [of] the two?\r")
        assert "○" in seen
        assert "Which [of] the two?" in seen
        reviews = desk.dossier(interviewed).reviews
        assert [(name, mark.agreed, mark.note) for name, mark in reviews.items()] == [
            ("legal_name", True, ""),
            ("country", True, ""),
            ("address", False, "Which [of] the two?"),
        ]


async def test_what_is_for_the_supplier_alone_is_not_shown(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(80, 300), dossier=interviewed, step="interview") as person:
        alone = [
            line.ask for line in desk.interview(desk.dossier(interviewed)).review if line.audience.value == "supplier"
        ]
        seen = person.read()
        assert alone
        assert all(ask in seen for ask in alone)
        seen = await person.type("<f7>")
        assert not [ask for ask in alone if ask in seen]


async def test_it_goes_on_where_it_stopped_and_a_mouse_suffices(desk: Desk, interviewed: str) -> None:
    desk.briefing.review(interviewed, ("legal_name",), agreed=True)
    async with at(desk, dossier=interviewed, step="vetting") as person:
        await person.type("<ctrl+p>joint\r")
        assert isinstance(person.app.screen, JointScreen)
        await person.click("#agree")
        assert desk.dossier(interviewed).reviews["country"].agreed
        await person.click("#back")
        assert not isinstance(person.app.screen, JointScreen)


async def test_a_line_is_chosen_and_left_open_by_mouse_alone(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        await person.type("<f7>")
        await person.click("#lines", x=8, y=4)
        assert not desk.dossier(interviewed).reviews  # it was only looked at
        await person.click("#open")
        await person.click("#submit")
        assert [(name, mark.agreed) for name, mark in desk.dossier(interviewed).reviews.items()] == [("address", False)]


async def test_signed_answers_can_be_read_and_not_marked(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        seen = await person.type("<f7>")
        assert "Joint review" in seen
        assert "both sides have signed these answers" in seen
        footer = seen.splitlines()[-1]
        assert "Back" in footer
        assert "Agreed" not in seen  # neither a key nor a button
        assert await person.type("ao\r") == seen
    assert not desk.dossier(sealed).reviews


async def test_the_keys_of_the_steps_lead_on_from_all_answers_and_from_the_joint_review(
    desk: Desk, interviewed: str
) -> None:
    async with at(desk, dossier=interviewed, step="interview", size=(120, 40)) as person:
        assert "All answers" in person.read()
        await person.type("<f4>")
        assert isinstance(person.app.screen, DecisionScreen)
        await person.type("<f2><f7><f2>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.type("<ctrl+g><f7><f5>")
        assert isinstance(person.app.screen, AgreementScreen)
        assert len(person.app.screen_stack) == 1
        await person.type("<f7><ctrl+p>decision\r")
        assert isinstance(person.app.screen, DecisionScreen)
