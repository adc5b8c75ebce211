"""Backups, the passphrase and the look at everything, done from the palette at home."""

from pathlib import Path

import pytest
from textual.widgets import Input

from intake.desk import Desk
from intake.errors import Refused
from intake.store.vault import Vault
from intake.tui.home import HomeScreen
from tui.driving import Person, at

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying a passphrase takes a quarter of a second, which tests/store/test_vault.py looks at."""
    for function in (Vault.begin, Vault.change):
        monkeypatch.setitem(function.__kwdefaults__ or {}, "cost", 2)


async def choose(person: Person, command: str, typed: str = "") -> str:
    """Finds a command by its name, starts it, and types in the form in place of what stands in its first field."""
    await person.type(f"<ctrl+p>{command}")
    await person.type("\r")
    return await person.type(f"<end><ctrl+u>{typed}") if typed else person.read()


def squeezed(screen: str) -> str:
    """What a screen says, however it is wrapped."""
    return " ".join(screen.replace("│", " ").split())


async def test_a_backup_is_written_and_restored_where_nothing_is(desk: Desk, started: str, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    async with at(desk) as person:
        seen = await choose(person, "back up", f"{desk.home}/settings.yaml/all.tar<ctrl+s>")
        assert "This did not work" in seen
        assert "settings.yaml" in seen
        await person.type("<escape>")
        assert "Dossiers: 1" in await person.type(f"<end><ctrl+u>{file}<ctrl+s>")
        written = file.read_bytes()
        await person.type("<escape>")
        assert "There is a file of that name already" in await choose(person, "back up", f"{file}<ctrl+s>")
        assert file.read_bytes() == written
    other = Desk(tmp_path / "other")
    async with at(other) as person:
        assert "there is no such file" in await choose(person, "restore", f"{tmp_path}/none.tar<ctrl+s>")
        await person.type("<escape>")
        assert f"{started} restored" in squeezed(await person.type(f"<end><ctrl+u>{file}<ctrl+s>"))
        assert "Acme" in await person.type("<escape>")
        assert [row.id for row in other.rows()] == [started]


async def test_a_backup_behind_a_passphrase_asks_for_it_in_the_form(desk: Desk, started: str, tmp_path: Path) -> None:
    file = tmp_path / "all.tar"
    desk.custody.protect(b"birch and oak")
    desk.custody.back_up(file)
    other = Desk(tmp_path / "other")
    async with at(other) as person:
        assert "A passphrase locks this backup" in await choose(person, "restore", f"{file}<ctrl+s>")
        seen = await person.type("<escape><down>wrong<ctrl+s>")
        assert "the passphrase does not open the store" in squeezed(seen)
        assert not other.rows()
        await person.type("<escape><down>birch and oak<ctrl+s>")
        assert [row.id for row in other.rows()] == [started]


async def test_what_differs_from_a_backup_stays_and_is_said(desk: Desk, started: str, tmp_path: Path) -> None:
    file, settings = tmp_path / "all.tar", desk.home / "settings.yaml"
    settings.write_text("supplier: {name: Birch}\n", "utf-8")
    desk.custody.back_up(file)
    settings.write_text("supplier: {name: Oak}\n", "utf-8")
    async with at(desk) as person:
        seen = squeezed(await choose(person, "restore", f"{file}<ctrl+s>"))
        assert "settings.yaml kept as it is here, which is not as in the backup" in seen
        assert started not in seen
        assert settings.read_text("utf-8") == "supplier: {name: Oak}\n"


async def test_settings_that_come_back_are_not_written_over(desk: Desk, tmp_path: Path) -> None:
    settings = desk.home / "settings.yaml"
    settings.write_text("supplier: {name: Birch}\n", "utf-8")
    desk.custody.back_up(tmp_path / "all.tar")
    settings.unlink()
    again = Desk(desk.home)
    async with at(again) as person:
        before = again.settings.supplier
        assert not before.name
        assert "settings.yaml restored" in squeezed(await choose(person, "restore", f"{tmp_path}/all.tar<ctrl+s>"))
        assert again.settings.supplier.name == "Birch"


def opens(home: Path, passphrase: bytes) -> bool:
    """Whether the passphrase opens what lies there."""
    try:
        return bool(Desk(home, passphrase=lambda: passphrase).rows())
    except Refused:
        return False


async def test_a_passphrase_is_set_changed_and_taken_away(desk: Desk, started: str, home: Path) -> None:
    log = home / "dossiers" / started / "log.jsonl"
    async with at(desk) as person:
        assert "Take the passphrase away" not in await person.type("<ctrl+p>passphrase")
        await person.type("<escape>")
        seen = await choose(person, "lock with")
        assert "whoever forgets it loses everything" in squeezed(seen)
        assert "Passphrase is needed." in await person.type("<ctrl+s>")
        seen = await person.type("birch and oak\rbirch\r")
        assert "The two passphrases differ" in seen
        assert "birch" not in seen
        assert b"Acme" in log.read_bytes()
        await person.type("<escape>")
        assert b"Acme" in log.read_bytes()
        await choose(person, "lock with", "birch and oak \rbirch and oak \r")  # its blank at the end counts
        assert b"Acme" not in log.read_bytes()
        assert opens(home, b"birch and oak ")
        assert not opens(home, b"birch and oak")
        assert "Acme" in await person.type("<escape>")
        assert "does not open the store" in squeezed(await choose(person, "change the pass", "no\rfir\rfir\r"))
        await person.type("<escape>")
        assert [field.value for field in person.app.screen.query(Input)] == ["", "", ""]
        assert "The new passphrase alone opens" in squeezed(await person.type("birch and oak \rfir\rfir\r"))
        assert opens(home, b"fir")
        assert not opens(home, b"birch and oak ")
        assert "does not open the store" in squeezed(await choose(person, "take the pass", "birch\r"))
        assert desk.dossiers.vault.on
        await person.type("<escape>fir\r")
        assert not desk.dossiers.vault.begun
        assert b"Acme" in log.read_bytes()
        assert isinstance(person.app.screen, HomeScreen)
        assert "Acme" in person.read()


async def test_everything_is_looked_at_and_what_needs_you_comes_first(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        seen = await choose(person, "whether everything")
        assert "Nothing wrong was found." in seen
        assert "1 found sound" in seen
        log = desk.home / "dossiers" / started / "log.jsonl"
        log.write_bytes(log.read_bytes().replace(b"Acme", b"Acmf"))
        assert "Acme" in await person.type("<escape>")
        seen = await choose(person, "whether everything")
        assert "To look at: 1" in seen
        assert f"! dossier {started}" in seen.splitlines()[2]
