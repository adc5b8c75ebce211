"""The values a PDF is made of, read from its bytes as strictly as they are written (ISO 32000-1, 7.3).

Only what client software needs to add a signature is read: no comments between values, no object streams, no guessing.
ValueError says what is not understood.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from intake.frugal import dataclass

_SPACE = re.compile(rb"[\0\t\n\f\r ]*")
_NUMBER = re.compile(rb"[+-]?(?:\d{1,10}(?:\.\d{0,10})?|\.\d{1,10})(?![^\0\t\n\f\r ()<>\[\]{}/%])")
_REFERENCE = re.compile(rb"(\d{1,8})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>\[\]{}/%])")
_NAME = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]{0,127})")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\0\t\n\f\r ]*)>")
_WORD = re.compile(rb"[A-Za-z'\"*][A-Za-z0-9'\"*]{0,20}")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_STREAM = re.compile(rb"[\0\t\n\f\r ]*stream(?:\r\n|\n)")
_AFTER_STREAM = re.compile(rb"(?:\r\n|\n|\r)*endstream")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DEEPEST = 24
_NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Name:
    """A name: `/Sig` is Name("Sig")."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word: true, false, null, or an operator in a drawing."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to an object by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A dictionary with bytes behind it, as they are stored."""

    entries: "Mapping[str, Value]"
    data: bytes


Value: TypeAlias = int | Decimal | bytes | Name | Word | Reference | Stream | list["Value"] | dict[str, "Value"]


def skip_space(raw: bytes, at: int) -> int:
    """The place of the next byte that is no white space."""
    found = _SPACE.match(raw, at)
    return found.end() if found else at


def read_value(raw: bytes, at: int, *, depth: int = 0) -> tuple[Value, int]:
    """The value that begins at a place, and the place behind it."""
    at = skip_space(raw, at)
    if depth > _DEEPEST:
        raise ValueError("values are nested too deeply")
    if raw.startswith(b"<<", at):
        return _dictionary(raw, at + 2, depth)
    if raw.startswith(b"[", at):
        return _array(raw, at + 1, depth)
    if raw.startswith(b"(", at):
        return _literal(raw, at)
    if found := _REFERENCE.match(raw, at):
        if int(found[2]):
            raise ValueError("an object of a later generation is named")
        return Reference(int(found[1])), found.end()
    if found := _NUMBER.match(raw, at):
        text = found[0].decode("ascii")
        return (Decimal(text) if "." in text else int(text)), found.end()
    if found := _NAME.match(raw, at):
        text = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), found[1]).decode("latin-1")
        return Name(text), found.end()
    if found := _HEXADECIMAL.match(raw, at):
        digits = _SPACE.sub(b"", found[1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")), found.end()
    if found := _WORD.match(raw, at):
        return Word(found[0].decode("ascii")), found.end()
    raise ValueError(f"{raw[at : at + 12]!a} is no value")


def read_object(raw: bytes, at: int, lengths: Mapping[int, int] = _NONE) -> tuple[Value, int]:
    """The value of an object, with the stream behind it where there is one, and the place behind both.

    `lengths` are the numbers that may stand in objects of their own (7.3.10), by the number of the object.
    """
    value, at = read_value(raw, at)
    head = _STREAM.match(raw, at)
    if not isinstance(value, dict) or head is None:
        return value, at
    length = value.get("Length")
    if isinstance(length, Reference):
        length = lengths.get(length.number)
    if not isinstance(length, int) or length < 0:
        raise ValueError("a stream does not say its length in place")
    end = head.end() + length
    tail = _AFTER_STREAM.match(raw, end)
    if tail is None:
        raise ValueError("a stream is longer or shorter than it says")
    return Stream(value, raw[head.end() : end]), tail.end()


def _dictionary(raw: bytes, at: int, depth: int) -> tuple[Value, int]:
    found: dict[str, Value] = {}
    while not raw.startswith(b">>", at := skip_space(raw, at)):
        name, at = read_value(raw, at, depth=depth + 1)
        if not isinstance(name, Name):
            raise ValueError("a dictionary has a key that is no name")
        if name.text in found:
            raise ValueError(f"/{name.text} stands twice in one dictionary")
        found[name.text], at = read_value(raw, at, depth=depth + 1)
    return found, at + 2


def _array(raw: bytes, at: int, depth: int) -> tuple[Value, int]:
    found: list[Value] = []
    while not raw.startswith(b"]", at := skip_space(raw, at)):
        value, at = read_value(raw, at, depth=depth + 1)
        found.append(value)
    return found, at + 1


def _literal(raw: bytes, start: int) -> tuple[bytes, int]:
    depth, at = 0, start
    while at < len(raw):
        byte = raw[at : at + 1]
        depth += (byte == b"(") - (byte == b")")
        at += 2 if byte == b"\\" else 1
        if not depth:
            return _ESCAPED.sub(_unescaped, raw[start + 1 : at - 1]), at
    raise ValueError("a text has no end")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 0xFF])
    return b"" if code in (b"\r\n", b"\n", b"\r") else _LETTERS.get(code, code)
