"""An imported form shows the questions that SurveyJS's own library shows, whatever is answered."""

import json
import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest
from platformdirs import user_cache_path

from converting.walking import WORDS, Asked, Stop, questionnaire_of, random_condition, walk
from intake.converting.importing import import_form
from intake.converting.surveyjs import read_surveyjs

ORACLE = Path(__file__).parent / "oracle"
FORMS, WALKS, CHANGES = 16, 2, 4
KINDS = ("number", "bool", "choice", "choices", "text", "repeat")


@pytest.fixture(scope="module")
def library() -> Path:
    """A folder with the library in the version that is pinned here; kept between runs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("node and npm are not installed")
    version = json.loads((ORACLE / "package.json").read_text("utf-8"))["dependencies"]["survey-core"]
    folder = user_cache_path("intake-tests", appauthor=False) / f"survey-core-{version}"
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ORACLE / name, folder / name)
        try:
            subprocess.run(
                [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"],
                cwd=folder, check=True, capture_output=True, timeout=300,
            )  # fmt: skip
        except (subprocess.SubprocessError, OSError) as fault:
            pytest.skip(f"survey-core cannot be installed: {fault}")
        (folder / "ready").touch()
    return folder


def shown_by_the_library(library: Path, jobs: list[dict[str, Any]]) -> list[list[list[list[str]]]]:
    """The names that the library shows: by form, by walk, before the first answer and after each."""
    done = subprocess.run(
        ["node", str(ORACLE / "visible.cjs"), str(library)],
        input=json.dumps(jobs), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    shown: list[list[list[list[str]]]] = json.loads(done.stdout)
    return shown


def random_form(random: Random) -> tuple[dict[str, Any], list[Asked]]:
    asked: list[Asked] = []
    pages: list[dict[str, Any]] = []
    for number in range(3):
        page: dict[str, Any] = {"name": f"page{number}", "elements": []}
        condition(random, page, asked)
        for _ in range(random.randint(2, 5)):
            if random.random() < 0.3:
                panel: dict[str, Any] = {"type": "panel", "name": f"panel{len(asked)}", "elements": []}
                condition(random, panel, asked)
                panel["elements"] = [element(random, asked) for _ in range(2)]
                page["elements"].append(panel)
            else:
                page["elements"].append(element(random, asked))
        pages.append(page)
    return {"title": "Random", "pages": pages}, asked


def element(random: Random, asked: list[Asked]) -> dict[str, Any]:
    each = Asked(f"q{len(asked)}", random.choice(KINDS))
    types: dict[str, dict[str, Any]] = {
        "number": {"type": "text", "inputType": "number"},
        "bool": {"type": "boolean"},
        "choice": {"type": random.choice(("radiogroup", "dropdown")), "choices": [*WORDS]},
        "choices": {"type": "checkbox", "choices": [*WORDS]},
        "text": {"type": "text"},
        "repeat": {
            "type": "paneldynamic",
            "templateElements": [{"type": "text", "inputType": "number", "name": "price"}],
        },
    }
    found = {"name": each.name, **types[each.kind]}
    condition(random, found, asked)
    asked.append(each)
    return found


def condition(random: Random, element: dict[str, Any], asked: list[Asked]) -> None:
    if asked and random.random() < 0.6:
        element["visibleIf"] = random_condition(random, lambda: atom(random, asked), ("and", "or", "&&", "||"), "!({})")


def atom(random: Random, asked: list[Asked]) -> str:
    each = random.choice(asked)
    name, number = f"{{{each.name}}}", random.randint(-1, 12)
    sign = random.choice(("=", "==", "!=", "<", "<=", ">", ">=", "notequal", "greater"))
    same = random.choice(("=", "!="))
    word, other = random.choice(WORDS), random.choice((*WORDS, "unheard of"))
    numbers = [found.name for found in asked if found.kind == "number"]
    beside = f"{{{random.choice(numbers)}}}" if numbers else "3"
    choices = {
        "number": [
            f"{name} {sign} {number}", f"{number} {sign} {name}", f"{name} {sign} {beside}",
            f"{name} + {beside} {sign} {number}", f"{name} * 2 - {beside} {sign} 3", f"{name} anyof [1, 2, {number}]",
            f"sum({name}, {beside}) > {number}",
        ],
        "bool": [name, f"!{name}", f"{name} {same} true", f"{name} {same} false", f"{name} {same} 'true'"],
        "choice": [
            f"{name} {same} '{word}'", f"{name} {same} {word.upper()}", f"{name} {sign} 8", f"{name} anyof ['{word}', '{other}']",
            f"{name} noneof ['{word}', '{other}']", f"{name} contains '{word}'", f"{name} {same} '{other}'",
        ],
        "choices": [
            f"{name} contains '{word}'", f"{name} notcontains '{word}'", f"{name} anyof ['{word}', '{other}']",
            f"{name} allof ['{word}', '{other}']", f"{name} noneof ['{word}', '{other}']", f"{name} = ['{word}']",
            f"{name} contains ['{word}', '{other}']", f"{name} {same} '{word}'", f"{name} *= {word}",
        ],
        "text": [f"{name} {same} 'x'", f"{name} anyof ['x', 'z']", f"{name} {same} ''"],
        "repeat": [
            f"sumInArray({name}, 'price') {sign} {number}", f"countInArray({name}, 'price') {sign} 2",
            f"maxInArray({name}, 'price') > {number}",
        ],
    }  # fmt: skip
    emptiness = [f"{name} empty", f"{name} notempty"]
    return random.choice([*choices[each.kind], *choices[each.kind], *emptiness])


def test_random_walks_show_what_the_library_shows(library: Path) -> None:
    random = Random(20270104)  # noqa: S311 - walks, not secrets
    jobs: list[dict[str, Any]] = []
    walks: list[list[list[Stop]]] = []
    for _ in range(FORMS):
        form, asked = random_form(random)
        imported = import_form(read_surveyjs(json.dumps(form).encode(), "form.json"), "form.json", "surveyjs")
        assert imported.lost == (), form
        questionnaire = questionnaire_of(imported.text)
        walks.append([walk(random, questionnaire, asked, CHANGES) for _ in range(WALKS)])
        jobs.append({"form": form, "walks": [[[stop.name, stop.given] for stop in each] for each in walks[-1]]})
    oracle = shown_by_the_library(library, jobs)
    stops = 0
    for job, ours, theirs in zip(jobs, walks, oracle, strict=True):
        for way, expected in zip(ours, theirs, strict=True):
            for number, (stop, shown) in enumerate(zip(way, expected[1:], strict=True)):
                told = (json.dumps(job["form"], indent=1), way[: number + 1])
                assert stop.shown <= set(shown), told
                assert not stop.hidden & set(shown), told
                stops += 1
            assert way[-1].shown == set(expected[-1]), (json.dumps(job["form"], indent=1), way)
    assert stops > 300
