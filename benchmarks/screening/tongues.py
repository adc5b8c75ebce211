"""Names of real entries in another script or language than those in which a list is left to bear them.

Each set is a list of entries, and queries with the entry that bears them; nothing is changed by chance. The official files give
both sides: the UN's its names in original script, OFAC's the Russian names of firms that it leads in English too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import growing

from intake.screening.entry import Entry

_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_RUSSIAN_FIRM = re.compile(
    r"""\b(AKTSIONERN|OBSHCHEST|OTVETSTVENN|PREDPRIYATI|ZAVOD|KOMBINAT|ZAKRYTOE|OTKRYTOE|PUBLICHNOE|NAUCHNO|PROIZVODSTV|MINISTERSTV
    |FEDERALN|GOSUDARSTV|KONTSERN|ORGANIZATSIYA|SLUZHBA|KOMPANI[YI]?A|TOVARISHCH|TORGOV|STROITEL|UPRAVLENI|AGENTSTV|OBEDINENI)""",
    re.VERBOSE,
)
_PATRONYMIC = re.compile(r"(ovich|evich|ovna|evna)\b", re.IGNORECASE)
_IN_CYRILLIC = tuple(
    pair.split(">")
    for pair in """shch>щ zh>ж kh>х ts>ц ch>ч sh>ш yu>ю ya>я ye>е yo>ё iy>ий yy>ый a>а b>б v>в g>г d>д e>е z>з i>и k>к l>л m>м
    n>н o>о p>п r>р s>с t>т u>у f>ф y>ы c>к h>х j>дж q>к w>в x>кс""".split()
)
_SECOND_OF_TWO = re.compile("(?<=[аеоуыэюя])[иы](?![а-яё])")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A set: what it is, the entries of the list, and queries, each with the id of its own entry."""

    name: str
    entries: Sequence[Entry]
    asked: Sequence[tuple[str, str]]

    def found(self, find: Callable[[str], Sequence[str]]) -> float:
        """The share of the queries for which the own entry is found."""
        return sum(own in find(query) for query, own in self.asked) / len(self.asked)


def tongues(lists: Path) -> Iterator[Tongue]:
    """Every set that the official files give."""
    ofac = list(growing.real(lists, "ofac-sdn", "ofac-cons"))
    united = list(growing.real(lists, "un"))
    for what, kind in (("people", "person"), ("organisations", "organisation")):
        yield _parted(f"UN: {what} in Arabic script", united, kind, _in_arabic)
    yield _parted("UN: people in Cyrillic script", united, "person", _in_cyrillic)
    yield _written(
        "OFAC: Russian firms in Cyrillic, by names that are not Russian", ofac, "organisation", _is_russian_firm
    )
    yield _told("OFAC: people with a patronymic, in Cyrillic", ofac)
    yield _parted("OFAC: another name of a person, by the first", ofac, "person", None)
    yield _parted("OFAC: another name of an organisation, by the first", ofac, "organisation", None)


def in_cyrillic(text: str) -> str:
    """A Russian name in Latin letters as it is written in Cyrillic, about."""
    text = text.lower()
    for latin, letter in _IN_CYRILLIC:
        text = text.replace(latin, letter)
    return _SECOND_OF_TWO.sub("й", text)


def _parted(name: str, entries: Sequence[Entry], kind: str, apart: Callable[[str], bool] | None) -> Tongue:
    """The list without the names that are apart (where none is asked for: all but the first), which are the queries."""
    left, asked = [], []
    for entry in entries:
        kept = entry.names[:1] if apart is None else tuple(each for each in entry.names if not apart(each.text))
        left.append(replace(entry, names=kept))
        if entry.kind == kind and kept:
            asked += [(each.text, entry.id) for each in entry.names if each not in kept and each.quality != "weak"]
    return Tongue(name, left, asked)


def _written(name: str, entries: Sequence[Entry], kind: str, apart: Callable[[str], bool]) -> Tongue:
    tongue = _parted(name, entries, kind, apart)
    return Tongue(name, tongue.entries, [(in_cyrillic(text), own) for text, own in tongue.asked])


def _told(name: str, entries: Sequence[Entry]) -> Tongue:
    asked = [
        (in_cyrillic(each.text), entry.id)
        for entry in entries
        for each in entry.names[:1]
        if entry.kind == "person" and _PATRONYMIC.search(each.text)
    ]
    return Tongue(name, entries, asked)


def _in_arabic(text: str) -> bool:
    return bool(_ARABIC.search(text))


def _in_cyrillic(text: str) -> bool:
    return bool(_CYRILLIC.search(text))


def _is_russian_firm(text: str) -> bool:
    return bool(_RUSSIAN_FIRM.search(text.upper()))
