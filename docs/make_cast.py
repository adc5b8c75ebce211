"""Records a session on a real terminal: the practice run, from the empty desk to the verified brief.

python docs/make_cast.py

Drives the real command by keys, and writes what the terminal showed as asciicast v2 (https://docs.asciinema.org), to be
played with `asciinema play docs/pictures/practice.cast`. Waiting is cut short, and the home is a folder of no one in particular.
"""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pexpect
import pyte

CAST = Path(__file__).parent / "pictures" / "practice.cast"
HOME = Path("/tmp/studio-birch")  # noqa: S108 - it is seen in the recording, so it must name no machine and no person
WIDTH, HEIGHT = 90, 26
LONGEST_PAUSE, KEY_PAUSE, READING = 0.6, 0.07, 2.0
"""Seconds: of waiting for the program, between two keys, and for a person to read what has come."""
PATIENCE = 60
SESSION = (
    ("", "Practice run"),
    ("\t\r", "How much can be paid before the work begins?"),
    ("50%\rno\ryes\r", "nothing is missing"),
    ("\r", "Public sources"),
    ("a", "10 of 10 answered"),
    ("d", "CONDITIONAL"),
    ("g", "Build the brief from the answers"),
    ("b", "Read it together"),
    ("s", "Sign the offer"),
    ("\r", "Now the client accepts"),
    ("a", "Accept and seal"),
    ("Anna Lindqvist\r\r\r \r", "Both sides have signed"),
    ("x", "Folder"),
    ("\r", "Verified: valid"),
)
"""The keys of the session, and the words that show after them."""


@dataclass
class Recorder:
    """A terminal with the command in it, and the events of the recording so far: seconds, and what was shown."""

    child: "pexpect.spawn[str]"
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(WIDTH, HEIGHT))
    events: list[tuple[float, str]] = field(default_factory=list)
    now: float = 0.0
    lines: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads the terminal's output as it comes, also where a part of it is cut."""
        self.stream = pyte.Stream(self.screen)

    def type(self, keys: str) -> None:
        """Types the keys as a person does, one after the other."""
        for key in keys:
            self.child.send(key)
            self._take(KEY_PAUSE)
            self.now += KEY_PAUSE

    def wait_for(self, words: str) -> None:
        """Takes what comes until the words are on the screen, and time to read them."""
        latest = time.monotonic() + PATIENCE
        while not any(words in line for line in self.screen.display):
            if time.monotonic() > latest:
                sys.exit(f"{words!r} never came:\n" + "\n".join(self.screen.display))
            self._take(LONGEST_PAUSE)
        self._take(LONGEST_PAUSE)
        self.now += READING

    def _take(self, seconds: float) -> None:
        """What the terminal shows within so many seconds, at most; time passes as it did."""
        began = time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            try:
                shown = self.child.read_nonblocking(65536, timeout=left)
            except pexpect.TIMEOUT:
                break
            self.stream.feed(shown)
            if changed := self._changed():
                self.events.append((round(self.now + time.monotonic() - began, 3), changed))
        self.now = max(self.now, self.events[-1][0] if self.events else 0.0)

    def _changed(self) -> str:
        """The lines that look otherwise than before, each drawn once: far less than what the program sent."""
        parts = []
        for row in range(HEIGHT):
            line = _drawn([self.screen.buffer[row][column] for column in range(WIDTH)])
            if self.lines.get(row) != line:
                self.lines[row] = line
                parts.append(f"\x1b[{row + 1};1H{line}")
        return "".join(parts)


def _drawn(cells: Sequence[pyte.screens.Char]) -> str:
    """The cells with the colours and weights that they have."""
    runs = groupby(cells, key=lambda cell: (cell.fg, cell.bg, cell.bold, cell.reverse, cell.underscore))
    return "".join(f"\x1b[0{_style(*look)}m" + "".join(cell.data for cell in run) for look, run in runs)


def _style(fore: str, back: str, *marks: bool) -> str:
    weights = "".join(f";{code}" for code, holds in zip((1, 7, 4), marks, strict=True) if holds)
    return weights + _colour(fore, 38) + _colour(back, 48)


def _colour(colour: str, code: int) -> str:
    if not re.fullmatch("[0-9a-f]{6}", colour):  # a name: the program paints in exact colours only
        return ""
    red, green, blue = bytes.fromhex(colour)
    return f";{code};2;{red};{green};{blue}"


def written(events: list[tuple[float, str]]) -> str:
    """The recording as asciicast v2: a header, and a line for each event."""
    header = {"version": 2, "width": WIDTH, "height": HEIGHT, "title": "intake: a practice run"}
    rows = [header, *([seconds, "o", shown] for seconds, shown in events)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    """Records the session anew."""
    shutil.rmtree(HOME, ignore_errors=True)
    places = {"HOME": str(HOME), "INTAKE_HOME": str(HOME)}
    environment = os.environ | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
        **places,
    }
    command = str(Path(sys.executable).parent / "intake")
    child = pexpect.spawn(command, dimensions=(HEIGHT, WIDTH), env=environment, encoding="utf-8", timeout=PATIENCE)  # type: ignore[arg-type]
    recorder = Recorder(child)
    try:
        for keys, words in SESSION:
            recorder.type(keys)
            recorder.wait_for(words)
        CAST.write_text(written(recorder.events), encoding="utf-8")
        child.send("\x11")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
        shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
