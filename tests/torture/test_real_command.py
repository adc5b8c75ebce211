"""The real command, killed at any moment, with four at once, and on a full disk: nothing acknowledged is lost.

A short form runs with the tests; `make torture` kills more often.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake.store.dossiers import Dossiers
from torture import filler

KILLS = int(os.environ.get("INTAKE_TORTURE_KILLS", "3"))
COMMAND = [sys.executable, "-m", "intake"]


def intake(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, "--home", home, *arguments], capture_output=True, text=True)


def begun(home: Path, name: str) -> str:
    done = intake(home, "new", name)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[0]


def test_a_command_that_is_killed_leaves_all_that_was_acknowledged(home: Path, tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311  the points of the kills are to be the same in every run
    dossier, acknowledged = begun(home, "Acme"), 0
    mail = tmp_path / "mail.txt"
    options = ["--theirs", "--from", "ana@acme.example", "--at", "2026-01-05 09:00", "--json"]
    for kill in range(KILLS):
        mail.write_text(f"Message {kill} " * chance.choice([1, 10_000]), encoding="utf-8")
        command = [*COMMAND, "--home", str(home), "log", dossier, str(mail), *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            try:
                said, _ = process.communicate(timeout=chance.uniform(0.2, 1.5))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                said, _ = process.communicate()
        acknowledged += process.returncode == 0 and bool(said)
        loaded = Dossiers(home).load(dossier)
        assert not loaded.damage or "unfinished" in loaded.damage
        assert acknowledged <= len(loaded.messages) <= kill + 1
        assert all(Dossiers(home).blobs.get(message.sha256) for message in loaded.messages)
    mail.write_text("The last one", encoding="utf-8")
    assert intake(home, "log", dossier, str(mail), *options).returncode == 0
    assert len(Dossiers(home).load(dossier).messages) > acknowledged
    assert intake(home, "doctor").returncode == 0


def test_four_commands_at_once_make_one_journal(home: Path, tmp_path: Path) -> None:
    dossier = begun(home, "Acme")

    def log(number: int) -> int:
        mail = tmp_path / f"mail-{number}.txt"
        mail.write_text(f"Message {number}", encoding="utf-8")
        return intake(home, "log", dossier, str(mail), "--mine", "--from", "me", "--at", "2026-01-05 09:00").returncode

    with ThreadPoolExecutor(4) as pool:
        codes = [*pool.map(log, range(4))]
    assert set(codes) <= {0, 75}
    assert len(Dossiers(home).load(dossier).messages) == codes.count(0) > 0
    assert not Dossiers(home).load(dossier).damage


def test_a_full_disk_loses_nothing_and_work_goes_on_once_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = f"mount -t tmpfs -o size=512k tmpfs {folder} && exec {sys.executable} {filler.__file__} {folder}"
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], capture_output=True).returncode:
        pytest.skip("needs a mount namespace")
    done = subprocess.run([unshare, "-rm", "sh", "-c", mounted], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "whole"
    assert int(done.stdout.split()[1]) > 3
