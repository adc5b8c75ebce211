"""The practice run: the sample client in a folder of its own, apart from your dossiers, with sources that answer from recordings."""

import shutil
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from intake.errors import CannotWrite
from intake.frugal import dataclass, replace
from intake.model.client import Client
from intake.model.dossier import Stage

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.testing.recorded import RecordedWeb

FOLDER = "practice"
"""Where in a home the practice run lies; no dossier of yours ever does."""
ASKED = ("prepay", "test_task", "enjoy")
"""The questions that are left to the person; the sample answers the rest."""
CLIENT = Client("Lindqvist Möbel AB", country="SE", website="https://www.lindqvist-mobel.example")
SUPPLIER = "Studio Birch"
SAMPLE = Path(str(resources.files("intake.testing") / "sample"))
_ANSWERS = "answers.web.yaml"
_OLD = timedelta(days=30)  # the days of its sample are near ones then
_YEAR = b"2027"  # in which the sample's work is to be done


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice run under way: its own desk, the recorded web, and its one dossier."""

    desk: "Desk"
    web: "RecordedWeb"
    dossier_id: str


def go_on(desk: "Desk") -> Practice:
    """The practice run where it was left, else a new one: where there is none, and where it is signed, old or damaged."""
    own = type(desk)(folder(desk.home), clock=desk.clock)
    rows = own.rows() if own.home.is_dir() else ()
    for row in rows:
        if not row.damage and row.stage is not Stage.SEALED and desk.clock() - row.updated_at < _OLD:
            return Practice(own, recorded(own), row.id)
    return begin(desk)


def begin(desk: "Desk") -> Practice:
    """Lays out a practice run beside the desk, in its language; one that lies there is thrown away. CannotWrite on a full disk."""
    from intake import settings

    remove(desk.home)
    own = type(desk)(folder(desk.home), clock=desk.clock)
    preferred = replace(settings.Settings(), language=desk.settings.language)
    settings.save(own.home, replace(preferred, supplier=replace(preferred.supplier, name=SUPPLIER)))
    dossier_id = own.new(CLIENT).id
    answer(own, dossier_id, but=ASKED)
    return Practice(own, recorded(own), dossier_id)


def answer(desk: "Desk", dossier_id: str, *, but: tuple[str, ...] = ()) -> int:
    """Gives the sample's answers, without those to the questions named; how many are given."""
    file = SAMPLE / _ANSWERS
    lines = file.read_bytes().replace(_YEAR, str(desk.clock().year + 1).encode()).splitlines(keepends=True)
    sitting = desk.sitting(dossier_id)
    sitting.speak("en")  # the sample is written in it
    sitting.take(b"".join(line for line in lines if line.partition(b":")[0].decode() not in but), file.name)
    return sitting.interview.progress.answered


def recorded(desk: "Desk") -> "RecordedWeb":
    """What the sources answer about the sample client."""
    from intake.testing.recorded import RecordedWeb

    return RecordedWeb.from_folder(SAMPLE / "exchanges", keep=desk.dossiers.blobs.put)


def folder(home: Path) -> Path:
    """Where the practice run of a home lies, whether there is one or not."""
    return home / FOLDER


def remove(home: Path) -> None:
    """Throws the practice run away, with its key and its brief; nothing else is touched. CannotWrite where the disk refuses."""
    try:
        shutil.rmtree(folder(home), ignore_errors=False)
    except FileNotFoundError:
        return
    except OSError as fault:
        what = f"the practice run cannot be deleted: {fault.strerror}"
        raise CannotWrite(
            what, where=str(folder(home)), remedy="Delete that folder yourself; no dossier lies in it."
        ) from fault
