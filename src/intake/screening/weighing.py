"""How much a token tells of whose name it stands in."""

import re
from functools import lru_cache
from math import log

from intake.screening.meanings import meaning
from intake.screening.words import PARTICLES

_PATRONYMIC = re.compile("(?:[oe]vich|[oe]vych|[oe]vitch|[oe]vna|[oe]vic|ivna)$")
_COMMON, _PARTICLE, _FROM_FATHER = 0.7, 0.9, 0.8


@lru_cache(maxsize=65536)
def importance(token: str) -> float:
    """Less than 1 for words that many firms have in their names, for small words, and for patronymics, which many leave out."""
    if token in PARTICLES:
        return _PARTICLE
    found = meaning(token)
    if found and found.reason == "translated":
        return _COMMON
    return _FROM_FATHER if _PATRONYMIC.search(token) else 1.0


def weight_of(token: str, frequency: int, names: int) -> float:
    """How much a token tells that stands in so many of the names: the rarer, the more."""
    return importance(token) * weight_at(frequency, names)


def weight_at(frequency: int, names: int) -> float:
    """What any token tells at most that stands in so many of the names."""
    return 1 + log((1 + names) / (1 + frequency))
