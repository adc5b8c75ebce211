"""What the documentation shows is what happens."""

import dataclasses
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from intake import api
from intake.cli.main import MODULES
from intake.hooks import loading, specs
from intake.testing import making

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in that language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def test_the_plugin_of_the_readme_is_admitted_as_it_stands(tmp_path: Path) -> None:
    (sample,) = blocks(ROOT / "README.md", "python")
    assert len([line for line in sample.splitlines() if line.strip()]) <= 20
    (tmp_path / "padlock.py").write_text(sample, encoding="utf-8")
    found = loading.load(folders=[tmp_path], excluded=frozenset(), settings={})
    assert "padlock" in [source.info.name for source in found.sources]
    assert found.refusals == ()


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CHANGELOG.md").read_text("utf-8")
    for name in MODULES:
        assert re.search(rf"intake [`a-z, -]*\b{name}\b|`{name}`", readme), name


def test_every_command_of_a_module_can_be_called() -> None:
    for module in {*MODULES.values()}:
        commands = importlib.import_module(f"intake.cli.{module}").COMMANDS
        assert {command.name for command in commands} == {name for name, place in MODULES.items() if place == module}


def test_every_source_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for folder in (ROOT / "plugins").glob("intake_*"):
        assert f"`{folder.name.removeprefix('intake_')}`" in readme


def test_every_hook_has_its_heading_with_its_exact_arguments() -> None:
    page = (ROOT / "docs" / "write-a-plugin.md").read_text("utf-8")
    hooks = [value for name, value in vars(specs).items() if name.startswith("intake_")]
    assert hooks
    for hook in hooks:
        arguments = ", ".join(inspect.signature(hook).parameters)
        assert f"## `{hook.__name__}({arguments})`" in page
    told = set(re.findall(r"^## `(intake_\w+)\(", page, re.MULTILINE))
    assert told == {hook.__name__ for hook in hooks}


def test_every_public_name_is_explained_and_no_other() -> None:
    page = (ROOT / "docs" / "write-a-plugin.md").read_text("utf-8")
    listed = page.partition("## All of `intake.api`")[2]
    rows = [line.split("|")[1] for line in listed.splitlines() if line.startswith("| `")]
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == sorted(api.__all__)


def test_every_field_of_a_source_and_every_method_of_its_context_is_explained() -> None:
    page = (ROOT / "docs" / "write-a-plugin.md").read_text("utf-8")
    for field in dataclasses.fields(api.SourceInfo):
        assert re.search(rf"^\| .*`{field.name}`.* \|", page, re.MULTILINE), field.name
    for name in (name for name in vars(api.Context) if not name.startswith("_")):
        assert f"context.{name}" in page, name


def test_the_plugin_written_step_by_step_is_the_one_that_is_made_and_passes(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "write-a-plugin.md").read_text("utf-8")
    steps = page.partition("## Step by step")[2].partition("\n## ")[0]
    written = "\n\n".join(re.findall(r"```python\n(.*?)```", steps, re.DOTALL))
    made = making.files("harbour")["src/intake_harbour/__init__.py"]
    assert written.split() == made.split()
    assert [line for line in written.splitlines() if line] == [line for line in made.splitlines() if line]
    folder = making.write_plugin("harbour", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "intake", "plugins", "check", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
