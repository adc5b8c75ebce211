"""How well and how fast names are found on the real OFAC lists, against rapidfuzz and nomenklatura in the same run.

    python benchmarks/screening/compare.py [--whole] [--into FOLDER] [SEED ...]

Recall is the share of changed names (`perturbing.py`) whose own entry scores above the threshold at which at most 1 % of
clean names score, and jointly at most 10 % of the hard ones. The threshold is each way's own, from the same names. Speed
is CPU time of single queries, each asked once, in several rounds, as a ratio to `process.extract` with `token_set_ratio` in the
same rounds; the middle one counts. A way that takes long is asked fewer names, and its line says so. First answers and memory
are those of fresh processes. `--whole` grows the list to 944,000 names and draws the plots in docs/pictures; it takes about five
minutes of CPU, half of them to build the longest list. It says on standard error what it does, and keeps each figure in a folder
as soon as it is known: run again with the same `--into FOLDER` it goes on where it ended. The weights in scoring.py and
weighing.py were fitted on the seeds 7, 8, 11, 31, 77 and 201 to 205. Other sets: `sets.py`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import batch
import growing
import perturbing
from peers import Peer, of_nomenklatura, of_rapidfuzz, ours
from plotting import Axis, plot
from rapidfuzz import fuzz, process

from intake.screening.entry import Entry
from intake.screening.folding import plain_tokens

LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "lists"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SEEDS = (101,)
SIZES = (78_000, 944_000)
REFERENCE = "rapidfuzz token_set_ratio"
_ROUNDS, _TIMED, _GROWN = 5, 40, 200


@dataclass(frozen=True, slots=True)
class Quality:
    """Recall at 1 % of the clean names, jointly with 10 % of the hard ones, and the threshold of the latter."""

    clean: float
    joint: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Trial:
    """Names of the list that were changed, each with the numbers of the entries that bear it, and names of nobody."""

    positives: Sequence[tuple[str, frozenset[int]]]
    clean: Sequence[str]
    hard: Sequence[str]

    @staticmethod
    def of(entries: Sequence[Entry], seed: int, count: int) -> "Trial":
        """So many changed names, and nearly as many of nobody, by seed."""
        owners: defaultdict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(entries):
            for name in entry.names:
                owners[name.text].add(number)
        names = list(owners)
        changed = perturbing.positives(names, count, seed, plain_tokens)
        return Trial(
            [(each.asked, frozenset(owners[each.name])) for each in changed],
            perturbing.clean(count * 5 // 6, seed),
            perturbing.hard(names, count // 2, seed, plain_tokens),
        )

    def part(self, most: int) -> "Trial":
        """The first of them: at most so many changed names, and of the others in proportion."""
        return Trial(self.positives[:most], self.clean[: most * 5 // 6], self.hard[: most // 2])

    def quality(self, find: Callable[[str], Sequence[tuple[int, float]]]) -> Quality:
        """How well a way does."""
        right = [
            max((score for entry, score in find(asked) if entry in own), default=0.0) for asked, own in self.positives
        ]
        clean, hard = (
            sorted((_top(find(asked)) for asked in names), reverse=True) for names in (self.clean, self.hard)
        )
        least, both = clean[len(clean) // 100], max(clean[len(clean) // 100], hard[len(hard) // 10])
        return Quality(_share(right, least), _share(right, both), both)


def _top(found: Sequence[tuple[int, float]]) -> float:
    return max((score for _, score in found), default=0.0)


def _share(scores: Sequence[float], above: float) -> float:
    return sum(score > above for score in scores) / len(scores)


def seconds(ask: Callable[[str], object], queries: Sequence[str]) -> float:
    """CPU time of a single query."""
    began = time.process_time()
    for query in queries:
        ask(query)
    return (time.process_time() - began) / len(queries)


def speeds(peers: Sequence[Peer], queries: Sequence[str]) -> dict[str, float]:
    """Seconds a query of each, the middle one of the rounds; all take turns, since the machine may be busy."""
    took: defaultdict[str, list[float]] = defaultdict(list)
    for start in range(0, len(queries), _TIMED):
        for peer in peers:
            took[peer.name].append(seconds(peer.timed, queries[start : start + min(_TIMED, peer.most // _ROUNDS)]))
    return {name: statistics.median(each) for name, each in took.items()}


def told(*arguments: object, queries: Sequence[str] = ()) -> dict[str, float]:
    """What `growing.py` tells of a process of its own."""
    command = [sys.executable, str(Path(growing.__file__)), *map(str, arguments)]
    done = subprocess.run(command, input="\n".join(queries), capture_output=True, text=True, check=True)
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


def grown(folder: Path, size: int, queries: Sequence[str]) -> dict[str, float]:
    """Of the list in a size (0: as it is): what building took, the first answer, and how much faster than rapidfuzz."""
    index = folder / f"{size}.watchlist"
    built = told("build", LISTS, size, index)
    asked = min((told("ask", index, queries=queries) for _ in range(3)), key=lambda each: each["each"])
    first = min(told("ask", index, queries=queries[:1])["first"] for _ in range(5))
    entries = growing.grown(LISTS, size) if size else growing.real(LISTS, "ofac-sdn", "ofac-cons")
    names = [" ".join(plain_tokens(name.text[:400])) for entry in entries for name in entry.names]
    single = scan(names, queries[-3 if size > 100_000 else -10 :])
    row = {"names": len(names), "build": built["seconds"], "build peak": built["peak"], "bytes": built["bytes"]}
    index.unlink()
    return {
        **row,
        "first": first * 1000,
        "peak": asked["peak"],
        "ours": asked["each"] * 1000,
        "rapidfuzz": single * 1000,
    }


def scan(names: Sequence[str], queries: Sequence[str]) -> float:
    """Seconds in which rapidfuzz answers one query over all names, the least of three rounds."""
    return min(
        seconds(lambda query: process.extract(query, names, scorer=fuzz.token_set_ratio), queries) for _ in range(3)
    )


class Kept:
    """Figures in a file, each kept as soon as it is known."""

    def __init__(self, folder: Path) -> None:
        """Those that an earlier run left in the folder."""
        self._path = folder / "figures.json"
        self._figures = json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}

    def figures(self, name: str, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
        """The figures of that name, measured only if they are not known."""
        if name not in self._figures:
            began = time.process_time()
            print(f"{time.strftime('%H:%M:%S')} {name} ...", file=sys.stderr, flush=True)
            self._figures[name] = measure()
            self._path.write_text(json.dumps(self._figures, indent=1), encoding="utf-8")
            print(f"    {time.process_time() - began:.0f} s of CPU here", file=sys.stderr, flush=True)
        found: dict[str, float] = self._figures[name]
        return found


def main(*arguments: str) -> None:
    """Prints the tables; with `--whole` over the whole seeds and all sizes, and draws the plots."""
    given = list(arguments)
    whole = "--whole" in given
    into = Path(given.pop(given.index("--into") + 1)) if "--into" in given else None
    seeds = [int(each) for each in given if not each.startswith("--")] or SEEDS
    if not LISTS.is_dir():
        print(f"the real lists are not here ({LISTS}); nothing was measured")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = into or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        kept, entries = Kept(folder), list(growing.real(LISTS, "ofac-sdn", "ofac-cons"))
        trials = [Trial.of(entries, seed, 600 if whole else 300) for seed in seeds]
        asked = [asked for asked, _ in trials[0].positives]
        print(f"{sum(len(entry.names) for entry in entries)} names; seeds {', '.join(map(str, seeds))}", flush=True)
        found = _found(kept, entries, trials, asked)
        sizes = (0, *SIZES) if whole else (0, SIZES[0])
        grew = [kept.figures(f"list {size}", partial(grown, folder, size, asked[:_GROWN])) for size in sizes]
        file = kept.figures("a file of 10,000 names", partial(_of_a_file, entries, seeds[0])) if whole else {}
    _print(found, grew, len(asked))
    if whole:
        print(
            f"a file of {file['names']} names by the command itself: {file['seconds']:.1f} s of CPU and {file['peak']} MiB, "
            f"{file['times']:.0f} times as fast as {REFERENCE}; {file['matched']} have a match"
        )
        _draw(found, grew)


def _found(
    kept: Kept, entries: Sequence[Entry], trials: Sequence[Trial], asked: Sequence[str]
) -> dict[str, dict[str, float]]:
    """The speed and the quality of each way."""
    with tempfile.TemporaryDirectory() as name:
        told("build", LISTS, 0, Path(name) / "ofac.watchlist")
        peers = [ours(Path(name) / "ofac.watchlist"), *of_rapidfuzz(entries), *of_nomenklatura(entries)]
        took = kept.figures("speeds", lambda: speeds(peers, asked[: _ROUNDS * _TIMED]))
        return {
            peer.name: {
                **kept.figures(f"quality of {peer.name}", partial(_quality, peer, trials)),
                "seconds": took[peer.name],
                "ratio": took[REFERENCE] / took[peer.name],
            }
            for peer in peers
            if peer.name in took
        }


def _quality(peer: Peer, trials: Sequence[Trial]) -> dict[str, float]:
    found = [trial.part(peer.most).quality(peer.find) for trial in trials]
    means = (
        statistics.fmean(parts)
        for parts in zip(*((each.clean, each.joint, each.threshold) for each in found), strict=True)
    )
    return {
        **dict(zip(("clean", "joint", "threshold"), means, strict=True)),
        "asked": min(peer.most, len(trials[0].positives)),
    }


def _of_a_file(entries: Sequence[Entry], seed: int) -> dict[str, float]:
    trial = Trial.of(entries, seed, 4_300)
    names = [*(asked for asked, _ in trial.positives), *trial.clean, *trial.hard][:10_000]
    row = batch.answered(LISTS, names)
    listed = [
        " ".join(plain_tokens(name.text[:400])) for entry in growing.real(LISTS, "ofac-sdn") for name in entry.names
    ]
    return {**row, "times": scan(listed, names[::500]) * len(names) / row["seconds"]}


def _print(found: dict[str, dict[str, float]], grew: Sequence[dict[str, float]], most: int) -> None:
    print(f"{'':<32}{'clean':>7}{'joint':>7}{'at':>6}{'queries/s':>11}{'ratio':>7}")
    for name, row in found.items():
        print(
            f"{name:<32}{row['clean']:>7.3f}{row['joint']:>7.3f}{row['threshold']:>6.2f}{1 / row['seconds']:>11.0f}{row['ratio']:>7.1f}"
            + (f"   of {row['asked']} changed names" if row["asked"] < most else "")
        )
    print(
        f"{'names':>9}{'build s':>9}{'MiB':>6}{'file MB':>9}{'first ms':>10}{'RSS MiB':>9}{'ms':>8}{'rapidfuzz ms':>14}{'ratio':>7}"
    )
    for row in grew:
        print(
            f"{row['names']:>9}{row['build']:>9.1f}{row['build peak']:>6.0f}{row['bytes'] / 1e6:>9.1f}{row['first']:>10.0f}"
            f"{row['peak']:>9.0f}{row['ours']:>8.2f}{row['rapidfuzz']:>14.1f}{row['rapidfuzz'] / row['ours']:>7.0f}"
        )


def _draw(found: dict[str, dict[str, float]], grew: Sequence[dict[str, float]]) -> None:
    points = [(name, [(row["ratio"], row["joint"])]) for name, row in found.items()]
    times, recall = (
        Axis("speed of one query, times rapidfuzz token_set_ratio", 0.01, 100, (0.01, 0.1, 1, 10, 100)),
        Axis("joint recall", 0.7, 1, (0.7, 0.8, 0.9, 1), logarithmic=False),
    )
    picture = plot("Quality against speed, OFAC", times, recall, points)
    (PICTURES / "screening-quality.svg").write_text(picture, encoding="utf-8")
    lines = [
        (name, [(row["names"], row[key]) for row in grew])
        for name, key in (("intake", "ours"), ("token_set_ratio", "rapidfuzz"))
    ]
    sizes, each = (
        Axis("names on the list", 20_000, 1_000_000, (20_000, 100_000, 1_000_000)),
        Axis("milliseconds of CPU a query", 0.1, 10_000, (0.1, 1, 10, 100, 1000, 10_000)),
    )
    picture = plot("One query on a list that grows", sizes, each, lines)
    (PICTURES / "screening-growth.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
