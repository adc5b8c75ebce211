"""What the engine says, it says in every language that comes along."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from intake.interviewing.entry.words import LANGUAGES
from intake.locale import entries, translate

ENGINE = Path(__file__).parents[1] / "src" / "intake" / "interviewing"
OTHERS = tuple(language for language in LANGUAGES if language != "en")
SAID = ("EntryFault", "_Doubt", "_error", "translate", "exact_number")


def strings(node: ast.AST) -> Iterator[str]:
    """The texts in an expression."""
    for found in ast.walk(node):
        if isinstance(found, ast.Constant) and isinstance(found.value, str) and " " in found.value:
            yield found.value


def messages() -> set[str]:
    """Every message that the engine passes to be said, found in its source."""
    found: set[str] = {"yes", "no", "open"}
    for path in ENGINE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID:
                found |= {text for argument in node.args[:2] for text in strings(argument)}
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "_refusal":
                found |= {text for argument in node.args for text in strings(argument)}
            if isinstance(node, ast.FunctionDef) and node.name in SAID:
                found |= {text for default in node.args.defaults for text in strings(default)}
            named = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id
            if named in ("_OPEN", "_WHY", "_NO_NUMBER", "_EXACT", "_NOT_EXACT", "what"):
                found |= set(strings(node))
    return {text for text in found if not text.startswith(" ")}


def catalogue(language: str) -> dict[str, str]:
    return dict(entries(files("intake.locale").joinpath(f"{language}.po").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_there_and_none_that_is_never_said(language: str) -> None:
    said = catalogue(language).keys() - {""}
    assert messages() - said == set()
    assert said - messages() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_no_detail_that_the_message_does_not_have(language: str) -> None:
    for message, said in catalogue(language).items():
        assert said, message
        assert set(re.findall(r"\{\w+", said)) <= set(re.findall(r"\{\w+", message)), message


def test_what_is_not_translated_is_said_in_english() -> None:
    assert translate("never said", "de") == "never said"
    assert translate("yes", "xx") == translate("yes", "../de") == "yes"
    assert translate("yes", "de") == "ja"
