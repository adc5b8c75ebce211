"""How `intake` feels in a terminal: how soon it is there, how soon a key shows, and how much it sends.

    python benchmarks/feel.py [ROUNDS] [--peers]

Every program runs on a pseudo-terminal of 80x24, in turns with the others; a hello-world Textual app is the
yardstick, with one field where keys are typed. `--peers` installs posting and harlequin into environments that are thrown away, and starts them too.

- first paint: from the start of the process to the first whole frame that shows its text
- key to paint: from the key to the end of the frame it changed, and the bytes sent for it
- to the next question: from Enter to the end of the frame that shows the next question; the answer is on disk by then
- idle: bytes sent in three seconds in which nobody does anything
"""

import argparse
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from intake.desk import Desk
from intake.model.client import Client

HELLO = """
from textual.app import App
from textual.widgets import Label

class Hello(App):
    def compose(self):
        yield Label("Hello, World!")

Hello().run()
"""
WITH_FIELD = HELLO.replace("Label\n", "Input, Label\n").replace('World!")\n', 'World!")\n        yield Input()\n')
YARDSTICK, QUESTION = "hello-world Textual", "intake, first question"
SHIPPED = "intake, first of generic"  # the questionnaire that comes along, in its seven languages
# By name, with the words of its first screen, and what it cannot do without: with a newer tree-sitter, posting 2.11 crashes.
PEERS: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    ("posting", b"Send", ("tree-sitter<0.26",)),
    ("harlequin", b"Query", ()),
)
SECTION, KEYS = 8, "The quick brown fox jumps over the lazy dog, and back again. "
LONGEST, QUIET, SETTLED, IDLE = 60.0, 0.06, 0.3, 3.0  # seconds; the cursor of a yardstick blinks twice in one
SYNC_ASKED, SYNC_CAN, FRAME_ENDS = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026l"


@dataclass(slots=True)
class Terminal:
    """A program on a pseudo-terminal that takes whole frames; `processor` is the time it used, once it has ended."""

    child: int
    terminal: int
    seen: bytes = b""
    processor: float = 0

    def read_until(self, words: bytes) -> float:
        """Reads until a frame with those words has ended; the moment, or TimeoutError after a minute."""
        while words not in self.seen or FRAME_ENDS not in self.seen[self.seen.index(words) :]:
            self._read(LONGEST)
        return time.perf_counter()

    def read_until_quiet(self, seconds: float = QUIET) -> bytes:
        """Everything sent until nothing was for so long."""
        self.seen = b""
        while select.select([self.terminal], [], [], seconds)[0]:
            self._read(0)
        return self.seen

    def press(self, keys: str) -> float:
        """Sends keys and forgets what was seen before; the moment."""
        self.seen = b""
        moment = time.perf_counter()
        os.write(self.terminal, keys.encode())
        return moment

    def _read(self, patience: float) -> None:
        if not select.select([self.terminal], [], [], patience)[0]:
            raise TimeoutError(f"nothing was painted in {patience:.0f} s after {self.seen[-300:]!r}")
        asked = SYNC_ASKED in self.seen
        self.seen += os.read(self.terminal, 65536)
        if SYNC_ASKED in self.seen and not asked:
            os.write(self.terminal, SYNC_CAN)


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """The command on a terminal of its own, ended when it is done with."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], list(command), dict(environment))  # noqa: S606 - the terminal is made for it
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield (screen := Terminal(child, terminal))
    finally:
        os.kill(child, signal.SIGKILL)
        used = os.wait4(child, 0)[2]
        screen.processor = (used.ru_utime + used.ru_stime) * 1000
        os.close(terminal)


@dataclass(slots=True)
class Felt:
    """What was measured of keys: milliseconds to the paint, bytes sent for each, bytes sent while nothing happened."""

    took: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    idle: int = 0


def keys(screen: Terminal) -> Felt:
    """Types a sentence key by key, each once the one before it is painted; then does nothing for a while."""
    felt = Felt()
    screen.read_until_quiet(SETTLED)
    for key in KEYS:
        began = screen.press(key)
        felt.took.append((screen.read_until(FRAME_ENDS) - began) * 1000)
        felt.sent.append(len(screen.seen) + len(screen.read_until_quiet()))
    screen.read_until_quiet(SETTLED)
    until = time.perf_counter() + IDLE
    while (left := until - time.perf_counter()) > 0:
        if select.select([screen.terminal], [], [], left)[0]:
            felt.idle += len(os.read(screen.terminal, 65536))
    return felt


def questions(home: Path, folder: Path, count: int) -> str:
    """A dossier with so many short questions, for measuring from one to the next."""
    text = "intake: questionnaire/1\nid: felt\nversion: 1\ntitle: Felt\nlanguages: [en]\nsections:\n"
    for place in range(count):
        if place % SECTION == 0:
            text += f"- id: s{place}\n  title: Part {place // SECTION}\n  questions:\n"
        text += f"  - {{id: q{place}, type: text, required: yes, ask: Question number {place:03d}}}\n"
    path = folder / "felt.yaml"
    path.write_text(text, encoding="utf-8")
    return Desk(home).new(Client("Felt AB"), questionnaire=str(path)).id


def next_questions(command: Sequence[str], environment: Mapping[str, str], count: int) -> list[float]:
    """Milliseconds from Enter to the frame in which the answer has its tick and the next question is in focus."""
    took = []
    with running(command, environment) as screen:
        screen.read_until(b"Question number 000")
        for place in range(count - 1):
            screen.read_until_quiet(SETTLED)
            screen.press(f"Answer {place:03d}")
            screen.read_until_quiet(SETTLED)
            began = screen.press("\r")
            took.append((screen.read_until(f"{place + 1} of".encode()) - began) * 1000)
    return took


def peers(folder: Path) -> dict[str, tuple[list[str], bytes]]:
    """Posting and harlequin, each in an environment of its own, as far as they can be installed."""
    found = {}
    for name, words, more in PEERS:
        environment = folder / name
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        install = [str(environment / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", name, *more]
        if subprocess.run(install, check=False).returncode == 0:
            found[name] = ([str(environment / "bin" / name)], words)
        else:
            print(f"{name} could not be installed", file=sys.stderr)
    return found


def main(rounds: int, *, with_peers: bool) -> None:
    """Runs all in turns and prints the tables."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for title, text in (("hello", HELLO), ("field", WITH_FIELD)):
            (folder / f"{title}.py").write_text(text)
        home, count = folder / "home", 3 * SECTION
        dossier = questions(home, folder, count)
        intake = shutil.which("intake", path=str(Path(sys.executable).parent)) or "intake"
        asked = [intake, "--home", str(home), "interview", dossier]
        shipped = Desk(folder / "shipped").new(Client("Felt AB"), questionnaire="generic").id
        commands: dict[str, tuple[list[str], bytes]] = {
            YARDSTICK: ([sys.executable, str(folder / "hello.py")], b"Hello, World!"),
            "intake, empty desk": ([intake, "--home", f"{folder}/empty"], b"No clients yet."),
            "intake, one client": ([intake, "--home", str(home)], b"Felt AB"),
            QUESTION: (asked, b"Question number 000"),
            SHIPPED: ([intake, "--home", f"{folder}/shipped", "interview", shipped], b"Full legal name"),
        }
        if with_peers:
            commands |= peers(folder)
        # As installed, every module has its bytecode; the first round writes it.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        show_starts(starts(commands, environment, rounds), rounds)
        felt = []
        for name, command in ((YARDSTICK, [sys.executable, str(folder / "field.py")]), (QUESTION, asked)):
            with running(command, environment) as screen:
                screen.read_until(commands[name][1])
                felt.append((name, keys(screen)))
        show_keys(felt)
        show_next(next_questions(asked, environment, count))


def starts(
    commands: Mapping[str, tuple[list[str], bytes]], environment: Mapping[str, str], rounds: int
) -> dict[str, list[tuple[float, float]]]:
    """How often each program was started, in turns: milliseconds to the first paint, and of the processor's time."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, (command, words) in commands.items():
            began = time.perf_counter()
            with running(command, environment) as screen:
                elapsed = (screen.read_until(words) - began) * 1000
            if round_:
                took[name].append((elapsed, screen.processor))
    return took


def show_starts(took: Mapping[str, list[tuple[float, float]]], rounds: int) -> None:
    """Prints how soon each program was there, and what it cost the processor: the steadier figure on a busy machine."""
    print(f"first paint, medians of {rounds}\n{'':<26}{'ms':>8}{'ratio':>8}{'cpu ms':>10}{'ratio':>8}")
    medians = {name: [statistics.median(figures) for figures in zip(*each, strict=True)] for name, each in took.items()}
    for name, (elapsed, processor) in medians.items():
        ratios = [
            figure / reference for figure, reference in zip((elapsed, processor), medians[YARDSTICK], strict=True)
        ]
        print(f"{name:<26}{elapsed:>8.0f}{ratios[0]:>8.2f}{processor:>10.0f}{ratios[1]:>8.2f}")


def show_keys(felt: Sequence[tuple[str, Felt]]) -> None:
    """Prints how soon keys showed, and what was sent for them."""
    print(f"\nkey to paint\n{'':<26}{'median':>8}{'p95':>8}{'bytes':>8}{'most':>8}{'idle':>8}")
    for name, each in felt:
        median, sent = statistics.median(each.took), sorted(each.sent)
        print(
            f"{name:<26}{median:>8.1f}{_p95(each.took):>8.1f}{statistics.median(sent):>8.0f}{sent[-1]:>8}{each.idle:>8}"
        )


def show_next(took: Sequence[float]) -> None:
    """Prints how soon the next question was there."""
    median = statistics.median(took)
    print(f"\nEnter to the next question: median {median:.1f} ms, p95 {_p95(took):.1f} ms, of {len(took)}")


def _p95(figures: Sequence[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", nargs="?", type=int, default=15)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    main(given.rounds, with_peers=given.peers)
