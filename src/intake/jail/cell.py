"""A jailed process as its host sees it: what it says within its bounds, and how it ended."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Protocol, Self

from intake import canonical
from intake.frugal import dataclass, field
from intake.jail import audit
from intake.jail.inmate import Terms
from intake.jail.line import LENGTH, Message, from_bytes, with_pages
from intake.model.isolation import NONE, Isolation
from intake.model.values import Json

LONGEST_MESSAGE = 256 * 1024
MOST_BYTES = 2 * 1024 * 1024
_PATIENCE = 5.0
_ENDINGS = {
    "SIGSYS": "it tried the network",
    "SIGSEGV": "it stopped: a fault of memory (SIGSEGV)",
    "SIGXCPU": "it stopped: its processor time was used up",
    "SIGXFSZ": "it stopped: it wrote too large a file",
}


class Stopped(Exception):
    """The process ended before its work was done; the message says how."""


class Garbled(Exception):
    """The process said what is no message, or too much; the message says which."""


class NoJail(Exception):
    """No process could be started; the message says why."""


@dataclass(slots=True)
class Cell:
    """One jailed process; leaving the context ends it, whatever it does.

    `hang_up` makes its keeper kill it, `ended` waits for its end: the exit code, minus the signal, or None where nobody
    can tell.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    hang_up: Callable[[], None]
    ended: Callable[[], Awaitable[int | None]]
    isolation: Isolation = NONE
    _said: int = 0
    _over: bool = False
    _code: int | None = None
    _sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end()

    async def send(self, message: Message, pages: Sequence[bytes] = ()) -> None:
        """Sends a message and whole pages behind it; to one who has hung up it sends nothing, and `receive` says so."""
        try:
            async with self._sending:
                for piece in with_pages(message, pages):
                    self.writer.write(piece)
                    await self.writer.drain()
        except ConnectionError:
            return

    async def receive(self) -> Message:
        """The next message. Raises Garbled for what is none or exceeds the bounds, Stopped when the process has ended."""
        try:
            length = int.from_bytes(await self.reader.readexactly(LENGTH), "big")
            self._said += LENGTH + length
            if length > LONGEST_MESSAGE:
                raise Garbled(f"a message of {length} bytes; {LONGEST_MESSAGE} are taken")
            if self._said > MOST_BYTES:
                raise Garbled(f"more than {MOST_BYTES} bytes in all")
            return from_bytes(await self.reader.readexactly(length))
        except ValueError as fault:
            raise Garbled(str(fault)) from fault
        except (asyncio.IncompleteReadError, ConnectionError) as fault:
            code = await self.end()
            raise Stopped(_ending(code)) from fault

    async def end(self) -> int | None:
        """Ends the process if it still lives; returns how it ended."""
        if not self._over:
            self._over = True
            self.writer.close()
            self.hang_up()
            try:
                async with asyncio.timeout(_PATIENCE):
                    self._code = await self.ended()
            except TimeoutError:
                pass
        return self._code


class Jail(Protocol):
    """A way to keep processes apart."""

    async def open(self, terms: Terms, errand: Message) -> Cell:
        """A process that has locked itself in and begun its errand, `isolation` saying how; NoJail where none starts."""


async def settled(cell: Cell, terms: Terms, errand: Json) -> Cell:
    """The cell, once its process has said what holds it; the process is ended where it says nothing."""
    try:
        await cell.send({"terms": canonical.encode(terms), "errand": errand})
        cell.isolation = canonical.decode(Isolation, (await cell.receive()).get("isolation"))
    except BaseException:
        await cell.end()
        raise
    return cell


async def look(jail: Jail, readable: Sequence[str]) -> Isolation:
    """What would hold a plugin here, as a process says that was started to say so; none where it cannot be started."""
    try:
        async with await jail.open(Terms(tuple(readable), 1, ()), {}) as cell:
            return cell.isolation
    except (NoJail, Stopped, Garbled):
        return NONE


def _ending(code: int | None) -> str:
    if code is None:
        return "it stopped: its keeper was ended"
    if code == audit.NETWORK_EXIT:
        return _ENDINGS["SIGSYS"]
    if code >= 0:
        return f"it stopped: it left with code {code}"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return _ENDINGS.get(name, f"it stopped ({name})")
