"""A real terminal with a real command in it, typed at and read as a person would."""

import os
import select
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pyte

INTAKE = str(Path(sys.executable).parent / "intake")
PATIENCE = 120
"""Seconds after which what has not come never will."""
MAY_PAINT_WHOLE, PAINTS_WHOLE = b"\x1b[?2026$p", "\x1b[?2026;2$y"
"""The question whether a terminal can take a frame as a whole (synchronized output), and the answer that it can."""
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"


class Screen:
    """A terminal with `intake` in it, or another command, as a person sees it."""

    def __init__(
        self,
        *arguments: str,
        command: Sequence[str] = (INTAKE,),
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        tells_size: bool = True,
    ) -> None:
        program, *first = command
        columns, rows = size
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            program,
            [*first, *arguments],
            dimensions=(rows, columns) if tells_size else (0, 0),
            timeout=PATIENCE,
            env=_around() | (environment or {}),
        )
        self.child.delaybeforesend = None
        self.terminal = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.terminal)
        self.raw: bytes = b""

    @property
    def text(self) -> str:
        """What is on the terminal."""
        return "\n".join(line.rstrip() for line in self.terminal.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's own cursor stands: column and row."""
        return self.terminal.cursor.x, self.terminal.cursor.y

    def place(self, words: str) -> tuple[int, int]:
        """Where words stand on the terminal: column and row."""
        return next((line.index(words), row) for row, line in enumerate(self.terminal.display) if words in line)

    def wait_for(self, *words: str, without: str = "\0") -> str:
        """Reads until a whole frame has all the words and not that one; fails with what is there when that never comes."""
        self.read_until(lambda: without not in self.text and all(word in self.text for word in words), f"{words}")
        return self.text

    def wait_for_cursor(self, column: int, row: int) -> None:
        """Reads until the terminal's own cursor stands there."""
        self.read_until(lambda: self.cursor == (column, row), f"the cursor at {column}, {row}")

    def type(self, keys: str) -> None:
        """Sends all the keys in one write."""
        self.child.send(keys.encode())

    def paste(self, text: str) -> None:
        """Pastes the text, as a terminal does that says where a paste begins and ends; reads meanwhile."""
        data = f"\x1b[200~{text}\x1b[201~".encode()
        terminal = self.child.child_fd
        while data:
            readable, writable, _ = select.select([terminal], [terminal], [], PATIENCE)
            if readable:
                self.read()
            elif writable:
                data = data[os.write(terminal, data[:1024]) :]

    def click(self, words: str) -> None:
        """Clicks the middle of the words with the mouse, once they are there."""
        self.wait_for(words)
        column, row = self.place(words)
        for ending in "Mm":
            self.child.send(f"\x1b[<0;{column + 1 + len(words) // 2};{row + 1}{ending}".encode())

    def hang_up(self) -> None:
        """Takes the terminal away, as closing its window does."""
        terminal = self.child.ptyproc  # type: ignore[attr-defined]
        terminal.fileobj.close()
        self.child.closed = terminal.closed = True

    def end(self) -> int:
        """Reads to the end; the exit code."""
        while True:
            try:
                self.read()
            except pexpect.EOF:
                break
        self.child.close()
        return -1 if self.child.exitstatus is None else self.child.exitstatus

    def read_until(self, there: Callable[[], bool], what: str) -> None:
        """Reads until it is there, in a whole frame; fails, with `what` was waited for, when that never comes."""
        latest = time.monotonic() + PATIENCE  # a program that blinks its cursor never falls silent
        while not (self._whole() and there()):
            try:
                self.read()
            except (pexpect.TIMEOUT, pexpect.EOF):
                latest = 0
            if not (self._whole() and there()) and time.monotonic() > latest:
                raise AssertionError(f"{what} never came; the cursor is at {self.cursor} of\n{self.text}")

    def _whole(self) -> bool:
        """Whether no frame is half painted: who looks earlier sees, and clicks on, the screen before."""
        return self.raw.rfind(FRAME_BEGINS) <= self.raw.rfind(FRAME_ENDS)

    def read(self) -> None:
        """Reads what is painted next."""
        data: bytes = self.child.read_nonblocking(65536, timeout=PATIENCE)
        asked = MAY_PAINT_WHOLE in self.raw[1 - len(MAY_PAINT_WHOLE) :] + data
        self.raw += data
        self.stream.feed(data)
        if asked:
            self.child.send(PAINTS_WHOLE.encode())


def _around() -> dict[str, str]:
    """What a command finds around it; whoever starts the tests may have set the size and the colours of another terminal there."""
    of_another = {"COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING"}
    return {name: value for name, value in os.environ.items() if name not in of_another} | {"TERM": "xterm-256color"}
