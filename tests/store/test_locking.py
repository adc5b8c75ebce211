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
