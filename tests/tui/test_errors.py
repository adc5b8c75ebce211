"""Every error on a screen says what happened, where, and what to do next, in the language of the screen."""

import ast
from pathlib import Path

import pytest

from intake import errors
from intake.desk import Desk
from intake.errors import Fault, IntakeError, Place
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.tui.next_steps import NEXT, next_step
from tui.driving import at

pytestmark = pytest.mark.anyio
SCREENS = Path(__file__).parents[2] / "src" / "intake" / "tui"


KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, IntakeError)]


def made(kind: type[IntakeError]) -> IntakeError:
    """An error of that kind that says nothing but what happened."""
    if kind is errors.BadFile:
        return errors.BadFile([Fault(Place("my.yaml", 4, 9), "it broke", "did you mean 'it held'?")], remedy="")
    return kind("it broke")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_a_way_forward_in_each_language(language: str) -> None:
    say = Words(language)
    steps = [next_step(made(kind), say) for kind in KINDS]
    assert all(steps)
    assert language == "en" or not set(steps) & set(NEXT.values())


async def test_an_error_says_what_where_and_what_next_on_home_and_on_a_step(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        for keys, place in (
            ("", "your clients"),
            ("\r", "Acme, Interview"),
            ("<f8>", "Timeline"),
            ("<escape><f9>", "Lists"),
        ):
            await person.type(keys)
            for kind in (errors.Busy, errors.BadFile):
                person.app.tell(made(kind))
                seen = await person.settle()
                for part in ("This did not work", "it broke", f"Where  {place}", "Next  "):
                    assert part in seen
                await person.type("<escape>")


async def test_what_the_error_names_itself_goes_before(desk: Desk, started: str) -> None:
    async with at(desk) as person:
        person.app.tell(errors.Refused("no", where="log.jsonl", remedy="intake restore copy.zip"))
        seen = await person.settle()
        assert "Where  log.jsonl" in seen
        assert "On the command line  intake restore copy.zip" in seen


def test_no_screen_shows_an_error_in_any_other_way() -> None:
    """`diagnostics` is for the command line: on a screen it would leave out where, or what next."""
    uses = [
        f"{path.name}:{node.lineno}"
        for path in SCREENS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "diagnostics"
    ]
    assert uses == []
