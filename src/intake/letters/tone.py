"""Looks for words that blame, threaten or plead, which a letter is better without."""

import re

from intake.locale import worded

_BLAME = {
    r"your (own )?(fault|failure|mistake|negligence)": worded("say what happened, not whose fault it is"),
    r"you (always|never|constantly|again)": worded("name the one occasion"),
    r"you (failed|refused|neglected|forgot|ignored|promised|claimed|lied|cheated)": worded(
        "say what is missing, not who failed"
    ),
    r"you (must|have to|should have|ought to)": worded("ask, or say what you will do"),
    r"(unacceptable|ridiculous|outrageous|absurd|shameful|disgraceful|pathetic|unprofessional|incompetent|dishonest)": worded(
        "leave the judgement out"
    ),
    r"(disappointed|disappointing|frustrated|frustrating|annoyed|annoying|angry|furious|sick of|fed up|tired of)": worded(
        "say what you need instead of what you feel"
    ),
    r"(liar|thief|crook|idiot|stupid|nonsense|rubbish)": worded("insults cost more than the quarrel"),
    r"(obviously|clearly|of course you|as (I|we) (have )?(already|repeatedly) (said|told|explained|written))": worded(
        "it reads as a reproach"
    ),
    r"(or else|last warning|you will regret|see you in court|everyone will know|bad review)": worded(
        "name the step and its day, without a threat"
    ),
    r"(unfortunately for you|how dare|with all due respect)": worded("it reads as scorn"),
}
_PATTERN = re.compile("|".join(rf"(?P<g{i}>\b{words}\b)" for i, words in enumerate(_BLAME)), re.IGNORECASE)
_HINTS = tuple(_BLAME.values())
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:\s+[A-Z]{2,}){2,}\b")
_CALLS = re.compile(r"!+")


def remarks(text: str) -> tuple[str, ...]:
    """What in an English letter may wound, each with advice; empty where nothing was noticed, which proves nothing."""
    found = [f"'{match[0]}': {_hint(match)}" for match in _PATTERN.finditer(text)]
    found += [worded(f"'{match[0]}': capitals shout") for match in _SHOUTED.finditer(text)]
    if _CALLS.search(text):
        found.append(worded("'!': a full stop is calmer"))
    return tuple(dict.fromkeys(found))


def _hint(match: re.Match[str]) -> str:
    return next(_HINTS[int(name[1:])] for name, hit in match.groupdict().items() if hit is not None)
