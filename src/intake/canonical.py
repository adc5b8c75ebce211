"""One way to write a value as bytes (RFC 8785), read it back, and name it by its digest."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import TypeVar, cast

from intake import shapes
from intake.digests import sha256_hex
from intake.frugal import field_names
from intake.model import values
from intake.model.values import Json

T = TypeVar("T")
_PLAIN = (type(None), str, bool, int)
_MOST = 2**53 - 1
_LOW = bytes(range(0xEE))
"""Bytes of UTF-8 that do not begin a character which is sorted otherwise by its code point than by its code units."""
_BY_CODE_POINTS = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_bytes(data: Json) -> bytes:
    """The canonical JSON of the data: UTF-8, sorted keys, no white space.

    Floats and NaN are refused (TypeError), and so are integers that JSON does not hold exactly, and lone surrogates
    (ValueError).
    """
    if _is_plain(data):
        return _sorted(data)
    return json.dumps(_ordered(data), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_back(raw: bytes) -> Json:
    """The data behind bytes that `to_bytes` wrote; ValueError for any others, also where they are other JSON of the same data."""
    try:
        data = json.loads(raw.decode("utf-8"), parse_int=_exact, parse_float=_no_float, parse_constant=_no_float)
    except RecursionError as fault:
        raise ValueError("nested too deeply") from fault
    # Numbers are exact by now, and names that sort the same by code points as by code units need no second look.
    again = to_bytes(data) if raw.translate(None, _LOW) else _sorted(data)
    if again != raw:
        raise ValueError("not in canonical form")
    return cast("Json", data)


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
    return "sha256:" + sha256_hex(raw)


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
        import base64

        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): encode(part) for name, part in value.items()}
    return values.to_json(cast("values.Value", value))


def decode(kind: type[T], data: Json) -> T:
    """The model value of that type behind its JSON form; ValueError names the field that does not fit."""
    return cast("T", shapes.read(kind, data))


def digest_of(value: object) -> str:
    """The digest of a model value's canonical bytes."""
    return digest(to_bytes(encode(value)))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a model's class; none where it is the class of a value."""
    return () if issubclass(kind, shapes.VALUE_TYPES) else field_names(kind)


def _sorted(data: Json) -> bytes:
    return _BY_CODE_POINTS.encode(data).encode("utf-8")


def _exact(text: str) -> int:
    number = int(text) if len(text) < 18 else _MOST + 1
    if abs(number) > _MOST:
        raise ValueError(f"{text:.40} has no exact form in JSON")
    return number


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
