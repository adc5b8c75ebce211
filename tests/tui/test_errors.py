"""Every error on a screen says what happened, where, and what to do next, in the language of the screen."""

import ast
import importlib
import pkgutil
from pathlib import Path
from typing import TypeVar

import pytest

import intake
from intake import errors
from intake.desk import Desk
from intake.errors import Fault, IntakeError, Place
from intake.hooks.silence import Silence
from intake.interviewing.steps import Invalid, Remark
from intake.locale import Words
from intake.locale.days import LANGUAGES
from intake.model.questionnaire import Level
from intake.settings import changed
from intake.tui.faults import told
from intake.tui.next_steps import NEXT, next_step
from intake.tui.words import STATUSES
from tui.cutting import cut
from tui.driving import Person, at

pytestmark = pytest.mark.anyio
Kind = TypeVar("Kind", bound=Exception)
SCREENS = Path(__file__).parents[2] / "src" / "intake" / "tui"


def kinds_of(kind: type[Kind]) -> list[type[Kind]]:
    """A kind of error with all that were made of it, wherever they are."""
    return [kind, *(each for made_of in kind.__subclasses__() for each in kinds_of(made_of))]


for module in pkgutil.walk_packages(intake.__path__, "intake."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
KINDS = kinds_of(IntakeError)
"""Every kind of error that can reach a screen, also one that is added later in another module."""
TOLD_OTHERWISE = {
    "_Doubt",  # a remark under the field
    *(
        "Garbled",
        "NoJail",
        "Nonsense",
        "Stopped",
        "hooks.jailed.Broken",
        "hooks.admission.Refused",
    ),  # how a plugin fared
    *("Impossible", "TooManySteps", "Untranslatable", "Wrong", "_Unfit"),  # faults in a file, with their places
    *("Quit", "_GivenUp"),  # the person leaves the prompts, or a row of them
    "Leaving",  # a signal ends us while an editor is open
}
"""Exceptions that never reach a screen: their own module, or the one beside it, makes of them what is told."""


def made(kind: type[IntakeError]) -> IntakeError:
    """An error of that kind that says nothing but what happened."""
    if kind is errors.BadFile:
        return errors.BadFile([Fault(Place("my.yaml", 4, 9), "it broke", "did you mean 'it held'?")], remedy="")
    if kind is Invalid:
        return Invalid((Remark(Level.ERROR, "it broke"),))
    return kind("it broke")


def step(fault: IntakeError, say: Words) -> str:
    """The next step, as the dialog says it."""
    return told(fault, say)[1] or next_step(fault, say)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_a_way_forward_in_each_language(language: str) -> None:
    say = Words(language)
    steps = [step(made(kind), say) for kind in KINDS]
    assert all(steps)
    assert language == "en" or not set(steps) & set(NEXT.values())


def test_every_exception_of_ours_is_an_error_with_words_a_silence_or_told_otherwise() -> None:
    ours = {each for each in kinds_of(Exception) if each.__module__.startswith("intake.")}
    left = ours - {*KINDS, *kinds_of(Silence)}
    names = {f"{each.__module__}.{each.__qualname__}".removeprefix("intake.") for each in left}
    assert {name for name in names if not {name, name.rpartition(".")[2]} & TOLD_OTHERWISE} == set()
    assert {each.status for each in kinds_of(Silence)} <= STATUSES.keys()


def test_every_kind_of_error_has_a_next_step_of_its_own() -> None:
    """One that is added needs a step, or that of the kind it is made of; the general one is not enough."""
    general = [kind for kind in KINDS if not set(kind.__mro__) & (NEXT.keys() - {IntakeError})]
    assert general == [IntakeError]


def shown_in_dialog(person: Person, seen: str) -> str:
    """What can be read in the dialog, in one line."""
    box = person.app.screen.query_one(".dialog").region
    return " ".join(" ".join(line[box.x + 1 : box.right - 1] for line in seen.splitlines()[box.y : box.bottom]).split())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_kind_of_error_is_shown_whole_on_the_smallest_screen(
    language: str, desk: Desk, started: str
) -> None:
    desk.prefer(changed(desk.settings, "language", language))
    say = Words(language)
    async with at(desk, dossier=started, step="interview", size=(60, 20)) as person:
        for kind in KINDS:
            person.app.tell(made(kind))
            seen = shown_in_dialog(person, await person.settle())
            where = "my.yaml:4:9" if kind is errors.BadFile else f"Acme, {say('Interview')}"
            for part in ("This did not work", "Where", "Next", "Close"):
                assert say(part) in seen, kind
            for part in ("it broke", where, step(made(kind), say)):
                assert part in seen, kind
            assert "Traceback" not in seen
            assert cut(person) == [], kind
            await person.type("<escape>")


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
