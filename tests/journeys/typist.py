"""Somebody who types a whole interview at the pace of their hands, without a look at the screen."""

import os
import random
import select
import string
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from journeys.terminal import PATIENCE, Screen

PER_SECTION = 8
_HEAD = "intake: questionnaire/1\nid: typed\nversion: 1\ntitle: Typed\nlanguages: [en]\nsections:\n"
_LETTERS = string.ascii_letters + string.digits + ".,;:-!?()åäößéğı"
BACKSPACE, NEW_LINE, UNDO, HELP, BEFORE, AFTER, TAB, DOWN = (
    "\x7f",
    "\n",
    "\x1a",
    "\x1bOP",
    "\x1b[5~",
    "\x1b[6~",
    "\t",
    "\x1b[B",
)
Keys = tuple[str, ...]
Kind = Callable[[random.Random], tuple[str, Keys, "Told"]]
Told = str | bool | int | tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One question, the keys that answer it, and what is then to be kept: no more, no less."""

    id: str
    question: str
    keys: Keys
    told: Told


def pieces(keys: int, seed: int) -> tuple[Piece, ...]:
    """Questions of every kind that together take about so many keys."""
    chance = random.Random(seed)  # noqa: S311 - the same questions each time
    found: list[Piece] = []
    while sum(len(piece.keys) for piece in found) < keys:
        found.append(_piece(f"q{len(found)}", chance, (_line,) if not found else _KINDS))
    return tuple(found)


def questionnaire(asked: tuple[Piece, ...]) -> str:
    """The questions as a brief."""
    text = _HEAD
    for place, piece in enumerate(asked):
        if place % PER_SECTION == 0:
            text += f"- id: s{place}\n  title: Part {place // PER_SECTION}\n  questions:\n"
        text += f"  - {{id: {piece.id}, ask: Question {place}, required: yes, {piece.question}}}\n"
    return text


def hands(asked: tuple[Piece, ...], seed: int) -> Iterator[tuple[str, float]]:
    """Every key with the gap before it in seconds: mostly at most 5 ms, sometimes up to 200."""
    chance = random.Random(seed)  # noqa: S311 - the same pace each time
    for piece in asked:
        for key in piece.keys:
            longest = chance.choices((0.0, 0.005, 0.05, 0.2), (20, 73, 5, 2))[0]
            yield key, chance.uniform(0, longest)


def type_all(screen: Screen, typed: Iterator[tuple[str, float]], begin: bytes, end: bytes) -> None:
    """Types as soon as the words to `begin` at are painted, reading meanwhile, until those of the `end` are."""
    terminal = screen.child.child_fd
    _read_until(terminal, begin)
    for key, gap in typed:
        _read_for(terminal, gap)
        os.write(terminal, key.encode())
    _read_until(terminal, end)


def _read_until(terminal: int, words: bytes) -> None:
    """Gives up, without a word, where nothing more is painted: what was kept then tells why."""
    seen = b""
    while words not in seen and select.select([terminal], [], [], PATIENCE)[0]:
        seen = seen[-len(words) :] + os.read(terminal, 65536)


def _read_for(terminal: int, seconds: float) -> bytes:
    heard = b""
    until = time.monotonic() + seconds
    while select.select([terminal], [], [], max(0.0, until - time.monotonic()))[0]:
        heard += os.read(terminal, 65536)
        if time.monotonic() >= until:
            break
    return heard


def _piece(id_: str, chance: random.Random, kinds: Sequence[Kind]) -> Piece:
    question, keys, told = chance.choice(kinds)(chance)
    for before, after in (((HELP, "\r"), ()), ((BEFORE, AFTER), ())):
        if chance.random() < 0.1 and not isinstance(told, tuple):
            keys = (*before, *keys, *after)
    return Piece(id_, question, keys, told)


def _line(chance: random.Random) -> tuple[str, Keys, str]:
    text = _words(chance, chance.randint(1, 6))
    return "type: text", (*_with_slips(text, chance), "\r"), text


def _long(chance: random.Random) -> tuple[str, Keys, str]:
    text = NEW_LINE.join(_words(chance, chance.randint(1, 5)) for _ in range(chance.randint(1, 3)))
    return "type: long_text", (*_with_slips(text, chance), "\r"), text


def _yes_or_no(chance: random.Random) -> tuple[str, Keys, bool]:
    yes = chance.random() < 0.5
    return "type: bool", (*("yes" if yes else "no"), "\r"), yes


def _choice(chance: random.Random) -> tuple[str, Keys, str]:
    named = ("alpha", "beta", "gamma", "delta", "epsilon")
    chosen = chance.choice(named)
    options = ", ".join(f"{{value: {name}, label: {name}}}" for name in named)
    return f"type: choice, options: [{options}]", (*chosen[: chance.randint(1, 5)], "\r"), chosen


def _number(chance: random.Random) -> tuple[str, Keys, int]:
    number = chance.randint(0, 10**6)
    return "type: number", (*str(number), "\r"), number


def _day(chance: random.Random) -> tuple[str, Keys, str]:
    day = (date(2027, 1, 1) + timedelta(days=chance.randint(0, 700))).isoformat()
    return "type: date, exact: yes", (*day, "\r"), day


def _ticks(chance: random.Random) -> tuple[str, Keys, str]:
    named = ("alpha", "beta", "gamma", "delta")
    ticked = [*(chance.random() < 0.5 for _ in named[1:]), True]  # an answer is needed, so the last one is ticked
    options = ", ".join(f"{{value: {name}, label: {name}}}" for name in named)
    keys = ["\x1b[H", *(key for tick in ticked for key in ((" ", DOWN) if tick else (DOWN,)))]
    told = ",".join(name for name, tick in zip(named, ticked, strict=True) if tick)
    return f"type: choices, options: [{options}]", (*keys[:-1], "\r"), told


def _rows(chance: random.Random) -> tuple[str, Keys, tuple[tuple[str, int], ...]]:
    rows = tuple((_words(chance, 2), chance.randint(0, 999)) for _ in range(chance.randint(1, 3)))
    item = "[{id: name, type: text, ask: Name, required: yes}, {id: hours, type: number, ask: Hours, required: yes}]"
    keys = [key for name, hours in rows for key in ("a", *name, "\r", *str(hours), "\r")]
    return f"type: repeat, min: 1, item: {item}", (*keys, TAB, "\r"), rows


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_LETTERS, k=chance.randint(1, 9))) for _ in range(count))


def _with_slips(text: str, chance: random.Random) -> Iterator[str]:
    for character in text:
        if chance.random() < 0.03:
            yield from ("x", BACKSPACE)
        yield character


_KINDS: tuple[Kind, ...] = (
    *[_line] * 8,
    *[_long] * 4,
    *[_yes_or_no] * 2,
    *[_choice] * 2,
    *[_number] * 2,
    *[_day] * 2,
    *[_ticks] * 2,
    _rows,
)
