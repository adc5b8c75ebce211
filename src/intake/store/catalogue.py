"""The catalogue: one row a dossier, so that many are listed without reading their journals.

It holds nothing that is not in the journals. A row names the size of the journal it was made from, and is made again
where the journal has another size; so it may be lost, or left behind by a crash, without harm.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from intake import canonical
from intake.errors import Busy, CannotTell, CannotWrite
from intake.model.decision import Verdict
from intake.model.dossier import Stage
from intake.model.pending import Pending, next_due
from intake.model.values import Json
from intake.store import durable, folding, identity
from intake.store.journal import Journal
from intake.store.projection import DeltaStorage, Document, Rows

_TABLE = "dossiers"


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


class Catalogue:
    """The rows of all dossiers in a folder, kept in one file."""

    def __init__(self, path: Path, folder: Path, *, patience: float) -> None:
        """Kept at `path`, over the journals in `folder`."""
        self._folder = folder
        self._storage = DeltaStorage(path, patience=patience)
        self._rows = Rows(self._storage, _TABLE)

    def rows(self) -> tuple[Row, ...]:
        """One row a dossier, the latest change first; journals that changed since are read again."""
        stored: dict[str, Document] = {str(row.doc_id): row for row in self._rows}
        sizes = dict(self._sizes())
        current = {name: row for name, row in stored.items() if sizes.get(name) == row.get("size")}
        kept = {name: row for name, document in current.items() if (row := _decoded(document))}
        made = {name: row for name in sizes.keys() - kept if (row := _row(self._folder / name, sizes[name]))}
        gone = {name for name in stored if name not in kept and name not in made}
        if made or gone:
            # A list is worth more than its speed next time: it is shown though it could not be kept.
            with suppress(Busy, CannotWrite):
                self._rows.put({name: _encoded(row) for name, row in made.items()}, gone)
        return tuple(sorted((kept | made).values(), key=lambda row: (row.updated_at, row.id), reverse=True))

    def rebuild(self) -> None:
        """Make every row anew from the journals: equal journals give equal bytes. Raises Busy and CannotWrite."""
        rows = {name: _encoded(row) for name, size in self._sizes() if (row := _row(self._folder / name, size))}
        durable.make_folder(self._folder.parent)
        self._storage.rewrite({_TABLE: rows})

    def _sizes(self) -> Iterator[tuple[str, int]]:
        for log in self._folder.glob("*/log.jsonl"):
            yield log.parent.name, log.stat().st_size


def _row(folder: Path, size: int) -> Row | None:
    """The row of one dossier, or None where its creation was never acknowledged."""
    path = folder / "log.jsonl"
    try:
        log = Journal(path).read()
        if not (log.entries or log.damage):
            return None
        dossier = folding.dossier_of(folder.name, log)
    except CannotTell as fault:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Row(folder.name, folder.name, Stage.NEW, changed, changed, size, None, damage=fault.what)
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


def _decoded(document: Document) -> Row | None:
    try:
        return canonical.decode(Row, dict(document))
    except (ValueError, TypeError):
        return None
