"""What a stranger wrote is shown as it stands on every screen, and does nothing."""

import pytest

from intake.desk import Desk
from intake.model.client import Client
from intake.testing.recorded import RecordedWeb
from tui.driving import answered, at

pytestmark = pytest.mark.anyio
HOSTILE = "[@click=app.quit]x[/] [/] [bold]B \\["


async def test_a_name_is_shown_as_it_stands_at_home(desk: Desk) -> None:
    desk.new(Client(HOSTILE))
    async with at(desk, size=(140, 30)) as person:
        assert HOSTILE in person.read()
        await person.click("#dossiers", x=8)
        assert HOSTILE in person.read()


@pytest.mark.parametrize("step", ["interview", "vetting", "decision", "agreement"])
async def test_a_name_is_shown_as_it_stands_in_every_step(desk: Desk, recorded: RecordedWeb, step: str) -> None:
    dossier = answered(desk, HOSTILE, legal_name=HOSTILE)
    async with at(desk, size=(120, 40), web=recorded, dossier=dossier.id, step=step) as person:
        assert HOSTILE in person.read()
        await person.click("#bar" if step != "interview" else "#lines", x=10)
        assert person.app.is_running


async def test_answers_are_shown_as_they_stand(desk: Desk, recorded: RecordedWeb) -> None:
    dossier = answered(desk, HOSTILE, legal_name=HOSTILE, address=HOSTILE)
    async with at(desk, size=(120, 40), web=recorded, dossier=dossier.id, step="interview") as person:
        assert person.read().count(HOSTILE) >= 2
        seen = await person.type("<escape><f1>")
        assert HOSTILE in seen
        await person.type("<escape><end>!")
        assert HOSTILE + "!" in person.read()
        seen = await person.type("<f4>")
        assert person.app.is_running


async def test_a_brief_is_shown_as_it_stands(desk: Desk, recorded: RecordedWeb) -> None:
    dossier = answered(desk, HOSTILE, legal_name=HOSTILE)
    await desk.vet(dossier.id, web=recorded)
    desk.decide(dossier.id)
    desk.name_supplier(HOSTILE)
    desk.agree(dossier.id)
    async with at(desk, size=(120, 40), dossier=dossier.id, step="agreement") as person:
        assert person.read().count(HOSTILE) >= 3


async def test_errors_and_offers_are_shown_as_they_stand(desk: Desk, started: str) -> None:
    async with at(desk, size=(120, 40), dossier=started, step="interview") as person:
        seen = await person.type(f"Acme\r{HOSTILE}\r")
        assert "[@click=app.quit]" in seen
        assert person.app.is_running
