"""A new key, signed by the old one: what was signed stays valid, and the way back to trust is kept."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.errors import NotFound, Refused
from intake.signing import keys, rotating
from intake.signing.pins import Pin
from signing.conftest import NOW


def test_the_old_key_signs_the_new_and_is_kept(tmp_path: Path) -> None:
    old = keys.create(tmp_path, "Ann", b"first", now=NOW)
    new = rotating.rotate(tmp_path, b"first", b"second", now=NOW)
    assert keys.load(tmp_path, b"second").public_line == new.public_line != old.public_line
    (former,) = (tmp_path / "former").iterdir()
    assert keys.load(former, b"first").public_line == old.public_line
    (rotation,) = rotating.load(tmp_path)
    assert (rotation.old, rotation.new, rotation.holds) == (old.public_line, new.public_line, True)
    assert not (tmp_path / "next").exists()


def test_rotations_lead_from_the_first_key_to_the_last_and_not_back(tmp_path: Path) -> None:
    marks = [keys.create(tmp_path, "Ann", None, now=NOW).fingerprint]
    marks += [rotating.rotate(tmp_path, None, None, now=NOW).fingerprint for _ in range(2)]
    rotations = rotating.load(tmp_path)
    assert rotating.linked(marks[0], marks[2], rotations)
    assert not rotating.linked(marks[2], marks[0], rotations)
    pin = Pin(marks[0], "Ann", date(2027, 1, 1), "phone")
    assert rotating.trusted_through(marks[2], [pin], rotations) == pin
    assert rotating.trusted_through(marks[2], [pin], rotations[1:]) is None


def test_a_rotation_that_was_altered_does_not_hold(tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann", None, now=NOW)
    other = keys.create(tmp_path / "other", "Mallory", None, now=NOW)
    rotating.rotate(tmp_path, None, None, now=NOW)
    (rotation,) = rotating.load(tmp_path)
    for altered in (replace(rotation, new=other.public_line), replace(rotation, old=other.public_line)):
        assert not altered.holds
        (tmp_path / rotating.FILE).write_bytes(rotating.to_bytes([altered]))
        with pytest.raises(Refused, match="not signed by the key it leaves"):
            rotating.load(tmp_path)


def test_without_a_key_or_its_passphrase_nothing_changes(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        rotating.rotate(tmp_path, None, None, now=NOW)
    old = keys.create(tmp_path, "Ann", b"right", now=NOW)
    with pytest.raises(Refused):
        rotating.rotate(tmp_path, b"wrong", None, now=NOW)
    assert keys.load(tmp_path, b"right").public_line == old.public_line
    assert rotating.load(tmp_path) == ()


def test_a_rotation_that_was_broken_off_is_done_again(tmp_path: Path) -> None:
    keys.create(tmp_path, "Ann", None, now=NOW)
    keys.create(tmp_path / "next", "Ann", None, now=NOW)
    new = rotating.rotate(tmp_path, None, None, now=NOW)
    assert keys.load(tmp_path, None).public_line == new.public_line
