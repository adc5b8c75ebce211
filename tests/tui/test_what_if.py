"""What if, on screen: an open fact is lent a value, the range follows, and nothing is recorded."""

import pytest
from textual.widgets import OptionList, Static

from intake.desk import Desk
from intake.model.client import Client
from intake.tui.what_if import WhatIfScreen
from tui.driving import Person, answered, at

pytestmark = pytest.mark.anyio


def listed(person: Person) -> list[str]:
    return [str(option.prompt) for option in person.app.screen.query_one(OptionList).options]


async def test_supposing_changes_the_range_and_records_nothing(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="decision") as person:
        entries = len(desk.dossiers.entries(interviewed))
        assert "OPEN" in person.read()
        seen = await person.type("w<escape>")
        assert "(Forget all)" in seen
        assert "Forget" not in seen.splitlines()[-1]
        screen = person.app.screen
        assert isinstance(screen, WhatIfScreen)
        facts = screen.query_one("#facts", OptionList)
        facts.highlighted = facts.get_option_index("findings.registry.active")
        seen = await person.type("\rn\r")
        assert "Active in the company register: no" in seen
        assert "n Forget all" in seen.splitlines()[-1]
        assert "(Forget all)" not in seen
        assert str(screen.query_one("#ranges", Static).content).startswith("NO-GO")
        assert any("it no longer exists" in line and "fired" in line for line in listed(person))
        seen = await person.type("<delete>")
        assert "? Active in the company register" in seen
        assert len(desk.dossiers.entries(interviewed)) == entries


async def test_the_best_checks_say_what_they_would_bring(desk: Desk) -> None:
    dossier = answered(desk)
    async with at(desk, size=(100, 40), dossier=dossier.id, step="decision") as person:
        checks = [line for line in listed(person) if line.startswith("→")]
        assert checks
        assert any("if yes" in line or "if no" in line for line in checks)


async def test_questions_are_asked_in_their_own_words(desk: Desk) -> None:
    dossier = desk.new(Client("Acme"))
    async with at(desk, size=(100, 40), dossier=dossier.id, step="decision") as person:
        checks = [line for line in listed(person) if line.startswith("→")]
        assert checks
        assert not any("answers." in line for line in checks)
        assert any("“" in line for line in checks)


async def test_it_is_usable_in_a_small_window_by_mouse_alone(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(60, 20), dossier=interviewed, step="decision") as person:
        await person.click("#suppose")
        if not isinstance(person.app.screen, WhatIfScreen):
            await person.click("#cancel")
        await person.click("#facts", y=0)
        assert await person.click("#cancel")
        seen = await person.click("#back")
        assert "Check next" in seen
