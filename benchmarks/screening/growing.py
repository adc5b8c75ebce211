"""Lists of any size, made of the tokens of a real one, built and asked in processes of their own that tell what it took.

    python growing.py build LISTS SIZE INDEX   # the real list (SIZE 0), or one of so many names
    python growing.py ask INDEX                # the first answer; then, of the second half of standard input, the time of each; and memory

A made name takes each token from a random real name; one in twenty is coined of the head of one token and the tail of
another, so that the words of the list grow with it about as those of real lists do (as the power 0.6 of the names).
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from intake.screening.entry import Entry, Kind, Name

_COINED = 0.05
_FILES = {
    "ofac-sdn": ("ofac/sdn.csv", "ofac/add.csv", "ofac/alt.csv"),
    "ofac-cons": ("ofac/cons_prim.csv", "ofac/cons_add.csv", "ofac/cons_alt.csv"),
    "un": ("un/consolidated.xml",),
}


def real(lists: Path, *wanted: str) -> Iterator[Entry]:
    """The entries of the real lists, or of those that are wanted."""
    from intake.screening.formats import FORMATS

    for name in wanted or _FILES:
        yield from FORMATS[name].read(tuple(lists / file for file in _FILES[name]))


def grown(lists: Path, size: int) -> Iterator[Entry]:
    """So many made entries of one name each, always the same ones."""
    from intake.screening.folding import plain_tokens

    names = [
        (entry.kind, tokens)
        for entry in real(lists, "ofac-sdn", "ofac-cons")
        for name in entry.names
        if (tokens := plain_tokens(name.text[:400]))
    ]
    dice = random.Random(size)
    for number in range(size):
        kind, tokens = dice.choice(names)
        made = [_token(names, dice) if dice.random() < 0.5 else token for token in tokens]
        yield Entry(str(number), kind, (Name(" ".join(made)),))


def _token(names: Sequence[tuple[Kind, Sequence[str]]], dice: random.Random) -> str:
    one, other = (dice.choice(dice.choice(names)[1]) for _ in range(2))
    if dice.random() < 2 * _COINED:  # half of the tokens are taken here
        return one[: (len(one) + 1) // 2] + other[len(other) // 2 :]
    return one


def peak() -> int:
    """The most memory that this process held at once, in MiB; what `getrusage` says may be the parent's, before it began."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) // 1024


def main(what: str, *rest: str) -> None:
    """Builds or asks, and prints what it took as one line of JSON."""
    if what == "build":
        from intake.screening.building import build

        lists, size, path = Path(rest[0]), int(rest[1]), Path(rest[2])
        entries = grown(lists, size) if size else real(lists, "ofac-sdn", "ofac-cons")
        began = time.process_time()
        build(entries, {"list": "grown", "date": "2026-01-01", "sha256": "0" * 64}, path)
        told = {"seconds": time.process_time() - began, "peak": peak(), "bytes": path.stat().st_size}
    else:
        from intake.screening.folding import fold
        from intake.screening.index import Index
        from intake.screening.matching import search

        index = Index(Path(rest[0]))
        first, *others = sys.stdin.read().splitlines()
        search(index, fold(first))
        took = time.process_time()
        half = len(others) // 2
        for query in others[:half]:  # to fill the caches
            search(index, fold(query))
        began = time.process_time()
        for query in others[half:]:
            search(index, fold(query))
        each = (time.process_time() - began) / max(1, len(others) - half)
        told = {"first": took, "each": each, "peak": peak()}
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
