"""A disk that forgets: from the calls a process made, every state that a power cut may leave, as POSIX allows.

What was not synced may be there or not, whole, in half, or as so many zeros, in any order: a write until its file is
synced, a new, changed or removed name until its folder is. A file that was synced is found only under a name that was.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

MOST_OF_A_STEP = 64
"""So many states of one step are looked at; where there are more, the plain ones and so many drawn by lot."""
_IDLE = (".lock", "-shm")
"""Files that say nothing once the process is gone: what becomes of them is left out."""
ABSENT, WHOLE, HALF, ZEROS = range(4)


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was recorded: its letter, its words, and what was written."""

    letter: str
    words: tuple[str, ...]
    data: bytes = b""


@dataclass(eq=False, slots=True)
class File:
    """What of a file is on disk for certain, and the writes (offset and data, or a new size) that may be."""

    synced: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def content(self, choice: Sequence[int]) -> bytes:
        """What it holds where so much of each pending write is on disk."""
        held = bytearray(self.synced)
        for (offset, data), how in zip(self.pending, choice, strict=True):
            if how == ABSENT:
                continue
            if data is None:
                held = (held + bytes(max(0, offset - len(held))))[:offset]
                continue
            kept = {WHOLE: data, HALF: data[: len(data) // 2], ZEROS: bytes(len(data))}[how]
            held += bytes(max(0, offset - len(held)))
            held[offset : offset + len(kept)] = kept
        return bytes(held)


@dataclass(eq=False, slots=True)
class Folder:
    """The names of a folder that are on disk for certain, and the changes that may be, each with all its names at once."""

    synced: "dict[str, File | Folder]" = field(default_factory=dict)
    pending: "list[dict[str, File | Folder | None]]" = field(default_factory=list)

    def names(self, choice: Sequence[int] | None = None) -> "dict[str, File | Folder]":
        """Its names where so much of each pending change is on disk; as the process sees them by default."""
        found = dict(self.synced)
        for change, how in zip(self.pending, choice or [WHOLE] * len(self.pending), strict=True):
            if how != ABSENT:
                found = {name: node for name, node in (found | change).items() if node is not None}
        return found


Node = File | Folder
Choice = dict[Node, tuple[int, ...]]


def read_trace(raw: bytes) -> Iterator[Call]:
    """The calls of a trace, in their order."""
    at = 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        letter, _, rest = raw[at:end].decode().partition(" ")
        at = end + 1
        if letter == "W":
            size = int(rest.split()[2])
            yield Call(letter, tuple(rest.split()), raw[at : at + size])
            at += size
        else:
            yield Call(letter, (rest,))


class Disk:
    """One folder on the disk, as calls change it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = Folder()
        self._files: dict[str, File] = {}

    def take(self, call: Call) -> None:
        """Let the call change the disk."""
        match call.letter:
            case "C":
                self._open(*call.words[0].split(" ", 3))
            case "W":
                self._write(call.words[0], int(call.words[1]), call.data)
            case "T":
                number, size = call.words[0].split()
                self._write(number, int(size), None)
            case "S":
                if file := self._files.get(call.words[0]):
                    file.synced, file.pending = file.content([WHOLE] * len(file.pending)), []
            case "Y":
                folder = self._folder(call.words[0])
                folder.synced, folder.pending = folder.names(), []
            case "R":
                self._rename(*call.words[0].split("\t"))
            case "M":
                self._change(call.words[0], Folder())
            case "U" | "X":
                self._change(call.words[0], None)

    def images(self, chance: random.Random) -> Iterator[Choice]:
        """The states in which a power cut may leave the disk now."""
        nodes = [node for node in self._nodes(self._top) if node.pending]
        ways = [
            (ABSENT, WHOLE, HALF, ZEROS) if _is_write(node, at) else (ABSENT, WHOLE)
            for node in nodes
            for at in range(len(node.pending))
        ]
        count = 1
        for way in ways:
            count *= len(way)
        chosen = product(*ways) if count <= MOST_OF_A_STEP else _drawn(ways, chance)
        for each in chosen:
            rest = iter(each)
            yield {node: tuple(next(rest) for _ in node.pending) for node in nodes}

    def lay(self, choice: Choice, place: Path) -> None:
        """Make that state as real files at `place`."""
        self._lay(self._top, choice, place)

    def key(self, choice: Choice) -> int:
        """A number that two states share where they are the same."""
        return hash(self._key(self._top, choice))

    def _key(self, node: Node, choice: Choice) -> object:
        how = choice.get(node, ())
        if isinstance(node, File):
            return hash(node.content(how))
        return tuple(sorted((name, self._key(each, choice)) for name, each in node.names(how or None).items()))

    def _lay(self, node: Node, choice: Choice, place: Path) -> None:
        how = choice.get(node, ())
        if isinstance(node, File):
            place.write_bytes(node.content(how))
            return
        place.mkdir()
        for name, each in node.names(how or None).items():
            self._lay(each, choice, place / name)

    def _nodes(self, folder: Folder) -> Iterator[Node]:
        yield folder
        changes: list[dict[str, File | Folder | None]] = [{**folder.synced}, *folder.pending]
        reached = {id(node): node for change in changes for node in change.values() if node}
        for node in reached.values():
            if isinstance(node, File):
                yield node
            else:
                yield from self._nodes(node)

    def _open(self, number: str, existed: str, truncated: str, path: str) -> None:
        if path.endswith(_IDLE):
            self._files.pop(number, None)
        elif existed == "0":
            self._files[number] = File()
            self._change(path, self._files[number])
        elif truncated == "1":
            self._write(number, 0, None)

    def _write(self, number: str, offset: int, data: bytes | None) -> None:
        if file := self._files.get(number):
            file.pending.append((offset, data))

    def _rename(self, source: str, target: str) -> None:
        folder, name = self._place(source)
        node = folder.names()[name]
        into, new = self._place(target)
        if folder is into:
            folder.pending.append({name: None, new: node})
        else:
            into.pending.append({new: node})
            folder.pending.append({name: None})

    def _change(self, path: str, node: Node | None) -> None:
        if Path(path) == self._root or path.endswith(_IDLE):
            return
        folder, name = self._place(path)
        folder.pending.append({name: node})

    def _place(self, path: str) -> tuple[Folder, str]:
        return self._folder(str(Path(path).parent)), Path(path).name

    def _folder(self, path: str) -> Folder:
        folder = self._top
        for name in Path(path).relative_to(self._root).parts:
            found = folder.names()[name]
            assert isinstance(found, Folder)
            folder = found
        return folder


def _is_write(node: Node, at: int) -> bool:
    return isinstance(node, File) and node.pending[at][1] is not None


def _drawn(ways: Sequence[tuple[int, ...]], chance: random.Random) -> Iterator[tuple[int, ...]]:
    """Nothing, all, each beginning, all but one, one alone, and some by lot."""
    nothing, everything = [ABSENT] * len(ways), [WHOLE] * len(ways)
    for at in range(len(ways) + 1):
        yield (*everything[:at], *nothing[at:])
    for at in range(len(ways)):
        yield (*everything[:at], ABSENT, *everything[at + 1 :])
        yield (*nothing[:at], WHOLE, *nothing[at + 1 :])
    for _ in range(MOST_OF_A_STEP):
        yield tuple(chance.choice(way) for way in ways)
