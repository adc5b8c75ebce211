"""The catalogue: one row a dossier, so that many are listed without reading their journals.

It holds nothing that is not in the journals. A row names the size of the journal it was made from, and is made again
where the journal has another size; so it may be lost, or left behind by a crash, without harm.
"""

import json
import os
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import overload

from intake import canonical
from intake.errors import Busy, CannotTell, CannotWrite
from intake.frugal import dataclass, field_names
from intake.model.decision import Verdict
from intake.model.dossier import Stage
from intake.model.pending import Pending, next_due
from intake.model.values import Json
from intake.store import durable, folding, identity, projection
from intake.store.journal import LOG, Journal
from intake.store.projection import DeltaStorage, Document, Rows, Tables
from intake.store.vault import Vault

Watch = Callable[[int, int], None]
"""Is told how many journals are read, of how many."""
MANY = 500
"""So many journals take some seconds to read: from there on it is told how far it is."""
_STATE = re.compile(rb'"size":(\d+),"stage":"[^"]*","updated_at":"([^"Z]*)')
"""What decides whether and where a row is shown, read off its JSON; a name cannot hold this, since its quotes are escaped."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a dossier. `open_points` counts the facts whose answer would narrow the verdict.

    `due` is what comes next of all that was agreed. `marks` are what the client is known by, `size` and `head` the journal's as the row was made. `keep_until` is the day
    on which a person's dossier is to be deleted.
    """

    id: str
    name: str
    stage: Stage
    created_at: datetime
    updated_at: datetime
    size: int
    due: Pending | None
    head: str = ""
    verdict: Verdict | None = None
    best: Verdict | None = None
    worst: Verdict | None = None
    open_points: int = 0
    marks: tuple[str, ...] = ()
    damage: str = ""
    keep_until: date | None = None


_TABLE = f"dossiers 2 {zlib.crc32(' '.join(field_names(Row)).encode()):08x}"
"""The name tells the form of a row: those of another version are not read, but made again. Count on where the same fields
come to say something else."""


class Listing(Sequence[Row]):
    """Rows in their order; each is made a value once it is looked at, so that a list of many is there at once."""

    def __init__(self, texts: Sequence[bytes]) -> None:
        """Of the rows' JSON."""
        self._texts = texts
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> "Listing": ...
    def __getitem__(self, place: int | slice) -> "Row | Listing":
        if isinstance(place, slice):
            return Listing(self._texts[place])
        if place not in self._made:
            self._made[place] = canonical.decode(Row, json.loads(self._texts[place]))
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listing) and self._texts == other._texts

    __hash__ = None  # type: ignore[assignment]

    def telling(self, words: str) -> Iterator[Row]:
        """The rows in whose name, id, stage or verdict each of the words stands, in any case."""
        wanted = words.casefold().split()
        written = [projection.text(word).decode()[1:-1] for word in wanted]
        for at, text in enumerate(self._texts):
            folded = text.decode("utf-8", "replace").casefold()
            if all(word in folded for word in written) and all(word in _told(self[at]) for word in wanted):
                yield self[at]

    def known_by(self, marks: Iterable[str]) -> tuple[Row, ...]:
        """The rows of the clients who share one of the marks."""
        wanted = frozenset(marks)
        written = [projection.text(mark) for mark in wanted]
        near = (at for at, text in enumerate(self._texts) if any(mark in text for mark in written))
        return tuple(row for row in map(self.__getitem__, near) if wanted.intersection(row.marks))


class Catalogue:
    """The rows of all dossiers in a folder, kept in one file."""

    def __init__(self, path: Path, folder: Path, vault: Vault, *, patience: float, watch: Watch) -> None:
        """Kept at `path`, over the journals in `folder`; `watch` hears how far it is where many of them are read."""
        self._folder = folder
        self._watch = watch
        self._vault = vault
        self._storage = DeltaStorage(path, vault, patience=patience)
        self._rows = Rows(self._storage, _TABLE)

    def rows(self) -> Listing:
        """One row a dossier, the latest change first; journals that changed since are read again."""
        found = ((state[2], name, text) for name, text in self._current().items() if (state := _STATE.search(text)))
        return Listing([text for _, _, text in sorted(found, reverse=True)])

    def renew(self, ids: Collection[str]) -> None:
        """Make the rows of these dossiers anew, and leave nothing in the file of former rows. Raises Busy and CannotWrite."""
        others = {name: rows for name, rows in (self._storage.read() or {}).items() if name != _TABLE}
        sizes = self._sizes()
        for rows in others.values():
            for name in [name for name in rows if name in ids or name not in sizes]:
                del rows[name]
        self._write({name: json.loads(text) for name, text in self._current(ids).items()}, others)

    def told(self, name: str, tell: Callable[[str], Json]) -> Mapping[str, Json]:
        """What `tell` says of each dossier by its id, kept under that name; asked again where the journal changed."""
        table, sizes = Rows(self._storage, name), self._sizes()
        stored = {each: json.loads(text) for each, text in table.texts().items()}
        kept = {each: stored[each] for each, size in sizes.items() if each in stored and stored[each]["size"] == size}
        asked = self._watched(sorted(sizes.keys() - kept))
        new: dict[str, Document] = {each: {"size": sizes[each], "told": tell(each)} for each in asked}
        if new or stored.keys() - sizes:
            self._keep(table, new, stored.keys() - sizes)
        return {each: row["told"] for each, row in (kept | new).items()}

    def rebuild(self) -> None:
        """Make every row anew from the journals: equal journals give equal bytes. Raises Busy and CannotWrite."""
        sizes = self._sizes()
        made = ((name, self._row(name, sizes[name])) for name in self._watched([*sizes]))
        self._write({name: _encoded(row) for name, row in made if row})

    def _write(self, rows: Mapping[str, Document], others: Tables | None = None) -> None:
        durable.make_folder(self._folder.parent)
        self._storage.rewrite({**(others or {}), _TABLE: rows})

    def _keep(self, table: Rows, rows: Mapping[str, Document], gone: Collection[str]) -> None:
        # A list is worth more than its speed next time: it is shown though it could not be kept.
        with suppress(Busy, CannotWrite), self._storage.lock:
            # Whoever erases a dossier clears the catalogue afterwards; a row of it must not come in once that is done.
            table.put({name: row for name, row in rows.items() if (self._folder / name / LOG).exists()}, gone)

    def _current(self, changed: Collection[str] = ()) -> Mapping[str, bytes]:
        """The rows by id, as JSON, with those made again that are said to have changed, or whose journal has another size."""
        stored, sizes = self._rows.texts(), self._sizes()
        known = {
            name: int(state[1])
            for name, text in stored.items()
            if name not in changed and (state := _STATE.search(text))
        }
        changed = [name for name, size in sizes.items() if known.get(name) != size]
        made = {name: self._row(name, sizes[name]) for name in self._watched(changed)}
        rows = {name: _encoded(row) for name, row in made.items() if row}
        gone = {name for name in stored if name not in sizes or (name in made and name not in rows)}
        if not rows and not gone:
            return stored
        self._keep(self._rows, rows, gone)
        kept = {name: text for name, text in stored.items() if name not in gone}
        return kept | {name: projection.text(row) for name, row in rows.items()}

    def _watched(self, names: Sequence[str]) -> Iterator[str]:
        for done, name in enumerate(names):
            if len(names) >= MANY and done % MANY == 0:
                self._watch(done, len(names))
            yield name

    def _sizes(self) -> dict[str, int]:
        """The size of each journal; one look at the folder, since this is what a list of many waits for."""
        sizes: dict[str, int] = {}
        with suppress(FileNotFoundError), os.scandir(self._folder) as found:
            for each in found:
                if not identity.is_id(each.name):
                    continue
                with suppress(FileNotFoundError, NotADirectoryError):
                    sizes[each.name] = os.stat(f"{each.path}/{LOG}").st_size  # noqa: PTH116 - ten times as fast
        return sizes

    def _row(self, name: str, size: int) -> Row | None:
        return _row(Journal(self._folder / name / LOG, self._vault), name, size)


def _told(row: Row) -> str:
    verdict = row.verdict.value if row.verdict else ""
    return f"{row.name} {row.id} {row.stage.value} {verdict}".casefold()


def _row(journal: Journal, name: str, size: int) -> Row | None:
    """The row of one dossier, or None where its creation was never acknowledged."""
    try:
        log = journal.read()
        if not (log.entries or log.damage):
            return None
        dossier = folding.dossier_of(name, log)
    except CannotTell as fault:
        changed = datetime.fromtimestamp(journal.path.stat().st_mtime, UTC)
        return Row(name, name, Stage.NEW, changed, changed, size, None, damage=fault.what)
    decision = dossier.decision
    return Row(
        id=dossier.id,
        name=dossier.client.name,
        stage=dossier.stage,
        created_at=dossier.created_at,
        updated_at=log.entries[-1].at,
        size=size,
        due=next_due(dossier),
        head=log.head,
        verdict=decision.verdict if decision else None,
        best=decision.best if decision else None,
        worst=decision.worst if decision else None,
        open_points=len(decision.check_next) if decision else 0,
        marks=identity.marks(dossier.client),
        damage=dossier.damage,
        keep_until=dossier.grounds.keep_until if dossier.grounds else None,
    )


def _encoded(row: Row) -> dict[str, Json]:
    encoded = canonical.encode(row)
    return encoded if isinstance(encoded, dict) else {}
