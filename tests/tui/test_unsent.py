"""What is typed and not given is there again: after looking elsewhere, after leaving, in another language."""

import pytest
from textual.widgets import DataTable, Input, SelectionList, TextArea

from intake.desk import Desk
from intake.errors import CannotWrite
from intake.store import durable
from intake.store.unsent import FILE
from intake.tui.choice_fields import ChoiceField
from intake.tui.interview import InterviewScreen
from intake.tui.review import ReviewScreen
from intake.tui.rows import RowForm
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


async def go(person: Person, question: str) -> str:
    """Puts a question in focus."""
    if isinstance(person.app.screen, ReviewScreen):
        await person.type("<escape>")
    assert isinstance(person.app.screen, InterviewScreen)
    await person.app.screen.go_to(question)
    return await person.settle()


async def test_a_line_is_gone_on_with_at_its_caret(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme Nordic<left><left><left>")
    async with at(Desk(desk.home), dossier=started, step="interview") as person:
        field = person.app.screen.query_one("#place Input", Input)
        assert (field.value, field.cursor_position) == ("Acme Nordic", 8)
        await person.type("x\r")
    assert desk.dossier(started).answers["legal_name"].value == "Acme Norxdic"


async def test_what_was_given_is_unsent_no_more(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme AB\rNarn")
    kept = desk.dossiers.unsent(started).read()
    assert kept["asked"] == "country"
    assert list(kept["typed"]) == ["country"]  # type: ignore[arg-type]


async def test_what_was_typed_outlasts_a_look_at_other_questions(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme Nor<pagedown>Swe<pagedown>Street 1<ctrl+j>Ume<pageup>")
        assert person.app.screen.query_one("#place Input", Input).value == "Swe"
        await person.type("<pagedown>")
        assert person.app.screen.query_one("#place TextArea", TextArea).text == "Street 1\nUme"
        await person.type("å\r<pageup><pageup><pageup>")
        assert person.app.screen.query_one("#place Input", Input).value == "Acme Nor"
    assert desk.dossier(started).answers["address"].value == "Street 1\nUmeå"


async def test_the_page_of_all_answers_shows_what_is_typed_and_not_given(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        shown = await person.type("Acme Nor<pagedown>Swe<pagedown><ctrl+g>")
        assert "typed, not given yet: Acme Nor" in shown
        assert "typed, not given yet: Swe" in shown


async def test_the_place_is_kept_where_nothing_is_typed(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("<pagedown><pagedown><pagedown>")
    async with at(Desk(desk.home), dossier=started, step="interview") as person:
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.app.screen.asked == "website"


async def test_ticks_and_the_highlighted_choice_are_kept(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "talks")
        ticked = person.app.screen.query_one(SelectionList).selected
        await person.type("<end> ")
        changed = person.app.screen.query_one(SelectionList).selected
        assert set(changed) != set(ticked)
        await go(person, "test_task")
        before = person.app.screen.query_one("#place ChoiceField", ChoiceField).entry
        await person.type("<down>" if before is True else "<up>")
    async with at(Desk(desk.home), dossier=interviewed, step="interview") as person:
        assert person.app.screen.query_one("#place ChoiceField", ChoiceField).entry is not before
        await go(person, "talks")
        assert set(person.app.screen.query_one(SelectionList).selected) == set(changed)


async def test_a_form_of_a_row_opens_again_where_it_was_left(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "deliverables")
        await person.type("aPhotographs\r20 ima<left>")
    async with at(Desk(desk.home), dossier=interviewed, step="interview") as person:
        assert isinstance(person.app.screen, RowForm)
        fields = [field.value for field in person.app.screen.query(Input)]
        assert fields[:2] == ["Photographs", "20 ima"]
        await person.type("<delete>ages\r2027-04-01\r400 EUR\rAnna has chosen her twenty\r")
        assert isinstance(person.app.screen, InterviewScreen)
        assert person.app.screen.query_one(DataTable).row_count == 5
    assert "form" not in str(desk.dossiers.unsent(interviewed).read())
    rows = desk.dossier(interviewed).answers["deliverables"].value
    assert isinstance(rows, tuple)
    assert len(rows) == 4


async def test_rows_with_something_wrong_in_them_are_kept(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "deliverables")
        assert "✗" in await person.type("aShop build\r2 pages\r2027-04-01\r400 EUR\rAnna says so\r")
    saved = desk.dossier(interviewed).answers["deliverables"].value
    assert isinstance(saved, tuple)
    assert len(saved) == 3
    async with at(Desk(desk.home), dossier=interviewed, step="interview") as person:
        assert person.app.screen.query_one(DataTable).row_count == 5


async def test_undo_takes_back_what_was_typed_and_then_the_answer(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme AB\rSwed<ctrl+z>")
        field = person.app.screen.query_one("#place Input", Input)
        assert field.value == ""
        await person.type("<ctrl+y>")
        assert field.value == "Swed"
        await person.type("<ctrl+z><ctrl+z>")
        assert desk.dossier(started).answers == {}
        await person.type("<ctrl+y>")
        assert set(desk.dossier(started).answers) == {"legal_name"}


async def test_undo_of_a_row_is_not_undone_by_what_was_kept(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "deliverables")
        person.app.screen.query_one(DataTable).move_cursor(row=0)
        await person.type("<delete><ctrl+z>")
        assert person.app.screen.query_one(DataTable).row_count == 4
        await person.type("<ctrl+y>")
        assert person.app.screen.query_one(DataTable).row_count == 3


async def test_a_dialog_leaves_what_is_typed_as_it_is(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme <f1><escape>AB\r")
    assert desk.dossier(started).answers["legal_name"].value == "Acme AB"


async def test_another_language_keeps_text_and_caret(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Acme Nordic<left><left>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen._speak("de")
        await person.settle()
        await person.type("x")
        assert person.app.screen.query_one("#place Input", Input).value == "Acme Nordxic"


async def test_a_disk_that_takes_nothing_is_told_once_and_typing_goes_on(
    desk: Desk, started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: object, data: bytes) -> None:
        raise CannotWrite("cannot be written: no space left on device")

    async with at(desk, dossier=started, step="interview") as person:
        monkeypatch.setattr(durable, "replace", full)
        assert isinstance(person.app.screen, InterviewScreen)
        await person.type("Acme")
        await person.app.screen._unsent._write_beside()
        assert "is not saved before" in " ".join((await person.settle()).split())
        monkeypatch.undo()
        assert not (desk.home / "dossiers" / started / FILE).exists()
        await person.type(" AB\rSwe")
    assert desk.dossier(started).answers["legal_name"].value == "Acme AB"
    async with at(
        desk, dossier=started, step="interview"
    ) as person:  # an answer was taken, so what is typed is kept again
        assert "Swe" in person.read()


async def test_a_dossier_that_is_taken_away_is_told_and_ends_nothing(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        journal = desk.home / "dossiers" / started / "log.jsonl"
        kept = journal.read_bytes()
        journal.unlink()
        seen = await person.type("Acme AB\r")
        assert "there is no dossier" in seen
        journal.write_bytes(kept)
        await person.type("\r\r")
        assert desk.dossier(started).answers["legal_name"].value == "Acme AB"


async def test_an_answer_from_elsewhere_is_not_hidden_by_what_was_only_looked_at(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await go(person, "legal_name")
        await go(person, "deliverables")
    sitting = Desk(desk.home).sitting(interviewed)
    rows = desk.dossier(interviewed).answers["deliverables"].value
    assert isinstance(rows, tuple)
    sitting.give("deliverables", rows[:2])
    sitting.give("legal_name", "Lindqvist Holding AB")
    async with at(Desk(desk.home), dossier=interviewed, step="interview") as person:
        await go(person, "deliverables")
        assert person.app.screen.query_one(DataTable).row_count == 3
        await go(person, "legal_name")
        assert person.app.screen.query_one("#place Input", Input).value == "Lindqvist Holding AB"


async def test_rows_that_cannot_stand_are_among_all_answers_with_what_is_wrong(desk: Desk, started: str) -> None:
    async with at(desk, size=(100, 60), dossier=started, step="interview") as person:
        await go(person, "deliverables")
        row = "aPhotos\r20 images\r1 April 2027\r400 EUR\rAnna has chosen her twenty\r"
        await person.type(row + row)
        seen = await person.type("<ctrl+g>")
        assert seen.count("Photos, 20 images") == 2
        assert "! row 2, " in seen
        assert "rows 1 and 2 are both 'Photos'" in seen
