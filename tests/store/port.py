"""The port: what the steps ask of a store, and the stores that have to hold the contract, the kills and the power cuts."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from intake.model.client import Client
from intake.model.dossier import Dossier
from intake.model.values import Json
from intake.store.chain import Entry
from intake.store.dossiers import Dossiers
from store.peer import SqliteStore


class Store(Protocol):
    """The port. Each call sees what any other handle has acknowledged."""

    def create(
        self, client: Client, *, questionnaire: bytes, policy: bytes, actor: str, at: datetime, token: str
    ) -> Dossier: ...

    def append(self, dossier_id: str, kind: str, body: Json, *, actor: str, at: datetime) -> Dossier: ...

    def load(self, dossier_id: str) -> Dossier: ...

    def entries(self, dossier_id: str) -> tuple[Entry, ...]: ...

    def ids(self) -> tuple[str, ...]: ...


Open = Callable[[Path], Store]


def ours(home: Path) -> Dossiers:
    """Our store, patient enough for a machine with much to do."""
    return Dossiers(home, patience=60)


STORES: dict[str, Open] = {"Dossiers": ours, "SqliteStore": SqliteStore}
