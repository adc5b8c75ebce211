"""A name server of the lab's own, over UDP and TCP, that says what a test tells it to (RFC 1035)."""

import asyncio
import ipaddress
import struct
from collections import Counter
from collections.abc import Sequence
from typing import cast

SERVFAIL = "SERVFAIL"
"""The name server fails."""
SILENT = "SILENT"
"""The name server does not answer."""
LOOP = "LOOP"
"""The name is another for a name that is another for it."""

Reply = str | Sequence[str]
_A, _CNAME, _AAAA = 1, 5, 28
_NXDOMAIN, _FAILED = 3, 2
_LARGEST_OVER_UDP = 512
_OWN_NAME = b"\xc0\x0c"


class Names:
    """What each name resolves to: one reply a look-up, the last one for good; what is not listed does not exist."""

    def __init__(self) -> None:
        self.replies: dict[str, Sequence[Reply]] = {}
        self.looked_up: Counter[str] = Counter()

    def answer(self, question: bytes) -> bytes | None:
        """The answer to a question as it stands on the wire; None where none is given."""
        host, end = _name(question, 12)
        kind = struct.unpack("!H", question[end : end + 2])[0]
        asked = question[12 : end + 4]
        replies = self.replies.get(host)
        if kind == _A:
            self.looked_up[host] += 1
        if replies is None:
            return _message(question, asked, [], code=_NXDOMAIN)
        reply = replies[min(max(self.looked_up[host] - 1, 0), len(replies) - 1)]
        if reply == SILENT:
            return None
        if reply == SERVFAIL:
            return _message(question, asked, [], code=_FAILED)
        if reply == LOOP:
            return _message(question, asked, _loop(host))
        found = [ipaddress.ip_address(address) for address in ([reply] if isinstance(reply, str) else reply)]
        records = [
            _record(_OWN_NAME, kind, address.packed)
            for address in found
            if kind == (_A if address.version == 4 else _AAAA)
        ]
        return _message(question, asked, records)


class Datagrams(asyncio.DatagramProtocol):
    """The name server over UDP; what is too long is to be asked for over TCP."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        # What asyncio hands over is one, though its class does not say so in Python 3.11.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answers a question."""
        answer = self._names.answer(data)
        if answer is not None and len(answer) > _LARGEST_OVER_UDP:
            end = _name(data, 12)[1] + 4
            answer = _message(data, data[12:end], [], truncated=True)
        if answer is not None:
            self._transport.sendto(answer, addr)


async def serve_stream(names: Names, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The name server over TCP, one question after the other."""
    try:
        while True:
            length = struct.unpack("!H", await reader.readexactly(2))[0]
            answer = names.answer(await reader.readexactly(length))
            if answer is not None:
                writer.write(struct.pack("!H", len(answer)) + answer)
                await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _name(message: bytes, place: int) -> tuple[str, int]:
    labels = []
    while message[place]:
        labels.append(message[place + 1 : place + 1 + message[place]].decode("ascii", "replace"))
        place += 1 + message[place]
    return ".".join(labels).lower(), place + 1


def _wire(host: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in host.split(".")) + b"\0"


def _record(name: bytes, kind: int, data: bytes) -> bytes:
    return name + struct.pack("!HHIH", kind, 1, 0, len(data)) + data


def _loop(host: str) -> list[bytes]:
    other = f"other.{host}"
    return [_record(_wire(host), _CNAME, _wire(other)), _record(_wire(other), _CNAME, _wire(host))]


def _message(
    question: bytes, asked: bytes, records: Sequence[bytes], *, code: int = 0, truncated: bool = False
) -> bytes:
    flags = 0x8180 | code | (0x0200 if truncated else 0)
    return question[:2] + struct.pack("!HHHHH", flags, 1, len(records), 0, 0) + asked + b"".join(records)
