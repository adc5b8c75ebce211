"""Twenty ways in which a name reaches us otherwise than its list writes it, and names that stand on no list.

All by seed: `positives` draws names of a list and changes each in one way; `clean` puts common names together; `hard` puts
together tokens that the list has in different names.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Tokens = list[str]
Change = Callable[[Tokens, random.Random], "Tokens | None"]
Split = Callable[[str], Sequence[str]]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = "aeiou"
_FORMS = "ltd llc gmbh sa inc corp limited plc".split()
_TITLES = "mr dr sheikh hajji mrs general".split()
_EXTRA = "maria peter trading international ali group jose john holdings".split()
_HEARD = tuple(
    pair.split(">")
    for pair in "ou>u oo>u kh>h q>k ph>f y>i ee>i sh>ch w>v j>dj x>ks c>k th>t mm>m ss>s aa>a e>i u>o z>s".split()
)
_MARKS = str.maketrans("aeioucsznl", "áéíöüçšžñł")
_CYRILLIC = dict(
    pair.split(">")
    for pair in """shch>щ sh>ш ch>ч zh>ж kh>х ts>ц yu>ю ya>я a>а b>б c>к d>д e>е f>ф g>г h>х i>и j>дж k>к l>л m>м n>н o>о p>п
    q>к r>р s>с t>т u>у v>в w>в x>кс y>й z>з""".split()
)
_GIVEN = """james mary robert patricia john jennifer michael linda david elizabeth thomas susan anna lars ingrid björn sofia
marco giulia pierre claire hans greta jan katarzyna piotr eva tomas jiri olga sergei natalia ahmet ayse mehmet fatma yuki haruto
wei li priya rahul amit chen carlos lucia diego elena oliver emma noah charlotte lucas mia henrik astrid""".split()
_FAMILY = """smith johnson williams brown jones miller davis wilson anderson taylor moore martin lee thompson white harris clark
lindqvist möbel nilsson eriksson rossi bianchi dupont lefebvre müller schmidt fischer weber kowalski nowak novak svoboda petrova
sokolova yilmaz kaya demir tanaka suzuki zhang wang sharma gupta patel fernandez lopez gomez larsen hansen dubois moreau
becker""".split()
_FIRM = """studio birch north harbour bakery print design media bright maple river green stone clear consulting digital garden
furniture coffee books travel kitchen optics dental pharma wind solar nordic alpine baltic coastal""".split()
_SAYS_LITTLE = frozenset(
    [*_FORMS, *"company co fze ooo ltda corporation holding oao ojsc s a c v de r l al el bin b llp trading".split()]
)


@dataclass(frozen=True, slots=True)
class Positive:
    """A changed name, the way it was changed, and the name it was made from."""

    way: str
    asked: str
    name: str


def positives(names: Sequence[str], count: int, seed: int, split: Split) -> list[Positive]:
    """So many changed names, the ways in turn; names of one token or of more than eight are passed over."""
    dice, ways = random.Random(seed), list(CHANGES)
    made: list[Positive] = []
    while len(made) < count:
        name = dice.choice(names)
        tokens = list(split(name))
        if 2 <= len(tokens) <= 8 and sum(map(len, tokens)) >= 8:
            way = ways[len(made) % len(ways)]
            if changed := CHANGES[way](tokens, dice):
                made.append(Positive(way, " ".join(changed), name))
    return made


def clean(count: int, seed: int) -> list[str]:
    """So many names of common words: two of people, one of a firm, in turn."""
    dice = random.Random(seed + 1)
    return [
        " ".join([*dice.sample(_FIRM, 2), dice.choice(_FORMS)])
        if number % 3 == 2
        else f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"
        for number in range(count)
    ]


def hard(names: Sequence[str], count: int, seed: int, split: Split) -> list[str]:
    """So many names of which the first part comes from one name of the list and the rest from another."""
    dice, tokens = random.Random(seed + 2), [list(split(name)) for name in names]
    known = {tuple(sorted(each)) for each in tokens}
    made: list[str] = []
    while len(made) < count:
        one, other = dice.choice(tokens), dice.choice(tokens)
        if not (2 <= len(one) <= 4 and 2 <= len(other) <= 4):
            continue
        mixed = [one[0], *other[1:]] if dice.random() < 0.5 else [*one[:-1], other[-1]]
        # Names that differ in a legal form or a particle alone are no two parties.
        told = {token for token in mixed if token not in _SAYS_LITTLE}
        same = any(told <= set(each) or set(each) - _SAYS_LITTLE <= told for each in (one, other))
        if not same and tuple(sorted(mixed)) not in known:
            made.append(" ".join(mixed))
    return made


def _upper(tokens: Tokens, _: random.Random) -> Tokens | None:
    return [token.upper() for token in tokens]


def _reversed(tokens: Tokens, _: random.Random) -> Tokens | None:
    return tokens[::-1]


def _shuffled(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return dice.sample(tokens, len(tokens)) if len(tokens) > 2 else None


def _one_slip(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return _in_one(tokens, dice, _slip)


def _two_slips(tokens: Tokens, dice: random.Random) -> Tokens | None:
    once = _one_slip(tokens, dice)
    return once and _one_slip(once, dice)


def _transposed(tokens: Tokens, dice: random.Random) -> Tokens | None:
    def turn(token: str, dice: random.Random) -> str:
        at = dice.randrange(len(token) - 1)
        return token[:at] + token[at + 1] + token[at] + token[at + 2 :]

    return _in_one(tokens, dice, turn)


def _without_middle(tokens: Tokens, dice: random.Random) -> Tokens | None:
    if len(tokens) < 3:
        return None
    at = dice.randrange(1, len(tokens) - 1)
    return tokens[:at] + tokens[at + 1 :]


def _without_last(tokens: Tokens, _: random.Random) -> Tokens | None:
    return tokens[:-1] if len(tokens) > 2 else None


def _initial(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return _in_one(tokens, dice, lambda token, _: token[0]) if len(tokens) > 2 else None


def _joined(tokens: Tokens, dice: random.Random) -> Tokens | None:
    at = dice.randrange(len(tokens) - 1)
    return [*tokens[:at], tokens[at] + tokens[at + 1], *tokens[at + 2 :]]


def _split(tokens: Tokens, dice: random.Random) -> Tokens | None:
    def cut(token: str, dice: random.Random) -> str:
        at = dice.randrange(2, len(token) - 2)
        return f"{token[:at]} {token[at:]}"

    return _in_one(tokens, dice, cut, least=6)


def _transliterated(tokens: Tokens, dice: random.Random) -> Tokens | None:
    changed, left = list(tokens), 2
    for at in dice.sample(range(len(tokens)), len(tokens)):
        for written, heard in dice.sample(_HEARD, len(_HEARD)):
            if left and written in changed[at]:
                changed[at] = changed[at].replace(written, heard, 1)
                left -= 1
                break
    return changed if left < 2 else None


def _titled(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return [dice.choice(_TITLES), *tokens]


def _formed(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return [*tokens, dice.choice(_FORMS)]


def _extra(tokens: Tokens, dice: random.Random) -> Tokens | None:
    word, at = dice.choice(_EXTRA), dice.randrange(len(tokens) + 1)
    return [*tokens[:at], word, *tokens[at:]]


def _doubled(tokens: Tokens, dice: random.Random) -> Tokens | None:
    def double(token: str, dice: random.Random) -> str:
        at = dice.randrange(len(token))
        return token[: at + 1] + token[at:]

    return _in_one(tokens, dice, double)


def _scanned(tokens: Tokens, dice: random.Random) -> Tokens | None:
    return _in_one(tokens, dice, lambda token, _: token[0] + token[1:].translate(str.maketrans("olis", "0115")))


def _marked(tokens: Tokens, _: random.Random) -> Tokens | None:
    return [token.translate(_MARKS) for token in tokens]


def _cyrillic(tokens: Tokens, _: random.Random) -> Tokens | None:
    return [_in_cyrillic(token) for token in tokens]


def _vowel_lost(tokens: Tokens, dice: random.Random) -> Tokens | None:
    def lose(token: str, dice: random.Random) -> str:
        places = [at for at, letter in enumerate(token) if at and letter in _VOWELS]
        at = dice.choice(places) if places else len(token)
        return token[:at] + token[at + 1 :]

    return _in_one(tokens, dice, lose, least=5)


def _in_one(
    tokens: Tokens, dice: random.Random, change: Callable[[str, random.Random], str], least: int = 4
) -> Tokens | None:
    """The name with one token of at least so many letters changed; None where it has none."""
    places = [at for at, token in enumerate(tokens) if len(token) >= least]
    if not places:
        return None
    at = dice.choice(places)
    return [*tokens[:at], change(tokens[at], dice), *tokens[at + 1 :]]


def _slip(token: str, dice: random.Random) -> str:
    at, kind = dice.randrange(len(token)), dice.randrange(3)
    letter = dice.choice(_LETTERS) if kind != 1 else ""
    return token[:at] + letter + token[at + (kind != 2) :]


def _in_cyrillic(token: str) -> str:
    written, at = "", 0
    while at < len(token):
        length = next((size for size in (4, 2, 1) if token[at : at + size] in _CYRILLIC), 0)
        written += _CYRILLIC.get(token[at : at + length], "")
        at += length or 1
    return written


CHANGES: Mapping[str, Change] = {
    change.__name__.strip("_"): change
    for change in (
        _upper,
        _reversed,
        _shuffled,
        _one_slip,
        _two_slips,
        _transposed,
        _without_middle,
        _without_last,
        _initial,
        _joined,
        _split,
        _transliterated,
        _titled,
        _formed,
        _extra,
        _doubled,
        _scanned,
        _marked,
        _cyrillic,
        _vowel_lost,
    )
}
"""The ways of change, by name."""
