"""Attaching files to an answer."""

import hashlib
from pathlib import Path

import pytest

from intake.interviewing import entry
from intake.interviewing.entry.files import parse_file
from intake.model.values import Item
from interviewing.questions import question


def test_a_file_is_known_by_name_digest_and_size(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(b"<svg/>")
    found = parse_file(str(path), lambda typed: Path(typed).read_bytes())
    assert found == Item.of({"name": "logo.svg", "sha256": hashlib.sha256(b"<svg/>").hexdigest(), "size": 6})
    assert entry.write(question("file"), found) == ""


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(entry.EntryFault, match="cannot read"):
        parse_file(str(tmp_path / "none"), lambda typed: Path(typed).read_bytes())


def test_without_a_reader_no_file_is_touched() -> None:
    with pytest.raises(entry.EntryFault, match="cannot be attached"):
        parse_file("/etc/passwd", None)
