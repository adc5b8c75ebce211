"""Tests of the file behind a watch list."""

import re
from pathlib import Path

import pytest

from intake.errors import CannotTell
from intake.screening import layout
from screening.lists import people


def test_a_file_cut_at_any_of_many_places_is_refused(tmp_path: Path) -> None:
    people(tmp_path)
    path = tmp_path / "test.watchlist"
    raw = path.read_bytes()
    for size in {*range(200), *range(200, len(raw), 997), len(raw) - 8}:
        path.write_bytes(raw[:size])
        with pytest.raises(CannotTell):
            layout.read(path)


def test_a_file_with_a_changed_byte_is_refused_and_never_read_as_clear(tmp_path: Path) -> None:
    people(tmp_path)
    path = tmp_path / "test.watchlist"
    raw = path.read_bytes()
    for place in range(raw.index(b"}") + 1, len(raw), 1009):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises(CannotTell):
            layout.read(path)


@pytest.mark.parametrize("of", ["format", "folding"])
def test_a_file_of_another_version_is_refused(tmp_path: Path, of: str) -> None:
    people(tmp_path)
    path = tmp_path / "test.watchlist"
    raw = path.read_bytes()
    path.write_bytes(re.sub(rb'("%s": )\d' % of.encode(), rb"\g<1>0", raw, count=1))
    with pytest.raises(CannotTell, match="another version"):
        layout.read(path)


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    people(tmp_path)
    first = (tmp_path / "test.watchlist").read_bytes()
    people(tmp_path)
    assert (tmp_path / "test.watchlist").read_bytes() == first
