"""A change order on a real terminal: proposed, signed by both sides on screen, exported and verified."""

import asyncio
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.model.client import Client
from intake.signing.folder import verify
from intake.testing.recorded import RecordedWeb
from journeys.terminal import Screen

SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
CTRL_S, CTRL_U, END = "\x13", "\x15", "\x1b[F"


@pytest.fixture
def dossier(home: Path) -> str:
    """A dossier that both sides have signed once."""
    desk = Desk(home)
    found = desk.new(Client("Lindqvist Möbel AB", website="https://www.lindqvist-mobel.example")).id
    desk.sitting(found).take((SAMPLE / "answers.web.yaml").read_bytes(), "answers.yaml")
    asyncio.run(desk.vet(found, web=RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)))
    desk.name_supplier("Studio Birch")
    desk.decide(found)
    desk.agree(found)
    desk.offer(found)
    desk.accept(found, name="Anna Lindqvist", consent=True)
    return found


@pytest.fixture
def screen(home: Path, dossier: str) -> Iterator[Screen]:
    """The desk on a terminal."""
    screen = Screen("--home", str(home))
    yield screen
    screen.child.close(force=True)


def test_a_change_order_is_signed_on_screen(screen: Screen, home: Path, dossier: str, tmp_path: Path) -> None:
    screen.wait_for("Lindqvist")
    screen.type("\r")
    screen.wait_for("Both sides have signed.")
    screen.type("c")
    screen.wait_for("What was signed")
    screen.type("\r")
    screen.wait_for("Task · Shop design")
    screen.type(f"\r{END}{CTRL_U}30 April 2027")
    screen.wait_for("= 2027-04-30 (Friday)")
    screen.type(CTRL_S)
    screen.wait_for("an extra at no charge", "Sign it as your offer")
    screen.type("\r")
    screen.wait_for("binds nobody yet", "Sign as supplier")
    screen.type("s")
    screen.wait_for("You sign exactly")
    screen.type("\r")
    screen.wait_for("Client accepts…")
    screen.type("aAnna Lindqvist\r\r\r")
    screen.wait_for("I agree to sign electronically")
    screen.type(" \r")
    screen.wait_for("Both sides have signed.", "Export…", without="Client accepts…")
    screen.type("x")
    screen.wait_for("The signed brief and all that anyone needs")
    screen.type(f"{CTRL_U}{tmp_path}\r")
    screen.wait_for("Verified: valid")
    (folder,) = tmp_path.glob("BR-*")
    assert verify(folder).outcome == "valid"
    assert {"000.pdf", "001.pdf"} <= {path.name for path in folder.iterdir()}
    signed = Desk(home).dossier(dossier).signed
    assert signed is not None
    assert signed.seq == 1
    screen.type("\r")
    screen.wait_for("Both sides have signed.", without="Verified")
    screen.type("\x11")
    assert screen.end() == 0
