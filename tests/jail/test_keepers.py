"""Tests of starting and ending jailed processes, and of what happens when somebody else ends them."""

import asyncio
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake.hooks.jailed import Jailed
from intake.hooks.loading import WORK, load
from intake.jail.keepers import ForkServer, Spawner
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.door import Answer, Request
from intake.vetting.hearing import hear
from jail.test_bad_plugins import BAD, END, GOOD, SAYS, Place, children_of, expected, place
from plugins.sources import installed_names
from vetting.fakes import CLIENT, clock, web

__all__ = ["place"]


@pytest.fixture
def server() -> Iterator[ForkServer]:
    """A fork server of the test's own."""
    made = ForkServer(WORK)
    yield made
    made.close()


def source(folder: Path, jail: ForkServer | Spawner, text: str = GOOD, name: str = "good") -> Jailed:
    """The source of a plugin with that text, in that jail."""
    (folder / f"{name}.py").write_text(text + END.replace("NAME", name), encoding="utf-8")
    plugins = load(folders=[folder], excluded=installed_names(), jail=jail)
    assert plugins.refusals == ()
    return plugins.sources[0]


def asked(of: Jailed, on: RecordedWeb | None = None) -> SourceReport:
    """The report of the source."""
    return asyncio.run(hear(CLIENT, of, on or web(), clock=clock))


def kill(*processes: int) -> None:
    """Kills processes, and waits until they are gone."""
    for process in processes:
        end = os.pidfd_open(process)
        os.kill(process, signal.SIGKILL)
        select.select([end], [], [])
        os.close(end)


class Meanwhile(RecordedWeb):
    """A web on which something happens while the source waits for its page."""

    happens: Callable[[], object] = staticmethod(lambda: None)

    async def send(self, request: Request, allows: Callable[[str], bool]) -> Answer:
        """The answer, after it has happened."""
        type(self).happens()
        return await RecordedWeb.send(self, request, allows)


def meanwhile(happens: Callable[[], object]) -> RecordedWeb:
    """A web of the register's page on which that happens once somebody asks."""
    kind = type("Now", (Meanwhile,), {"happens": staticmethod(happens)})
    found = kind(web().answers)
    assert isinstance(found, RecordedWeb)
    return found


def test_a_server_that_was_ended_is_started_again(server: ForkServer, tmp_path: Path) -> None:
    good = source(tmp_path, server)
    first = server.process
    kill(first)
    assert asked(good).status is Status.CHECKED
    assert server.process != first


def test_a_server_ended_in_the_middle_breaks_what_ran_and_nothing_after(server: ForkServer, tmp_path: Path) -> None:
    good = source(tmp_path, server)
    report = asked(good, meanwhile(lambda: kill(server.process)))
    assert (report.status, report.findings) == (Status.BROKEN, ())
    assert "its keeper was ended" in report.note
    assert asked(good).status is Status.CHECKED


def test_a_process_ended_in_the_middle_breaks_its_source_alone(server: ForkServer, tmp_path: Path) -> None:
    good = source(tmp_path, server)
    report = asked(good, meanwhile(lambda: kill(*map(int, children_of(server)))))
    assert report.status is Status.BROKEN
    assert "SIGKILL" in report.note
    assert asked(good).status is Status.CHECKED


def test_who_gives_up_before_the_process_has_begun_leaves_no_line_open(
    server: ForkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = source(tmp_path, server)

    async def given_up() -> None:
        reached = asyncio.Event()

        async def never(*, sock: socket.socket) -> None:
            with sock:
                reached.set()
                await asyncio.Event().wait()

        monkeypatch.setattr(asyncio, "open_unix_connection", never)
        task = asyncio.create_task(hear(CLIENT, good, web(), clock=clock))
        await reached.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always")
        asyncio.run(given_up())
        gc.collect()
    assert [str(each.message) for each in unclosed if each.category is ResourceWarning] == []


def test_an_interpreter_that_cannot_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = ForkServer(WORK)
    good = source(tmp_path, server)
    server.close()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    report = asked(good)
    assert report.status is Status.BROKEN
    assert "no process could be started" in report.note


LEAVING = """
import sys
from pathlib import Path
from intake.hooks.loading import load, usual_jail
load(folders=[Path(sys.argv[1])])
print(usual_jail().process)
"""


def test_a_host_that_leaves_has_left_no_process(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LEAVING, str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not Path("/proc", done.stdout.strip()).exists()


HOST = """
import asyncio, json, sys
from pathlib import Path
from intake.hooks.loading import load, usual_jail
from intake.model.client import Client
from intake.vetting.asking import ask
from intake.testing.recorded import RecordedWeb
from datetime import UTC, datetime
from plugins.sources import installed_names

class Telling(RecordedWeb):
    async def send(self, request, allows):
        server = usual_jail().process
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        print(json.dumps([server, *map(int, children)]), flush=True)
        await asyncio.Event().wait()

plugins = load(folders=[Path(sys.argv[1])], excluded=installed_names())
asyncio.run(ask(Client("Acme"), plugins.sources, Telling({}), clock=lambda: datetime.now(UTC)))
"""


def test_when_the_host_is_killed_everything_ends(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(GOOD + END.replace("NAME", "good"), encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    host = subprocess.Popen(
        [sys.executable, "-c", HOST, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
    )
    assert host.stdout is not None
    ends = [os.pidfd_open(process) for process in json.loads(host.stdout.readline())]
    host.kill()
    host.wait()
    host.stdout.close()
    assert len(ends) == 2
    for end in ends:
        assert select.select([end], [], [], 30)[0], "a process outlived its host"
        os.close(end)


@pytest.mark.parametrize(
    "name",
    [
        "f02_leaves_at_once",
        "f04_opens_a_socket",
        "f04_asks_by_urllib",
        "f04_hides_the_attempt",
        "f05_starts_a_program",
        "f05_forks",
        "f05_kills_its_host",
        "f06_reads_the_key",
        "f06_lists_the_home",
        "f06_reads_the_hosts_environment",
        "f07_deletes",
        "f07_truncates",
        "f07_writes",
        "f07_opens_the_doors",
        "f09_writes_garbage",
        "f10_rests_on_anothers_page",
    ],
)
def test_a_spawned_process_is_held_by_its_audit_hook(name: str, place: Place, tmp_path: Path) -> None:
    from dataclasses import replace

    folder = tmp_path / "plugins"
    folder.mkdir()
    bad = source(folder, Spawner(WORK), (BAD / f"{name}.py").read_text("utf-8"), name)
    before = place.files()
    client = replace(CLIENT, people=place.client())
    report = asyncio.run(hear(client, bad, web(), clock=clock))
    assert report.note.startswith(expected(name)), report.note
    assert report.isolation.audit
    assert not report.isolation.whole
    assert "without Landlock, without seccomp" in str(report.isolation)
    assert place.files() == before
    assert not place.reached()


def test_a_spawned_source_delivers_and_one_that_hangs_is_ended(tmp_path: Path) -> None:
    assert asked(source(tmp_path, Spawner(WORK))).status is Status.CHECKED
    folder = tmp_path / "hanging"
    folder.mkdir()
    hangs = source(folder, Spawner(WORK), (BAD / "f01_ignores_signals.py").read_text("utf-8"), "hangs")
    report = asyncio.run(hear(CLIENT, hangs, web(), clock=clock, budget=1))
    assert report.note == SAYS["f01"]
