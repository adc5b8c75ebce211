"""Finds the names on a watch list that are like a given one, the likest first, and says which token met which."""

from collections.abc import Sequence
from operator import itemgetter

from intake.frugal import dataclass
from intake.screening.candidates import candidates
from intake.screening.index import Index
from intake.screening.reading import Reading, readings
from intake.screening.scoring import Pair, pairs, score

ALERT = 0.75
"""From here on two names are taken for one until somebody says otherwise."""

REVIEW = 0.68
"""From here on a person has to look."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name on the list, by number, with its score in [0, 1] and the pairs of tokens behind it."""

    name: int
    score: float
    pairs: tuple[Pair, ...]


def search(index: Index, tokens: Sequence[str], *, least: float = REVIEW) -> list[Hit]:
    """The best name of each entry that scores at least so much, the best first; so much is more than initials alone can (0.54).

    Of several as good it is the one met as it is written, then the primary one.
    """
    best: dict[int, tuple[tuple[float, int, int, int], Reading]] = {}
    for order, reading in enumerate(readings(index, tokens)):
        for name in candidates(index, reading, least):
            reached = score(index, name, reading)
            if reached >= least:
                entry, rank = index.entry_of(name), (-reached, order, index.quality_of(name), name)
                if entry not in best or rank < best[entry][0]:
                    best[entry] = rank, reading
    ranked = sorted(best.values(), key=itemgetter(0))
    return [Hit(rank[-1], -rank[0], tuple(pairs(index, rank[-1], reading))) for rank, reading in ranked]
