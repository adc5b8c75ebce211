"""The line between the host and a jailed process: messages of JSON, each behind its length in four bytes."""

import json
import os
from collections.abc import Mapping
from typing import cast

from intake import canonical
from intake.model.values import Json

LENGTH = 4
Message = Mapping[str, Json]


def to_bytes(message: Message) -> bytes:
    """The message as it is sent; TypeError or ValueError where it is no JSON without fractions."""
    raw = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    return len(raw).to_bytes(LENGTH, "big") + raw


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

    def receive(self) -> Message:
        """The next message; EOFError once the host has hung up."""
        length = int.from_bytes(self._read(LENGTH), "big")
        return cast("Message", json.loads(self._read(length)))

    def _read(self, count: int) -> bytes:
        parts: list[bytes] = []
        while count:
            part = os.read(self._incoming, count)
            if not part:
                raise EOFError("the host has hung up")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)
