"""Finds the names on a watch list that could reach a threshold, and few more; none that could is left out.

What a name scores is turned into credits. It reaches the threshold only where the credits of its pairs reach a share of what all tokens
of both sides tell: a pair's credit is what it adds to what was met, less what it differs by, and what it takes off the tokens left
over. So the list is read from the rarest token on, and of each the names alone that it could yet carry over the threshold
together with the tokens left unread (MaxScore); since names are numbered by how much their tokens tell, those are the first.

A credit is of *use* as far as it is more than the share of the list's token itself: no name reaches the threshold whose uses do not
reach what the tokens that were asked for need.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

from intake.frugal import dataclass
from intake.screening.building import MARKED
from intake.screening.index import Asked, Index
from intake.screening.neighbours import INITIAL
from intake.screening.reading import Reading
from intake.screening.scoring import DIFFERENCE, LEFT_OVER, LEFT_OVER_THERE

_cost = attrgetter("cost")
_LOOKED_AT = 15
"""How many times dearer it is to look at all tokens of a name than to read that a token stands in it."""

_POSTING, _TAKEN_APART = 10, 150
"""As many such readings take as long as to begin with one more token of the list, and as to take names apart by what was read."""

_NARROWED = 4
"""So many other tokens at most are read to find out which names have them."""

_FEW = 8
"""So many names are all looked at rather than to find out which of them could reach the threshold."""

_IN_LEVELS = 300
"""In so many names a token stands at least whose likes are taken apart by how much use they are."""

_LEVELS = (0.85, 0.6)
"""Where the levels end, as parts of the greatest use."""

_ROUNDING = 1e-9
"""What sums of the same numbers in another order may differ by."""


class _Level(NamedTuple):
    """The list's tokens that are about as much use: the most credit and use of any, and of each its use, number and credit."""

    credit: float
    use: float
    uses: Sequence[float]
    tokens: Sequence[int]
    credits: Sequence[float]


class _Group(NamedTuple):
    """Names, and the most credit and use that any of them could have."""

    credit: float
    use: float
    names: set[int]


@dataclass(slots=True, eq=False)
class _Credited:
    """What a token that is asked for brings to a name by meeting one of the list's tokens, beyond what it may bring anyhow.

    `levels` are those tokens, those of most use first, and `credit_of` their credits; `credit` and `use` the most of any. `always` is what
    an `initial` may bring to any name, since it may meet any token of its letter, and `always_use` what is of use of that.
    """

    levels: Sequence[_Level]
    credit_of: Mapping[int, float]
    credit: float
    use: float
    initial: bytes
    always: float
    always_use: float
    cost: int


def candidates(index: Index, reading: Reading, least: float) -> list[int]:
    """Every name that could score so much, and few more."""
    share, need = least * LEFT_OVER_THERE, least * LEFT_OVER * reading.total - _ROUNDING
    credited = sorted([_credited(each, least, index.greatest_weight) for each in reading.asked], key=_cost)
    always = sum([each.always for each in credited])
    unread = sum([each.credit for each in credited]) + always
    unread_use = sum([each.use + each.always_use for each in credited])

    def reached(credit: float) -> int:
        """How many names, in order, so much credit could carry over the threshold."""
        return index.telling((credit - need) / share)

    met: set[int] = set()
    read: set[int] = set()
    for place, each in enumerate(credited):
        unread -= each.credit
        unread_use -= each.use
        groups = []
        for level in each.levels:
            found: set[int] = set()
            for use, number, credit in zip(level.uses, level.tokens, level.credits, strict=True):
                if use + unread_use >= need and number not in read:
                    read.add(number)
                    names = index.names_with(number)
                    few = len(names) < _FEW
                    found.update(names if few else names[: bisect_left(names, reached(credit + unread))])
            if found:
                groups.append(_Group(level.credit + unread, level.use + unread_use, found))
        if groups:
            # The same token again would part no names.
            others = [other for other in dict.fromkeys(credited[place + 1 :]) if other is not each]
            met.update(*[group.names for group in _narrowed(index, groups, others[:_NARROWED], need, reached)])
    return _reaching(index, met, credited, need, share) if met else []


def _narrowed(
    index: Index, groups: list[_Group], others: Sequence[_Credited], need: float, reached: Callable[[float], int]
) -> list[_Group]:
    """The names that still could reach the threshold once it is read in which of them other tokens stand, if that is cheap.

    `reached` tells how many names a credit carries so far; `need` is the use that they need.
    """
    every: set[int] = set()
    for each in others:
        cost = _TAKEN_APART + _POSTING * len(each.credit_of) + each.cost
        if cost > _LOOKED_AT * sum([len(group.names) for group in groups]):
            break
        every = every or set().union(*[group.names for group in groups])
        having = [(level, every.intersection(index.names_with_any(level.tokens))) for level in each.levels]
        groups = [
            _Group(credit, use, _below(reached(credit), names))
            for group in groups
            for credit, use, names in _split(group, each, having)
            if names and use >= need
        ]
    return groups


def _split(group: _Group, by: _Credited, having: Sequence[tuple[_Level, set[int]]]) -> Iterator[_Group]:
    """The names of a group by what they have of one more token, and those that have nothing of it."""
    credit, use, left = group.credit - by.credit, group.use - by.use, group.names
    for level, theirs in having:
        part = left & theirs
        left = left - part if part else left
        yield _Group(credit + level.credit, use + level.use, part)
    yield _Group(credit, use, left)


def _below(most: int, names: set[int]) -> set[int]:
    return {name for name in names if name < most}


def _reaching(
    index: Index, names: Iterable[int], credited: Sequence[_Credited], need: float, share: float
) -> list[int]:
    """The names whose tokens are credited with enough, and are of enough use."""
    tokens, ends, marks, none = index.name_tokens, index.name_ends, index.told_marks, repeat(0.0)
    credit_of = _greatest([each.credit_of for each in credited]).get
    need_credit = need - sum([each.always for each in credited])
    reaching = [
        name
        for name in names
        if sum(map(credit_of, tokens[ends[name] : ends[name + 1]], none)) >= need_credit + share * marks[name // MARKED]
    ]
    initials = {each.initial for each in credited if each.initial}
    if not initials:
        return reaching
    need_use = need - sum([each.always_use for each in credited])
    levels = [level for each in credited for level in each.levels if level.use > 0]
    use_of = _greatest({n: u for n, u in zip(level.tokens, level.uses, strict=True) if u > 0} for level in levels).get
    return [
        name
        for name in reaching
        if (use := sum(map(use_of, theirs := tokens[ends[name] : ends[name + 1]], none))) >= need_use
        and (use >= need or any(index.token(token)[:1] in initials for token in theirs))
    ]


def _greatest(parts: Iterable[Mapping[int, float]]) -> Mapping[int, float]:
    """Of each token the greatest of what the parts say."""
    most: dict[int, float] = {}
    for each in parts:
        if most.keys().isdisjoint(each):
            most.update(each)
        else:
            most.update({number: credit for number, credit in each.items() if credit > most.get(number, 0.0)})
    return most


@lru_cache(maxsize=1024)
def _credited(asked: Asked, least: float, greatest_weight: float) -> _Credited:
    own, share, ours = asked.weight, least * LEFT_OVER_THERE, least * LEFT_OVER * asked.weight
    gain, loss = (1 - least + least * DIFFERENCE) / 2, least * DIFFERENCE / 2
    always = always_use = 0.0
    initial = asked.token.encode() if len(asked.token) == 1 else b""
    if initial:
        commonest, rarest = ((own + other) * (INITIAL * gain - loss) + ours for other in (0.0, greatest_weight))
        always_use = max(0.0, commonest, rarest)
        always = max(0.0, commonest, rarest + share * greatest_weight)
    likes = asked.near.values()
    uses = [
        (own + other) * (like * gain - loss) + ours - always_use
        for like, other in zip(likes, asked.near_weights, strict=True)
    ]
    beyond = always_use - always
    credited = [
        credit if (credit := use + share * other + beyond) > 0 else 0.0
        for use, other in zip(uses, asked.near_weights, strict=True)
    ]
    credit_of = dict(zip(asked.near, credited, strict=True))
    use, credit = max(uses, default=0.0), max(credited, default=0.0)
    whole = [_Level(credit, use, uses, [*credit_of], credited)] if uses else []
    levels = [*_levels(whole[0])] if asked.cost >= _IN_LEVELS and whole else whole
    return _Credited(levels, credit_of, credit, max(0.0, use), initial, always, always_use, asked.cost)


def _levels(whole: _Level) -> Iterator[_Level]:
    """The parts of a level by use, the most use first."""
    above = float("inf")
    for least in (*(part * whole.use for part in _LEVELS), float("-inf")):
        part = [each for each in zip(whole.uses, whole.tokens, whole.credits, strict=True) if least <= each[0] < above]
        above = least
        if part:
            uses, tokens, credited = zip(*part, strict=True)
            yield _Level(max(credited), max(uses), uses, tokens, credited)
