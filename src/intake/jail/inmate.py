"""The first and last steps of a jailed process: it takes its terms, locks itself in, says how, and does its errand."""

import asyncio
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Protocol

from intake import canonical
from intake.frugal import dataclass
from intake.jail import audit, kernel, landlock, limits, seccomp
from intake.jail.line import Line, Message
from intake.model.isolation import Isolation


@dataclass(frozen=True, slots=True)
class Terms:
    """What a jailed process may use: paths to read beneath, seconds of processor time, and where modules are looked for."""

    readable: tuple[str, ...]
    seconds: int
    path: tuple[str, ...]


class Work(Protocol):
    """What a jailed process does, once it is locked in."""

    def __call__(self, line: Line, errand: Message, loop: asyncio.Runner) -> None:
        """Does the errand and answers on the line."""


def live(line: Line, work: str, *, forked: bool) -> None:
    """Receives terms and errand, locks this process in for ever, says what holds it, and does the work `module:function`."""
    module, _, function = work.partition(":")
    found: Work = getattr(importlib.import_module(module), function)
    order, _ = line.receive()
    terms = canonical.decode(Terms, order["terms"])
    os.environ.clear()
    sys.path[:] = terms.path
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    # The loop needs a socket of its own to wake up by, and after this nobody gets one.
    with asyncio.Runner() as loop:
        loop.get_loop()
        isolation = _lock_in(terms, forked=forked)
        line.send({"isolation": canonical.encode(isolation)})
        errand = order["errand"]
        if isinstance(errand, dict):
            found(line, errand, loop)


def _lock_in(terms: Terms, *, forked: bool) -> Isolation:
    limited = limits.limit(terms.seconds)
    if not forked:
        return Isolation("spawned", limited, audit=audit.restrict(terms.readable))
    return Isolation("forked", limited, landlock.restrict(terms.readable), seccomp.restrict())


def settle(keep: Sequence[int], *, parent: int = 0) -> None:
    """Makes a new process clean: ordinary signals, nothing open but `keep`, and dead when its parent is."""
    if parent:
        kernel.die_with_parent(signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_DFL)
    lowest = 3
    for kept in sorted(keep):
        os.closerange(lowest, kept)
        lowest = kept + 1
    os.closerange(lowest, os.sysconf("SC_OPEN_MAX") if hasattr(os, "sysconf") else 4096)


def spawned(work: str) -> None:
    """The life of a process that was spawned, with the line on its standard input and output."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    settle([incoming, outgoing])
    live(Line(incoming, outgoing), work, forked=False)
