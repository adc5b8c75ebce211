"""Keeps the tables on this machine: which there should be, how old they are, and how each is brought up to date."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from intake import canonical
from intake.errors import CannotTell, NotFound, Unreachable, Usage
from intake.frugal import dataclass
from intake.hooks import silence
from intake.hooks.domains import host_of, registrable_domain
from intake.hooks.source import Source
from intake.hooks.table import Table
from intake.locale import worded
from intake.store import durable
from intake.store.arriving import arriving
from intake.store.table_building import Arrival, build
from intake.store.tables import Kept, Tables
from intake.vetting.door import Answer
from intake.vetting.shelf import folded

if TYPE_CHECKING:
    from intake.vetting.web import LiveWeb

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Standing:
    """One table that a source needs: what is kept of it, if anything, and why it should be brought up to date."""

    table: Table
    kept: Kept | None
    todo: str = ""


class Upkeep:
    """The tables that the sources declare, in a folder of the home; of two with one name the first counts."""

    def __init__(self, folder: Path, sources: Sequence[Source], clock: Callable[[], datetime]) -> None:
        self._tables = Tables(folder)
        declared = [table for source in sources for table in source.info.tables]
        self._declared: Mapping[str, Table] = {table.name: table for table in reversed(declared)}
        self._clock = clock

    def standings(self) -> tuple[Standing, ...]:
        """Every declared table by name, with what is to do about it."""
        return tuple(self._standing(self._declared[name]) for name in sorted(self._declared))

    def named(self, names: Sequence[str]) -> tuple[Table, ...]:
        """The tables of these names, or all of them; NotFound for one that no source declares."""
        if unknown := [name for name in names if name not in self._declared]:
            known = ", ".join(sorted(self._declared)) or "none"
            raise NotFound(f"no source needs a table named {', '.join(unknown)}", remedy=f"Known: {known}")
        return tuple(self._declared[name] for name in names or sorted(self._declared))

    async def update(self, table: Table, web: "LiveWeb", tell: Callable[[str], object]) -> Kept:
        """Downloads the table and puts it in place; `tell` hears of the progress.

        Raises Unreachable, BadFile and CannotWrite, and then what was there before is kept.
        """
        folder = self._tables.folder
        with arriving(folder) as place, durable.writing(folder), (path := place / "table").open("wb") as file:
            writing = _Progress(file.write, tell)
            try:
                answer = await web.download(
                    table.url, _hosts_of(table), writing.write, most_bytes=table.most_mib * _MIB
                )
            except silence.Silence as why:
                raise self._unreachable(table, str(why)) from why
            file.close()
            if answer.status != 200:
                raise self._unreachable(table, f"the server answered with HTTP {answer.status}")
            tell("reading it in")
            return build(self._tables, table, Arrival(path, table.url, self._clock(), answer.recorded))

    def bring_in(self, table: Table, files: Sequence[Path]) -> Kept:
        """Makes the table from a file on disk, as its publisher gives it out; Usage where there is not exactly one."""
        if len(files) != 1:
            raise Usage(f"{table.name} is one file, not {len(files)}")
        (file,) = files
        return build(self._tables, table, Arrival(file, str(file), self._clock()))

    def look_up(self, name: str, key: str) -> Answer:
        """The rows of a table as a source receives them; Unreachable (a Silence) where the table is not here or damaged."""
        table = self._declared[name]
        try:
            found = self._tables.rows(table, folded(key))
        except CannotTell as fault:
            raise silence.Unreachable(f"{fault.what}; run: intake lists update {name}") from fault
        if found is None:
            raise silence.Unreachable(f"the table is not on this machine; run: intake lists update {name}")
        kept, rows = found
        fetched = f"{kept.fetched:%Y-%m-%d}"
        body = canonical.to_bytes({"table": name, "fetched": fetched, "rows": [dict(row) for row in rows]})
        url = f"{kept.origin}#sha256={kept.sha256}&fetched={fetched}"
        return Answer(url, 200, {"content-type": "application/json"}, body, recorded=kept.recorded)

    def _standing(self, table: Table) -> Standing:
        try:
            kept = self._tables.kept(table.name)
        except CannotTell as fault:
            return Standing(table, None, fault.what)
        if kept is None:
            return Standing(table, None, worded("not on this machine"))
        age = kept.age(self._clock())
        return Standing(table, kept, worded(f"{age} days old") if age > table.stale_days else "")

    def _unreachable(self, table: Table, why: str) -> Unreachable:
        remedy = f"Try again later, or download {table.url} yourself and run: intake lists import {table.name} FILE"
        return Unreachable(f"the table {table.name} did not come: {why}", where=table.url, remedy=remedy)


def _hosts_of(table: Table) -> Callable[[str], bool]:
    own = registrable_domain(host_of(table.url)) or host_of(table.url)
    return lambda host: host == own or host.endswith(f".{own}")


@dataclass(slots=True)
class _Progress:
    """Writes what comes, and tells of every ten MiB."""

    write_part: Callable[[bytes], object]
    tell: Callable[[str], object]
    done: int = 0

    def write(self, part: bytes) -> None:
        self.write_part(part)
        before, self.done = self.done, self.done + len(part)
        if before // (10 * _MIB) != self.done // (10 * _MIB):
            self.tell(f"{self.done // _MIB} MiB")
