"""The real command on a real terminal, driven by keys alone: from an empty desk to a verified agreement."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from intake import settings
from intake.signing.folder import verify
from journeys.terminal import Screen

SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
CLIENT = (
    "Lindqvist Möbel AB\rSE\rVerkstadsgatan 12, 553 16 Jönköping\rhttps://www.lindqvist-mobel.example\r"
    "anna@lindqvist-mobel.example\rSE559999999101\r559999-9991\r5493000LINDQVISTMO17\r1974\r12\r"
    "Anna Lindqvist, anna@lindqvist-mobel.example, +46 70 174 06 05\r"
    "Björn Hall, bjorn@hallstudio.example, +46 70 174 06 20\r"
)
SCOPE = (
    "People who visit our workshop should be able to order the same furniture online.\rNordhyvel\r1 March 2027\r"
    "\rShop design\r6 screens\r26 March 2027\r1800 EUR\rAnna has approved all six screens in writing\r"
    "\rShop build\r12 pages\r2027-05-14\r3000 EUR\rA test order runs on the live domain\r"
)
OWN = " \rno\rno\r2\rYes\rno\rYes\rYes\r70\r160\rno\r\r\r"


@pytest.fixture
def screen(home: Path) -> Iterator[Screen]:
    """The desk on a terminal, with sources that answer from recordings."""
    screen = Screen("--home", str(home), "--recorded", str(SAMPLE / "exchanges"))
    yield screen
    screen.child.close(force=True)


def test_from_an_empty_desk_to_a_verified_agreement(screen: Screen, tmp_path: Path) -> None:
    screen.wait_for("No clients yet.")
    screen.type("\rLindqvist Möbel AB\r\r\r\r")
    screen.wait_for("Full legal name")
    screen.type(CLIENT)
    screen.wait_for("10 of")
    screen.type(SCOPE)
    screen.wait_for("Shop build", "12 pages")
    screen.type("\t\r2027-05-28\rYou\r2027-03-15\ryes\r")
    screen.wait_for("How shall the work be paid?")
    screen.type("fixed\r4800 EUR\r50%\r20\rbank\r")
    screen.wait_for("Changes and approval")
    screen.type("2\rA change to work that was shown as version 1, not a new page.\r65 EUR\r10\r")
    screen.wait_for("Hand-over and rights")
    screen.type("no\r\ryes\rno\r")
    screen.wait_for("For you alone")
    screen.type(OWN)
    screen.wait_for("nothing is missing")
    screen.type("\r")
    screen.wait_for("Public sources")
    screen.type("a")
    screen.wait_for("recorded answers", without="asking …")
    screen.type("\x1bOS")
    screen.wait_for("CONDITIONAL")
    screen.type("g")
    screen.wait_for("Build the brief")
    screen.type("b")
    screen.wait_for("Who are you?")
    screen.type("\x15Studio Birch\r")
    screen.wait_for("Read it together")
    screen.type("s\r")
    screen.wait_for("Now the client accepts")
    screen.type("aAnna Lindqvist\r\r\r \r")
    screen.wait_for("Both sides have signed")
    screen.type(f"x\x15{tmp_path}\r")
    screen.wait_for("Verified: valid")
    folder = next(tmp_path.glob("BR-*"))
    assert verify(folder).outcome == "valid"
    screen.type("\x1b")
    screen.wait_for("Both sides have signed")
    screen.type("\x11")
    assert screen.end() == 0


WORD = re.compile(r"[^\W\d_]{2,}")
ENTRY = re.compile(r"[^\r\t ]*[\r\t ]|.")  # a word and its Enter, or a letter that is a command
# What a newcomer types, in parts that each end on another screen.
PRACTICE = ("\t\r", "50%\rno\ryes\r", "\r", "a", "d", "g", "b", "s\r", "aAnna Lindqvist\r\r\r \r", "x\r")
SEEN = {
    "en": (
        *(("Practice run",), ("PRACTICE 1/4", "Continue"), ("nothing is missing",), ("PRACTICE 2/4", "Public sources")),
        *(("recorded answers", "press D"), ("PRACTICE 3/4", "Press G"), ("PRACTICE 4/4", "Press B")),
        *(("Read it together", "press S"), ("client accepts", "Press A"), ("Both sides have signed", "Press X")),
        ("Verified: valid",),
    ),
    "de": (
        *(("Probelauf",), ("PROBE 1/4", "Weiter"), ("nichts fehlt",), ("PROBE 2/4", "Öffentliche Quellen")),
        *(("Aufzeichnung", "Dann D"), ("PROBE 3/4", "Mit G"), ("PROBE 4/4", "B drücken")),
        *(("gemeinsam", "Dann S"), ("nimmt", "A drücken"), ("Beide Seiten haben", "X drücken")),
        ("Geprüft: gültig",),
    ),
}


FIVE_MINUTES = 300  # seconds, in which the tour ends in a signed practice brief
KEY, DECISION = 0.28, 1.35
"""Seconds for a key of an average typist who is none by trade, and for making up one's mind (Card, Moran and Newell 1980)."""
WORDS_A_MINUTE = 200
"""How fast adults read silently at the least; 238 on average (Brysbaert 2019)."""


def new_words(before: str, after: str) -> list[str]:
    """The words of a screen that were not on the one before."""
    known = Counter(WORD.findall(before))
    return list((Counter(WORD.findall(after)) - known).elements())


def seconds_needed(shown: list[str]) -> float:
    """How long a newcomer takes who reads every new word of every screen, and makes up their mind before each entry."""
    keys, decisions = sum(map(len, PRACTICE)), sum(map(len, map(ENTRY.findall, PRACTICE)))
    words = sum(len(new_words(before, after)) for before, after in pairwise(["", *shown]))
    return keys * KEY + decisions * DECISION + words * 60 / WORDS_A_MINUTE


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("de", (60, 20))])
def test_a_practice_run_takes_fewer_than_fifty_keys_and_leaves_no_dossier(
    language: str, size: tuple[int, int], home: Path
) -> None:
    settings.save(home, settings.Settings(language=language))
    screen = Screen("--home", str(home), size=size)
    try:
        first, *further = SEEN[language]
        shown = [screen.wait_for(*first)]
        for keys, seen in zip(PRACTICE, further, strict=True):
            screen.type(keys if language == "en" else keys.replace("no\ryes", "nein\r"))
            shown.append(screen.wait_for(*seen))
        assert seconds_needed(shown) < FIVE_MINUTES
        (folder,) = (home / "practice").glob("BR-*")
        assert verify(folder).outcome == "valid"
        screen.type("\x1b")
        screen.wait_for("4/4", without=further[-1][0])
        screen.type("\x1b")
        screen.wait_for(*first)
        screen.type("\x11")
        assert screen.end() == 0
    finally:
        screen.child.close(force=True)
    assert sum(map(len, PRACTICE)) < 50
    assert not (home / "dossiers").exists()
