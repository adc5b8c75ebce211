"""One writer at a time, and the other learns who it is."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake.errors import Busy, CannotWrite
from intake.store.locking import Lock


def take(lock: Lock) -> None:
    with lock:
        pass


def test_a_second_writer_is_told_who_holds_the_lock_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "log.lock"
    with Lock(path, 0), ThreadPoolExecutor(1) as pool:
        refused = pool.submit(take, Lock(path, 0)).exception()
    assert isinstance(refused, Busy)
    assert f"in use by PID {os.getpid()} since 2" in refused.what
    take(Lock(path, 0))


def test_the_holder_may_take_it_again(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "log.lock", 0)
    with lock:
        take(lock)
        with ThreadPoolExecutor(1) as pool:
            assert isinstance(pool.submit(take, Lock(tmp_path / "log.lock", 0)).exception(), Busy)


def test_a_lock_that_cannot_be_made_is_a_disk_that_does_not_take_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        take(Lock(tmp_path / "file" / "log.lock", 0))


def test_a_holder_signs_over_the_one_before_without_cutting_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened, flags = tmp_path / "log.lock", os.open, list[int]()
    path.write_text("4194304\n", encoding="ascii")

    def watched(name: object, flag: int, *rest: int, **more: int) -> int:
        flags.append(flag)
        return opened(name, flag, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)
    with Lock(path, 0), ThreadPoolExecutor(1) as pool:
        assert f"in use by PID {os.getpid()} since" in str(pool.submit(take, Lock(path, 0)).exception())
    assert path.stat().st_size == 24
    # A file that is cut and written anew is forced to the disk when it is closed, which doubles the time of an entry.
    assert flags
    assert not any(flag & os.O_TRUNC for flag in flags)
