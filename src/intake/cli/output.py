"""What is printed: data on stdout, narration on stderr, nothing of a stranger's that could steer a terminal."""

import codecs
import json
import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from intake.model.text import clean, clean_lines

if TYPE_CHECKING:
    from intake.model.values import Json


_DRAWN_IN = ("utf-8", "ascii")  # the locale of ASCII says nothing of the terminal


def show(text: str = "") -> None:
    """Prints data for a person to stdout."""
    _write(f"{clean_lines(text)}\n", sys.stdout)


def show_prompt(text: str) -> None:
    """Prints what is asked, and stays on its line."""
    _write(clean_lines(text), sys.stdout)


def show_file(text: str) -> None:
    """Prints a whole file to stdout, however long it is."""
    _write(clean_lines(text, limit=len(text)), sys.stdout)


def show_json(data: "Json") -> None:
    """Prints one JSON document to stdout; non-ASCII is escaped, so that no terminal acts on it."""
    _write(f"{json.dumps(data, indent=2, ensure_ascii=True)}\n", sys.stdout)


def show_json_line(data: object) -> None:
    """Prints one JSON document on a line of its own, for commands that answer line by line."""
    _write(f"{json.dumps(data, ensure_ascii=True)}\n", sys.stdout)


def narrate(text: str) -> None:
    """Prints narration to stderr."""
    _write(f"{clean_lines(text)}\n", sys.stderr)


def table(rows: Iterable[Sequence[str]], *, indent: str = "  ") -> None:
    """Prints rows with aligned columns; the last column may be of any length."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max((len(row[i]) for row in cells), default=0) for i in range(max(map(len, cells), default=0))]
    for row in cells:
        show((indent + "  ".join(cell.ljust(widths[i]) for i, cell in enumerate(row))).rstrip())


def is_terminal() -> bool:
    """Whether a person sits at both ends, at a terminal that can draw: what the screens draw with has no letters but in UTF-8."""
    ends: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout)  # of which there is none where it was closed
    if not all(each is not None and each.isatty() for each in ends):
        return False
    return os.environ.get("TERM", "") not in ("", "dumb") and codecs.lookup(sys.stdout.encoding).name in _DRAWN_IN


def is_ascii(stream: TextIO) -> bool:
    """Whether the stream has no letters but those of ASCII."""
    return codecs.lookup(stream.encoding).name == "ascii"


def _write(text: str, stream: TextIO | None) -> None:
    if stream is None:
        return  # whoever started us closed it
    # In UTF-8 where the locale has no letters but those of ASCII, as click does: a name must not end the command. Nor may
    # a sign that another encoding does not have.
    if isinstance(stream, TextIOWrapper):
        if is_ascii(stream):
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif stream.errors == "strict":
            stream.reconfigure(errors="replace")
    stream.write(text)
    stream.flush()
