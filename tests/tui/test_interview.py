"""The interview on screen: one question in focus, saved at once, resumed where it stopped."""

from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.widgets import Input, OptionList, TextArea

from intake.desk import Desk
from intake.model.answers import State
from intake.model.client import Client
from intake.tui.interview import InterviewScreen
from intake.tui.review import ReviewScreen
from intake.tui.styles import KeptStyles
from tui.driving import Person, at

pytestmark = pytest.mark.anyio
START = "Acme AB\rSE\rMain street 1\rwww.acme.example\rann@acme.example\r"


def interview(person: Person) -> InterviewScreen:
    """The interview on screen."""
    assert isinstance(person.app.screen, InterviewScreen)
    return person.app.screen


def asked(person: Person) -> str:
    """The id of the question in focus."""
    return interview(person).asked


async def go(person: Person, question: str) -> None:
    """Puts a question in focus, from the review or another question."""
    if isinstance(person.app.screen, ReviewScreen):
        await person.type("<escape>")
    await interview(person).go_to(question)
    await person.settle()


async def test_an_answer_is_on_disk_before_the_next_question_shows(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme AB\r")
        assert asked(person) == "country"
        assert Desk(desk.home).dossier(started).answers["legal_name"].value == "Acme AB"


async def test_it_resumes_where_it_stopped(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type(START)
    async with at(Desk(desk.home), dossier=started, step="interview") as person:
        assert asked(person) == "vat"
        assert "ann@acme.example" in person.read()


async def test_a_wrong_answer_is_told_under_its_field(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        seen = await person.type("Acme AB\rNarnia\r")
        assert "✗" in seen
        assert asked(person) == "country"


async def test_a_date_is_echoed_with_its_weekday(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "start")
        assert "2027-03-01 (Monday)" in person.read()


async def test_an_ambiguous_date_is_offered_to_choose_from(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "start")
        await person.type("<end><ctrl+u>03/02/2027\r")
        offers = person.app.screen.query_one(".offers", OptionList)
        assert offers.option_count == 2
        await person.type("<down>\r")
        assert str(desk.dossier(interviewed).answers["start"].value) in ("2027-02-03", "2027-03-02")


async def test_undo_takes_the_last_answer_back(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme AB\rSE\r<ctrl+z>")
        assert asked(person) == "country"
        assert set(desk.dossier(started).answers) == {"legal_name"}
        seen = await person.type("<ctrl+z>")
        assert asked(person) == "legal_name"
        assert seen.count("Undone.") == 1, "the notices of former steps lie over the field"


async def test_a_question_is_left_open_with_a_reason(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type(START + "\r")
        assert "Because" in person.read()
        await person.type("\r")
        assert "Because is needed." in person.read()
        await person.type("No VAT number yet\r")
        answer = desk.dossier(started).answers["vat"]
        assert (answer.state, answer.reason) == (State.DEFERRED, "No VAT number yet")


async def test_a_required_question_cannot_be_left_open(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        assert "This one needs an answer." in await person.type("<ctrl+o>")
        assert "✗" in await person.type("<backspace>\r")


async def test_what_the_dossier_was_started_with_is_proposed_and_not_asked_anew(desk: Desk) -> None:
    dossier = desk.new(Client("Acme AB", country="SE"), policy="solo").id
    async with at(desk, dossier=dossier, step="interview") as person:
        assert "Acme AB" in person.app.screen.query_one(Input).value
        assert dict(desk.dossier(dossier).answers) == {}
        await person.type("\rNorway\r")
        given = {name: answer.typed for name, answer in desk.dossier(dossier).answers.items()}
        assert given == {"legal_name": "Acme AB", "country": "Norway"}


async def test_f1_says_why_we_ask(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        seen = await person.type("<f1>")
        assert "Why we ask" in seen
        assert "public registers" in seen
        await person.type("<escape>")
        assert asked(person) == "legal_name"


async def test_the_outline_hides_where_there_is_no_room(desk: Desk, started: str) -> None:
    async with at(desk, size=(89, 24), dossier=started, step="interview") as person:
        assert not person.app.screen.query("#outline")
        await person.resize(110, 30)
        assert person.app.screen.query_one("#outline").display


async def test_the_outline_leads_to_a_section(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(110, 30), dossier=interviewed, step="interview") as person:
        await person.type("<escape>")
        await person.click("#outline", x=2, y=3)
        assert asked(person) == "billing_model"


async def test_a_complete_interview_opens_at_its_review(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        assert isinstance(person.app.screen, ReviewScreen)
        assert "nothing is missing" in person.read()


async def test_every_line_of_the_review_can_be_changed(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        person.app.screen.query_one("#filter").focus()
        await person.type("invoice\r")
        assert asked(person) == "address"
        await person.type("<ctrl+g>")
        assert isinstance(person.app.screen, ReviewScreen)


async def test_one_step_only_leaves_when_it_is_done(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        person.app.screen.query_one("#next").focus()
        person.app.simulate_key("enter")
        await person.until(lambda: person.app.return_code is not None)
        assert person.app.return_code == 0


async def test_enter_ends_a_long_answer_and_ctrl_j_starts_a_line(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "goal")
        person.app.screen.query_one(TextArea).text = ""
        await person.type("Sell chairs online to people who visit<ctrl+j>our workshop in town\r")
        value = desk.dossier(interviewed).answers["goal"].value
        assert value == "Sell chairs online to people who visit\nour workshop in town"


async def test_letters_choose_among_options(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "test_task")
        await person.type("yes\r")
        assert desk.dossier(interviewed).answers["test_task"].value is True


async def test_a_mouse_is_enough_to_go_through(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await person.click("#back")
        await go(person, "country")
        await person.click("#back")
        assert asked(person) == "legal_name"
        await person.click("#after", x=4)
        assert asked(person) == "country"
        await person.click("#continue")
        assert isinstance(person.app.screen, ReviewScreen)


async def test_a_small_terminal_shows_field_and_buttons(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(60, 20), dossier=interviewed, step="interview") as person:
        for question in ("former_contractor", "goal", "deliverables", "rights"):
            await go(person, question)
            assert person.app.screen.query_one("#continue").region.bottom < 20, question
            assert person.app.screen.query_one("#place").region.height > 0


async def test_an_answer_given_again_is_not_written_again(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        head = desk.dossier(interviewed).head
        for question in ("goal", "start", "rights", "deliverables", "test_task"):
            await go(person, question)
            await person.click("#continue")
        assert desk.dossier(interviewed).head == head


async def test_lines_of_a_long_answer_are_kept_when_it_is_opened_again(desk: Desk, interviewed: str) -> None:
    desk.sitting(interviewed).give("goal", "Sell chairs online to people\nwho visit our workshop in town")
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "goal")
        assert "\n" in person.app.screen.query_one(TextArea).text


async def test_the_next_line_is_asked_in_the_same_field_and_another_kind_in_its_own(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    asked = ("{id: a, type: text, ask: A}", "{id: b, type: number, ask: B}", "{id: c, type: bool, ask: C}")
    questions = "".join(f"  - {each}\n" for each in asked)
    path.write_text(
        f"intake: questionnaire/1\nid: kinds\nversion: 1\ntitle: Kinds\nsections:\n- id: s\n  title: S\n  questions:\n{questions}",
        encoding="utf-8",
    )
    dossier = desk.new(Client("Acme"), questionnaire=str(path)).id
    async with at(desk, dossier=dossier, step="interview") as person:
        first = person.app.focused
        seen = await person.type("words\r12")
        assert person.app.focused is first
        assert "12" in seen
        await person.type("\r")
        assert person.app.focused is not first
        await person.type("\rn\r")
    answers = desk.dossier(dossier).answers
    assert (answers["a"].value, answers["b"].value) == ("words", 12)


async def test_the_buttons_of_the_first_question_are_styled_once_each(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[str | None] = []
    apply = KeptStyles.apply

    def noted(styles: KeptStyles, node: DOMNode, **given: Any) -> None:
        styled.append(node.id)
        apply(styles, node, **given)

    monkeypatch.setattr(KeptStyles, "apply", noted)
    async with at(desk, dossier=desk.new(Client("Acme")).id, step="interview"):
        assert [styled.count(name) for name in ("continue", "back", "open")] == [1, 1, 1]
