"""Writes the small words in names of Arabic origin in one way, however Latin letters spell them.

`Abd al-Rahman`, `Abdurrahman` and `Abderrahmane` are told as a servant of somebody, `Nur ad-Din` and `Noureddine` as one word,
`Hizb Allah` and `Hezbollah` too, and an article that took on the sound of what follows is an article again.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from intake.screening.arabic import SERVANT_OF
from intake.screening.meanings import meaning

ARTICLE = "al"
_ARTICLES = frozenset(["al", "el", "ul"])
_TAKEN_ON = re.compile("^[aeu](?:sh|[rnszdt])$")
_FAITH, _GOD, _SERVANT_OF_GOD = "uddin", "ullah", "abdullah"
_GODS = frozenset(["allah", _GOD])
_FAITHS_ALONE = frozenset("din dine deen dyn".split())
_FAITHS = frozenset("eddine eddin uddin uddeen addin oddin udin aldin eldin eldine".split())
_SERVANTS = frozenset("abdul abdel abdal abdol abdoul abdool abdur abder abdour abdus abdes abdous abdun abdil".split())
_WITH_FAITH = re.compile("(?<=..)(?:[aeou]{1,2}dd|[aeiou]{1,2}ld)(?:in|ine|een|yn|ien)$|(?<=...)(?:ou|e)dine$")
_WITH_GOD = re.compile("(?<=..)(?:[aeou]{1,2}llah|[ou]lla)$")
_OF_GOD = re.compile("^abd[aeou]{1,2}ll?ah?$")
_WITH_SERVANT = re.compile(
    r"^abd[aeou]{1,2}(?:l|([rnszdt])(?=\1)|(?=[rnszdt]))(?!.{0,3}[eo]va?$)(.{4,}|ha[iqdy]|haqq|al[iy])$"
)


def expanded(tokens: Sequence[str]) -> list[str]:
    """The tokens, an abbreviation as the words for which it stands."""
    return [word for token in tokens for word in _expanded(token)]


def settled(tokens: Sequence[str]) -> tuple[str, ...]:
    """The tokens with the small words of Arabic names in one spelling, those that belong together as one, letters too."""
    kept: list[str] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in _ARTICLES or (following[:1] == token[-1:] and _TAKEN_ON.match(token)):
            if kept[-1:] == ["abd"]:
                kept[-1] = SERVANT_OF
            elif kept[-1:] != [SERVANT_OF]:
                kept.append(ARTICLE)
        elif len(token) == 1 and place and len(tokens[place - 1]) == 1:
            kept[-1] += token
        elif kept and token in _GODS:
            _join(kept, _GOD)
        elif kept and (token in _FAITHS or (kept[-1] == ARTICLE and len(kept) > 1 and token in _FAITHS_ALONE)):
            _join(kept, _FAITH)
        else:
            kept += _settled(token)
    return tuple(kept)


def _join(kept: list[str], ending: str) -> None:
    if len(kept) > 1 and kept[-1] == ARTICLE:
        kept.pop()
    kept[-1] = _SERVANT_OF_GOD if ending == _GOD and kept[-1] in ("abd", SERVANT_OF) else kept[-1] + ending


@lru_cache(maxsize=16384)
def _settled(token: str) -> tuple[str, ...]:
    if token in _SERVANTS:
        return (SERVANT_OF,)
    if _OF_GOD.match(token):
        return (_SERVANT_OF_GOD,)
    if found := _WITH_SERVANT.match(token):
        return SERVANT_OF, found.group(2)
    for ending, written in ((_WITH_FAITH, _FAITH), (_WITH_GOD, _GOD)):
        if found := ending.search(token):
            return (token[: found.start()] + written,)
    return (token,)


@lru_cache(maxsize=16384)
def _expanded(token: str) -> tuple[str, ...]:
    found = meaning(token)
    return found.tokens if found and len(found.tokens) > 1 else (token,)
