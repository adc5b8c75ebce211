"""Where nothing is there yet, each screen says what to do next, in each language."""

import ast
from pathlib import Path

import pytest

from intake.desk import Desk
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.model.client import Client
from intake.settings import changed
from tui.driving import at

pytestmark = pytest.mark.anyio
SCREENS = Path(__file__).parents[2] / "src" / "intake" / "tui"
OF_A_HOME = (
    ("HomeScreen", "", "New client"),
    ("StockScreen", "<f9>", "A updates all, U only one."),
    ("SettingsScreen", "<escape><f10>", "none yet; asked for when you sign"),
)
OF_A_CLIENT = (
    ("InterviewScreen", "\r", "Continue"),
    ("ReviewScreen", "<ctrl+g>", "Go to the next open question"),
    ("JointScreen", "<escape><f7>", "Nothing is answered yet. Esc goes back to the interview."),
    ("TimelineScreen", "<escape><f8>", "Dossier started"),
    ("VettingScreen", "<escape><f3>", "Press A to ask all sources at once."),
    ("DecisionScreen", "<f4>", "Check next"),
    ("WhatIfScreen", "w<escape>", "Try it"),
    ("AgreementScreen", "<escape><f5>", "Build the brief"),
    ("KeysScreen", "k", "There is none yet; it is made when you first sign."),
    ("MessagesScreen", "<escape><ctrl+p>log\r", "No message is kept yet. R reads one in; none is ever lost."),
    ("HoursScreen", "<escape><ctrl+p>hours\r", "No list of hours yet. R reads one in."),
    ("BookScreen", "<escape><ctrl+p>referral\r", "Nobody is in your book yet. A adds somebody."),
)
"""A screen, the keys from the one before it to this one, and what it says to do, or what it would show."""
NEVER_EMPTY = {
    *("ExhibitScreen", "WorkScreen", "ChangeScreen", "EditScreen", "SigningScreen", "VersionsScreen"),
    *("CheckupScreen", "LetterScreen", "PlanScreen"),
}
"""Screens that open only where there is something to show."""
NO_SCREENS = {"SpokenScreen", "WorkingScreen", "StepScreen", "FilteredScreen"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_screen_where_nothing_is_yet_says_what_to_do_next(language: str, desk: Desk) -> None:
    desk.prefer(changed(desk.settings, "language", language))
    say = Words(language)
    for screens in (OF_A_HOME, OF_A_CLIENT):
        async with at(desk, size=(120, 40)) as person:
            for name, keys, says in screens:
                seen = await person.type(keys)
                assert type(person.app.screen).__name__ == name
                assert say(says) in seen, name
        desk.new(Client("Acme"))


def test_no_screen_is_left_out() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in SCREENS.glob("*.py")]
    named = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    screens = {name for name in named if name.endswith("Screen")} - NO_SCREENS
    assert screens - NEVER_EMPTY == {name for name, _, _ in (*OF_A_HOME, *OF_A_CLIENT)}
