"""How long `intake` takes to its first paint, against a hello-world Textual app in the same run.

    python benchmarks/start.py [ROUNDS]

Both start on a pseudo-terminal of 80x24, in turns; the clock runs from the start of the process to the first frame
with its text. Prints the medians and their ratio.
"""

import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

HELLO = """
from textual.app import App
from textual.widgets import Label

class Hello(App):
    def compose(self):
        yield Label("Hello, World!")

Hello().run()
"""
LONGEST = 20.0


def first_paint(command: Sequence[str], text: bytes, environment: dict[str, str]) -> float:
    """Milliseconds from the start of the command to the first output that holds the text; TimeoutError after 20 s."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], list(command), environment)  # noqa: S606 - the terminal is made for it
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while text not in seen:
            ready, _, _ = select.select([terminal], [], [], LONGEST)
            if not ready:
                raise TimeoutError(f"{command[0]} painted nothing in {LONGEST:.0f} s")
            seen += os.read(terminal, 65536)
        return (time.perf_counter() - began) * 1000
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def main(rounds: int) -> None:
    """Runs both in turns and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        intake = shutil.which("intake", path=str(Path(sys.executable).parent)) or "intake"
        commands = {
            "hello-world Textual": ([sys.executable, str(hello)], b"Hello, World!"),
            "intake": ([intake, "--home", f"{folder}/home"], b"your clients"),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(rounds + 1):
            for name, (command, text) in commands.items():
                took = first_paint(command, text, environment)
                if round_:  # the first round fills the caches
                    times[name].append(took)
    medians = {name: statistics.median(took) for name, took in times.items()}
    reference = medians["hello-world Textual"]
    print(f"first paint, median of {rounds}\n{'':<22}{'ms':>8}{'fastest':>10}{'ratio':>8}")
    for name, median in medians.items():
        print(f"{name:<22}{median:>8.0f}{min(times[name]):>10.0f}{median / reference:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
