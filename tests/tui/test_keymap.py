"""The keys of your own: by file, checked with places, told by the help; and every key's command is in the palette."""

import re
from pathlib import Path

import pytest
from textual.command import CommandPalette

from intake.desk import Desk
from intake.errors import BadFile
from intake.tui import keymap
from intake.tui.app import KEYMAP, IntakeApp
from intake.tui.footer import KeysFooter
from intake.tui.help import HelpDialog
from intake.tui.home import HomeScreen
from tui.driving import Person, at

DOCS = Path(__file__).parents[2] / "docs"


def write(home: Path, text: str) -> None:
    """Puts a keymap into the home."""
    home.mkdir(parents=True, exist_ok=True)
    (home / KEYMAP).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("interview.all-answer: f11\n", "1:1: the keymap has no key 'interview.all-answer' (did you mean"),
        ("interview.undo: [f11]\n", "1:17: 'interview.undo' must be a single value"),
        ("home.new-client: f11\ninterview.undo: crtl+u\n", "2:17: 'crtl+u' is not a key"),
        ("interview.undo: ctrl+g\n", "1:17: 'ctrl+g' does interview.all-answers already"),
        ("interview.undo: f8\n", "1:17: 'f8' does step.timeline already"),
        ("interview.undo: f9\n", "1:17: 'f9' does app.lists-and-plugins already"),
    ],
)
def test_a_mistake_in_the_keymap_is_told_with_its_place(text: str, told: str, home: Path) -> None:
    write(home, text)
    with pytest.raises(BadFile) as caught:
        keymap.load(home)
    (fault,) = caught.value.faults
    assert str(fault).split(f"{KEYMAP}:")[1].startswith(told)
    with pytest.raises(BadFile):
        IntakeApp(Desk(home))


def test_two_that_change_places_are_no_conflict(home: Path) -> None:
    write(home, "interview.undo: ctrl+g\ninterview.all-answers: ctrl+z\n")
    assert keymap.load(home) == {"interview.undo": "ctrl+g", "interview.all-answers": "ctrl+z"}


def test_the_examples_of_the_documentation_are_right(home: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "keys.md").read_text(encoding="utf-8"), re.DOTALL)
    write(home, example)
    assert keymap.load(home)["interview.all-answers"] == "f11"


@pytest.mark.anyio
async def test_a_key_of_your_own_works_and_is_shown_and_the_former_one_is_free(home: Path, started: str) -> None:
    write(home, "interview.all-answers: f11\napp.commands: f12\n")
    async with at(Desk(home), dossier=started, step="interview", size=(100, 40)) as person:
        seen = await person.type("<f1>")
        assert re.search(r"f11 +All answers +interview.all-answers", seen)
        assert re.search(r"f12 +Commands", seen)
        foot = (await person.type("<escape>")).splitlines()[-1]
        assert "f11 All answers" in foot
        assert "f12 Commands" in foot
        assert "still to answer" not in await person.type("<ctrl+g>")
        assert "still to answer" in await person.type("<f11>")
        await person.type("<f12>")
        assert isinstance(person.app.screen, CommandPalette)


def missing_commands(person: Person) -> set[str]:
    """What has a key on the screen, and no command."""
    screen = person.app.screen
    offered = {command.title for command in person.app.get_system_commands(screen)}
    keys = {
        active.binding.description
        for active in screen.active_bindings.values()
        if active.binding.id and active.enabled and not active.binding.system
    }
    return keys - offered


@pytest.mark.anyio
async def test_every_command_that_has_a_key_is_in_the_palette_and_in_reach_of_a_mouse(desk: Desk, vetted: str) -> None:
    async with at(desk, size=(60, 20)) as person:
        # Home, a new client, the settings, one of them, the sources, the decision, the agreement, the joint review,
        # the timeline, the lists, all answers, a question, its languages.
        steps = (
            "",
            "<ctrl+n>",
            "<escape><f10>",
            "\r",
            "<escape><escape>\r<f3>",
            "<f4>",
            "<f5>",
            "<f7>",
            "<escape><f8>",
        )
        for keys in (*steps, "<escape><f9>", "<escape><f2>", "<escape>", "<f6>"):
            await person.type(keys)
            assert missing_commands(person) == set(), f"{keys}: {person.app.screen}"
            # What can be clicked leads back, and to all commands; a dialog has buttons for what it does.
            footer, screen = person.app.screen.query_one(KeysFooter), person.app.screen
            clickable = {key.key for key in (*footer._keys, *footer._last)}
            assert isinstance(screen, HomeScreen) or "escape" in clickable, screen
            assert screen.is_modal or "ctrl+p" in clickable, screen
            assert not screen.is_modal or screen.query(".dialog Button, .dialog OptionList"), screen


@pytest.mark.anyio
async def test_so_is_every_command_after_the_signatures_and_behind_a_finding(desk: Desk, sealed: str) -> None:
    seen = []
    async with at(desk, dossier=sealed, step="agreement") as person:
        # The work, a change and its form, the keys, what if, and the evidence of a finding.
        for keys in ("w", "<escape>c", "\r", "<escape><escape>k", "<escape><f4>w", "<escape><f3>", "<up>\r\r"):
            await person.type(keys)
            assert missing_commands(person) == set(), f"{keys}: {person.app.screen}"
            seen.append(type(person.app.screen).__name__)
    assert seen == [
        *("WorkScreen", "ChangeScreen", "EditScreen", "KeysScreen"),
        *("WhatIfScreen", "VettingScreen", "ExhibitScreen"),
    ]


@pytest.mark.anyio
async def test_the_question_mark_shows_the_keys(desk: Desk) -> None:
    async with at(desk) as person:
        await person.type("<f1>")
        assert isinstance(person.app.screen, HelpDialog)
