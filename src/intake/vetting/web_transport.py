"""Connections that go to the very address that was judged, and to no other."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

import httpcore
import httpx

from intake.hooks.silence import Unreachable
from intake.vetting.addresses import judge_address

MOST_ADDRESSES = 4
CONNECT_SECONDS = 5.0

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server of a test's own: exactly this host and port of a URL is asked at this address and port instead."""

    host: str
    port: int
    ip: str
    ip_port: int


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host name, by the system's resolver; Unreachable says why there are none."""
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as fault:
        raise Unreachable("the name was not resolved in time") from fault
    except socket.gaierror as fault:
        unknown = fault.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
        raise Unreachable("the name does not exist" if unknown else f"the name was not resolved: {fault}") from fault
    return [str(address[0]) for _, _, _, _, address in found]


class JudgedBackend(httpcore.AsyncNetworkBackend):
    """Resolves once, judges every address, and connects to one of those judged.

    One private address among public ones refuses the name as a whole: trying "the public one" is how rebinding wins.
    TLS keeps the name of the URL, since httpcore starts it with the origin's host.
    """

    def __init__(self, resolve: Resolve, endpoints: Sequence[Endpoint]) -> None:
        self._resolve = resolve
        self._endpoints = {(endpoint.host, endpoint.port): endpoint for endpoint in endpoints}
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to a judged address of the host."""
        if endpoint := self._endpoints.get((host, port)):
            return await self._backend.connect_tcp(endpoint.ip, endpoint.ip_port, timeout)
        addresses = list(dict.fromkeys(await self._resolve(host, port)))
        for address in addresses:
            judge_address(address)
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        raise httpcore.ConnectError("no address of the host accepts a connection")


class JudgedTransport(httpx.AsyncBaseTransport):
    """An httpx transport over judged connections."""

    def __init__(self, backend: JudgedBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(ssl_context=tls, network_backend=backend)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the server, its body still to be read."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
