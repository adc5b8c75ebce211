"""A second store on SQLite with the same chain, to hold the contract against, and our speed."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from intake import canonical
from intake.errors import NotFound, Refused, Usage
from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.model.values import Json
from intake.store import chain, folding, identity
from intake.store.chain import Entry
from intake.store.folding import Created


class SqliteStore:
    """Dossiers as rows of one file; write-ahead log, every commit on disk before it is acknowledged."""

    def __init__(self, home: Path) -> None:
        home.mkdir(mode=0o700, exist_ok=True)
        self._path = home / "peer.sqlite"
        with self._open() as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(
                "CREATE TABLE IF NOT EXISTS lines (id TEXT, seq INTEGER, line BLOB, PRIMARY KEY (id, seq))"
            )

    def create(
        self, client: Client, *, questionnaire: bytes, policy: bytes, actor: str, at: datetime, token: str
    ) -> Dossier:
        """As `Dossiers.create`; the files themselves are not kept."""
        dossier_id = f"{identity.slug(client.name)}-{token}"
        created = Created(client, canonical.digest(questionnaire), canonical.digest(policy))
        if self._raw(dossier_id):
            raise Refused("there already")
        self._add(dossier_id, "created", canonical.encode(created), actor, at)
        return self.load(dossier_id)

    def append(self, dossier_id: str, kind: str, body: Json, *, actor: str, at: datetime) -> Dossier:
        """As `Dossiers.append`."""
        try:
            folding.check(self.load(dossier_id), Entry(0, at, actor, kind, body, ""))
        except ValueError as fault:
            raise Usage(str(fault)) from fault
        self._add(dossier_id, kind, body, actor, at)
        return self.load(dossier_id)

    def load(self, dossier_id: str) -> Dossier:
        """As `Dossiers.load`, by the whole id."""
        raw = self._raw(dossier_id)
        if not raw:
            raise NotFound("no such dossier")
        return folding.dossier_of(dossier_id, chain.read(raw))

    def entries(self, dossier_id: str) -> tuple[Entry, ...]:
        """As `Dossiers.entries`."""
        return chain.read(self._raw(dossier_id)).entries

    def ids(self) -> tuple[str, ...]:
        """As `Dossiers.ids`."""
        with self._open() as database:
            return tuple(name for (name,) in database.execute("SELECT DISTINCT id FROM lines ORDER BY id"))

    def _raw(self, dossier_id: str) -> bytes:
        with self._open() as database:
            found = database.execute("SELECT line FROM lines WHERE id = ? ORDER BY seq", (dossier_id,))
            return b"".join(line for (line,) in found)

    def _add(self, dossier_id: str, kind: str, body: Json, actor: str, at: datetime) -> None:
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            found = database.execute("SELECT line FROM lines WHERE id = ? ORDER BY seq", (dossier_id,))
            log = chain.read(b"".join(line for (line,) in found))
            entry, line = chain.link(log, kind, body, actor=actor, at=at, salt="s")
            database.execute("INSERT INTO lines VALUES (?, ?, ?)", (dossier_id, entry.seq, line))
            database.commit()

    def _open(self) -> "closing[sqlite3.Connection]":
        database = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        database.execute("PRAGMA synchronous = FULL")
        return closing(database)
