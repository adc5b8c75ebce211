"""What is typed, at any speed, lands where it was meant for."""

import gc

import pytest
from textual import events
from textual.widgets import Input, TextArea

from intake.desk import Desk
from intake.tui.app import IntakeApp
from intake.tui.interview import InterviewScreen
from intake.tui.review import ReviewScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def test_fields_get_what_is_typed_ahead_of_the_focus(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+n>first\tsecond\tSE\tfourth@example.com")
        values = [field.value for field in person.app.screen.query(Input)]
        assert values == ["first", "second", "SE", "fourth@example.com"]


async def test_answers_typed_in_one_go_reach_their_questions(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme AB\rSweden\rMain street 1\rwww.acme.example\rann@acme.example\r")
        answers = desk.dossier(started).answers
        assert [answers[name].typed for name in ("legal_name", "country", "address", "website", "email")] == [
            "Acme AB",
            "Sweden",
            "Main street 1",
            "www.acme.example",
            "ann@acme.example",
        ]


async def test_keys_typed_while_the_app_starts_are_not_lost(desk: Desk, started: str) -> None:
    app = IntakeApp(desk, open_dossier=started, step="interview")
    for character in "Acme AB":
        app.post_message(events.Key(character, character))
    async with app.run_test() as pilot:
        await Person(app, pilot).settle()
        assert [field.value for field in app.screen.query(Input)] == ["Acme AB"]


async def test_what_follows_a_refused_answer_is_not_taken_for_another(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        seen = await person.type("Acme AB\rNarnia\rMain street 1\r")
        assert "What you typed ahead was not used" in seen
        assert set(desk.dossier(started).answers) == {"legal_name"}
        assert person.app.screen.query_one(Input).value == "Narnia"


async def test_whoever_waits_may_always_leave(desk: Desk) -> None:
    app = IntakeApp(desk)
    async with app.run_test() as pilot:
        person = Person(app, pilot)
        await person.settle()
        app.hold()
        app.post_message(events.Key("ctrl+q", None))
        await person.until(lambda: not app.is_running)
    assert app.return_code == 0


async def test_no_cursor_blinks_so_that_nothing_is_sent_while_nothing_happens(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        for question in ("legal_name", "goal"):
            await person.type("<escape>" if isinstance(person.app.screen, ReviewScreen) else "")
            assert isinstance(person.app.screen, InterviewScreen)
            await person.app.screen.go_to(question)
            await person.settle()
            field = person.app.focused
            assert isinstance(field, Input | TextArea)
            assert not field.cursor_blink


async def test_a_line_feed_is_enter_only_until_the_terminal_is_ours(desk: Desk, interviewed: str) -> None:
    app = IntakeApp(desk, open_dossier=interviewed, step="interview")
    meant = [app._as_typed(events.Key(key, None)) for key in ("ctrl+j", "enter", "ctrl+j")]
    assert [event.key for event in meant if isinstance(event, events.Key)] == ["enter", "enter", "ctrl+j"]


async def test_an_app_among_others_leaves_the_garbage_of_its_process_to_be_found(desk: Desk) -> None:
    before = gc.get_freeze_count()
    async with at(desk) as person:
        await person.type("a")
    assert gc.get_freeze_count() <= before  # what was left out before may be gone by now


async def test_garbage_is_looked_for_from_the_first_screen_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "freeze", lambda: None)
    app = IntakeApp(desk)
    app.has_process = True
    gc.disable()
    try:
        async with app.run_test() as pilot:
            await Person(app, pilot).until(gc.isenabled)
    finally:
        gc.enable()
