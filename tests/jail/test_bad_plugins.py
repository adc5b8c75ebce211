"""Bad plugins beside a good one: the good one always delivers, and the bad one is said to be what it is.

Each file in `bad` is one idea, under the number of its case; a common end makes a plugin of it. It is told, in the `people`
of its client, where the home is, on which port somebody listens, the host's process, and the person's own folder.
"""

import asyncio
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from intake.hooks.jailed import Jailed
from intake.hooks.loading import load, usual_jail
from intake.jail.keepers import ForkServer
from intake.model.finding import SourceReport, Status
from intake.testing.recorded import RecordedWeb
from intake.vetting.hearing import hear
from plugins.sources import installed_names
from vetting.fakes import CLIENT, clock, web

BAD = Path(__file__).parent / "bad"
END = """

import os as _os
from intake.api import Finding, SourceInfo, Type, hookimpl


def told(page, **parts):
    whole = dict(topic="registry", fact="active", value=True, statement="It is active.", evidence=page.evidence)
    return Finding(**(whole | dict(quote="ACTIVE") | parts))


def breach(what):
    raise RuntimeError(f"BREACH: {what}")


def write(raw, length=None):
    message = (len(raw) if length is None else length).to_bytes(4, "big") + raw
    for descriptor in range(3, 20):
        try:
            _os.write(descriptor, message)
        except OSError:
            pass
    while True:
        pass


class Told:
    info = SourceInfo(
        name="NAME", publisher="p", hosts=("register.example",), topics=("registry",),
        facts={"registry.active": Type.BOOL, "registry.employees": Type.NUMBER},
        licence="l", personal_data="none", cost="free", needs="a name",
    )

    def applies_to(self, client):
        return True

    async def ask(self, client, context):
        return await work(client, context)


@hookimpl
def intake_sources():
    return [Told()]
"""
GOOD = """
async def work(client, context):
    page = await context.fetch("https://register.example/acme", "the entry")
    return [told(page)]
"""
NONSENSE = "the plugin spoke nonsense"
FORBIDDEN = "the plugin is broken: PermissionError"
NETWORK = "the plugin is broken: it tried the network"
STOPPED = "the plugin is broken: it stopped"
LATE = "not done after 1 seconds"
DELIVERS = ""
"""What its report says, or how that begins, by the plugin; by the case where all of a case say the same."""
SAYS = {
    "f01": LATE,
    "f02": STOPPED,
    "f03_allocates": "the plugin is broken: MemoryError",
    "f03_tells_300_megabytes": "the plugin is broken: MemoryError",
    "f03_tells_a_megabyte": f"{NONSENSE}: a message of",
    "f03_tells_ten_million": "the plugin is broken: MemoryError",
    "f03_tells_too_many": f"{NONSENSE}: it returned 201 findings",
    "f03_prints": DELIVERS,
    "f03_claims_for_ever": f"{NONSENSE}: more than",
    "f04": NETWORK,
    "f05_starts_a_program": FORBIDDEN,
    "f05_forks": FORBIDDEN,
    "f05_becomes_another_program": FORBIDDEN,
    "f05_starts_a_thread": "the plugin is broken: RuntimeError: can't start new thread",
    "f05_hangs_at_exit": DELIVERS,
    "f05_kills_its_host": FORBIDDEN,
    "f05_outlives_its_parent": FORBIDDEN,
    "f06_reads_its_environment": DELIVERS,
    "f06": FORBIDDEN,
    "f07_writes_to_tmp": "the plugin is broken: FileNotFoundError: [Errno 2] No usable temporary directory",
    "f07": FORBIDDEN,
    "f08": "the plugin is broken",
    "f09": NONSENSE,
    "f10": NONSENSE,
    "f11": NONSENSE,
    "f13": NONSENSE,
}
NAMES = sorted(file.stem for file in BAD.glob("*.py"))


@dataclass(frozen=True, slots=True)
class Place:
    """What a bad plugin would like to reach: a home with a key and a database, and somebody who listens."""

    home: Path
    listener: socket.socket

    def client(self) -> tuple[str, ...]:
        """What the plugin is told of it."""
        port = self.listener.getsockname()[1]
        return (str(self.home), str(port), str(os.getpid()), str(Path.home()))

    def files(self) -> dict[Path, tuple[int, bytes]]:
        """Every file with its permissions and content."""
        return {file: (file.stat().st_mode, file.read_bytes()) for file in self.home.rglob("*") if file.is_file()}

    def reached(self) -> bool:
        """Whether somebody has connected."""
        try:
            self.listener.accept()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A home worth reaching."""
    home = tmp_path / "precious"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "id").write_text("the key", encoding="utf-8")
    (home / "keys" / "id").chmod(0o600)
    (home / "catalogue.json").write_text("{}", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield Place(home, listener)


def sources(folder: Path, **texts: str) -> list[Jailed]:
    """The sources of plugins with these texts, each under its name, in that order."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text + END.replace("NAME", name), encoding="utf-8")
    plugins = load(folders=[folder], excluded=installed_names())
    assert plugins.refusals == ()
    named = {source.info.name: source for source in plugins.sources}
    return [named[name] for name in texts]


def expected(name: str) -> str:
    """How the note of that plugin's report begins."""
    return SAYS.get(name, SAYS.get(name[:3], "?"))


def children() -> list[str]:
    """The processes that the usual fork server has at this moment."""
    server = usual_jail()
    assert isinstance(server, ForkServer)
    return children_of(server)


def children_of(server: ForkServer) -> list[str]:
    """The processes that a fork server has at this moment."""
    return Path(f"/proc/{server.process}/task/{server.process}/children").read_text().split()


async def both(good: Jailed, bad: Jailed, place: Place) -> tuple[SourceReport, SourceReport]:
    """Both asked at once, the bad one with a second to do harm in."""
    client = replace(CLIENT, people=place.client())
    budget = 1 if bad.info.name.startswith("f01") else 60
    return await asyncio.gather(
        hear(client, good, web(), clock=clock), hear(client, bad, web(), clock=clock, budget=budget)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_plugin_harms_nobody_and_the_good_one_delivers(name: str, place: Place, tmp_path: Path) -> None:
    good, bad = sources(tmp_path / "plugins", good=GOOD, **{name: (BAD / f"{name}.py").read_text("utf-8")})
    before = place.files()
    good_report, bad_report = asyncio.run(both(good, bad, place))
    assert (good_report.status, len(good_report.findings)) == (Status.CHECKED, 1)
    assert good_report.isolation.whole
    note = bad_report.note
    assert note.startswith(expected(name)), note
    assert "BREACH" not in note
    assert (bad_report.status is Status.CHECKED) == (expected(name) == DELIVERS)
    assert place.files() == before
    assert not place.reached()
    assert children() == []


def test_there_are_enough_of_them() -> None:
    assert len(NAMES) >= 30
    assert {name[:3] for name in NAMES} >= {f"f{number:02}" for number in (*range(1, 12), 13)}
    assert all(expected(name) != "?" for name in NAMES)


def test_the_environment_of_a_plugin_is_empty(place: Place, tmp_path: Path) -> None:
    name = "f06_reads_its_environment"
    good, bad = sources(tmp_path / "plugins", good=GOOD, **{name: (BAD / f"{name}.py").read_text("utf-8")})
    _, report = asyncio.run(both(good, bad, place))
    assert report.findings[0].statement == "environment: {}"


def test_f11_a_plugin_cannot_take_the_name_of_another(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text(GOOD + END.replace("NAME", "good"), encoding="utf-8")
    plugins = load(folders=[tmp_path], excluded=installed_names())
    assert [(refusal.name, refusal.reason) for refusal in plugins.refusals] == [
        ("b", "the source name 'good' is taken")
    ]


AT_IMPORT = {
    "hangs": "import time; time.sleep(600)",
    "raises": "raise RuntimeError('boom')",
    "leaves": "import sys; sys.exit(0)",
    "leaves at once": "import os; os._exit(0)",
    "is no Python": "def (:",
    "lacks a library": "import no_such_library",
    "is for another version": "from intake.api import what_comes_later",
    "crashes": "import ctypes; ctypes.string_at(0)",
    "tries the network": "import socket; socket.socket()",
    "reads the home": "import os, pathlib; os.listdir(pathlib.Path('/root'))",
    "answers for itself": "import os; os.write(3, b'\\0\\0\\0\\2[]')",
}


@pytest.mark.parametrize("fault", AT_IMPORT)
def test_f12_what_fails_at_import_is_listed_and_the_rest_work(fault: str, tmp_path: Path) -> None:
    asyncio.run(_warm())
    (tmp_path / "abad.py").write_text(AT_IMPORT[fault], encoding="utf-8")
    (tmp_path / "good.py").write_text(GOOD + END.replace("NAME", "good"), encoding="utf-8")
    plugins = load(folders=[tmp_path], excluded=installed_names(), patience=5)
    assert [source.info.name for source in plugins.sources] == ["good"]
    assert [refusal.name for refusal in plugins.refusals] == ["abad"]
    assert plugins.refusals[0].reason
    assert children() == []


async def _warm() -> None:
    from intake.jail.cell import look
    from intake.jail.places import readable_places

    assert (await look(usual_jail(), readable_places())).whole


def test_f13_a_flood_of_one_takes_nothing_from_another(place: Place, tmp_path: Path) -> None:
    name = "f13_floods"
    good, bad = sources(tmp_path / "plugins", good=GOOD, **{name: (BAD / f"{name}.py").read_text("utf-8")})
    shared = web()
    assert isinstance(shared, RecordedWeb)

    async def ask() -> tuple[SourceReport, SourceReport]:
        return await asyncio.gather(*(hear(CLIENT, source, shared, clock=clock) for source in (good, bad)))  # type: ignore[return-value]

    good_report, bad_report = asyncio.run(ask())
    assert good_report.status is Status.CHECKED
    assert "100 pages" in bad_report.note
    assert len(shared.asked) <= 101
