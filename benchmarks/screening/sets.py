"""How well names are found on sets beside the changed names of OFAC: other scripts and languages, a long list, pairs of names.

    python benchmarks/screening/sets.py [--pairs cases.csv] [SEED ...]

The long list holds the names of OFAC and the UN and made ones (`growing.py`) up to 78,000 names. The pairs are a file with the columns
`name1`, `name2` and `is_match`, as nomenklatura's `contrib/name_bench/cases.csv`; each is a search for the first on a list of
the second alone, and a pair matches from *review* on.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import growing
from compare import LISTS, SEEDS, Trial
from peers import ours
from tongues import tongues

from intake.screening.building import build
from intake.screening.entry import Entry, Name
from intake.screening.folding import MOST_CHARACTERS
from intake.screening.index import Index
from intake.screening.judging import Subject, screen
from intake.screening.matching import REVIEW

_LONG = 78_000
_POSITIVES = 600
_HEADER = {"list": "set", "date": "2026-01-01", "sha256": "0" * 64}


def rows(lists: Path, seeds: Sequence[int], pairs: Path | None) -> Iterator[str]:
    """A line for each set, as it is measured."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for tongue in tongues(lists):
            index = _index(tongue.entries, folder)
            share = tongue.found(partial(_entities, index))
            yield f"{tongue.name} ({len(tongue.asked)}): {share:.3f}"
        for seed in seeds:
            yield f"a list of {_LONG} names, seed {seed}: {_long(lists, seed, folder)}"
        if pairs:
            yield f"pairs of {pairs.name}: {_pairs(pairs, folder)}"


def _long(lists: Path, seed: int, folder: Path) -> str:
    entries = list(growing.real(lists))
    more = _LONG - sum(len(entry.names) for entry in entries)
    made = [replace(entry, id=f"made {entry.id}") for entry in growing.grown(lists, more)]
    path = folder / "long.watchlist"
    if not path.exists():
        build([*entries, *made], _HEADER, path)
    quality = Trial.of(entries, seed, _POSITIVES).quality(ours(path).find)
    return f"clean {quality.clean:.3f}, joint {quality.joint:.3f}"


def _pairs(pairs: Path, folder: Path) -> str:
    counted = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    with pairs.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            index = _index([Entry("1", "unknown", (Name(row["name2"]),))], folder)
            found = _entities(index, row["name1"])
            counted[row["is_match"].lower() == "true", bool(found)] += 1
    right, missed, wrong = counted[True, True], counted[True, False], counted[False, True]
    return f"F1 {2 * right / (2 * right + missed + wrong):.3f} (right {right}, missed {missed}, wrong {wrong}) from {REVIEW}"


def _index(entries: Sequence[Entry], folder: Path) -> Index:
    path = folder / "set.watchlist"
    path.unlink(missing_ok=True)
    build(entries, _HEADER, path)
    return Index(path)


def _entities(index: Index, query: str) -> Sequence[str]:
    return [match.entity for match in screen(index, Subject(query[:MOST_CHARACTERS]))]


def main(*arguments: str) -> None:
    """Prints a line for each set."""
    given = list(arguments)
    pairs = Path(given.pop(given.index("--pairs") + 1)) if "--pairs" in given else None
    seeds = [int(each) for each in given if each != "--pairs"] or SEEDS[:1]
    if not LISTS.is_dir():
        print(f"the real lists are not here ({LISTS}); nothing was measured")
        return
    for row in rows(LISTS, seeds, pairs):
        print(row, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
