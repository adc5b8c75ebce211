"""The practice run: offered where there is nothing yet, kept apart, clearly marked, and gone when it is thrown away."""

import pytest

from intake import practice
from intake.desk import Desk
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_a_practice_run_is_among_the_commands_also_later_and_begins_anew(desk: Desk, started: str) -> None:
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
        assert "prepay" not in run.desk.dossier(run.dossier_id).answers
        assert [row.name for row in desk.rows()] == ["Acme"]
        await person.type("<escape><ctrl+p>delete the prac\r")
        assert not practice.folder(desk.home).exists()
        assert [row.name for row in desk.rows()] == ["Acme"]


async def test_nothing_is_there_to_delete_before_there_is_a_practice_run(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        assert "Delete the practice run" not in await person.type("<ctrl+p>delete")
