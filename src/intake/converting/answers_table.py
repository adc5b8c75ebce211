"""Answers in from a table (.csv): each becomes a line of the JSON that answers are read from, on the line that it had."""

import json
from collections.abc import Callable
from typing import TypeVar

from intake.converting.answers import HEADINGS
from intake.converting.cells import unguarded
from intake.converting.tables import csv_rows
from intake.errors import BadFile, Fault, Place
from intake.frugal import dataclass, field, replace

Taken = TypeVar("Taken")


@dataclass(slots=True)
class _Node:
    """A part of the answers: a value, or further parts by name or number."""

    line: int
    value: str | None = None
    parts: dict[str, "_Node"] = field(default_factory=dict)


def read_table(raw: bytes, name: str) -> bytes:
    """The answers as JSON in which everything stands on the line that it has in the table; BadFile where it is none."""
    rows = list(csv_rows(raw, name))
    if not rows or tuple(cell.lower() for cell in rows[0][1][:3]) != HEADINGS:
        raise BadFile([Fault(Place(name, 1, 1), "not a table of answers", f"the first row is {','.join(HEADINGS)}")])
    root = _Node(1)
    faults: list[Fault] = []
    for line, cells in rows[1:]:
        question, part, answer = (*cells, "", "", "")[:3]
        path = (question, *(part.split(".") if part else ()))
        if not _put(root, path, unguarded(answer), line):
            faults.append(Fault(Place(name, line, 2), f"'{'.'.join(path):.60}' stands twice, or has parts elsewhere"))
    if faults:
        raise BadFile(faults)
    return _Lines().document(root).encode()


def as_table(raw: bytes, name: str, take: Callable[[bytes, str], Taken]) -> Taken:
    """What `take` makes of the table as JSON; its faults are faults of the table, at the cell of the answer."""
    answers = read_table(raw, name)
    try:
        return take(answers, name)
    except BadFile as refused:
        faults = [replace(fault, place=replace(fault.place, column=3)) for fault in refused.faults]
        raise BadFile(faults, remedy=refused.remedy) from refused


def _put(root: _Node, path: tuple[str, ...], answer: str, line: int) -> bool:
    node = root
    for step in path[:-1]:
        node = node.parts.setdefault(step, _Node(line))
        if node.value is not None:
            return False
    if path[-1] in node.parts:
        return False
    node.parts[path[-1]] = _Node(line, answer)
    return True


class _Lines:
    """Writes JSON and starts new lines until it stands on the line that a value has in the table."""

    def __init__(self) -> None:
        self.text = ""
        self.line = 1

    def document(self, root: _Node) -> str:
        """The whole text."""
        self.node(root)
        return self.text

    def node(self, node: _Node) -> None:
        """Writes a value, or its parts."""
        if node.value is not None:
            self.text += json.dumps(node.value, ensure_ascii=False)
            return
        rows = all(step.isdigit() for step in node.parts) and bool(node.parts)
        self.text += "[" if rows else "{"
        for step, part in node.parts.items():
            if rows and step == "0":
                continue
            self.go_to(part.line)
            self.text += "" if rows else f"{json.dumps(step, ensure_ascii=False)}: "
            self.node(part)
            self.text += ","
        self.text = self.text.removesuffix(",") + ("]" if rows else "}")

    def go_to(self, line: int) -> None:
        """Starts new lines until that one."""
        if self.line < line:
            self.text += "\n" * (line - self.line)
            self.line = line
