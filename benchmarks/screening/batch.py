"""Ten thousand names from a file, answered by the command itself: time, memory, and whether each has its answer.

python batch.py HOME NAMES   # answers the names of a file with the lists of a home, and tells what it took
"""

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from growing import peak

_FILES = ("sdn.csv", "add.csv", "alt.csv")


def answered(lists: Path, names: Sequence[str]) -> dict[str, float]:
    """Seconds of CPU and memory of `intake screen --file` on OFAC's first list, from its start, and its lines and names told."""
    with tempfile.TemporaryDirectory() as name:
        home, file = Path(name) / "home", Path(name) / "names.txt"
        file.write_text("\n".join(names), encoding="utf-8")
        _intake("--home", home, "lists", "import", "ofac-sdn", *(lists / "ofac" / part for part in _FILES))
        command = [sys.executable, __file__, str(home), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        told: dict[str, float] = json.loads(done.stdout)
        return told


def _intake(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "intake", *map(str, arguments)], check=True, capture_output=True)


def main(home: str, names: str) -> None:
    """Prints what it took as one line of JSON."""
    from intake.cli.main import run

    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as progress:
        failed = run(["--home", home, "screen", "--file", names, "--json"])
    lines = out.getvalue().splitlines()
    matched = sum(bool(json.loads(line)["matches"]) for line in lines)
    told = {"failed": failed, "names": len(lines), "matched": matched, "progress": progress.getvalue().count(" of ")}
    print(json.dumps({**told, "seconds": time.process_time(), "peak": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
