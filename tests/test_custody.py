"""An erasure and a vetting of the same client never meet half-way: real processes."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.desk import Desk
from intake.model.client import Client
from intake.store.dossiers import Dossiers
from store import nursery, vetter
from store.everything import CANARY
from store.test_erasing import holding

NAME = f"{CANARY} Ltd"


def begin(home: Path) -> str:
    return Desk(home).new(Client(NAME, website="https://kanarienvogel.example")).id


def intake(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "intake", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


class Vetting:
    """A vetting in another process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdin
        assert process.stdout
        self._told, self._said = process.stdin, process.stdout

    def says(self) -> str:
        """What it says next."""
        return self._said.readline().strip()

    def go_on(self) -> None:
        self._told.write("\n")
        self._told.flush()


@contextmanager
def vetting(home: Path, dossier: str) -> Iterator[Vetting]:
    command = [sys.executable, vetter.__file__, str(home), dossier]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Vetting(process)
        assert process.stdin
        process.stdin.close()


def test_while_a_client_is_vetted_nobody_erases_it(home: Path) -> None:
    dossier = begin(home)
    with vetting(home, dossier) as other:
        assert other.says() == "ready"
        other.go_on()
        assert other.says() == "asked"
        refused = intake(home, "erase", NAME, "--yes")
        assert refused.returncode == 75
        assert f"in use by PID {other.process.pid} since" in refused.stderr
        assert Dossiers(home).load(dossier).client.name == NAME
        other.go_on()
        assert other.says() == "vetted"
    assert "rdap" in Dossiers(home).load(dossier).reports
    assert intake(home, "erase", NAME, "--yes").returncode == 0
    assert holding(home) == []


def test_a_vetting_that_comes_too_late_finds_nothing_and_leaves_nothing(home: Path) -> None:
    dossier = begin(home)
    with vetting(home, dossier) as other:
        assert other.says() == "ready"
        assert intake(home, "erase", NAME, "--yes").returncode == 0
        other.go_on()
        assert other.says() == "not-found"
    assert holding(home) == []


def test_a_vetting_that_was_killed_keeps_nobody_from_erasing(home: Path) -> None:
    dossier = begin(home)
    with vetting(home, dossier) as other:
        assert other.says() == "ready"
        other.go_on()
        assert other.says() == "asked"
        other.process.send_signal(signal.SIGKILL)
        other.process.wait()
        assert intake(home, "erase", NAME, "--yes").returncode == 0
    assert holding(home) == []


def test_who_writes_while_the_client_is_erased_is_told_and_leaves_nothing(home: Path) -> None:
    dossier = begin(home)
    program = f"import sys; from pathlib import Path; from store import nursery; nursery.write(Path(sys.argv[1]), '{dossier}', 100_000)"
    command = [sys.executable, "-c", program, str(home)]
    environment = {"PYTHONPATH": str(Path(nursery.__file__).parents[1])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline().startswith("ack")
        assert intake(home, "erase", NAME, "--yes").returncode == 0
        _, fault = writer.communicate()
    assert "NotFound" in fault or "CannotWrite" in fault
    assert holding(home) == []
    assert not (home / "dossiers" / dossier).exists()
