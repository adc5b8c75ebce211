"""The real command, killed while it writes, with four at once, and on a full disk: nothing acknowledged is lost.

A short form runs with the tests; `make torture` shoots until a thousand have met it writing, and shoots at SQLite and at
TinyDB as shipped, too.
"""

import collections
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from intake.store.dossiers import Dossiers
from torture import commands, filler, peers
from torture.aiming import ANSWERS, INTAKE, LOG, TESTS, Gun, Met, shooting_range
from torture.compiling import compiled

KILLS = int(os.environ.get("INTAKE_TORTURE_KILLS", "4"))
"""So many have to meet the command while it writes."""
PARTS = 4 if KILLS >= 100 else 1
WRITERS = 4
ROUNDS = 10 if KILLS >= 100 else 1
WHOLE = 10
"""Every how many-th shot is at a process of its own, from the start of its interpreter; the others at a child that has it all."""
Figure = Callable[[str], None]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that tells when a command begins to write."""
    return compiled("shim", tmp_path_factory.mktemp("shim"))


def intake(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*INTAKE, "--home", home, *arguments], capture_output=True, text=True)


def begun(home: Path, name: str) -> str:
    done = intake(home, "new", name)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[0]


@dataclass(slots=True)
class Desk:
    """A home whose commands are shot at, and what they had acknowledged."""

    home: Path
    folder: Path
    chance: random.Random
    dossier: str
    sent: int = 0
    logged: int = 0
    made: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)

    def command(self, kind: str) -> list[str]:
        """The next command of that kind."""
        if kind == "new":
            return ["new", "Beta"]
        if kind == "interview":
            return ["interview", self.dossier, "--answers", ANSWERS, "--json"]
        mail, self.sent = self.folder / "mail.txt", self.sent + 1
        mail.write_text(f"Message {self.sent} " * self.chance.choice([1, 10_000]), encoding="utf-8")
        return ["log", self.dossier, str(mail), *LOG]

    def take(self, kind: str, said: str) -> None:
        """Take down what was acknowledged."""
        if said and kind == "new":
            self.made.add(said.split(maxsplit=1)[0])
        elif said and kind == "log":
            self.logged += 1
        elif said:
            self.answered.add(self.dossier)

    def begin_another(self, dossier: str) -> None:
        """Go on in a new dossier."""
        self.dossier, self.sent, self.logged = dossier, 0, 0
        self.made.add(dossier)

    def check(self) -> Iterator[str]:
        """What is there and was not acknowledged, in words; nothing acknowledged may be missing, and all can be read."""
        dossiers = Dossiers(self.home)
        there = {row.id for row in dossiers.rows()}
        assert self.made | {self.dossier} <= there
        for each in {self.dossier, *(there - self.made)}:
            loaded = dossiers.load(each)
            assert not loaded.damage or "unfinished" in loaded.damage
            if loaded.damage:
                yield "an unfinished line"
                assert "unfinished line" in intake(self.home, "list").stderr
        loaded = dossiers.load(self.dossier)
        assert self.logged <= len(loaded.messages) <= self.sent
        assert all(dossiers.blobs.get(message.sha256) for message in loaded.messages)
        assert self.dossier not in self.answered or len(loaded.answers) > 30
        if self.made < there - {self.dossier} or len(loaded.messages) > self.logged:
            yield "an entry whose writer could not say so any more"
        self.logged, self.made = len(loaded.messages), there


@pytest.mark.parametrize("part", range(PARTS))
def test_a_command_that_is_killed_while_it_writes_leaves_all_that_was_acknowledged(
    home: Path, tmp_path: Path, shim: Path, part: int, figure: Figure
) -> None:
    chance = random.Random(part)  # noqa: S311  the points of the shots are drawn in the same way in every run
    desk, gun = Desk(home, tmp_path, chance, begun(home, "Acme")), Gun(shim, home, chance)
    met, left = collections.Counter[Met](), collections.Counter[str]()
    with shooting_range(gun, Path(commands.__file__)) as shooting:
        for shot in count():
            if met[Met.WRITING] >= KILLS // PARTS:
                break
            kind = chance.choice(["log", "log", "interview", "new"])
            command = desk.command(kind)
            if shot % WHOLE == 0:
                fell = gun.shoot([*INTAKE, "--home", str(home), *command], f"{kind} by itself")
            else:
                fell = shooting.shoot(command, kind)
            met[fell.met] += 1
            desk.take(kind, fell.said)
            left.update(desk.check())
            if shot % 50 == 49:  # so that a dossier stays of the size that they have
                desk.begin_another(begun(home, "Acme"))
    assert intake(home, "doctor").returncode in (0, 1 if left["an unfinished line"] else 0)
    assert intake(home, *desk.command("log")).returncode == 0
    found = ", ".join(f"{each.value}: {number}" for each, number in sorted(met.items(), key=lambda pair: pair[0].name))
    stood = ", ".join(f"{number} left {each}" for each, number in sorted(left.items()))
    figure(f"SIGKILL, part {part + 1} of {PARTS}: the real command: {found}; 0 acknowledged lost; {stood}")


@pytest.mark.parametrize("store", peers.WORKS)
def test_any_store_is_shot_at_in_the_same_way(tmp_path: Path, shim: Path, store: str, figure: Figure) -> None:
    chance, home = random.Random(3), tmp_path / "store"  # noqa: S311  as above
    peers.begin(store, home)
    gun, noted, lost = Gun(shim, home, chance), 0, list[int]()
    shots = max(2, KILLS // 5)
    for shot in range(shots):
        fell = gun.shoot([sys.executable, peers.__file__, store, str(home), str(noted), "1"], store)
        expected = [peers.note(number) for number in range(noted + bool(fell.said))]
        try:
            texts = peers.texts(store, home)
            assert texts in (expected, [*expected, peers.note(noted)])
        except Exception:  # noqa: BLE001 - whatever is left of a store is counted
            lost.append(shot)
            shutil.rmtree(home)
            peers.begin(store, home)
            texts = []
        noted = len(texts)
    figure(f"SIGKILL, {shots} shots: {store}: {len(lost)} times notes were lost, or could not be read any more")
    assert not lost or store == "tinydb"


def test_four_commands_at_once_make_one_journal(home: Path, tmp_path: Path, figure: Figure) -> None:
    dossier = begun(home, "Acme")

    def log(number: int) -> int:
        mail = tmp_path / f"mail-{number}.txt"
        mail.write_text(f"Message {number}", encoding="utf-8")
        return intake(home, "log", dossier, str(mail), "--mine", "--from", "me", "--at", "2026-01-05 09:00").returncode

    with ThreadPoolExecutor(WRITERS) as pool:
        codes = [*pool.map(log, range(WRITERS * ROUNDS))]
    assert set(codes) <= {0, 75}
    assert len(Dossiers(home).load(dossier).messages) == codes.count(0) > 0
    assert not Dossiers(home).load(dossier).damage
    figure(f"four at once: the real command: {codes.count(0)} acknowledged, {codes.count(75)} told to wait, 0 lost")


@pytest.mark.parametrize("store", peers.WORKS)
def test_four_writers_of_any_store(tmp_path: Path, store: str, figure: Figure) -> None:
    home = tmp_path / "store"
    peers.begin(store, home)
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}

    def write(number: int) -> list[str]:
        command = [sys.executable, peers.__file__, store, str(home), str(1000 * number), str(10 * ROUNDS)]
        return subprocess.run(command, capture_output=True, text=True, env=environment).stdout.split()

    with ThreadPoolExecutor(WRITERS) as pool:
        said = [number for numbers in pool.map(write, range(WRITERS)) for number in numbers]
    try:
        texts = set(peers.texts(store, home))
    except Exception:  # noqa: BLE001 - as above
        texts = set()
    lost = sum(peers.note(int(number)) not in texts for number in said)
    figure(f"four at once: {store}: {len(said)} of {40 * ROUNDS} acknowledged, {lost} lost")
    assert store == "tinydb" or (lost, len(said)) == (0, 40 * ROUNDS)


@pytest.mark.parametrize("store", peers.WORKS)
def test_a_full_disk_loses_nothing_and_work_goes_on_once_there_is_room(
    tmp_path: Path, store: str, figure: Figure
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = f"mount -t tmpfs -o size=512k tmpfs {folder} && exec {sys.executable} {filler.__file__} {store} {folder}"
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], capture_output=True).returncode:
        pytest.skip("needs a mount namespace")
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    done = subprocess.run([unshare, "-rm", "sh", "-c", mounted], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    figure(f"full disk: {store}: {done.stdout.strip()}")
    assert store == "tinydb" or (done.stdout.startswith("whole, after ") and int(done.stdout.split()[2]) > 3)
