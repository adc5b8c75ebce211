"""A repeat group is a table: rows are added, changed and taken out, at any depth, and each change is saved."""

from pathlib import Path

import pytest
from textual.widgets import DataTable, Input

from intake.desk import Desk
from intake.model.client import Client
from intake.model.values import Item
from intake.tui.interview import InterviewScreen
from intake.tui.rows import RowForm
from tui.driving import Person, at

pytestmark = pytest.mark.anyio
ROW = "Photographs\r20 images\r2027-04-01\r400 EUR\rAnna has chosen her twenty\r"


async def deliverables(person: Person) -> None:
    """Puts the repeat group in focus."""
    await person.type("<escape>")
    assert isinstance(person.app.screen, InterviewScreen)
    await person.app.screen.go_to("deliverables")
    await person.settle()


def names(desk: Desk, dossier_id: str) -> list[object]:
    """The names in the saved rows."""
    rows = desk.dossier(dossier_id).answers["deliverables"].value
    assert isinstance(rows, tuple)
    return [row.get("name") for row in rows if isinstance(row, Item)]


async def test_rows_are_added_typing_ahead(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        seen = await person.type("a" + ROW)
        assert names(desk, interviewed) == ["Shop design", "Shop build", "Product texts", "Photographs"]
        assert "2027-04-01" in seen


async def test_a_row_is_opened_and_changed(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        person.app.screen.query_one(DataTable).move_cursor(row=0)
        await person.type("\r<end><ctrl+u>Design of the shop<ctrl+s>")
        assert names(desk, interviewed)[0] == "Design of the shop"


async def test_a_row_is_taken_out_and_undo_brings_it_back(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        person.app.screen.query_one(DataTable).move_cursor(row=2)
        await person.type("<delete>")
        assert names(desk, interviewed) == ["Shop design", "Shop build"]
        await person.type("<ctrl+z>")
        assert names(desk, interviewed) == ["Shop design", "Shop build", "Product texts"]


async def test_a_part_that_is_needed_is_asked_for(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        seen = await person.type("a<ctrl+s>")
        assert isinstance(person.app.screen, RowForm)
        assert "this is needed" in seen
        assert isinstance(person.app.focused, Input)
        await person.type("<escape>")
        assert len(names(desk, interviewed)) == 3


async def test_rows_that_contradict_are_told_and_kept_on_screen(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        seen = await person.type("a" + ROW.replace("2027", "2025"))
        assert "✗" in seen
        assert "Photographs" in seen
        assert len(names(desk, interviewed)) == 3


NESTED = """\
intake: questionnaire/1
id: nested
version: 1
title: Nested
languages: [en]
sections:
- id: one
  title: One
  questions:
  - id: phases
    type: repeat
    ask: Phases
    required: yes
    min: 1
    item:
    - {id: name, type: text, ask: Phase, required: yes}
    - id: tasks
      type: repeat
      ask: Tasks
      min: 1
      item:
      - {id: name, type: text, ask: Task, required: yes}
      - {id: hours, type: number, ask: Hours, required: yes}
    - {id: hours, type: calc, value: "sum(tasks, hours)"}
"""


def task(name: str, hours: int) -> Item:
    return Item.of({"name": name, "hours": hours})


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_rows_within_rows_are_tables_with_forms_of_their_own(
    size: tuple[int, int], desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "nested.yaml"
    path.write_text(NESTED, encoding="utf-8")
    dossier = desk.new(Client("Acme"), questionnaire=str(path)).id
    async with at(desk, dossier=dossier, step="interview", size=size) as person:
        seen = await person.type("aDesign\r")
        assert "Task" in seen
        assert "this is needed" in await person.type("<ctrl+s>")
        await person.type("aSketch\r4\raDraft\r6\r")
        assert "Draft" in person.read()
        assert desk.dossier(dossier).answers == {}
        await person.type("<ctrl+s>")
        phases = desk.dossier(dossier).answers["phases"].value
        assert phases == (Item.of({"name": "Design", "tasks": (task("Sketch", 4), task("Draft", 6))}),)
        assert "Sketch, 4; Draft, 6" in person.read()
        # Into the row again, into its second task, and out the first one.
        await person.type("<up>\r\r<up>\r\r<end><backspace>9\r<up><up><delete><ctrl+s>")
        phases = desk.dossier(dossier).answers["phases"].value
        assert phases == (Item.of({"name": "Design", "tasks": (task("Draft", 9),)}),)
        await person.type("<ctrl+z>")
        phases = desk.dossier(dossier).answers["phases"].value
        assert phases == (Item.of({"name": "Design", "tasks": (task("Sketch", 4), task("Draft", 6))}),)


async def test_a_copy_opens_as_a_new_row_that_begins_like_it(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        person.app.screen.query_one(DataTable).move_cursor(row=0)
        await person.type("d")
        assert isinstance(person.app.screen, RowForm)
        assert person.app.screen.query(Input).first().value == "Shop design"
        await person.type("Second design<ctrl+s>")
        assert names(desk, interviewed) == ["Shop design", "Shop build", "Product texts", "Second design"]


async def test_the_line_that_adds_a_row_is_none_to_copy_or_remove(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        assert "Highlight a row first." in await person.type("d")
        assert (await person.type("<delete>")).count("Highlight a row first.") == 2
        assert len(names(desk, interviewed)) == 3


async def test_a_row_half_typed_is_dropped_only_the_second_time(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        assert "Press Esc again" in await person.type("aPhoto<escape>")
        assert isinstance(person.app.screen, RowForm)
        assert person.app.screen.query(Input).first().value == "Photo"
        await person.type("s<escape>")
        assert isinstance(person.app.screen, RowForm), "it is another text than the one that was to be dropped"
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.type("a<escape>")
        assert isinstance(person.app.screen, InterviewScreen), "nothing was typed"


async def test_rows_change_places(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="interview") as person:
        await deliverables(person)
        table = person.app.screen.query_one(DataTable)
        table.move_cursor(row=0)
        await person.type("<ctrl+up><ctrl+down>")
        assert names(desk, interviewed) == ["Shop build", "Shop design", "Product texts"]
        assert table.cursor_row == 1
        await person.type("<ctrl+down><ctrl+down><ctrl+down>")
        assert names(desk, interviewed) == ["Shop build", "Product texts", "Shop design"]
        await person.type("<ctrl+z>")
        assert names(desk, interviewed) == ["Shop build", "Shop design", "Product texts"]


async def test_the_mouse_does_everything_with_a_row(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(100, 30), dossier=interviewed, step="interview") as person:
        await deliverables(person)

        async def press(words: str) -> str:
            rows = person.read().splitlines()
            y = next(place for place, row in enumerate(rows) if words in row)
            assert await person.pilot.click(offset=(rows[y].index(words) + 1, y))
            return await person.settle()

        await press("Shop design")
        await press("down")
        assert names(desk, interviewed) == ["Shop build", "Shop design", "Product texts"]
        await press("up")
        assert names(desk, interviewed) == ["Shop design", "Shop build", "Product texts"]
        await press("removes")
        assert names(desk, interviewed) == ["Shop build", "Product texts"]
        await press("copies")
        assert isinstance(person.app.screen, RowForm)
        await press("Cancel")
        await press("adds")
        assert isinstance(person.app.screen, RowForm)
        await press("Cancel")
        await press("edits")
        assert person.app.screen.query(Input).first().value == "Shop build"


async def test_a_short_screen_shows_what_the_part_in_focus_is_called(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(60, 20), dossier=interviewed, step="interview") as person:
        await deliverables(person)
        assert "What is it called?" in await person.type("a")
        assert "How much of it?" in await person.type("Logo\r")
        seen = await person.type("3 pages\r2027-04-01\r400 EUR\rAnna")
        assert "How do we both know that it is done?" in seen
        assert "Anna" in seen


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_footer_under_a_form_shows_its_own_keys_and_under_the_table_those_needed_most(
    size: tuple[int, int], desk: Desk, interviewed: str
) -> None:
    async with at(desk, dossier=interviewed, step="interview", size=size) as person:
        await deliverables(person)
        assert "^z Undo  ^g All answers" in (await person.settle()).splitlines()[-1]
        footer = (await person.type("a")).splitlines()[-1]
        assert "esc Cancel  ^s Save the row  ^z Undo" in footer
        assert "All answers" not in footer


async def test_a_saved_row_counts_as_an_answer_at_once_and_in_every_place_that_tells_how_far_it_is(
    desk: Desk,
) -> None:
    dossier = desk.new(Client("Acme"), questionnaire="web").id
    async with at(desk, dossier=dossier, step="interview", size=(120, 40)) as person:
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("deliverables")
        before = await person.settle()
        after = await person.type("a" + ROW)
        progress = desk.sitting(dossier).interview.progress
        assert progress.answered == 1
        assert f"1 of {progress.total} answered · ~{progress.minutes} min left" in after
        assert f"~{progress.minutes} min left" not in before
        assert "1/8 What has to exist" in after
        assert person.app.focused is person.app.screen.query_one(DataTable)
