"""What is held on a client, told and erased from the palette of a step; a stored answer dropped from the evidence."""

from pathlib import Path

import pytest

from intake.desk import Desk
from intake.model.client import Client
from intake.tui.home import HomeScreen
from intake.tui.vetting import VettingScreen
from tui.driving import Person, at
from tui.test_keeping import choose, squeezed

pytestmark = pytest.mark.anyio


async def test_all_that_is_held_is_written_into_a_new_file(desk: Desk, started: str, tmp_path: Path) -> None:
    file = tmp_path / "held.md"
    async with at(desk, dossier=started, step="vetting") as person:
        assert "This did not work" in await choose(person, "tell all", f"{desk.home}/settings.yaml/held.md<ctrl+s>")
        await person.type("<escape>")
        assert "Read it before you hand it over" in squeezed(await person.type(f"<end><ctrl+u>{file}<ctrl+s>"))
        assert f"## Dossier {started}" in file.read_text("utf-8")
        await person.type("<escape>")
        assert "There is a file of that name already" in await choose(person, "tell all", f"{file}<ctrl+s>")


async def at_vetting(person: Person) -> None:
    """Opens the one client, and goes to the vetting."""
    await person.type("\r<f3>")


async def test_a_client_is_erased_once_that_is_confirmed(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        await at_vetting(person)
        seen = await choose(person, "erase this")
        assert f"{started}, its journal and stored files" in squeezed(seen)
        assert "Nothing is erased before you say so" in squeezed(await person.type("<ctrl+s>"))
        await person.type(" <escape>")
        assert [row.id for row in desk.rows()] == [started]
        await choose(person, "erase this")
        assert f"erased {started}" in squeezed(await person.type(" \r"))
        assert "No clients yet." in await person.type("<escape>")
        assert isinstance(person.app.screen, HomeScreen)
        assert not [path for path in desk.home.rglob("*") if started in path.name]


async def test_where_a_client_has_more_dossiers_it_is_asked_which(desk: Desk, started: str) -> None:
    second = desk.new(Client("Acme")).id
    async with at(desk, dossier=started) as person:  # from the interview, with something typed
        await person.type("50")
        assert "All dossiers of this client" in await choose(person, "erase this")
        seen = squeezed(await person.type("\r"))
        assert f"maybe the same client: {second}" in seen
        assert f"erased {started}" in squeezed(await person.type(" \r"))
        assert [row.id for row in desk.rows()] == [second]
        await person.type("<escape>")
        assert person.app.return_code == 0  # it was opened for that dossier alone
        assert not (desk.home / "dossiers" / started).exists()


async def test_a_signed_agreement_stays_for_a_reason(desk: Desk, sealed: str) -> None:
    async with at(desk, dossier=sealed, step="agreement") as person:
        seen = squeezed(await choose(person, "erase this", "tax law, ten years\r \r"))
        assert f"erased {sealed} but for its signed" in seen
        kept = Desk(desk.home).dossiers.entries(sealed)
        assert not [entry for entry in kept if entry.kind == "answered" and entry.body is not None]
        assert "tax law, ten years" in str([entry.body for entry in kept])


async def test_a_practice_run_offers_neither(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<ctrl+t>")
        assert "Erase this client" not in await person.type("<ctrl+p>erase")


async def test_a_stored_answer_is_dropped_with_a_reason(desk: Desk, vetted: str) -> None:
    async with at(desk, size=(100, 40), dossier=vetted, step="vetting") as person:
        await show_evidence(person, "history")
        await choose(person, "drop this")
        assert "Reason is needed." in await person.type("\r")
        seen = await person.type("they asked\r")
        assert "Dropped. Decide anew (F4)." in seen
        assert isinstance(person.app.screen, VettingScreen)
        assert "they asked" in [each.purged for each in desk.dossier(vetted).reports["history"].evidence]
        await show_evidence(person, "history")
        assert "Drop this stored answer" not in await person.type("<ctrl+p>drop this")


async def show_evidence(person: Person, source: str) -> None:
    """Opens the evidence behind the first thing that a source found."""
    from intake.tui.sources import SourcesTable

    table = person.app.screen.query_one(SourcesTable)
    table.focus()
    table.move_cursor(row=table.get_row_index(source))
    await person.settle()
    await person.type("\r\r")
