"""What the documentation shows is what happens."""

import importlib
import re
from pathlib import Path

import pytest

from intake.cli.main import MODULES
from intake.hooks import loading
from intake.hooks.specs import intake_sources

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


def test_every_hook_has_its_heading() -> None:
    page = (ROOT / "docs" / "write-a-plugin.md").read_text("utf-8")
    assert f"## `{intake_sources.__name__}(settings)`" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
