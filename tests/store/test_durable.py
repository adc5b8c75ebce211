"""A disk that refuses leaves what was stored before, and the error says so."""

import errno
import os
import stat
from pathlib import Path

import pytest

from intake.errors import CannotWrite
from intake.store import durable


def refuse(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def test_folders_and_files_are_open_to_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    durable.make_folder(folder)
    durable.append(folder / "log", b"one\n", after=0)
    durable.replace(folder / "whole", b"all")
    assert [oct(path.stat().st_mode & 0o777) for path in (folder, folder / "log", folder / "whole")] == [
        "0o700",
        "0o600",
        "0o600",
    ]


def test_a_full_disk_takes_back_the_part_that_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    durable.append(path, b"one\n", after=0)
    write = os.write
    room = iter([2, 1])

    def little(descriptor: int, data: memoryview) -> int:
        try:
            return write(descriptor, data[: next(room)])
        except StopIteration:
            raise refuse(errno.ENOSPC) from None

    monkeypatch.setattr(os, "write", little)
    with pytest.raises(CannotWrite, match=r"no space left on device. Nothing of it was kept; the 4 bytes"):
        durable.append(path, b"two\n", after=4)
    assert path.read_bytes() == b"one\n"
    with pytest.raises(CannotWrite, match="intact"):
        durable.replace(path, b"other")
    assert path.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_fsync_is_not_tried_again_and_nothing_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log"
    durable.append(path, b"one\n", after=0)
    calls: list[int] = []

    def fail(descriptor: int) -> None:
        calls.append(descriptor)
        raise refuse(errno.EIO)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWrite, match="Nothing of it was kept"):
        durable.append(path, b"two\n", after=4)
    assert len(calls) == 1
    assert path.read_bytes() == b"one\n"


def test_a_part_that_cannot_be_taken_back_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise refuse(errno.EIO)

    monkeypatch.setattr(os, "fsync", fail)
    monkeypatch.setattr(os, "ftruncate", fail)
    with pytest.raises(CannotWrite, match="an unfinished line after them is set aside"):
        durable.append(tmp_path / "log", b"one\n", after=0)


def test_a_link_in_place_of_the_journal_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"theirs")
    (tmp_path / "log").symlink_to(target)
    with pytest.raises(CannotWrite):
        durable.append(tmp_path / "log", b"one\n", after=0)
    assert target.read_bytes() == b"theirs"


def test_a_new_file_is_acknowledged_after_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    durable.append(tmp_path / "log", b"one\n", after=0)
    durable.append(tmp_path / "log", b"two\n", after=4)
    durable.replace(tmp_path / "whole", b"all")
    assert synced == ["file", "folder", "file", "file", "folder"]


def test_what_is_destroyed_is_written_over_once_it_is_out_of_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, size = tmp_path / "key", 200_000
    path.write_bytes(b"secret" * (size // 6))
    before, seen = path.stat().st_ino, list[tuple[list[str], bytes]]()
    unlink = Path.unlink

    def watched(file: Path, missing_ok: bool = False) -> None:
        assert file.stat().st_ino == before
        seen.append(([each.name for each in tmp_path.iterdir()], file.read_bytes()))
        unlink(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)
    durable.destroy(path)
    assert seen == [([".going-key"], bytes(size // 6 * 6))]
    assert [*tmp_path.iterdir()] == []
    durable.destroy(path)


def test_a_file_that_could_not_be_written_over_goes_all_the_same_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"
    path.write_bytes(b"secret")

    def broken(descriptor: int, data: bytes) -> int:
        raise refuse(errno.EIO)

    monkeypatch.setattr(os, "write", broken)
    with pytest.raises(CannotWrite):
        durable.destroy(path)
    assert [*tmp_path.iterdir()] == []


def test_a_file_with_another_name_elsewhere_keeps_its_bytes_there(tmp_path: Path) -> None:
    path, other = tmp_path / "page", tmp_path / "snapshot"
    path.write_bytes(b"kept")
    os.link(path, other)
    durable.destroy(path)
    assert (path.exists(), other.read_bytes()) == (False, b"kept")
