"""Tests of the folder for what is on its way in."""

from pathlib import Path

import pytest

from intake.errors import Busy
from intake.store import arriving as module
from intake.store.arriving import arriving, left_behind


def test_what_was_left_behind_goes_with_the_next_that_comes(tmp_path: Path) -> None:
    left = tmp_path / "lists" / ".arriving"
    left.mkdir(parents=True)
    (left / "half.xml").write_bytes(b"<half")
    assert left_behind(tmp_path / "lists").startswith("5 bytes of an update")
    with arriving(tmp_path / "lists") as folder:
        assert list(folder.iterdir()) == []
        (folder / "whole.xml").write_bytes(b"<whole/>")
    assert left_behind(tmp_path / "lists") == ""


def test_one_update_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0)
    with arriving(tmp_path) as folder, pytest.raises(Busy), arriving(tmp_path):
        raise AssertionError
    assert not folder.exists()
