"""The ways of finding names on a list that are compared, all asked alike: a query, and the entries that it may be with a score."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from intake.screening.entry import Entry
from intake.screening.folding import fold, plain_tokens
from intake.screening.index import Index
from intake.screening.matching import search

_FOUND = 50
_MOST = 300
_LEAST = 0.6

Found = Sequence[tuple[int, float]]
"""Numbers of entries, each with its score in [0, 1], the likest first."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One way: what it is called, how it answers for quality, what is run where its speed is taken, and the most names it is asked."""

    name: str
    find: Callable[[str], Found]
    timed: Callable[[str], object]
    most: int = 1_000_000


def ours(path: Path) -> Peer:
    """The index of this project; for quality with a lower threshold, to know the scores below it."""
    index = Index(path)

    def find(query: str) -> Found:
        return [(index.entry_of(hit.name), hit.score) for hit in search(index, fold(query), least=_LEAST)]

    return Peer("intake", find, lambda query: search(index, fold(query)))


def of_rapidfuzz(entries: Sequence[Entry]) -> Iterator[Peer]:
    """`process.extract` over all names of several words, given in plain Latin letters as ours are, by three of its scorers.

    Names of one word are left out for them: token_set takes such a name for the whole of any that has the word.
    """
    plain = ((number, _plain(name.text)) for number, entry in enumerate(entries) for name in entry.names)
    names = [(number, text) for number, text in plain if " " in text]
    owners, choices = [number for number, _ in names], [text for _, text in names]
    for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio, fuzz.WRatio):

        def find(query: str, scorer: Callable[..., float] = scorer) -> Found:
            found = process.extract(_plain(query), choices, scorer=scorer, limit=_FOUND, score_cutoff=100 * _LEAST)
            return [(owners[place], score / 100) for _, score, place in found]

        def timed(query: str, scorer: Callable[..., float] = scorer) -> object:
            return process.extract(_plain(query), choices, scorer=scorer)

        yield Peer(f"rapidfuzz {scorer.__name__}", find, timed, _MOST if scorer is fuzz.WRatio else 1_000_000)
    try:
        yield _cdist(choices, owners)
    except ImportError:
        print("rapidfuzz cdist: not run (pip install numpy)")


def _cdist(choices: Sequence[str], owners: Sequence[int]) -> Peer:
    import numpy

    def find(query: str) -> Found:
        (row,) = process.cdist([_plain(query)], choices, scorer=fuzz.token_sort_ratio, dtype=numpy.uint8)
        return [(owners[place], row[place] / 100) for place in numpy.argsort(-row.astype(int), kind="stable")[:_FOUND]]

    return Peer("rapidfuzz cdist token_sort_ratio", find, find)


def of_nomenklatura(entries: Sequence[Entry]) -> Iterator[Peer]:
    """The scorer logic-v2 over the candidates of nomenklatura's own index, where both are installed."""
    try:
        from logic import peer
    except ImportError:
        print("nomenklatura logic-v2: not run (pip install nomenklatura, in an environment of its own)")
    else:
        yield peer(entries)


def _plain(name: str) -> str:
    return " ".join(plain_tokens(name[:400]))
