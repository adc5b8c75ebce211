"""Tests of the tables on this machine: made from an official file in bounded memory, and kept when a new file is no good."""

import csv
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.errors import BadFile, CannotTell
from intake.hooks.table import Table
from intake.store.table_building import Arrival, build
from intake.store.tables import Kept, Tables

NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
TABLE = Table(
    "payers", "https://r.example/all.csv", key="Number", columns=("Name", "Filed"), licence="o", newest="Filed"
)
HEADER = "Id,Name,Number,Filed\n"
ROWS = 'a,"Acme\nLtd, ""the"" best",sc1,2026-01-02\nb,Beta,SC2,2026-03-01\nc,Acme,SC1,2026-02-01\n'


def built(folder: Path, text: str | bytes, table: Table = TABLE, at: datetime = NOW) -> Kept:
    """What is kept of a file with this text."""
    file = folder / "all.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return build(Tables(folder / "tables"), table, Arrival(file, "all.csv", at))


def test_rows_are_found_by_their_key_whatever_its_case(tmp_path: Path) -> None:
    kept = built(tmp_path, "\ufeff" + HEADER + ROWS)
    assert (kept.rows, kept.newest, kept.columns) == (3, "2026-03-01", ("Number", "Name", "Filed"))
    tables = Tables(tmp_path / "tables")
    found = tables.rows(TABLE, "SC1")
    assert found is not None
    assert [row["Name"] for row in found[1]] == ['Acme\nLtd, "the" best', "Acme"]
    assert "Id" not in found[1][0]
    assert found[0] == kept == tables.kept("payers")
    assert tables.rows(TABLE, "SC9") == (kept, ())
    assert tables.kept("others") is None
    assert tables.rows(replace(TABLE, name="others"), "SC1") is None


BAD: dict[str, str | bytes] = {
    "web page": "<!doctype html><title>Sorry</title>",
    "nothing": "",
    "no rows": HEADER,
    "column gone": "Id,Name,Number,Date\na,b,c,d\n",
    "column twice": "Id,Name,Number,Number,Filed\na,b,c,d,e\n",
    "row cut off": HEADER + ROWS + "d,De",
    "quote cut off": HEADER + ROWS + 'd,"De',
    "no UTF-8": HEADER.encode() + b"a,M\xfcller,SC1,2026-01-01\n",
    "shrunk": HEADER + "a,Acme,SC1,2026-05-02\nb,Beta,SC2,2026-05-01\n",
    "older": HEADER + ROWS.replace("2026-03-01", "2026-01-01"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_file_that_may_be_wrong_is_refused_with_a_reason_and_the_former_table_stays(
    tmp_path: Path, fault: str
) -> None:
    former = built(tmp_path, HEADER + ROWS)
    with pytest.raises(BadFile) as refused:
        built(tmp_path, BAD[fault])
    assert refused.value.diagnostics().startswith("all.csv:")
    assert "kept" in refused.value.remedy
    assert Tables(tmp_path / "tables").kept("payers") == former
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["payers.sqlite"]


def test_a_tenth_fewer_rows_are_normal(tmp_path: Path) -> None:
    rows = [f"{n},Acme,SC{n},2026-01-01\n" for n in range(10)]
    built(tmp_path, HEADER + "".join(rows))
    assert built(tmp_path, HEADER + "".join(rows[1:])).rows == 9
    with pytest.raises(BadFile, match="fault"):
        built(tmp_path, HEADER + "".join(rows[2:]))


def test_a_damaged_table_is_never_read_as_an_empty_one_and_can_be_made_anew(tmp_path: Path) -> None:
    built(tmp_path, HEADER + ROWS)
    path = Tables(tmp_path / "tables").path("payers")
    path.write_bytes(path.read_bytes()[:5000])
    for look_up in (
        lambda: Tables(tmp_path / "tables").kept("payers"),
        lambda: Tables(tmp_path / "tables").rows(TABLE, "SC1"),
    ):
        with pytest.raises(CannotTell, match="cannot be read"):
            look_up()
    assert built(tmp_path, HEADER + ROWS).rows == 3


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("w", encoding="utf-8") as target:
        target.write(HEADER)
        target.writelines(f'{n},"Acme\n{"x" * 200}",SC{n},2026-01-01\n' for n in range(40_000))
    tracemalloc.start()
    try:
        kept = build(Tables(tmp_path / "tables"), TABLE, Arrival(file, "large.csv", NOW))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept.rows == 40_000
    assert file.stat().st_size > 9_000_000
    assert peak < 1_500_000


@given(
    st.lists(
        st.tuples(st.text("aB ç\"',\n", max_size=8), st.sampled_from(["SC1", " sc1 ", "X"])), min_size=1, max_size=20
    )
)
def test_whatever_a_cell_says_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("cells")
    with (folder / "source.csv").open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([("Name", "Number", "Filed"), *((*row, "") for row in rows)])
    build(Tables(folder), TABLE, Arrival(folder / "source.csv", "source.csv", NOW))
    found = Tables(folder).rows(TABLE, "SC1")
    assert found is not None
    assert [row["Name"] for row in found[1]] == [name for name, number in rows if number != "X"]
