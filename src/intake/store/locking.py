"""One writer at a time: a lock file that says who holds it; readers never ask for it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from intake.errors import Busy
from intake.locale import worded
from intake.store import durable

_POLL_SECONDS = 0.005
_WIDTH = 24
"""Of what a lock file says, whatever the number of the process: more than any."""


class Lock:
    """The right to write what the lock file stands for; may be taken again by the thread that holds it."""

    def __init__(self, path: Path, patience: float) -> None:
        """Wait at most `patience` seconds for another holder."""
        from filelock import FileLock  # as slow to load as all the rest, and not needed to read

        self._path = path
        self._lock = FileLock(path, patience, 0o600, poll_interval=_POLL_SECONDS)

    def __enter__(self) -> None:
        """Raises Busy where another holds it for longer than we wait, CannotWrite where it cannot be made."""
        from filelock import Timeout

        with durable.writing(self._path):
            try:
                self._lock.acquire()
            except Timeout as fault:
                raise Busy(
                    f"in use by {_holder(self._path)}",
                    where=str(self._path.parent),
                    remedy="Wait until it has finished, or close it, and try again.",
                ) from fault
            try:
                self._sign()
            except OSError:
                self._lock.release()
                raise

    def _sign(self) -> None:
        # Over what is there, not in place of it: a file that is cut before it is written has to be on disk once it is closed,
        # and that takes as long as the entry for which the lock is held.
        descriptor = os.open(self._path, os.O_WRONLY)
        try:
            os.write(descriptor, f"{os.getpid()}\n".rjust(_WIDTH).encode("ascii"))
        finally:
            os.close(descriptor)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one write."""
        self._lock.release()


def _holder(path: Path) -> str:
    # Whoever takes the lock writes its number into the file at once, so the file's time is when it was taken.
    try:
        process = path.read_text(encoding="ascii").strip()
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, UnicodeDecodeError):
        return worded("another process")
    return worded(f"PID {process or 'unknown'} since {since:%Y-%m-%d %H:%M:%S} UTC")
