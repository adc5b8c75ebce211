"""Takes the pictures of the documentation from the real screens, and the first page of a brief from its PDF.

python docs/make_pictures.py

A fixed clock and the sample client make the same pictures every time.
"""

import asyncio
import os
import subprocess
import tempfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from intake.desk import Desk
from intake.interviewing.answers_file import LeftOpen, read_answers
from intake.model.client import Client
from intake.testing.recorded import RecordedWeb
from intake.tui.app import REMOTE_FONTS, IntakeApp
from intake.tui.interview import InterviewScreen

PICTURES = Path(__file__).parent / "pictures"
SAMPLE = Path(__file__).parents[1] / "src" / "intake" / "testing" / "sample"
SIZE = (100, 28)


def desk_with_clients(home: Path) -> tuple[Desk, dict[str, str]]:
    """A desk with clients at several stages, and their dossiers by name."""
    numbers = count(1)
    desk = Desk(home, clock=lambda: datetime(2026, 11, 23, 9, 30, tzinfo=UTC), token=lambda: f"{next(numbers):06x}")
    desk.name_supplier("Studio Birch")
    names = ("Hall & Sons Joinery", "Norrsken Kaffe", "Atelier Brandt", "Lindqvist Möbel AB")
    dossiers = {name: desk.new(Client(name, website="https://www.lindqvist-mobel.example")).id for name in names}
    web = RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)
    for name in names[1:]:
        answer(desk, dossiers[name])
    for name in names[2:]:
        asyncio.run(desk.vet(dossiers[name], web=web))
        desk.decide(dossiers[name])
    desk.decide(dossiers["Norrsken Kaffe"])
    desk.agree(dossiers["Atelier Brandt"])
    desk.offer(dossiers["Atelier Brandt"])
    return desk, dossiers


def answer(desk: Desk, dossier: str) -> None:
    """Gives the sample answers."""
    sitting = desk.sitting(dossier)
    path = SAMPLE / "answers.web.yaml"
    questionnaire, language = sitting.interview.questionnaire, sitting.interview.language
    for question, value in read_answers(
        path.read_bytes(), str(path), questionnaire, today=sitting.today, language=language
    ):
        if isinstance(value, LeftOpen):
            sitting.leave_open(question, value.reason)
        else:
            sitting.give(question, value)


async def picture(name: str, app: IntakeApp, *keys: str, question: str = "") -> None:
    """Runs the app, goes to a question of the interview if one is named, presses the keys, and saves what is on the screen."""
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        if question:
            await pilot.press("escape")  # a complete interview opens at its review
            await app.settle()
            if isinstance(app.screen, InterviewScreen):
                await app.screen.go_to(question)
            await pilot.pause()
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await app.settle()
        await pilot.pause()
        svg = REMOTE_FONTS.sub("", app.export_screenshot(title="intake"))
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")


def first_page(desk: Desk, dossier: str, folder: Path) -> None:
    """Takes the first page of the sealed brief with poppler's pdftoppm."""
    desk.accept(dossier, name="Anna Lindqvist", email="anna@lindqvist-mobel.example", consent=True)
    sealed = desk.export(dossier, folder) / "000.pdf"
    only = ("-f", "1", "-singlefile", "-r", "60", "-png")
    subprocess.run(["pdftoppm", *only, str(sealed), str(PICTURES / "brief")], check=True)  # noqa: S603, S607


def main() -> None:
    """Takes all pictures, in all colours whatever terminal this is started in."""
    os.environ["COLORTERM"] = "truecolor"
    with tempfile.TemporaryDirectory() as folder:
        desk, dossiers = desk_with_clients(Path(folder) / "home")
        client = dossiers["Lindqvist Möbel AB"]
        asyncio.run(picture("home", IntakeApp(desk)))
        asyncio.run(picture("interview", IntakeApp(desk, open_dossier=client, step="interview"), question="start"))
        asyncio.run(picture("vetting", IntakeApp(desk, open_dossier=client, step="vetting")))
        asyncio.run(picture("decision", IntakeApp(desk, open_dossier=client, step="decision")))
        desk.briefing.review(client, ("legal_name", "country", "address", "website"), agreed=True)
        desk.briefing.review(client, ("email",), agreed=False, note="Anna asks for the address of accounting")
        asyncio.run(picture("joint", IntakeApp(desk, open_dossier=client, step="decision"), "f7", "up"))
        first_page(desk, dossiers["Atelier Brandt"], Path(folder) / "out")


if __name__ == "__main__":
    main()
