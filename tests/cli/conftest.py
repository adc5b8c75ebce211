"""Dossiers that many tests of the commands begin with."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from intake.cli.main import run
from intake.desk import Desk
from intake.workplace import Workplace

_MORNING = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
_BEGUN = time.monotonic()
_ANSWERS = str(resources.files("intake.testing") / "sample" / "answers.web.yaml")

Ready = Callable[..., str]


def _clock() -> datetime:
    return _MORNING + timedelta(seconds=time.monotonic() - _BEGUN)


@pytest.fixture(autouse=True)
def _before_the_days_of_the_sample() -> Iterator[None]:
    """Every desk without a clock of its own has one that goes on from a morning before the sample's work is to be done."""
    with pytest.MonkeyPatch.context() as patch:  # of its own: a test may undo what it patched
        defaults = Workplace.__init__.__kwdefaults__ or {}
        patch.setattr(Workplace.__init__, "__kwdefaults__", {**defaults, "clock": _clock})
        yield


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[object], Path]:
    """Where a home is kept for those commands."""
    folder, kept = tmp_path_factory.mktemp("homes"), dict[object, Path]()
    return lambda commands: kept.setdefault(commands, folder / str(len(kept)))


@pytest.fixture
def ready(home: Path, capsys: pytest.CaptureFixture[str], _homes: Callable[[object], Path]) -> Ready:
    """Makes a dossier of Acme with the sample's answers and a decision, and runs more commands on it; the id.

    The commands are run once; the next test that wants the same gets a copy of that home.
    """

    def prepare(*commands: tuple[str, ...]) -> str:
        kept = _homes(commands)
        if not kept.exists():
            assert run(["new", "Acme", "--country", "SE"]) == 0
            name = capsys.readouterr().out.strip()
            for verb, *rest in (("interview", "--answers", _ANSWERS), ("decide",), *commands):
                assert run([verb, name, *rest]) in (0, 30), verb
            capsys.readouterr()
            shutil.copytree(home, kept)
            return name
        shutil.copytree(kept, home)
        (name,) = Desk(home).dossiers.ids()
        return name

    return prepare
