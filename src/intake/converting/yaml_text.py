"""Writes plain data as YAML that our own reader and any other read alike, and tells which line came from where."""

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]

_BARE = re.compile(r"[^\W\d_][\w .,;()/?!€£'’–=<>+*\[\]%-]*(?<! )")
_NOT_BARE = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")
_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Word(str):
    """A word that stands without quotation marks, though others may read it as more than a word: `required: yes`."""

    __slots__ = ()


def write_yaml(data: Plain) -> list[tuple[str, Path]]:
    """The lines of a document, each with the keys and positions that lead to what stands on it."""
    return list(_lines(data, "", ()))


def _lines(data: Plain, indent: str, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _entry(f"{indent}{_scalar(key)}:", value, indent + "  ", (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _item(value, indent, (*path, number))


def _entry(head: str, value: Plain, indent: str, path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, dict | list):
        yield head if value else f"{head} {'{}' if isinstance(value, dict) else '[]'}", path
        yield from _lines(value, indent.removesuffix("  ") if isinstance(value, list) else indent, path)
    else:
        yield f"{head} {_scalar(value)}", path


def _item(value: Plain, indent: str, path: Path) -> Iterator[tuple[str, Path]]:
    if not isinstance(value, dict | list):
        yield f"{indent}- {_scalar(value)}", path
        return
    first = True
    for line, found in _lines(value, indent + "  ", path):
        yield f"{indent}- {line.removeprefix(indent + '  ')}" if first else line, found
        first = False
    if first:
        yield f"{indent}- {'{}' if isinstance(value, dict) else '[]'}", path


def _scalar(value: str | float | bool) -> str:
    if isinstance(value, Word):
        return value
    if not isinstance(value, str):
        return json.dumps(value)
    if _BARE.fullmatch(value) and not _NOT_BARE.fullmatch(value):
        return value
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
