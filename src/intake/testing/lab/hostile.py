"""Answers of servers that mean harm, or that are only broken; each writes to a connection until it is closed."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]

HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"
_ZEROS = b"\0" * (1024 * 1024)
_MANY = 100_000
_PAUSE = 0.02
_LONG = 3600.0


def whole(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An honest answer with that body."""
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(*locations: str) -> bytes:
    """A redirect to a place, or to several at once."""
    return whole(b"", *(f"Location: {place}" for place in locations), status="302 Found")


def endless(start: bytes, part: bytes) -> Handler:
    """The start, then the same part for as long as anybody reads."""

    async def write(writer: asyncio.StreamWriter) -> None:
        for each in chain([start], repeat(part, _MANY)):
            writer.write(each)
            await writer.drain()

    return write


def slow(start: bytes, rest: bytes) -> Handler:
    """The start at once, the rest byte by byte."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        for byte in rest:
            await writer.drain()
            await asyncio.sleep(_PAUSE)
            writer.write(bytes([byte]))

    return write


def stalled(start: bytes) -> Handler:
    """The start, and then nothing more."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(_LONG)

    return write


def reset(writer: asyncio.StreamWriter) -> Awaitable[None]:
    """The connection is torn down."""
    writer.transport.abort()
    return asyncio.sleep(0)


def gzip_bomb(head: bytes = HEAD) -> bytes:
    """A megabyte that unfolds to a gigabyte; `head` is the status line and the headers before it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    start = packer.compress(_ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(_ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + b"Content-Encoding: gzip\r\n\r\n" + start + block * 1023


silent = stalled(b"")
slow_headers = slow(b"HTTP/1.1 200 OK\r\n", b"X-Slow: " + b"x" * 1000)
slow_body = slow(HEAD + b"\r\n", b"x" * 1000)
stalled_body = stalled(HEAD + b"Content-Length: 1000\r\n\r\nhalf")
endless_body = endless(HEAD + b"\r\n", b"x" * 65536)
endless_chunks = endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n")
endless_trailers = endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-T: " + b"x" * 1000 + b"\r\n")
endless_informational = endless(b"", b"HTTP/1.1 103 Early Hints\r\nX: " + b"x" * 1000 + b"\r\n\r\n")
endless_header = endless(HEAD + b"X: ", b"x" * 65536)
