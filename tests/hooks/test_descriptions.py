"""Tests of remembering what plugins said of themselves."""

from pathlib import Path

import pytest

from hooks.test_loading import INSTALLED, good
from intake.hooks.loading import Plugins, load
from intake.jail.cell import Cell, NoJail
from intake.jail.inmate import Terms
from intake.jail.line import Message


class Closed:
    """A jail in which nothing can be started."""

    async def open(self, terms: Terms, errand: Message) -> Cell:
        """Never a process."""
        raise NoJail("nothing is started here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one plugin of two files, and a home beside it."""
    package = tmp_path / "plugins" / "mine"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("from .source import intake_sources\n", encoding="utf-8")
    (package / "source.py").write_text(good("mine"), encoding="utf-8")
    (tmp_path / "home").mkdir()
    return tmp_path


def loaded(folder: Path, *, started: bool, **settings: str) -> Plugins:
    """The plugins of the folder, remembered in its home; where nothing is started, only what is remembered is known."""
    return load(
        folders=[folder / "plugins"],
        excluded=INSTALLED,
        settings=settings,
        jail=None if started else Closed(),
        remembered=folder / "home" / "descriptions",
    )


def names(plugins: Plugins) -> list[str]:
    """The names of the sources."""
    return [source.info.name for source in plugins.sources]


def test_what_was_said_is_remembered_and_nothing_is_started(folder: Path) -> None:
    first = loaded(folder, started=True)
    again = loaded(folder, started=False)
    assert names(first) == names(again) == ["mine"]
    assert first.sources[0].info == again.sources[0].info


def test_what_was_not_said_is_not_known(folder: Path) -> None:
    assert loaded(folder, started=False).refusals[0].reason == "nothing is started here"


@pytest.mark.parametrize("file", ["__init__.py", "source.py", "facts.yaml"])
def test_any_change_of_its_files_asks_it_anew(folder: Path, file: str) -> None:
    loaded(folder, started=True)
    changed = folder / "plugins" / "mine" / file
    changed.write_text((changed.read_text("utf-8") if changed.exists() else "") + "\n# changed\n", encoding="utf-8")
    assert names(loaded(folder, started=False)) == []


def test_other_settings_ask_it_anew(folder: Path) -> None:
    loaded(folder, started=True)
    assert names(loaded(folder, started=False, colour="green")) == []


def test_what_was_altered_in_the_home_is_asked_anew(folder: Path) -> None:
    loaded(folder, started=True)
    (kept,) = (folder / "home" / "descriptions").iterdir()
    for text in ("", "[]", '[{"name": "mine"}]', kept.read_text("utf-8").replace("a.example", "A B")):
        kept.write_text(text, encoding="utf-8")
        assert names(loaded(folder, started=False)) == []


def test_a_refusal_is_never_remembered(folder: Path) -> None:
    (folder / "plugins" / "mine" / "source.py").write_text("raise RuntimeError", encoding="utf-8")
    assert loaded(folder, started=True).refusals
    assert not (folder / "home" / "descriptions").exists()


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "mine.py").write_text(good("mine"), encoding="utf-8")
    assert names(loaded(tmp_path, started=True)) == ["mine"]
    assert not (tmp_path / "home").exists()
