"""Makes model values of JSON by their types: one reader a type, put together once, since a store of many reads millions."""

import types
import typing
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from typing import Any

from intake.frugal import field_names
from intake.model import values
from intake.model.money import Money
from intake.model.values import Json

VALUE_TYPES = (
    bool,
    int,
    str,
    Decimal,
    values.Percent,
    date,
    Money,
    values.Quantity,
    values.Duration,
    values.Item,
    tuple,
)
"""What an answer or a fact may be; each says by itself what its JSON is."""
_Reader = Callable[[Any], Any]


class _Unfit(Exception):
    """Data that does not fit its type, and where: the fields that lead to it, the innermost first."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
        self.way: list[str] = []


def read(kind: type, data: Json) -> object:
    """The model value of that type behind its JSON form; ValueError names the field that does not fit."""
    try:
        return _reader(kind)(data)
    except _Unfit as fault:
        where = getattr(kind, "__name__", str(kind)) + "".join(reversed(fault.way))
        raise ValueError(f"{where}{fault.words}") from fault


@cache
def _reader(kind: Any) -> _Reader:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _either(kind)
    if origin is not None and issubclass(origin, Mapping):
        return partial(_mapping, _reader(typing.get_args(kind)[1]))
    if origin is not None and issubclass(origin, Collection):
        return partial(_sequence, _reader(typing.get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, VALUE_TYPES) and kind not in (bool, int, str):
        return partial(_value, kind)
    if field_names(kind):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is bytes:
        return _bytes
    return partial(_plain, kind) if kind in (bool, int, str) else _any


def _either(kind: Any) -> _Reader:
    kinds = [part for part in typing.get_args(kind) if part is not type(None)]
    inner = values.from_json if values.Item in kinds else _reader(kinds[0])
    return partial(_optional, inner) if len(kinds) < len(typing.get_args(kind)) else inner


def _optional(inner: _Reader, data: Any) -> Any:
    return None if data is None else inner(data)


def _mapping(inner: _Reader, data: Any) -> dict[str, Any]:
    _expect(isinstance(data, dict), data)
    return {name: _part(inner, part, f".{name}") for name, part in data.items()}


def _sequence(inner: _Reader, data: Any) -> tuple[Any, ...]:
    _expect(isinstance(data, list), data)
    return tuple([_part(inner, part, i) for i, part in enumerate(data)])


def _part(inner: _Reader, data: Any, step: str | int) -> Any:
    try:
        return inner(data)
    except _Unfit as fault:
        fault.way.append(step if isinstance(step, str) else f"[{step}]")
        raise


def _record(kind: Any) -> _Reader:
    made: dict[str, _Reader] = {}  # at the first use, since a type may hold others of itself

    def record(data: Any) -> Any:
        _expect(isinstance(data, dict), data)
        readers = made or _fields(kind, made)
        known: dict[str, Any] = {}
        name = ""
        try:
            for name, part in data.items():
                if (reader := readers.get(name)) is not None:
                    known[name] = reader(part)
        except _Unfit as fault:
            fault.way.append(f".{name}")
            raise
        try:
            return kind(**known)
        except TypeError as fault:
            raise _Unfit(f": {fault}") from fault

    return record


def _fields(kind: Any, made: dict[str, _Reader]) -> dict[str, _Reader]:
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints |= vars(base).get("__annotations__", {})
    # Looking types up takes as long as all the rest, and most are those that stand there.
    if any(_holds_text(hint) for hint in hints.values()):
        hints = typing.get_type_hints(kind)
    made.update({name: _reader(hints[name]) for name in field_names(kind)})
    return made


def _holds_text(hint: Any) -> bool:
    """Whether a type, or a part of it, is written as text and has to be looked up where it stands."""
    return isinstance(hint, str | typing.ForwardRef) or any(_holds_text(part) for part in typing.get_args(hint))


def _value(kind: type, data: Any) -> Any:
    found = datetime.fromisoformat(data) if kind is datetime else values.from_json(data)
    _expect(isinstance(found, kind), data)
    return found


def _bytes(data: Any) -> bytes:
    import base64

    _expect(isinstance(data, str), data)
    return base64.b64decode(data, validate=True)


def _plain(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        _expect(False, data)
    return data


def _any(data: Any) -> Any:
    return data


def _expect(holds: bool, data: object) -> None:
    if not holds:
        raise _Unfit(f" cannot be {data!r:.80}")
