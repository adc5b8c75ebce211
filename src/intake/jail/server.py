"""The fork server: a clean process that has imported what plugins need, and becomes one of them whenever it is asked.

It is started with an empty environment and runs nothing of a stranger's. On its control socket each message hands over two
sockets: the line of a new process, and its lifeline. The host hangs up the lifeline to end the process; the server answers
on it how the process ended. When the host is gone, everything hangs up, and all of them end.
"""

import gc
import importlib
import os
import select
import signal
import socket
import sys
from contextlib import suppress

from intake.frugal import dataclass, field
from intake.jail import inmate
from intake.jail.line import Line

_FIRST = 3


@dataclass(slots=True)
class _Server:
    """The processes that live, by the descriptor that tells of their end, and by their lifeline."""

    control: socket.socket
    work: str
    poller: select.poll = field(default_factory=select.poll)
    ends: dict[int, tuple[int, int]] = field(default_factory=dict)
    lifelines: dict[int, int] = field(default_factory=dict)

    def serve(self) -> None:
        """Forks, kills and reaps, until the host hangs up."""
        self.poller.register(self.control, select.POLLIN)
        while True:
            for descriptor, _ in self.poller.poll():
                if descriptor == self.control.fileno():
                    message, handed, _, _ = socket.recv_fds(self.control, 1, 2)
                    if not message:
                        return
                    self._fork(*handed)
                elif descriptor in self.lifelines:
                    self.poller.unregister(descriptor)
                    _kill(self.lifelines.pop(descriptor))
                elif descriptor in self.ends:
                    self._reap(descriptor)

    def close(self) -> None:
        """Ends whatever still lives."""
        for process, _ in self.ends.values():
            _kill(process)

    def _fork(self, line: int, lifeline: int) -> None:
        server = os.getpid()
        try:
            process = os.fork()
        except OSError:
            os.close(lifeline)  # the host reads from the silence that no process came to be
            return
        finally:
            if os.getpid() == server:
                os.close(line)
        if not process:
            _become(line, self.work, server)
        end = os.pidfd_open(process)
        self.ends[end] = (process, lifeline)
        self.lifelines[lifeline] = process
        self.poller.register(end, select.POLLIN)
        self.poller.register(lifeline, select.POLLIN)

    def _reap(self, end: int) -> None:
        process, lifeline = self.ends.pop(end)
        self.poller.unregister(end)
        os.close(end)
        # Only where seccomp is missing can it have left children behind; they are in its group.
        _kill(-process)
        _, status = os.waitpid(process, 0)
        if self.lifelines.pop(lifeline, None):
            self.poller.unregister(lifeline)
        with socket.socket(fileno=lifeline) as told, suppress(OSError):  # the host may no longer listen
            told.send(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _kill(process: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(process, signal.SIGKILL)


def _become(line: int, work: str, server: int) -> None:
    """Lives the life of the new process, and never returns to the server's code."""
    try:
        os.setpgid(0, 0)
        inmate.settle([line], parent=server)
        inmate.live(Line(line, line), work, forked=True)
    except BaseException:  # noqa: BLE001 - whatever happens, this process must end here and not go on as the server
        os._exit(1)
    os._exit(0)


def main(work: str, beforehand: str) -> None:
    """Serves on descriptor 3, with the work and one more module imported beforehand."""
    for name in (work.partition(":")[0], beforehand):
        importlib.import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    sys.dont_write_bytecode = True
    with socket.socket(fileno=_FIRST) as control:
        server = _Server(control, work)
        try:
            server.serve()
        finally:
            server.close()
    os._exit(0)
