"""Words of the shipped languages that people type: months, weekdays, yes and no."""

import unicodedata

from intake.locale.days import MONTH_NAMES, WEEKDAY_NAMES

# Short, older and inflected forms; the Estonian cases are joined to the genitive below.
_MORE_MONTHS = (
    "jan janv ene jaanuari ocakta ocagin oca",
    "feb fev fevr veebr veebruari subatta subatin sub",
    "mar mrz maerz martsi martta martin",
    "apr avr abr aprilli nisanda nisanin nis",
    "mayista mayisin",
    "jun juuni haziranda haziranin haz",
    "jul juil juuli temmuzda temmuzun tem",
    "aug ago augusti agustosta agustosun agu",
    "sep sept setiembre septembri eylulde eylulun eyl",
    "oct okt oktoobri ekimde ekimin",
    "nov novembri kasimda kasimin kas",
    "dec dez dic dets detsembri aralikta araligin ara",
)
_ESTONIAN = "jaanuari veebruari martsi aprilli mai juuni juuli augusti septembri oktoobri novembri detsembri".split()
_CASES = ("s", "l", "ks", "ni", "st", "le")
_MORE_WEEKDAYS = (
    "mon esmaspaeva pazartesiye",
    "tue tues teisipaeva saliya",
    "wed kolmapaeva carsambaya",
    "thu thur thurs neljapaeva persembeye",
    "fri cumaya",
    "sat sonnabend laupaeva cumartesiye",
    "sun puhapaeva pazara",
)
_ESTONIAN_DAYS = "esmaspaeva teisipaeva kolmapaeva neljapaeva reede laupaeva puhapaeva".split()


def fold(text: str) -> str:
    """The text for looking up: lower case in every language (Turkish too), without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("’", "'"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def _folded(names: dict[str, str], more: tuple[str, ...], estonian: list[str], start: int) -> dict[str, int]:
    found = {fold(word): n for words in names.values() for n, word in enumerate(words.split(), start)}
    found |= {word: number for number, words in enumerate(more, start) for word in words.split()}
    return found | {stem + case: number for number, stem in enumerate(estonian, start) for case in _CASES}


MONTHS = _folded(MONTH_NAMES, _MORE_MONTHS, _ESTONIAN, 1)
"""The number of a month (1 to 12) by its folded name, usual short form or case."""

WEEKDAYS = _folded(WEEKDAY_NAMES, _MORE_WEEKDAYS, _ESTONIAN_DAYS, 0)
"""The number of a weekday (Monday is 0) by its folded name, usual short form or case."""

YES = frozenset("yes y true ja j oui o si s jah jaa evet e".split())
NO = frozenset("no n false nein nej non ei hayir h".split())
