"""The Context of a jailed source: each of its calls crosses the line as a message, and each answer as a value.

Nothing here knows the methods one by one. Their names, parameters and results are read from `Context`; what they take and
give are model values, which cross in their JSON form, the bytes of a page as they are. A method added there works here.
"""

import asyncio
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeAlias

from intake import canonical
from intake.frugal import field_names, replace
from intake.hooks.silence import KINDS, Silence, name_of
from intake.hooks.source import Context
from intake.jail.cell import Cell, Garbled
from intake.jail.line import Line, Message
from intake.model.values import Json

MOST_CALLS = 500
_AT_ONCE = 8
_Answer: TypeAlias = tuple[Message, Sequence[bytes]]
"""An answer, and the bytes that belong into its result."""


class Distant:
    """What a jailed source holds as its Context."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._answers: dict[int, _Answer] = {}
        self._calls = 0
        self._known: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        member = _member(name)
        if member is None:
            raise AttributeError(f"a context has no {name}; see intake.api.Context")
        if isinstance(member, property):
            if name not in self._known:
                self._known[name] = self._wait(name, self._ask(name, {}))
            return self._known[name]
        return self._later(name, member) if inspect.iscoroutinefunction(member) else self._now(name, member)

    def _now(self, name: str, member: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            return self._wait(name, self._ask(name, _bound(member, arguments, named)))

        return call

    def _later(self, name: str, member: Callable[..., object]) -> Callable[..., object]:
        async def call(*arguments: object, **named: object) -> object:
            number = self._ask(name, _bound(member, arguments, named))
            # Let the source's other tasks ask as well before this process waits for the line.
            await asyncio.sleep(0)
            return self._wait(name, number)

        return call

    def _ask(self, name: str, arguments: Mapping[str, Json]) -> int:
        self._calls += 1
        self._line.send({"call": self._calls, "method": name, "arguments": dict(arguments)})
        return self._calls

    def _wait(self, name: str, number: int) -> object:
        while number not in self._answers:
            received = self._line.receive()
            found = received[0]["answer"]
            self._answers[found if isinstance(found, int) else 0] = received
        answer, pages = self._answers.pop(number)
        if "silence" in answer:
            raise KINDS[str(answer["silence"])](str(answer["words"]))
        return _with_bytes(canonical.decode(_result(name), answer["result"]), pages)


async def serve(cell: Cell, context: Context) -> Message:
    """Answers the calls of a jailed source on its context, a few at once, until it says something else: its outcome."""
    calls = 0
    working: set[asyncio.Task[None]] = set()
    hearing: asyncio.Task[Message] | None = None
    try:
        while True:
            if hearing is None and len(working) < _AT_ONCE:
                hearing = asyncio.create_task(cell.receive())
            done, _ = await asyncio.wait({*working, *([hearing] if hearing else [])}, return_when="FIRST_COMPLETED")
            for ended in working & done:
                ended.result()
            working -= done
            if hearing in done:
                message, hearing = await hearing, None
                if "call" not in message:
                    return message
                calls += 1
                if calls > MOST_CALLS:
                    raise Garbled(f"more than {MOST_CALLS} calls")
                working.add(asyncio.create_task(_answer(cell, context, message)))
    finally:
        left = [*working, *([hearing] if hearing else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


async def _answer(cell: Cell, context: Context, message: Message) -> None:
    answer: Message
    pages: Sequence[bytes] = ()
    try:
        result = await _perform(context, message)
        pages = [getattr(result, name) for name in _bytes_of(result)]
        answer = {"result": canonical.encode(_with_bytes(result, [b""] * len(pages)))}
    except Silence as why:
        answer = {"silence": name_of(why), "words": str(why)}
    await cell.send({"answer": message["call"], **answer}, pages)


async def _perform(context: Context, message: Message) -> object:
    name, given = str(message.get("method")), message.get("arguments")
    member = _member(name)
    if member is None or not isinstance(given, dict):
        raise Garbled(f"a call that there is not: {name:.40}")
    if type(message["call"]) is not int:
        raise Garbled("a call without a number")
    if isinstance(member, property):
        return getattr(context, name)
    parameters = inspect.signature(member).parameters
    try:
        decoded = {key: canonical.decode(parameters[key].annotation, value) for key, value in given.items()}
        inspect.signature(member).bind(context, **decoded)
    except (KeyError, TypeError, ValueError) as fault:
        raise Garbled(f"a call of {name} that makes no sense: {fault}") from fault
    result = getattr(context, name)(**decoded)
    return await result if inspect.isawaitable(result) else result


def _bytes_of(result: object) -> list[str]:
    """The fields of a result that are bytes."""
    return [name for name in field_names(type(result)) if isinstance(getattr(result, name), bytes)]


def _with_bytes(result: Any, pages: Sequence[bytes]) -> Any:
    """The result with those bytes in place of its own."""
    return replace(result, **dict(zip(_bytes_of(result), pages, strict=True))) if pages else result


def _member(name: str) -> Any:
    return None if name.startswith("_") else vars(Context).get(name)


def _result(name: str) -> type[object]:
    member = _member(name)
    called: Any = member.fget if isinstance(member, property) else member
    found: type[object] = inspect.signature(called).return_annotation
    return found


def _bound(
    member: Callable[..., object], arguments: tuple[object, ...], named: Mapping[str, object]
) -> dict[str, Json]:
    bound = inspect.signature(member).bind(None, *arguments, **named).arguments
    return {name: _encoded(value) for name, value in bound.items() if name != "self"}


def _encoded(value: object) -> Json:
    if isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping):
        value = tuple(value)
    return canonical.encode(value)
