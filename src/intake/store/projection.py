"""TinyDB on a file that only grows: each change is one checked line, so a crash leaves the state before or after it.

A line is a checksum and the JSON of what changed: `{table: {id: document or null} or null}`, null for what is gone. The
checksum runs on from line to line, so a line that is torn, altered or of another file is noticed. The first line is a
snapshot; when the changes outgrow it, a new snapshot replaces the file. Lines that cannot be read are dropped: the
journals are the truth, and the catalogue is made from them again.
"""

import json
import os
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, cast

from tinydb.storages import Storage
from tinydb.table import Table

from intake.model.values import Json
from intake.store import durable
from intake.store.locking import Lock

Document: TypeAlias = Mapping[str, Json]
Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
_Change: TypeAlias = Mapping[str, Mapping[str, Document | None] | None]
_SLACK_BYTES = 65_536


class DeltaStorage(Storage):
    """A TinyDB storage that writes only what changed, and picks up what other processes wrote."""

    def __init__(self, path: Path, *, patience: float = 2.0) -> None:
        """Over the file at `path`, made by the first write; wait `patience` seconds for another writer."""
        self._path = path
        self.lock = Lock(path.with_name(path.name + ".lock"), patience)
        self._guard = threading.RLock()
        self._forget(0)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables as they stand now, or None where nothing was ever written; the caller may change the result."""
        with self._guard:
            self._refresh()
            if not self._size:
                return None
            return {
                name: dict(zip(rows, json.loads(f"[{','.join(rows.values())}]"), strict=True))
                for name, rows in self._texts.items()
            }

    def write(self, data: Tables) -> None:
        """Make the data the state; when this returns it is on disk. Raises Busy and CannotWrite."""
        with self.lock, self._guard:
            self._refresh()
            change = self._difference(data)
            if self._torn or not self._size or self._size > 4 * self._snapshot + _SLACK_BYTES:
                self.rewrite(data)
            elif change:
                durable.append(self._path, _line(change, self._checksum), after=self._size)
                self._refresh()

    def rewrite(self, data: Tables) -> None:
        """Make the data the state, as a new snapshot: equal data give equal bytes."""
        with self.lock, self._guard:
            durable.replace(self._path, _line(data, 0))
            self._refresh()

    def _forget(self, file: int) -> None:
        # Documents are kept as text: what TinyDB is given it changes in place, and the difference would be lost.
        self._texts: dict[str, dict[str, str]] = {}
        self._file = file
        self._size = self._snapshot = self._checksum = 0
        self._torn = False

    def _refresh(self) -> None:
        try:
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                if self._torn or status.st_ino != self._file or status.st_size < self._size:
                    self._forget(status.st_ino)
                start = self._size
                file.seek(start)
                self._replay(file.read())
                if self._torn and start:
                    self._forget(status.st_ino)
                    file.seek(0)
                    self._replay(file.read())
        except FileNotFoundError:
            self._forget(0)

    def _replay(self, raw: bytes) -> None:
        for line in raw.splitlines(keepends=True):
            try:
                change, self._checksum = _read(line, self._checksum)
            except ValueError:
                self._torn = True
                return
            self._apply(change)
            self._size += len(line)
            self._snapshot = self._snapshot or self._size

    def _apply(self, change: _Change) -> None:
        for name, rows in change.items():
            if rows is None:
                self._texts.pop(name, None)
                continue
            table = self._texts.setdefault(name, {})
            for row, document in rows.items():
                if document is None:
                    table.pop(row, None)
                else:
                    table[row] = _text(document)

    def _difference(self, data: Tables) -> _Change:
        change: dict[str, Mapping[str, Document | None] | None] = dict.fromkeys(self._texts.keys() - data)
        for name, rows in data.items():
            known = self._texts.get(name, {})
            gone: dict[str, Document | None] = dict.fromkeys(known.keys() - rows)
            changed = {row: document for row, document in rows.items() if known.get(row) != _text(document)}
            if gone or changed or name not in self._texts:
                change[name] = gone | changed
        return change


class Rows(Table):
    """A TinyDB table that may be changed from several handles: nothing is cached, and a change holds the lock throughout.

    A row's id is text, so that the same rows have the same ids in whatever order they came.
    """

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: DeltaStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """As TinyDB makes it, without its cache of queries, which would not see another process's change."""
        self._lock = storage.lock
        super().__init__(storage, name, cache_size, persist_empty)

    def put(self, changed: Mapping[str, Document], gone: Iterable[str] = ()) -> None:
        """Set the changed rows and remove those gone, in one write. Raises Busy and CannotWrite."""

        def update(table: dict[str, Document]) -> None:
            table.update(changed)
            for row in gone:
                table.pop(row, None)

        self._update_table(cast("Callable[[dict[int, Document]], None]", update))

    def _update_table(self, updater: Callable[[dict[int, Document]], None]) -> None:
        with self._lock:
            super()._update_table(updater)


def _text(document: object) -> str:
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def _line(change: _Change | Tables, checksum: int) -> bytes:
    text = _text(change).encode() + b"\n"
    return f"{zlib.crc32(text, checksum):08x} ".encode() + text


def _read(line: bytes, checksum: int) -> tuple[_Change, int]:
    checksum = zlib.crc32(line[9:], checksum)
    if not line.endswith(b"\n") or line[:9] != f"{checksum:08x} ".encode():
        raise ValueError("not a whole line, or not the one that follows")
    return cast("_Change", json.loads(line[9:])), checksum
