"""How well and how fast names are found on the real OFAC lists, against rapidfuzz and nomenklatura in the same run.

    python benchmarks/screening/compare.py [--whole] [SEED ...]

Recall is the share of changed names (`perturbing.py`) whose own entry scores above the threshold at which at most 1 % of
clean names score, and jointly at most 10 % of the hard ones. The threshold is each way's own, from the same names. Speed
is CPU time of single queries, each asked once, in several rounds, as a ratio to `process.extract` with `token_set_ratio` in the
same rounds; the middle one counts. A way that takes long is asked fewer names, and its line says so. First answers and memory
are those of fresh processes. `--whole` grows the list to 944,000 names (some minutes) and draws the plots in docs/pictures. The
weights in scoring.py and weighing.py were fitted on the seeds 7, 8, 11, 31, 77 and 201 to 205. Other sets: `sets.py`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import growing
import perturbing
from peers import Peer, of_nomenklatura, of_rapidfuzz, ours
from plotting import Axis, plot
from rapidfuzz import fuzz, process

from intake.screening.entry import Entry
from intake.screening.folding import plain_tokens

LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "lists"
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SEEDS = (101, 102, 103)
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
            took[peer.name].append(seconds(peer.timed, queries[start : start + min(_TIMED, peer.most)]))
    return {name: statistics.median(each) for name, each in took.items()}


def told(*arguments: object, queries: Sequence[str] = ()) -> dict[str, float]:
    """What `growing.py` tells of a process of its own."""
    command = [sys.executable, str(Path(growing.__file__)), *map(str, arguments)]
    done = subprocess.run(command, input="\n".join(queries), capture_output=True, text=True, check=True)
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


def growth(folder: Path, sizes: Sequence[int], queries: Sequence[str]) -> Iterator[tuple[int, dict[str, float]]]:
    """Of the list in each size (0: as it is): what building took, the first answer, and how much faster than rapidfuzz."""
    for size in sizes:
        index = folder / f"{size}.watchlist"
        built = told("build", LISTS, size, index)
        asked = min((told("ask", index, queries=queries) for _ in range(3)), key=lambda each: each["each"])
        first = min(told("ask", index, queries=queries[:1])["first"] for _ in range(5))
        entries = growing.grown(LISTS, size) if size else growing.real(LISTS, "ofac-sdn", "ofac-cons")
        names = [" ".join(plain_tokens(name.text[:400])) for entry in entries for name in entry.names]
        single = scan(names, queries[: 3 if size > 100_000 else 10])
        row = {"build": built["seconds"], "build peak": built["peak"], "bytes": built["bytes"], "first": first * 1000}
        yield len(names), {**row, "peak": asked["peak"], "ours": asked["each"] * 1000, "rapidfuzz": single * 1000}
        index.unlink()


def scan(names: Sequence[str], queries: Sequence[str]) -> float:
    """Seconds in which rapidfuzz answers one query over all names, the least of three rounds."""
    return min(
        seconds(lambda query: process.extract(query, names, scorer=fuzz.token_set_ratio), queries) for _ in range(3)
    )


def main(*arguments: str) -> None:
    """Prints the tables; with `--whole` over all seeds and sizes, and draws the plots."""
    whole = "--whole" in arguments
    seeds = [int(each) for each in arguments if each != "--whole"] or (SEEDS if whole else SEEDS[:1])
    if not LISTS.is_dir():
        print(f"the real lists are not here ({LISTS}); nothing was measured")
        return
    entries = list(growing.real(LISTS, "ofac-sdn", "ofac-cons"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told("build", LISTS, 0, folder / "ofac.watchlist")
        peers = [ours(folder / "ofac.watchlist"), *of_rapidfuzz(entries), *of_nomenklatura(entries)]
        trials = {seed: Trial.of(entries, seed, 600 if whole else 300) for seed in seeds}
        asked = [asked for asked, _ in next(iter(trials.values())).positives]
        took = speeds(peers, asked[: _ROUNDS * _TIMED])
        print(f"{sum(len(entry.names) for entry in entries)} names; seeds {', '.join(map(str, seeds))}")
        print(f"{'':<32}{'clean':>7}{'joint':>7}{'at':>6}{'queries/s':>11}{'ratio':>7}")
        joint = {peer.name: _quality_line(peer, trials, took) for peer in peers}
        grown = list(growth(folder, (0, *SIZES) if whole else (0, SIZES[0]), asked[:_GROWN]))
    print(
        f"{'names':>9}{'build s':>9}{'MiB':>6}{'file MB':>9}{'first ms':>10}{'RSS MiB':>9}{'ms':>8}{'rapidfuzz ms':>14}{'ratio':>7}"
    )
    for count, row in grown:
        ratio = row["rapidfuzz"] / row["ours"]
        print(
            f"{count:>9}{row['build']:>9.1f}{row['build peak']:>6.0f}{row['bytes'] / 1e6:>9.1f}{row['first']:>10.0f}"
            f"{row['peak']:>9.0f}{row['ours']:>8.2f}{row['rapidfuzz']:>14.1f}{ratio:>7.0f}"
        )
    if whole:
        _draw(took, joint, grown)


def _quality_line(peer: Peer, trials: dict[int, Trial], took: dict[str, float]) -> float:
    found = [trial.part(peer.most).quality(peer.find) for trial in trials.values()]
    clean, joint, threshold = (
        statistics.fmean(parts)
        for parts in zip(*((each.clean, each.joint, each.threshold) for each in found), strict=True)
    )
    ratio = took[REFERENCE] / took[peer.name]
    print(
        f"{peer.name:<32}{clean:>7.3f}{joint:>7.3f}{threshold:>6.2f}{1 / took[peer.name]:>11.0f}{ratio:>7.1f}"
        + (f"   of {peer.most} changed names" if peer.most < len(next(iter(trials.values())).positives) else ""),
        flush=True,
    )
    return joint


def _draw(took: dict[str, float], joint: dict[str, float], grown: Sequence[tuple[int, dict[str, float]]]) -> None:
    points = [(name, [(took[REFERENCE] / took[name], joint[name])]) for name in joint]
    times, recall = (
        Axis("speed of one query, times rapidfuzz token_set_ratio", 0.01, 100, (0.01, 0.1, 1, 10, 100)),
        Axis("joint recall", 0.7, 1, (0.7, 0.8, 0.9, 1), logarithmic=False),
    )
    picture = plot("Quality against speed, OFAC", times, recall, points)
    (PICTURES / "screening-quality.svg").write_text(picture, encoding="utf-8")
    lines = [
        (name, [(count, row[key]) for count, row in grown])
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
