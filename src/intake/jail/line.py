"""The line between the host and a jailed process: messages of JSON, each behind its length in four bytes.

The host's messages may bring whole pages. Their bytes follow the message as they are, and the message has their lengths under
`raw`: as text in JSON each would be written and read in one step, for which everything else in the program had to wait. What
a jailed process says is JSON alone.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from intake import canonical
from intake.model.values import Json

LENGTH = 4
_PIECE = 64 * 1024
Message = Mapping[str, Json]


def to_bytes(message: Message) -> bytes:
    """The message as it is sent; TypeError or ValueError where it is no JSON without fractions."""
    raw = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    return len(raw).to_bytes(LENGTH, "big") + raw


def with_pages(message: Message, pages: Sequence[bytes]) -> Iterator[bytes | memoryview]:
    """The message as it is sent with whole pages behind it, in pieces that are handed on quickly."""
    yield to_bytes({**message, "raw": [len(page) for page in pages]})
    for page in pages:
        whole = memoryview(page)
        yield from (whole[start : start + _PIECE] for start in range(0, len(page), _PIECE))


def from_bytes(raw: bytes) -> Message:
    """The message behind the bytes that follow its length; ValueError where they are none."""
    found = canonical.from_bytes(raw)
    if not isinstance(found, dict):
        raise ValueError("a message is an object")
    return found


class Line:
    """The jailed end of the line; it reads and writes whole messages, and waits for them."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def send(self, message: Message) -> None:
        """Sends a message."""
        rest = memoryview(to_bytes(message))
        while rest:
            rest = rest[os.write(self._outgoing, rest) :]

    def receive(self) -> tuple[Message, list[bytes]]:
        """The next message and the bytes that follow it; EOFError once the host has hung up."""
        length = int.from_bytes(self._read(LENGTH), "big")
        message = cast("Message", json.loads(self._read(length)))
        lengths = cast("list[int]", message.get("raw", []))
        return message, [self._read(length) for length in lengths]

    def _read(self, count: int) -> bytes:
        parts: list[bytes] = []
        while count:
            part = os.read(self._incoming, min(count, _PIECE))
            if not part:
                raise EOFError("the host has hung up")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)
