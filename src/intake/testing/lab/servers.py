"""The lab: a name server, canaries on every address, and the servers that a test puts up."""

import asyncio
import ipaddress
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from intake.frugal import dataclass, field
from intake.testing.lab.asking import Asked, Outcome, door, in_a_fresh_process
from intake.testing.lab.certificates import Authority, Kind
from intake.testing.lab.hostile import Handler
from intake.testing.lab.names import Datagrams, Names, Reply, serve_stream
from intake.vetting.pace import Clock
from intake.vetting.web import LiveWeb

T = TypeVar("T")
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
_FREE_BIND = 78  # IPV6_FREEBIND of linux/in6.h: an address of the lab need not be on a device
CANARY_PORTS = (22, 25, 80, 443, 3128, 6379, 8080)
_PUBLIC = ipaddress.IPv4Network("93.184.1.0/24")


@dataclass(frozen=True, slots=True)
class Server:
    """A server of the lab: its host, its address, and the requests it has seen."""

    host: str
    ip: str
    requests: list[bytes] = field(default_factory=list)


class Lab:
    """A network with servers as a test wants them; `touched` lists what a canary saw, and must stay empty."""

    def __init__(self, folder: Path) -> None:
        self.touched: list[str] = []
        self.names = Names()
        self.authority = Authority(folder)
        self._free: Iterator[ipaddress.IPv4Address] = _PUBLIC.hosts()
        self._open: list[asyncio.AbstractServer] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="lab", daemon=True)
        self._thread.start()
        self._do(self._begin())

    def close(self) -> None:
        """Closes every server."""
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def serve(
        self,
        host: str,
        answer: bytes | Sequence[bytes] | Handler,
        *,
        port: int = 80,
        certificate: Kind | None = None,
        ip: str = "",
    ) -> Server:
        """Puts up a server under a name of its own: one answer to all, or one after the other, or a handler.

        With a certificate it speaks TLS on port 443. Without an `ip` it gets a public address that nobody else has.
        """
        server = Server(host, ip or str(next(self._free)))
        self.names.replies[host] = [server.ip]
        tls = self.authority.context(host, certificate) if certificate else None
        handle = partial(_serve, server, answer if callable(answer) else _Answers(answer))
        self._do(self._listen(handle, server.ip, 443 if tls else port, tls))
        return server

    def name(self, host: str, *replies: Reply) -> None:
        """What the name resolves to: one reply a look-up, the last one for good."""
        self.names.replies[host] = replies

    def ask(self, url: str | Asked, *, deadline: float = 5.0) -> Outcome:
        """What comes of asking for a URL by the real door, from a fresh process."""
        asked = url if isinstance(url, Asked) else Asked(url, deadline=deadline)
        return in_a_fresh_process(asked, self.authority.file)

    def web(self, asked: Asked | None = None, clock: Clock | None = None) -> LiveWeb:
        """The real door, to ask a source by; it trusts the lab's authority and skips the waits between requests."""
        return door(asked or Asked("", deadline=5.0), self.authority.file, clock)

    def _do(self, work: Coroutine[object, object, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _begin(self) -> None:
        for family, every in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):  # noqa: S104 - of the lab alone
            for port in CANARY_PORTS:
                self._open.append(await asyncio.start_server(self._canary, sock=_bound(family, every, port)))
        self._open.append(await asyncio.start_server(partial(serve_stream, self.names), "127.0.0.1", 53))
        made = await self._loop.create_datagram_endpoint(lambda: Datagrams(self.names), ("127.0.0.1", 53))
        self._datagrams = made[0]

    async def _listen(self, handle: Serve, ip: str, port: int, tls: ssl.SSLContext | None) -> None:
        family = socket.AF_INET6 if ":" in ip else socket.AF_INET
        self._open.append(await asyncio.start_server(handle, sock=_bound(family, ip, port), ssl=tls))

    async def _canary(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address, port, *_rest = writer.get_extra_info("sockname")
        self.touched.append(f"{address} port {port}")
        writer.close()

    async def _end(self) -> None:
        self._datagrams.close()
        for server in self._open:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class _Answers:
    """One answer to all, or one after the other, the last one for good."""

    def __init__(self, answers: bytes | Sequence[bytes]) -> None:
        self._left = [answers] if isinstance(answers, bytes) else list(answers)

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        writer.write(self._left.pop(0) if len(self._left) > 1 else self._left[0])
        await writer.drain()


async def _serve(server: Server, handler: Handler, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, TimeoutError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        server.requests.append(await reader.readuntil(b"\r\n\r\n"))
        await handler(writer)
    with suppress(ConnectionError, TimeoutError, ssl.SSLError):
        writer.close()
        await writer.wait_closed()


def _bound(family: socket.AddressFamily, ip: str, port: int) -> socket.socket:
    """A socket that may stand beside the canaries' on the same port: the nearer address gets the connection."""
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family is socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setsockopt(socket.IPPROTO_IPV6, _FREE_BIND, 1)
    bound.bind((ip, port))
    return bound
