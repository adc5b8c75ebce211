"""Nothing acknowledged is lost, however a writer dies and however many write at once."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from intake.store.dossiers import Dossiers
from store import nursery
from store.port import STORES
from store.sample import CLIENT, NOW

KILLS = 50
KILLS_A_DOSSIER = 5
MOST_LOOKS = 5_000_000


class Writer:
    """One writer in another process, by what it says on its pipe."""

    def __init__(
        self, process: "subprocess.Popen[str]", home: Path, dossier_id: str, count: int, store: str = "Dossiers"
    ) -> None:
        assert process.stdin
        assert process.stdout
        self.acknowledged = 0
        self._lines = process.stdout
        process.stdin.write(f"{store} {home} {dossier_id} {count}\n")
        process.stdin.flush()
        self.process_id = int(self._lines.readline().removeprefix("pid "))

    def wait(self, acknowledged: int = sys.maxsize) -> None:
        """Listen until that many entries are acknowledged, or the writer is dead."""
        while self.acknowledged < acknowledged and (line := self._lines.readline()) != "dead\n":
            assert line.startswith("ack "), line
            self.acknowledged += 1


@contextmanager
def writers() -> Iterator["subprocess.Popen[str]"]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(nursery.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
    }
    command = [sys.executable, nursery.__file__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    with process:
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def begin(home: Path, token: str) -> str:
    return Dossiers(home).create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token=token).id


def said(home: Path, dossier_id: str) -> list[object]:
    return [entry.body for entry in Dossiers(home).entries(dossier_id)[1:]]


def test_no_acknowledged_entry_is_lost_in_fifty_kills(home: Path) -> None:
    chance = random.Random(50)  # noqa: S311  the points of the kills are to be the same in every run
    with writers() as process:
        for kill in range(KILLS):
            if kill % KILLS_A_DOSSIER == 0:
                dossier_id, acknowledged = begin(home, f"t{kill}"), 0
            writer = Writer(process, home, dossier_id, 10_000)
            if kill % 2:  # anywhere in its round
                writer.wait(chance.randrange(1, 5))
                for _ in range(chance.randrange(300_000)):
                    pass
            else:  # most likely within a line
                log = home / "dossiers" / dossier_id / "log.jsonl"
                size = log.stat().st_size + chance.randrange(150_000)
                next(None for _ in range(MOST_LOOKS) if log.stat().st_size >= size)
            os.kill(writer.process_id, signal.SIGKILL)
            writer.wait()
            acknowledged += writer.acknowledged
            found = said(home, dossier_id)
            assert found == [{"text": nursery.text(seq)} for seq in range(2, len(found) + 2)]
            assert acknowledged <= len(found) <= acknowledged + kill % KILLS_A_DOSSIER + 1
            dossier = Dossiers(home).load(dossier_id)
            assert not dossier.damage or "unfinished line" in dossier.damage
    shown = Dossiers(home).rows()
    assert len(shown) == KILLS // KILLS_A_DOSSIER
    Dossiers(home).rebuild()
    assert Dossiers(home).rows() == shown


@pytest.mark.parametrize("store", STORES)
def test_any_store_keeps_what_its_killed_writers_acknowledged(home: Path, store: str) -> None:
    opened, chance, acknowledged = STORES[store], random.Random(9), 0  # noqa: S311  as above
    dossier_id = opened(home).create(CLIENT, questionnaire=b"q", policy=b"p", actor="me", at=NOW, token="t").id
    with writers() as process:
        for _ in range(6):
            writer = Writer(process, home, dossier_id, 10_000, store)
            writer.wait(chance.randrange(1, 4))
            for _ in range(chance.randrange(300_000)):
                pass
            os.kill(writer.process_id, signal.SIGKILL)
            writer.wait()
            acknowledged += writer.acknowledged
            found = [entry.body for entry in opened(home).entries(dossier_id)[1:]]
            assert found == [{"text": nursery.text(seq)} for seq in range(2, len(found) + 2)]
            assert len(found) >= acknowledged


def test_two_writers_at_once_lose_nothing(home: Path) -> None:
    dossier_id = begin(home, "t")
    with writers() as first, writers() as second:
        both = [Writer(process, home, dossier_id, 20) for process in (first, second)]
        for writer in both:
            writer.wait()
    assert [writer.acknowledged for writer in both] == [20, 20]
    assert [entry.seq for entry in Dossiers(home).entries(dossier_id)] == list(range(1, 42))
    assert not Dossiers(home).load(dossier_id).damage
    (row,) = Dossiers(home).rows()
    assert row.head == Dossiers(home).load(dossier_id).head
