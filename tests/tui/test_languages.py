"""The screens of an interview speak its language, which can be changed on the way, and nothing is cut at any size."""

from pathlib import Path

import pytest

from intake.desk import Desk
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.testing.recorded import RecordedWeb
from intake.tui.interview import InterviewScreen
from tui.cutting import cut
from tui.driving import at
from tui.test_snapshots import KEPT

pytestmark = pytest.mark.anyio
SIZES = ((60, 20), (80, 24), (120, 40))


def speak(home: Path, language: str) -> None:
    """Sets the supplier's language."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.yaml").write_text(f"language: {language}\n", encoding="utf-8")


@pytest.mark.parametrize(
    # At the other sizes the grids show these screens in the languages that have some.
    ("language", "size"),
    [(each, size) for each in LANGUAGES for size in (SIZES[:1] if each in KEPT and each != "de" else SIZES)],
)
async def test_nothing_is_cut(language: str, size: tuple[int, int], desk: Desk, started: str) -> None:
    speak(desk.home, language)
    async with at(Desk(desk.home), dossier=started, step="interview", size=size) as person:
        # A question, its help, another language, one left open, the rows of a group with their form, all answers.
        for keys in ("", "<f1>", "<escape><f6>", "<escape><pagedown><pagedown><ctrl+o>", "<escape><ctrl+g>"):
            await person.type(keys)
            assert cut(person) == [], keys
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("deliverables")
        for keys in ("", "a"):
            await person.type(keys)
            assert cut(person) == [], keys


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_is_cut_at_the_desk(language: str, desk: Desk, vetted: str, recorded: RecordedWeb) -> None:
    speak(desk.home, language)
    own = Desk(desk.home)
    async with at(own, size=(60, 20), web=recorded) as person:
        # Home, a new client, the sources, the decision, the name one signs with, the brief, the offer, the keys, one to pin; the joint
        # review with a point left open, the timeline, lists and plugins.
        steps = ("", "<ctrl+n>", "<escape>\r<f3>", "<f4>", "<f5>", "b", "X\r", "s")
        for keys in (*steps, "<escape>k", "p", "<escape><escape><f7>", "o", "<escape><escape><f8>", "<escape><f9>"):
            await person.type(keys)
            assert cut(person) == [], keys


async def test_the_setting_decides_the_language(desk: Desk, started: str) -> None:
    speak(desk.home, "de")
    async with at(Desk(desk.home), dossier=started, step="interview") as person:
        seen = await person.type("x")
        for word in ("Vollständiger Firmenname", "Weiter", "Zurück", "Prüfung", "Alle Antworten", "0 von"):
            assert word in seen
        assert "Befehle" in await person.type("<ctrl+g>")


async def test_an_interview_may_be_opened_in_another_language(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview", language="tr") as person:
        assert "Devam" in person.read()
    async with at(desk, dossier=started, step="interview", language="xx") as person:
        assert "Continue" in person.read()


async def test_another_language_is_spoken_on_the_way_and_nothing_is_lost(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        await person.type("Möbel AB\rSweden\r")
        seen = await person.type("Long Street 1<f6>")
        assert "Deutsch" in seen
        assert "Türkçe" in seen
        seen = await person.type("<down>\r")
        assert "Postanschrift" in seen
        assert "Long Street 1" in seen
        assert "Schweden" in seen
        assert "Offen lassen" in seen
        await person.type("\r")
        answers = desk.dossier(started).answers
        assert [answers[name].value for name in ("legal_name", "country", "address")] == [
            "Möbel AB",
            "SE",
            "Long Street 1",
        ]
        assert [answers[name].language for name in ("legal_name", "address")] == ["en", "de"]


async def test_the_language_is_a_command_too(desk: Desk, started: str) -> None:
    async with at(desk, dossier=started, step="interview") as person:
        assert "Deutsch" in await person.type("<ctrl+p>language\r")


async def test_the_desk_keeps_the_suppliers_language(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        await person.type("\r<f6><down>\r")
        assert "Weiter" in person.read()
        seen = await person.type("<f3>")
        assert "Interview  Vetting" in seen
        assert "Weiter" in await person.type("<f2>")


async def test_a_fault_is_told_in_the_language_of_the_interview(desk: Desk, started: str) -> None:
    speak(desk.home, "sv")
    async with at(Desk(desk.home), dossier=started, step="interview") as person:
        seen = await person.type("<ctrl+z>")
        assert "Det gick inte" in seen
        assert Words("sv")("nothing to undo") in " ".join(seen.split())
