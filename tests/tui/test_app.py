"""The app: every action has its command, errors become dialogs, help shows the keys."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandPalette
from textual.widgets import Input

from intake import settings
from intake.desk import Desk
from intake.errors import Refused
from intake.tui.help import HelpDialog
from intake.tui.interview import InterviewScreen
from intake.tui.preferences import SettingsScreen
from intake.tui.step import TITLES, StepScreen
from tui.cutting import cut
from tui.driving import at

pytestmark = pytest.mark.anyio


async def test_an_error_becomes_a_dialog_with_its_next_step(desk: Desk) -> None:
    async with at(desk) as person:
        person.app.tell(Refused("the door is [closed]", where="front", remedy="Use the other one."))
        seen = await person.settle()
        for part in ("the door is [closed]", "Where  front", "Next  Use the other one."):
            assert part in seen
        assert "This did not work" not in await person.type("\r")


async def test_an_unknown_dossier_is_told(desk: Desk) -> None:
    async with at(desk, dossier="nobody-000000") as person:
        assert "This did not work" in person.read()


async def test_every_step_is_one_key_away(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        for key, step in zip(
            ("<f4>", "<f5>", "<f3>", "<f2>"), ("decision", "agreement", "vetting", "interview"), strict=True
        ):
            await person.type(key)
            steps = [screen for screen in person.app.screen_stack if isinstance(screen, StepScreen)]
            assert [screen.step for screen in steps] == [step]


async def test_the_interview_of_a_signed_dossier_is_refused_in_words(desk: Desk, sealed: str) -> None:
    async with at(desk) as person:
        await person.type("\r<f2>")
        seen = " ".join(person.read().split())
        assert "both sides have signed these answers" in seen
        assert "Propose a change at the agreement (C)." in seen
        await person.type("\r")
        assert isinstance(person.app.screen, StepScreen)
        assert person.app.screen.step == "agreement"


async def test_a_click_on_the_bar_goes_to_a_step(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        await person.click("StepBar", x=74)
        assert isinstance(person.app.screen, StepScreen)
        assert person.app.screen.step == "agreement"


async def test_a_click_on_the_bar_waits_for_work_that_is_under_way_as_keys_do(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        screen = person.app.screen
        assert isinstance(screen, StepScreen)
        ends = threading.Event()
        screen.beside(ends.wait, lambda _: None, "")
        await person.pilot.click("StepBar", offset=(74, 0))
        assert person.app.screen is screen
        ends.set()
        await person.settle()
        assert isinstance(person.app.screen, StepScreen)
        assert person.app.screen.step == "agreement"


async def test_the_palette_holds_every_action_with_a_key(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        commands = list(person.app.get_system_commands(person.app.screen))
        titles = {command.title for command in commands}
        assert ("Decision", "F4") in {(command.title, command.help) for command in commands}
        assert {"Ask all", "Ask this again", "Decide", "Help", "Quit", "Back", "Colours"} <= titles
        assert set(TITLES.values()) - {"Vetting"} <= titles
        await person.type("<ctrl+p>")
        person.app.post_message(events.Paste("ask\nall\n"))
        await person.settle()
        assert person.app.screen.query_one(Input).value == "ask all"
        await person.type("<escape><ctrl+p>decision\r")
        assert not isinstance(person.app.screen, CommandPalette)
        assert isinstance(person.app.screen, StepScreen)
        assert person.app.screen.step == "decision"


async def test_a_command_is_found_by_its_name_and_by_the_english_one(desk: Desk, started: str) -> None:
    desk.prefer(settings.changed(desk.settings, "language", "de"))
    async with at(desk, size=(100, 30)) as person:
        for asked in ("einstell", "settings"):
            await person.type("<ctrl+p>", asked, "\r")
            offered = {command.title for command in person.app.get_system_commands(person.app.screen)}
            assert isinstance(person.app.screen, SettingsScreen)
            assert "Vorgabe" in offered
            assert not offered & {"Copy selected text", "Rückgängig"}  # nothing was changed yet
            await person.type("<escape>")


def pictures(folder: Path) -> list[Path]:
    """The pictures in a folder."""
    return list(folder.glob("intake-*.svg"))


async def test_a_picture_of_the_screen_is_kept_with_no_word_to_anybody(
    desk: Desk, started: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    async with at(desk) as person:
        seen = await person.type("<ctrl+p>screenshot\r")
        (picture,) = pictures(tmp_path)
        assert "Written to" in seen
        drawn = picture.read_text(encoding="utf-8")
        assert "Acme" in drawn
        assert "font-face" not in drawn


async def test_a_click_on_a_key_in_the_footer_presses_it(desk: Desk, interviewed: str) -> None:
    async with at(desk, dossier=interviewed, step="vetting") as person:
        assert "^p Commands" in person.read()
        await person.click("KeysFooter", x=76)
        assert isinstance(person.app.screen, CommandPalette)
        await person.type("<escape>")
        place = person.read().splitlines()[-1].index("Help")
        await person.click("KeysFooter", x=place)
        assert isinstance(person.app.screen, HelpDialog)


async def test_help_lists_the_keys_of_the_screen(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(80, 40), dossier=interviewed, step="vetting") as person:
        seen = await person.type("?")
        assert "Ask this again" in seen
        assert "^p              Commands" in seen


async def test_help_works_in_a_dialog_and_leaves_it_as_it_was(desk: Desk, interviewed: str) -> None:
    async with at(desk, size=(80, 40), dossier=interviewed, step="interview") as person:
        await person.type("<escape>")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.app.screen.go_to("deliverables")
        before = await person.type("aPhoto<left><left>")
        assert "F1 Help" in before.splitlines()[-1]
        form = person.app.screen
        seen = await person.type("<f1>")
        assert isinstance(person.app.screen, HelpDialog)
        assert "Save the row" in seen
        assert "Interview, vetting" not in seen  # a dialog is left before another step is gone to
        assert await person.type("<escape>") == before
        assert person.app.screen is form
        await person.type("x")
        assert form.query(Input).first().value == "Phoxto"


async def test_the_key_for_help_closes_it_again_also_over_an_error(desk: Desk) -> None:
    async with at(desk) as person:
        person.app.tell(Refused("the door is closed", where="front", remedy="Use the other one."))
        before = await person.settle()
        assert "Close" in await person.type("?")
        assert isinstance(person.app.screen, HelpDialog)
        assert await person.type("<f1>") == before


def test_the_first_screen_loads_no_plugin_network_or_document_library() -> None:
    program = "import intake.desk, intake.tui.app, intake.tui.home, sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"httpx", "bs4", "pluggy", "lark", "tinydb", "pyhanko", "typst", "cryptography"}
    assert "intake.tui.interview" not in done.stdout


async def test_a_damaged_dossier_says_on_each_of_its_steps_that_it_is(desk: Desk, offered: str) -> None:
    journal = desk.dossiers.journal(offered).path
    journal.write_bytes(journal.read_bytes() + b'{"version":2}\n{"version":2}\n')
    async with at(desk, size=(60, 20), dossier=offered, step="agreement") as person:
        for key in ("", "<f4>", "<f3>", "<f2><escape>"):
            seen = " ".join(line.strip() for line in (await person.type(key)).splitlines()[1:3])
            assert "was written by a newer version of intake" in seen
        assert cut(person) == []
