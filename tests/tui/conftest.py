"""A desk in a home of its own, and sources that answer from the sample's exchanges."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual._wait
import textual.screen
from textual._compositor import Compositor
from textual.widgets import Button

from intake.desk import Desk
from intake.model.client import Client
from intake.signing import keys
from intake.testing.recorded import RecordedWeb
from intake.workplace import Workplace
from tui.driving import SAMPLE, answered, clock, unpainted


@pytest.fixture(autouse=True)
def _painted_to_be_read() -> Iterator[None]:
    """Paints a screen where a person reads it, not for a terminal that is not there, and lays it out when it changed, not at
    the next sixtieth of a second; half the time went into that.
    """
    with pytest.MonkeyPatch.context() as patch:  # of its own: a test may undo what it patched
        patch.setattr(Compositor, "render_update", unpainted(Compositor.render_update))
        patch.setattr(textual.screen, "UPDATE_PERIOD", 1 / 500)
        patch.setattr(textual._wait, "SLEEP_GRANULARITY", 1 / 200)
        patch.setenv("COLORTERM", "truecolor")  # whatever terminal the tests are started in
        # A button takes no second press within a fifth of a second, which is longer than these people need.
        patch.setattr(Button, "_start_active_affect", lambda _button: None)
        # A passphrase takes a second of bcrypt each time, which tests/cli/test_signing_keys.py looks at.
        patch.setattr(keys, "_BCRYPT_ROUNDS", 4)
        yield


@pytest.fixture(autouse=True)
def _on_one_day() -> Iterator[None]:
    """Every desk has a clock on which no test goes over midnight or a month's end, or comes after the days of the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Workplace.__init__, "__kwdefaults__", {**(Workplace.__init__.__kwdefaults__ or {}), "clock": clock}
        )
        yield


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the plugins say of themselves, as a home remembers it; asking all of them takes a third of a second."""
    home = tmp_path_factory.mktemp("described") / "home"
    home.mkdir()
    assert Desk(home, clock=clock).plugins.sources
    return home


@pytest.fixture
def home(home: Path, described: Path) -> Path:
    """A home where the plugins were loaded before, and nothing else was done."""
    return Path(shutil.copytree(described, home))


@pytest.fixture
def desk(home: Path) -> Desk:
    """The desk of a new person."""
    return Desk(home)


@pytest.fixture
def recorded(desk: Desk) -> RecordedWeb:
    """The network, as it answered on the day it was recorded."""
    return RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)


@pytest.fixture(scope="session")
def started_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a client who was asked nothing yet, to be copied."""
    home = tmp_path_factory.mktemp("started") / "home"
    return home, Desk(home, clock=clock).new(Client("Acme")).id


@pytest.fixture(scope="session")
def interviewed_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with the sample interview, to be copied; made once, since every answer is synced to disk."""
    home = tmp_path_factory.mktemp("interviewed") / "home"
    return home, answered(Desk(home, clock=clock)).id


@pytest.fixture(scope="session")
def vetted_home(interviewed_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with the sample client vetted, to be copied."""
    home, dossier = tmp_path_factory.mktemp("vetted") / "home", interviewed_home[1]
    shutil.copytree(interviewed_home[0], home)
    desk = Desk(home, clock=clock)
    web = RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)
    asyncio.run(desk.vet(dossier, web=web))
    return home, dossier


@pytest.fixture(scope="session")
def agreed_home(vetted_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a brief that is a draft, to be copied."""
    home, dossier = tmp_path_factory.mktemp("agreed") / "home", vetted_home[1]
    shutil.copytree(vetted_home[0], home)
    desk = Desk(home, clock=clock)
    desk.name_supplier("Studio Birch")
    desk.decide(dossier)
    desk.agree(dossier)
    return home, dossier


@pytest.fixture(scope="session")
def offered_home(agreed_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a brief that the supplier has signed, to be copied."""
    home, dossier = tmp_path_factory.mktemp("offered") / "home", agreed_home[1]
    shutil.copytree(agreed_home[0], home)
    Desk(home, clock=clock).offer(dossier)
    return home, dossier


@pytest.fixture(scope="session")
def sealed_home(offered_home: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with a brief that both sides have signed, to be copied."""
    home, dossier = tmp_path_factory.mktemp("sealed") / "home", offered_home[1]
    shutil.copytree(offered_home[0], home)
    Desk(home, clock=clock).accept(dossier, name="Anna Lindqvist", consent=True)
    return home, dossier


@pytest.fixture
def started(home: Path, started_home: tuple[Path, str]) -> str:
    """A dossier of this desk without an answer."""
    shutil.copytree(started_home[0], home, dirs_exist_ok=True)
    return started_home[1]


@pytest.fixture
def interviewed(home: Path, interviewed_home: tuple[Path, str]) -> str:
    """A dossier of this desk with all the sample answers."""
    shutil.copytree(interviewed_home[0], home, dirs_exist_ok=True)
    return interviewed_home[1]


@pytest.fixture
def vetted(home: Path, vetted_home: tuple[Path, str]) -> str:
    """A dossier of this desk that is ready to be decided."""
    shutil.copytree(vetted_home[0], home, dirs_exist_ok=True)
    return vetted_home[1]


@pytest.fixture
def agreed(home: Path, agreed_home: tuple[Path, str]) -> str:
    """A dossier of this desk whose brief is a draft."""
    shutil.copytree(agreed_home[0], home, dirs_exist_ok=True)
    return agreed_home[1]


@pytest.fixture
def offered(home: Path, offered_home: tuple[Path, str]) -> str:
    """A dossier of this desk whose brief the supplier has signed."""
    shutil.copytree(offered_home[0], home, dirs_exist_ok=True)
    return offered_home[1]


@pytest.fixture
def sealed(home: Path, sealed_home: tuple[Path, str]) -> str:
    """A dossier of this desk that both sides have signed."""
    shutil.copytree(sealed_home[0], home, dirs_exist_ok=True)
    return sealed_home[1]
