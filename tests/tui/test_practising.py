"""The practice run: offered where there is nothing yet, kept apart, clearly marked, and gone when it is thrown away."""

import pytest

from intake import practice
from intake.desk import Desk
from intake.tui.exhibit import ExhibitScreen
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_a_practice_run_is_among_the_commands_and_goes_on_where_it_was_left(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        assert "PRACTICE 1/4" in await person.type("<ctrl+p>practice run\r")
        await person.type("50%\r")
        seen = await person.type("<escape>")
        assert "Acme" in seen
        assert "PRACTICE" not in seen
        assert "PRACTICE" not in await person.type("\r<escape>")
        assert "PRACTICE 1/4" in await person.type("<ctrl+t>")
        run = person.app.practice
        assert run is not None
        assert "prepay" in run.desk.dossier(run.dossier_id).answers
        assert "PRACTICE 3/4" in (await person.type("no\ryes\r\ra"), await person.type("d"))[1]
        await person.type("<escape>")
        assert "PRACTICE 3/4" in await person.type("<ctrl+t>")
        assert [row.name for row in desk.rows()] == ["Acme"]
        await person.type("<escape><ctrl+p>delete the prac\r")
        assert not practice.folder(desk.home).exists()
        assert [row.name for row in desk.rows()] == ["Acme"]
        assert "PRACTICE 1/4" in await person.type("<ctrl+t>")


async def test_the_guide_names_the_one_key_that_leads_on(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>")
        seen = await person.type("50%\rno\ryes\r\r")
        for key, then in zip("adgbs", ("press D", "Press G", "Press B", "press S", "Press A"), strict=True):
            assert f"ress {key.upper()}" in seen
            seen = await person.type(key)
            if key == "s":
                seen = await person.type("\r")
            assert then in " ".join(seen.split())
        seen = await person.type("aAnna Lindqvist\r\r\r \r")
        assert "Press X" in seen
        assert "Verified: valid" in await person.type("x\r")
        await person.type("\r<escape>")
        assert "PRACTICE 1/4" in await person.type("<ctrl+t>")  # one that was finished begins anew


async def test_nothing_is_there_to_delete_before_there_is_a_practice_run(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        assert "Delete the practice run" not in await person.type("<ctrl+p>delete")


async def test_who_steps_out_of_a_practice_run_goes_on_with_enter(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>50%\r<escape>")
        assert "PRACTICE 1/4" in await person.type("\r")


async def test_what_is_typed_while_the_practice_run_is_laid_out_is_not_lost(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>50%\r")
        run = person.app.practice
        assert run is not None
        assert run.desk.dossier(run.dossier_id).answers["prepay"].typed == "50%"


async def test_escape_leads_from_the_parts_of_a_draft_to_the_draft(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>50%\rno\ryes\r\r")
        for key in "adgb":
            draft = await person.type(key)
        person.app.clear_notifications()
        draft = await person.settle()
        assert "Read it together" in draft
        assert "Add a task" in await person.type("e")
        assert await person.type("<escape>") == draft
        assert "Sign as supplier" in await person.type("\r")


async def test_the_evidence_is_found_as_the_guide_says(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>50%\rno\ryes\r\r")
        assert "Tab leads there" in await person.type("a")
        await person.type("\t\r\r")
        assert isinstance(person.app.screen, ExhibitScreen)
