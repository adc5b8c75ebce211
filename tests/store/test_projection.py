"""The projection's storage behaves like a plain dict, whoever writes and whatever breaks."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document as Row

from intake.store import projection
from intake.store.projection import DeltaStorage, Rows

values = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=3)
documents = st.dictionaries(st.sampled_from("abc"), values, max_size=3)
tables = st.dictionaries(st.sampled_from(["t", "u"]), st.dictionaries(st.sampled_from("1234"), documents))


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@given(st.lists(st.tuples(st.integers(0, 1), tables), max_size=6))
def test_two_handles_read_what_either_wrote_last(
    writes: list[tuple[int, dict[str, dict[str, dict[str, None]]]]],
) -> None:
    with folder() as home:
        handles = [DeltaStorage(home / "c"), DeltaStorage(home / "c")]
        assert handles[0].read() is None
        for handle, state in writes:
            handles[handle].write(state)
            assert handles[0].read() == handles[1].read() == DeltaStorage(home / "c").read() == state


@given(st.lists(tables, min_size=1, max_size=4), st.data())
def test_a_cut_or_altered_file_reads_as_some_state_that_was_written(
    states: list[dict[str, dict[str, dict[str, None]]]], data: st.DataObject
) -> None:
    with folder() as home:
        path = home / "c"
        for state in states:
            DeltaStorage(path).write(state)
        raw = path.read_bytes()
        position = data.draw(st.integers(0, len(raw) - 1))
        known = [None, *states]
        for broken in (raw[:position], raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :]):
            path.write_bytes(broken)
            storage = DeltaStorage(path)
            assert storage.read() in known
            storage.write(states[0])
            assert DeltaStorage(path).read() == states[0]


def test_what_was_read_may_be_changed_without_changing_the_store(tmp_path: Path) -> None:
    storage = DeltaStorage(tmp_path / "c")
    storage.write({"t": {"a": {"n": [1]}}})
    read = storage.read()
    assert read is not None
    read["t"]["a"]["n"].append(2)
    assert storage.read() == {"t": {"a": {"n": [1]}}}
    storage.write(read)
    assert DeltaStorage(tmp_path / "c").read() == {"t": {"a": {"n": [1, 2]}}}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    storage = DeltaStorage(tmp_path / "c")
    state: dict[str, dict[str, dict[str, int]]] = {"t": {str(number): {"n": number} for number in range(100)}}
    storage.write(state)
    before = (tmp_path / "c").stat().st_size
    storage.write(state)
    assert (tmp_path / "c").stat().st_size == before
    state["t"]["7"] = {"n": 70}
    storage.write(state)
    assert (tmp_path / "c").read_bytes()[before + 18 :] == b'{"t":{"7":8}}\n{"n":70}\n'


def test_a_file_that_outgrew_its_rows_is_replaced_and_other_handles_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "_SLACK_BYTES", 100)
    storage, other = DeltaStorage(tmp_path / "c"), DeltaStorage(tmp_path / "c")
    sizes = []
    for number in range(50):
        storage.write({"t": {"a": {"n": number}}})
        assert other.read() == {"t": {"a": {"n": number}}}
        sizes.append((tmp_path / "c").stat().st_size)
    assert max(sizes) < 400
    assert sizes != sorted(sizes)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c", "c.lock"]


def test_equal_rows_are_rewritten_to_equal_bytes(tmp_path: Path) -> None:
    for name, order in (("a", "xyz"), ("b", "zyx")):
        DeltaStorage(tmp_path / name).write({"t": {"x": {"n": 0}}})
        DeltaStorage(tmp_path / name).rewrite({"t": {row: {"n": row} for row in order}})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_two_handles_on_one_table_do_not_overwrite_each_other(tmp_path: Path) -> None:
    one, two = (Rows(DeltaStorage(tmp_path / "c"), "t") for _ in range(2))
    one.put({"a": {"n": 1}})
    two.put({"b": {"n": 1}})
    assert len(one.search(where("n") == 1)) == 2
    two.put({"c": {"n": 1}}, gone=["a"])
    one.update({"n": 2}, where("n") == 1)
    assert {str(row.doc_id): row["n"] for row in two} == {"b": 2, "c": 2}
    two.upsert(Row({"n": 5}, doc_id="d"))  # type: ignore[arg-type]
    assert one.get(doc_id="d") == {"n": 5}  # type: ignore[call-overload]


def test_tinydb_itself_runs_on_the_storage(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "c", storage=DeltaStorage) as database:
        database.insert_multiple([{"n": number} for number in range(5)])
        database.remove(where("n") < 3)
        database.table("other").insert({"m": 1})
    with TinyDB(tmp_path / "c", storage=DeltaStorage) as database:
        assert [row["n"] for row in database] == [3, 4]
        assert database.tables() == {"_default", "other"}
