"""The ways in which a name that is asked for can be read: as it is written, with two words as one, or one as two."""

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from intake.screening.folding import is_dropped, is_misspelt_form, without_form_words
from intake.screening.index import Index
from intake.screening.particles import settled

_LIKE_ENOUGH = 0.8
_SHORTEST_SPLIT = 5
_SHORTEST_HALF = 2
_SHORTEST_BESIDE_FORM = 4
_UNKNOWN = 2


class Reading:
    """Tokens, what each is like on the list, and how much each tells; `meets` turns that round, by the list's tokens."""

    def __init__(self, index: Index, tokens: Sequence[str], near: Sequence[Mapping[int, float]]) -> None:
        self.tokens = tokens
        self.near = near
        self.weights = [_weight(index, found) for found in near]
        self.total = sum(self.weights)
        self.initial_weights = [weight for token, weight in zip(tokens, self.weights, strict=True) if len(token) == 1]
        self.meets: dict[int, list[tuple[int, float, float]]] = {}
        for place, found in enumerate(near):
            own = self.weights[place]
            for number, like in found.items():
                self.meets.setdefault(number, []).append((place, like, (own + index.weight(number)) / 2))


def readings(index: Index, tokens: Sequence[str]) -> Iterator[Reading]:
    """The readings of a folded name, the plain one first; another only where the list has the tokens that it makes."""
    near = [index.neighbours(token) for token in tokens]
    kept = [place for place, token in enumerate(tokens) if 1.0 in near[place].values() or not is_misspelt_form(token)]
    tokens, near = [tokens[place] for place in kept or range(len(tokens))], [near[place] for place in kept] or near
    yield Reading(index, tokens, near)
    told = without_form_words(tokens)
    if 0 < len(told) < len(tokens):
        yield Reading(index, [tokens[place] for place in told], [near[place] for place in told])
    if (written := settled(tokens)) != tuple(tokens):
        yield Reading(index, written, [index.neighbours(token) for token in written])
    strange = [1.0 not in found.values() for found in near]
    for place in range(len(tokens) - 1):
        if found := _joined(index, tokens[place] + tokens[place + 1], strange[place] or strange[place + 1]):
            yield _changed(index, tokens, near, slice(place, place + 2), found)
    for place, token in enumerate(tokens):
        for found in _split(index, token) if strange[place] else ():
            yield _changed(index, tokens, near, slice(place, place + 1), found)


def _joined(index: Index, token: str, strange: bool) -> dict[str, dict[int, float]]:
    number = index.number(token)
    if number is not None:
        return {token: {number: 1.0}}
    near = index.neighbours(token) if strange else {}
    # By their letters, since two words as one are soon of the sound of another.
    found = {
        n: like for n, like in near.items() if OSA.normalized_similarity(token.encode(), index.token(n)) > _LIKE_ENOUGH
    }
    return {token: found} if found else {}


def _split(index: Index, token: str) -> Iterator[dict[str, dict[int, float]]]:
    for cut in range(_SHORTEST_HALF, len(token) - _SHORTEST_HALF + 1) if len(token) >= _SHORTEST_SPLIT else ():
        halves = [half for half in (token[:cut], token[cut:]) if not is_dropped(half)]
        found = {half: {number: 1.0} for half in halves if (number := index.number(half)) is not None}
        told = len(halves) == 2 or sum(map(len, halves)) >= _SHORTEST_BESIDE_FORM
        if found and len(found) == len(halves) and told:
            yield found


def _changed(
    index: Index,
    tokens: Sequence[str],
    near: Sequence[Mapping[int, float]],
    where: slice,
    found: Mapping[str, Mapping[int, float]],
) -> Reading:
    changed_tokens, changed_near = list(tokens), list(near)
    changed_tokens[where], changed_near[where] = found, found.values()
    return Reading(index, changed_tokens, changed_near)


def _weight(index: Index, found: Mapping[int, float]) -> float:
    """What the likest tokens of the list tell; a token that is like none tells as much as a rare one."""
    if not found:
        return index.weight_at(_UNKNOWN)
    best = max(found.values())
    return max(index.weight(number) for number, like in found.items() if like == best)
