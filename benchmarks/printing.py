"""What the first page of an agreement costs in a fresh process, against a page with one word by the same library.

    python benchmarks/printing.py [ROUNDS]

CPU time, since a page is computed and not waited for: importing what prints, then reading the brief and printing it (three pages in
Latin letters), and once more for who goes on. The empty page says how much of it is the library's own.
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 100
"""Milliseconds of CPU that the first page may take."""
BRIEF = """
import sys
sys.path.insert(0, sys.argv[1])
from signing import sample
sys.stdout.buffer.write(sample.raw(sample.brief()))
"""
WORD = """
import time
began = time.process_time()
import typst
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
typst.Compiler(b"Word", font_paths=fonts).compile(format="pdf", pdf_standards="a-3a", timestamp=0)
print(0, time.process_time() - began, 0)
"""
AGREEMENT = """
import sys, time
from pathlib import Path
raw = Path(sys.argv[1]).read_bytes()
began = time.process_time()
from intake.signing.document import render
import typst
imported = time.process_time()
render(raw)
printed = time.process_time()
render(raw)
print(imported - began, printed - imported, time.process_time() - printed)
"""


def times(program: str, path: Path) -> list[float]:
    """Milliseconds of importing, of printing first and of printing again."""
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=True, text=True)
    return [float(part) * 1000 for part in done.stdout.split()]


def main(rounds: int) -> None:
    """Runs both in turns and prints the table; exits with 1 above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        brief = Path(folder) / "brief.json"
        brief.write_bytes(
            subprocess.run([sys.executable, "-c", BRIEF, str(ROOT / "tests")], capture_output=True, check=True).stdout
        )
        programs = {"one word": WORD, "an agreement": AGREEMENT}
        taken: dict[str, list[list[float]]] = {name: [] for name in programs}
        for _ in range(rounds):
            for name, program in programs.items():
                taken[name].append(times(program, brief))
    medians = {name: [statistics.median(part) for part in zip(*each, strict=True)] for name, each in taken.items()}
    print(f"printing, CPU, median of {rounds}\n{'':<16}{'import ms':>11}{'first ms':>10}{'again ms':>10}{'ratio':>8}")
    for name, (imported, first, again) in medians.items():
        print(f"{name:<16}{imported:>11.0f}{first:>10.0f}{again:>10.0f}{first / medians['one word'][1]:>8.1f}")
    least = min(first for _, first, _ in taken["an agreement"])
    print(f"the least of {rounds}: {least:.0f} ms, of {MOST} allowed")
    sys.exit(int(least > MOST))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
