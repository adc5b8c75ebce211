"""What the faces and the engine say, they say in every language that comes along."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from intake.locale import Words, entries, translate
from intake.locale.days import LANGUAGES

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "src" / "intake" / "locale"
OTHERS = tuple(language for language in LANGUAGES if language != "en")


def catalogue(language: str) -> dict[str, str]:
    return dict(entries(files("intake.locale").joinpath(f"{language}.po").read_text(encoding="utf-8")))


def test_every_message_is_there_and_none_that_is_never_said() -> None:
    command = [sys.executable, str(ROOT / "docs" / "words.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages, sentences = len(catalogue("de")) - 1, len(catalogue("sentences/de")) - 1
    assert done.stdout == f"{messages} messages and {sentences} sentences in {len(OTHERS)} languages\n"
    assert done.returncode == 0


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    for folder in (CATALOGUES, CATALOGUES / "sentences"):
        assert {path.stem for path in folder.glob("*.po")} == set(OTHERS)


@pytest.mark.parametrize("folder", ["", "sentences/"])
@pytest.mark.parametrize("language", OTHERS)
def test_babel_reads_the_same_from_a_catalogue(language: str, folder: str) -> None:
    with (CATALOGUES / f"{folder}{language}.po").open("rb") as file:
        read = {message.id: message.string for message in read_po(file, locale=language) if message.id}
    assert {source: said for source, said in catalogue(f"{folder}{language}").items() if source} == read


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_details_of_the_message_and_no_others(language: str) -> None:
    for message, said in catalogue(language).items():
        named = set(re.findall(r"\{\w+", said))
        # The engine may say less than there is to tell: "that is not a {kind}" becomes "that does not fit".
        assert named <= set(re.findall(r"\{\w+", message)), message
        if not message.endswith("{kind}") and "a {kind}" not in message and message:
            assert named == set(re.findall(r"\{\w+", message)), message


def test_what_is_not_translated_is_said_in_english() -> None:
    assert translate("never said", "de") == "never said"
    assert translate("yes", "xx") == translate("yes", "../de") == "yes"
    assert translate("yes", "de") == "ja"


def test_words_are_said_with_their_details() -> None:
    assert Words("de")("{count} still to answer", count=3) == "noch 3 zu beantworten"
    assert (
        Words()("{braces} stay where there is nothing to fill in") == "{braces} stay where there is nothing to fill in"
    )
