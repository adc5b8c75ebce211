"""Lies as `conftest.py` beside TinyDB's own tests, and puts our storage and table in place of TinyDB's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tinydb
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage

from intake.store.projection import DeltaStorage, Rows


class Numbered(Rows):
    """Our table, with the numbers as ids that TinyDB's tests count on."""

    document_id_class = int  # type: ignore[assignment]


class Delta(DeltaStorage):
    """Our storage, opened as TinyDB's tests open theirs: by the path as text, and with one option of its JSON."""

    def __init__(self, path: str, ensure_ascii: bool = True) -> None:
        assert ensure_ascii in (True, False)
        super().__init__(Path(path))


tinydb.TinyDB.default_storage_class = Delta  # type: ignore[assignment]
for module in (tinydb, tinydb.storages):
    module.JSONStorage = Delta  # type: ignore[attr-defined]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tinydb.TinyDB]:
    """The database that most of the tests are about."""
    with tinydb.TinyDB(tmp_path / "test.db") as database:
        database.table_class = Numbered
        database.drop_tables()
        database.insert_multiple({"int": 1, "char": letter} for letter in "abc")
        yield database


@pytest.fixture
def storage() -> object:
    """A storage of TinyDB's, for the tests of its own middleware."""
    return CachingMiddleware(MemoryStorage)()  # type: ignore[no-untyped-call]
