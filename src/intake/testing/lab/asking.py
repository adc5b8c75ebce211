"""Asks through the real door from a fresh process, and tells what came of it and what it cost."""

import asyncio
import os
import re
import ssl
import time
from collections.abc import Mapping
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import anyio._backends._asyncio  # noqa: F401 - loaded before memory is measured, as in any run after the first
import protego  # noqa: F401 - as above

from intake.canonical import digest
from intake.frugal import dataclass, field
from intake.hooks.silence import Silence
from intake.hooks.source import Credential
from intake.model.values import Json
from intake.vetting.door import Answer, Request
from intake.vetting.keys import Keys
from intake.vetting.lookup import LOOKUP_SECONDS, resolve
from intake.vetting.pace import Clock
from intake.vetting.web import DEADLINE, LiveWeb

_LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the door, as `Request` and `LiveWeb` take it; `environment` is added to the process's."""

    url: str
    post: Mapping[str, Json] | None = None
    credential: Credential | None = None
    introduces: bool = False
    site: str = ""
    keys: Path = Path(os.devnull)
    contact: str = ""
    deadline: float = DEADLINE
    lookup_seconds: float = LOOKUP_SECONDS
    times: int = 1
    trusts_lab: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an answer, or a Silence in words, `kind` its class; `slept` are the waits that were skipped.

    `seconds` is how long it took, `grown` by how many bytes memory grew at its peak.
    """

    answer: Answer | None = None
    kind: str = ""
    silence: str = ""
    slept: tuple[float, ...] = ()
    seconds: float = 0.0
    grown: int = 0


class _SkippingClock:
    """A clock that skips the waits, and remembers them."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def time(self) -> float:
        """The seconds that passed, those skipped among them."""
        return time.monotonic() + sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Skips the wait."""
        self.slept.append(seconds)


def door(asked: Asked, authority: Path, clock: Clock | None = None) -> LiveWeb:
    """A door that trusts the lab's authority, and skips the waits between requests."""
    return LiveWeb(
        keep=digest,
        keys=Keys(asked.keys, os.environ),
        contact=asked.contact,
        resolve=partial(resolve, seconds=asked.lookup_seconds),
        deadline=asked.deadline,
        clock=clock or _SkippingClock(),
        tls=ssl.create_default_context(cafile=str(authority)) if asked.trusts_lab else None,
    )


def in_a_fresh_process(asked: Asked, authority: Path) -> Outcome:
    """The outcome, asked from a process that has done nothing else before."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_ask, args=(there, asked, authority), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(_LONGEST):
            process.kill()
            return Outcome(kind="Lost", silence=f"the process said nothing for {_LONGEST:g} seconds")
        outcome: Outcome = here.recv()
    except EOFError:
        outcome = Outcome(kind="Lost", silence="the process ended without a word")
    finally:
        here.close()
        process.join()
        process.close()
    return outcome


def _ask(there: Connection, asked: Asked, authority: Path) -> None:
    os.environ.update(asked.environment)
    clock = _SkippingClock()
    web = door(asked, authority, clock)
    request = Request(asked.url, asked.post, asked.credential, introduces=asked.introduces, site=asked.site)
    Path("/proc/self/clear_refs").write_text("5")  # the peak of memory is counted from here
    before, began = _status("VmRSS"), time.monotonic()
    answer, kind, silence = asyncio.run(_sent(web, request, asked.times))
    seconds, grown = time.monotonic() - began, _status("VmHWM") - before
    there.send(Outcome(answer, kind, silence, tuple(clock.slept), seconds, grown))


async def _sent(web: LiveWeb, request: Request, times: int) -> tuple[Answer | None, str, str]:
    try:
        for _ in range(times):
            answer = await web.send(request, lambda _: True)
    except Silence as why:
        return None, type(why).__name__, str(why)
    return answer, "", ""


def _status(name: str) -> int:
    """Bytes of memory, as Linux counts them of this process."""
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found.group(1)) * 1024 if found else 0
