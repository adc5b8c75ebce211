"""Connections that go to the very addresses that were judged, and carry no more than they may."""

import logging
import ssl
from collections.abc import AsyncIterator, Iterable, Sequence

import httpcore
import httpx

from intake.frugal import dataclass
from intake.hooks.silence import BadCertificate, Unreachable

CONNECT_SECONDS = 5.0
logging.getLogger("httpcore").setLevel(logging.INFO)  # below, it logs headers, in which a server may repeat a key


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server of a test's own: exactly this host and port of a URL is asked at this address and port instead."""

    host: str
    port: int
    ip: str
    ip_port: int


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the given addresses and ports alone, whatever name it is asked for.

    TLS keeps the name of the URL, since httpcore starts it with the origin's host.
    """

    def __init__(self, addresses: Sequence[tuple[str, int]], most_bytes: int) -> None:
        self._addresses = addresses
        self._most_bytes = most_bytes
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the signature is httpcore's
        port: int,  # noqa: ARG002 - as above
        timeout: float | None = None,  # noqa: ASYNC109 - as above
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the addresses that takes one."""
        for address, at in self._addresses:
            try:
                stream = await self._backend.connect_tcp(address, at, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _Bounded(stream, self._most_bytes)
        raise httpcore.ConnectError("no address of the host accepts a connection")


class _Bounded(httpcore.AsyncNetworkStream):
    """A connection that ends with Unreachable when more comes than may: headers and trailers count too."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, most_bytes: int) -> None:
        self._stream = stream
        self._left = most_bytes

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - as above
        """The next bytes."""
        data = await self._stream.read(max_bytes, timeout)
        self._left -= len(data)
        if self._left < 0:
            raise Unreachable("the answer goes on beyond what is read")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as above
        """Sends the bytes."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Closes the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - as above
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted, as bounded as before."""
        try:
            return _Bounded(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._left)
        except httpcore.ConnectError as fault:
            if isinstance(fault.__cause__, ssl.SSLCertVerificationError):
                raise BadCertificate(f"its certificate does not hold: {fault.__cause__.verify_message}") from fault
            raise Unreachable(f"no secure connection: {fault}") from fault
        except BaseException:
            await self._stream.aclose()  # httpcore leaves it open where the handshake is cancelled at the deadline
            raise

    def get_extra_info(self, info: str) -> object:
        """What is known of the connection below."""
        return self._stream.get_extra_info(info)


class JudgedTransport(httpx.AsyncBaseTransport):
    """An httpx transport over judged connections."""

    def __init__(self, backend: PinnedBackend, tls: ssl.SSLContext) -> None:
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
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

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
