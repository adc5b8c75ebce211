"""Tests of what a host takes from a jailed process: whole messages within bounds, and nothing else."""

import asyncio
import random
import socket
from collections.abc import Callable, Coroutine, Mapping
from typing import cast

import pytest

from intake.jail.cell import LONGEST_MESSAGE, MOST_BYTES, Cell, Garbled, Stopped
from intake.jail.line import Line, Message, from_bytes, to_bytes
from intake.model.values import Json


class Nobody:
    """The writing end of a line to nobody."""

    def close(self) -> None:
        """Nothing to close."""


async def cell(raw: bytes, code: int | None = 0) -> Cell:
    """The cell of a process that has said these bytes and ended with that code."""
    reader = asyncio.StreamReader()
    reader.feed_data(raw)
    reader.feed_eof()

    async def ended() -> int | None:
        return code

    return Cell(reader, cast("asyncio.StreamWriter", Nobody()), lambda: None, ended)


def heard(raw: bytes, code: int | None = 0, messages: int = 1) -> Message:
    """The last of that many messages of such a process."""

    async def hear() -> Message:
        of = await cell(raw, code)
        for _ in range(messages - 1):
            await of.receive()
        return await of.receive()

    work: Callable[[], Coroutine[None, None, Message]] = hear
    return asyncio.run(work())


def test_a_message_comes_whole() -> None:
    assert heard(to_bytes({"words": "ä", "found": [1, True, None]})) == {"words": "ä", "found": [1, True, None]}


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x03NaN",
        b'\x00\x00\x00\x08{"a":1.5',
        b"\x00\x00\x00\x02\xff\xff",
        b'\x00\x00\x00\x0d{"a":1,"a":2}',
        (LONGEST_MESSAGE).to_bytes(4, "big") + b"[" * LONGEST_MESSAGE,
        (LONGEST_MESSAGE + 1).to_bytes(4, "big"),
        b"\xff\xff\xff\xff",
    ],
)
def test_what_is_no_message_is_garbled(raw: bytes) -> None:
    with pytest.raises(Garbled):
        heard(raw)


def test_all_messages_together_are_bounded() -> None:
    one = to_bytes({"words": "x" * 200_000})
    with pytest.raises(Garbled, match=str(MOST_BYTES)):
        heard(one * 11, messages=11)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (-31, "tried the network"),
        (87, "tried the network"),
        (-11, "fault of memory"),
        (-24, "processor time"),
        (-9, "SIGKILL"),
        (3, "left with code 3"),
        (None, "its keeper was ended"),
    ],
)
def test_an_end_is_told_by_its_code(code: int | None, says: str) -> None:
    with pytest.raises(Stopped, match=says):
        heard(b"\x00\x00", code)


def test_a_fraction_is_never_sent() -> None:
    with pytest.raises(ValueError, match="fraction"):
        from_bytes(to_bytes({"a": 0.5})[4:])  # type: ignore[dict-item]


@pytest.mark.parametrize("lengths", [[5], [-1], [2**40], "x", None])
def test_a_jailed_process_sends_no_pages(lengths: Json) -> None:
    raw = to_bytes({"raw": lengths}) + b"hello"
    assert heard(raw) == {"raw": lengths}
    with pytest.raises(Garbled):
        heard(raw, messages=2)


def received(messages: Mapping[int, tuple[bytes, ...]]) -> dict[int, list[bytes]]:
    """What the other end of a line receives of messages, each with its pages, that are sent at the same time."""

    async def send() -> dict[int, list[bytes]]:
        ours, theirs = socket.socketpair()
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        with theirs:
            line = Line(theirs.fileno(), theirs.fileno())
            of = Cell(reader, writer, lambda: None, asyncio.Event().wait)
            loop = asyncio.get_running_loop()
            hearing = loop.run_in_executor(None, lambda: [line.receive() for _ in messages])
            await asyncio.gather(*(of.send({"number": number}, pages) for number, pages in messages.items()))
            heard = await hearing
            writer.close()
        return {cast("int", message["number"]): pages for message, pages in heard}

    return asyncio.run(send())


def test_pages_of_several_messages_arrive_whole_each_behind_its_own() -> None:
    made = random.Random(7)  # noqa: S311 - no secret
    sent = {number: tuple(made.randbytes(made.randrange(600_000)) for _ in range(number % 3)) for number in range(9)}
    sent[9] = (b"", bytes(range(256)) * 20_480, b"x")
    assert received(sent) == {number: list(pages) for number, pages in sent.items()}
