"""How the store bears many dossiers: each thing a person waits for at 10 and at 10,000 dossiers of 75 kB, as a ratio.

    python benchmarks/store.py [DOSSIERS]

Whole commands in a process of their own (median of 7, in turns), the desk until it shows the latest dossier, and an entry
kept (median of 200) beside the same line in SQLite (write-ahead log, synchronous FULL) in the same run on the same disk.
"""

import asyncio
import hashlib
import os
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pexpect

from intake import canonical
from intake.desk import Desk
from intake.model.client import Client
from intake.model.values import Json
from intake.store import chain, folding
from intake.store.chain import Entry, Log
from intake.store.dossiers import Dossiers
from intake.testing.recorded import RecordedWeb

FEW, MANY, ROUNDS, APPENDS = 10, 10_000, 7, 200
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BODY: Json = {"text": "called, and sent the brief " * 20}
INTAKE = shutil.which("intake", path=str(Path(sys.executable).parent)) or "intake"


def sample(folder: Path) -> tuple[Entry, ...]:
    """The entries of a real dossier: the bundled sample client, interviewed and vetted."""
    desk = Desk(folder)
    files = Path(str(resources.files("intake.testing") / "sample"))
    client = Client("Lindqvist Möbel AB", country="SE", website="https://www.lindqvist-mobel.example")
    dossier = desk.new(client).id
    desk.sitting(dossier).take((files / "answers.web.yaml").read_bytes(), "answers.web.yaml")
    web = RecordedWeb.from_folder(files / "exchanges", keep=desk.dossiers.blobs.put)
    asyncio.run(desk.vet(dossier, web=web))
    return desk.dossiers.entries(dossier)


class Copies:
    """Journals of many clients who all said the same: the lines are linked once, and for each client only chained anew."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._created = entries[0].body
        self._links: list[tuple[Entry, str, bytes, bytes]] = []
        log = Log()
        for entry in entries:
            before, at = log.head, datetime(2026, 6, 1, tzinfo=UTC)
            linked, line = chain.link(log, entry.kind, entry.body, actor="me", at=at, salt="0" * 32)
            log = Log((*log.entries, linked), log.size + len(line))
            fields = canonical.from_bytes(line)
            assert isinstance(fields, dict)
            header = {name: part for name, part in fields.items() if name not in ("salt", "actor", "body", "digest")}
            self._links.append((linked, before, canonical.to_bytes(header), line))

    def journal(self, number: int) -> bytes:
        """The journal of the client of that number."""
        assert isinstance(self._created, dict)
        client = Client(f"Client {number:05} AB", country="SE", website=f"https://client{number}.example")
        begun = {**self._created, "client": canonical.encode(client)}
        at = BEGAN + timedelta(minutes=number)
        first, line = chain.link(Log(), "created", begun, actor="me", at=at, salt="0" * 32)
        lines, head = [line], first.digest
        for linked, before, header, line in self._links[1:]:
            digest = "sha256:" + hashlib.sha256(header.replace(before.encode(), head.encode())).hexdigest()
            lines.append(line.replace(linked.digest.encode(), digest.encode()).replace(before.encode(), head.encode()))
            head = digest
        return b"".join(lines)

    def fill(self, home: Path, count: int) -> str:
        """So many dossiers, and the list of them made; the id of the last."""
        for number in range(count):
            folder = home / "dossiers" / f"client-{number:05}-ab"
            folder.mkdir(parents=True, mode=0o700)
            (folder / "log.jsonl").write_bytes(self.journal(number))
        home.chmod(0o700)
        began = time.process_time()
        assert len(Dossiers(home).rows()) == count
        print(f"{count:>6} dossiers: list made from the journals in {time.process_time() - began:.1f} s of computing")
        return f"client-{count - 1:05}-ab"


def command(home: Path, *arguments: str) -> float:
    """Milliseconds that a whole command takes."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [INTAKE, "--home", home, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert process.wait() == 0, arguments
    return 1000 * (time.perf_counter() - began)


def desk(home: Path, client: str) -> float:
    """Milliseconds until the desk shows that client; says how much memory it took."""
    began = time.perf_counter()
    child = pexpect.spawn(INTAKE, ["--home", str(home)], dimensions=(24, 80), timeout=120)
    child.expect_exact(client)
    took = 1000 * (time.perf_counter() - began)
    status = Path(f"/proc/{child.pid}/status").read_text("ascii")
    child.kill(signal.SIGKILL)
    child.wait()
    print(f"    {int(status.split('VmHWM:')[1].split()[0]) // 1024} MiB at most")
    return took


def side_by_side(what: str, few: Callable[[], float], many: Callable[[], float]) -> None:
    """Both in turns; their medians, and the ratio."""
    took = [(few(), many()) for _ in range(ROUNDS)]
    first, second = (statistics.median(pair[side] for pair in took) for side in (0, 1))
    print(f"  {what:<34}{first:>9.1f}{second:>11.1f}{second / first:>8.2f}")


def puts(store: Dossiers, dossier: str) -> Iterator[float]:
    """Milliseconds of each entry kept."""
    while True:
        began = time.perf_counter()
        store.append(dossier, "noted", BODY, actor="me", at=datetime.now(UTC))
        yield 1000 * (time.perf_counter() - began)


def peer_puts(database: sqlite3.Connection) -> Iterator[float]:
    """The same line as a row, with the row of the list, in one transaction; milliseconds of each."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE lines (id TEXT, seq INTEGER, line BLOB, PRIMARY KEY (id, seq))")
    database.execute("CREATE TABLE list (id TEXT PRIMARY KEY, row TEXT)")
    database.execute("INSERT INTO list VALUES ('a', '')")
    log = Log()
    while True:
        began = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        entry, line = chain.link(log, "noted", BODY, actor="me", at=datetime.now(UTC), salt=os.urandom(16).hex())
        log = Log((*log.entries, entry), log.size + len(line))
        database.execute("INSERT INTO lines VALUES ('a', ?, ?)", (entry.seq, line))
        database.execute("UPDATE list SET row = ? WHERE id = 'a'", (entry.digest,))
        database.execute("COMMIT")
        yield 1000 * (time.perf_counter() - began)


def kept(few: Path, many: Path, dossiers: tuple[str, str], folder: Path) -> None:
    """An entry kept, in both homes and in SQLite, in turns."""
    with closing(sqlite3.connect(folder / "peer.sqlite", isolation_level=None)) as database:
        ways = [puts(Dossiers(few), dossiers[0]), puts(Dossiers(many), dossiers[1]), peer_puts(database)]
        took = [[next(way) for way in ways] for _ in range(APPENDS)]
    first, second, peer = (statistics.median(each[way] for each in took) for way in range(3))
    print(f"  {'an entry kept (in one process)':<34}{first:>9.2f}{second:>11.2f}{second / first:>8.2f}")
    print(f"  {'  beside SQLite, WAL, FULL':<34}{peer:>9.2f}{second:>11.2f}{second / peer:>8.2f}")


def main(count: int) -> None:
    """Fill both homes, and time them side by side."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copies = Copies(sample(folder / "sample"))
        size = len(copies.journal(1))
        assert not folding.dossier_of("x", chain.read(copies.journal(1))).damage
        few, many = folder / "few", folder / "many"
        last = (copies.fill(few, FEW), copies.fill(many, count))
        print(f"{'ms, with dossiers of ' + str(size // 1000) + ' kB':<36}{FEW:>9}{count:>11,}{'ratio':>8}")
        kept(few, many, last, folder)
        for what, *arguments in (("new", "new", "Acme"), ("list", "list"), ("list, by a name", "list", "client-00007")):
            side_by_side(f"intake {what}", lambda a=arguments: command(few, *a), lambda a=arguments: command(many, *a))  # type: ignore[misc]
        side_by_side("intake show", lambda: command(few, "show", last[0]), lambda: command(many, "show", last[1]))
        side_by_side("the desk, with its first rows", lambda: desk(few, "Acme"), lambda: desk(many, "Acme"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
