"""One way to write a value as bytes (RFC 8785), read it back, and name it by its digest."""

import base64
import hashlib
import json
import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from intake.model import values
from intake.model.money import Money
from intake.model.values import Json

T = TypeVar("T")
_VALUE_TYPES = (
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
_PLAIN = (type(None), str, bool, int)
_MOST = 2**53 - 1


def to_bytes(data: Json) -> bytes:
    """The canonical JSON of the data: UTF-8, sorted keys, no white space.

    Floats and NaN are refused (TypeError), and so are integers that JSON does not hold exactly, and lone surrogates
    (ValueError).
    """
    ordered = data if _is_plain(data) else _ordered(data)
    return json.dumps(ordered, ensure_ascii=False, sort_keys=ordered is data, separators=(",", ":")).encode("utf-8")


def from_bytes(raw: bytes) -> Json:
    """The data behind JSON bytes; ValueError for duplicate keys, floats, NaN, or what is not JSON."""
    try:
        return cast(
            "Json",
            json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float),
        )
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault


def digest(raw: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the bytes."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def encode(value: object) -> Json:
    """The JSON form of a model value: dataclasses by field name, enumerations by value, times in UTC, bytes in base 64."""
    kind: type = type(value)
    if kind in _PLAIN:
        return cast("Json", value)
    if names := _field_names(kind):
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return cast("Json", value.value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): encode(part) for name, part in value.items()}
    return values.to_json(cast("values.Value", value))


def decode(kind: type[T], data: Json) -> T:
    """The model value of that type behind its JSON form; ValueError names the field that does not fit."""
    return cast("T", _decode(kind, data, getattr(kind, "__name__", str(kind))))


def digest_of(value: object) -> str:
    """The digest of a model value's canonical bytes."""
    return digest(to_bytes(encode(value)))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a model's class; none where it is the class of a value."""
    is_model = is_dataclass(kind) and not issubclass(kind, _VALUE_TYPES)
    return tuple(field.name for field in fields(kind)) if is_model else ()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Any, where: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        kinds = [part for part in typing.get_args(kind) if part is not type(None)]
        if data is None and len(kinds) < len(typing.get_args(kind)):
            return None
        return values.from_json(data) if values.Item in kinds else _decode(kinds[0], data, where)
    if origin is not None and issubclass(origin, Mapping):
        _expect(isinstance(data, dict), where, data)
        return {name: _decode(typing.get_args(kind)[1], part, f"{where}.{name}") for name, part in data.items()}
    if origin is not None and issubclass(origin, Collection):
        _expect(isinstance(data, list), where, data)
        return tuple(_decode(typing.get_args(kind)[0], part, f"{where}[{i}]") for i, part in enumerate(data))
    return _decode_plain(kind, data, where)


def _decode_plain(kind: Any, data: Any, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, _VALUE_TYPES) and kind not in (bool, int, str):
        found = datetime.fromisoformat(data) if kind is datetime else values.from_json(data)
        _expect(isinstance(found, kind), where, data)
        return found
    if is_dataclass(kind):
        _expect(isinstance(data, dict), where, data)
        hints = _hints(cast("type", kind))
        known = {
            f.name: _decode(hints[f.name], data[f.name], f"{where}.{f.name}") for f in fields(kind) if f.name in data
        }
        try:
            return cast("Any", kind)(**known)
        except TypeError as fault:
            raise ValueError(f"{where}: {fault}") from fault
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is bytes:
        _expect(isinstance(data, str), where, data)
        return base64.b64decode(data, validate=True)
    if kind in (bool, int, str):
        _expect(type(data) is kind, where, data)
    return data


def _expect(holds: bool, where: str, data: object) -> None:
    if not holds:
        raise ValueError(f"{where} cannot be {data!r:.80}")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_float(text: str) -> Json:
    raise ValueError(f"{text}: numbers with a fraction are written as text")


def _is_plain(data: Json) -> bool:
    """Whether sorting by code points, as the standard library does it much faster, gives the same order and bytes."""
    parts: list[Json] = [data]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            if not all(map(str.isascii, part)):
                return False
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
        elif isinstance(part, float) or (isinstance(part, int) and abs(part) > _MOST):
            return False
    return True


def _ordered(data: Json) -> Json:
    """The data with its keys in their order: by the code units of UTF-16 (RFC 8785, section 3.2.3)."""
    if isinstance(data, dict):
        return {name: _ordered(data[name]) for name in sorted(data, key=_code_units)}
    if isinstance(data, list):
        return [_ordered(part) for part in data]
    if isinstance(data, float):
        raise TypeError("a float has no exact canonical form")
    if isinstance(data, int) and abs(data) > _MOST:
        raise ValueError(f"{data:,} has no exact form in JSON")
    return data


def _code_units(name: str) -> bytes:
    return name.encode("utf-16-be")
