"""TinyDB on a file that only grows: each change is one checked piece, so a crash leaves the state before or after it.

A piece is a checksum, its length, and what changed: one line that names tables, ids and lengths, then each document on a
line of its own; null stands for what is gone. The checksum runs on from piece to piece, so one that is torn, altered or
of another file is noticed. The first piece is a snapshot; when the changes outgrow it, a new snapshot replaces the file.
Pieces that cannot be read are dropped: the journals are the truth, and the catalogue is made from them again.

Documents stay text until they are asked for, so that a file of many is at hand at once. In a protected home what changed
is sealed with the home's key.
"""

import json
import os
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from tinydb.storages import Storage
from tinydb.table import Table

from intake.model.values import Json
from intake.store import durable
from intake.store.locking import Lock
from intake.store.vault import Vault

Document: TypeAlias = Mapping[str, Json]
Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
_Texts: TypeAlias = dict[str, dict[str, bytes]]
_Change: TypeAlias = Mapping[str, Mapping[str, bytes | None] | None]
_SLACK_BYTES = 65_536
_PREFIX = 18
_SEALED = b"sealed:"


class DeltaStorage(Storage):
    """A TinyDB storage that writes only what changed, and picks up what other processes wrote."""

    def __init__(self, path: Path, vault: Vault | None = None, *, patience: float = 2.0) -> None:
        """Over the file at `path`, made by the first write; wait `patience` seconds for another writer.

        The vault keeps the key of what is sealed.
        """
        self._path = path
        self._vault = vault or Vault(path.parent)
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
                name: dict(zip(rows, json.loads(b"[%b]" % b",".join(rows.values())), strict=True))
                for name, rows in self._texts.items()
            }

    def texts(self, table: str) -> Mapping[str, bytes]:
        """The documents of a table as they stand now, by id, as JSON."""
        with self._guard:
            self._refresh()
            return dict(self._texts.get(table, {}))

    def write(self, data: Tables) -> None:
        """Make the data the state; when this returns it is on disk. Raises Busy and CannotWrite."""
        with self.lock, self._guard:
            self._refresh()
            self._put(self._difference(data))

    def change(self, table: str, changed: Mapping[str, Document | None]) -> None:
        """Set the documents of a table by id, and remove those that are None. Raises Busy and CannotWrite."""
        with self.lock, self._guard:
            self._refresh()
            self._put({table: {row: None if each is None else text(each) for row, each in changed.items()}})

    def rewrite(self, data: Tables) -> None:
        """Make the data the state, as a new snapshot: equal data give equal bytes."""
        texts = {name: {row: text(document) for row, document in rows.items()} for name, rows in data.items()}
        with self.lock, self._guard:
            durable.replace(self._path, self._piece(texts, 0))
            self._refresh()

    def _put(self, change: _Change) -> None:
        if self._torn or not self._size or self._size > 4 * self._snapshot + _SLACK_BYTES:
            texts = {name: dict(rows) for name, rows in self._texts.items()}
            _apply(change, texts)
            durable.replace(self._path, self._piece(texts, 0))
        elif change:
            durable.append(self._path, self._piece(change, self._checksum), after=self._size)
        self._refresh()

    def _forget(self, file: int) -> None:
        # Documents are kept as text: what TinyDB is given it changes in place, and the difference would be lost.
        self._texts: _Texts = {}
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
        start = 0
        while start < len(raw):
            try:
                content, self._checksum = _content(raw, start, self._checksum)
                change = self._change(content)
            except ValueError:
                self._torn = True
                return
            _apply(change, self._texts)
            start += _PREFIX + len(content)
            self._size += _PREFIX + len(content)
            self._snapshot = self._snapshot or self._size

    def _piece(self, change: _Change, checksum: int) -> bytes:
        content = _written(change)
        if self._vault.on:
            content = _SEALED + self._vault.key.seal(content, self._path.name)
        return b"%08x %08x " % (zlib.crc32(content, checksum), len(content)) + content

    def _change(self, content: bytes) -> _Change:
        if content.startswith(_SEALED):
            content = self._vault.key.open(content.removeprefix(_SEALED), self._path.name)
        return _understood(content)

    def _difference(self, data: Tables) -> _Change:
        change: dict[str, Mapping[str, bytes | None] | None] = dict.fromkeys(self._texts.keys() - data)
        for name, rows in data.items():
            known = self._texts.get(name, {})
            gone: dict[str, bytes | None] = dict.fromkeys(known.keys() - rows)
            texts = {row: text(document) for row, document in rows.items()}
            changed = {row: each for row, each in texts.items() if known.get(row) != each}
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
        self._delta = storage
        super().__init__(storage, name, cache_size, persist_empty)

    def texts(self) -> Mapping[str, bytes]:
        """The rows by id, as JSON: none is parsed, so that many are at hand soon."""
        return self._delta.texts(self.name)

    def put(self, changed: Mapping[str, Document], gone: Iterable[str] = ()) -> None:
        """Set the changed rows and remove those gone, in one write, without reading the others. Raises Busy and CannotWrite."""
        self._delta.change(self.name, {**changed, **dict.fromkeys(gone)})

    def _update_table(self, updater: Callable[[dict[int, Document]], None]) -> None:
        with self._delta.lock:
            super()._update_table(updater)


def text(document: object) -> bytes:
    """A document as JSON: equal ones in equal bytes."""
    written = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def _written(change: _Change) -> bytes:
    tables = {name: None if rows is None else dict(sorted(rows.items())) for name, rows in sorted(change.items())}
    lengths = {
        name: None if rows is None else {row: len(x) if x is not None else None for row, x in rows.items()}
        for name, rows in tables.items()
    }
    documents = (each for rows in tables.values() for each in (rows or {}).values() if each is not None)
    return b"".join(each + b"\n" for each in (text(lengths), *documents))


def _content(raw: bytes, start: int, checksum: int) -> tuple[bytes, int]:
    """The checked content of the piece that starts there; ValueError where it is not whole, or not the one that follows."""
    prefix = raw[start : start + _PREFIX]
    content = raw[start + _PREFIX : start + _PREFIX + int(prefix[9:17] or b"-", 16)]
    checksum = zlib.crc32(content, checksum)
    if prefix != b"%08x %08x " % (checksum, len(content)) or not content:
        raise ValueError("not a whole piece, or not the one that follows")
    return content, checksum


def _understood(content: bytes) -> _Change:
    at = content.index(b"\n") + 1
    change: dict[str, dict[str, bytes | None] | None] = {}
    for name, rows in json.loads(content[:at]).items():
        if rows is None:
            change[name] = None
            continue
        table = change[name] = {}
        for row, length in rows.items():
            table[row] = None if length is None else content[at : at + length]
            at += 0 if length is None else length + 1
    return change


def _apply(change: _Change, texts: _Texts) -> None:
    for name, rows in change.items():
        if rows is None:
            texts.pop(name, None)
            continue
        table = texts.setdefault(name, {})
        for row, document in rows.items():
            if document is None:
                table.pop(row, None)
            else:
                table[row] = document
