"""Says of a party which entries of a watch list it may be, what else agrees or differs, and what settles it.

A name alone settles nothing: many people share one. A number, a web domain or an e-mail address that both bear does, and
so does a person who looked. Source of the steps: OFAC, "Assessing OFAC Name Matches" (FAQ 5), read 2026-11.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from intake.errors import CannotTell
from intake.frugal import dataclass, replace
from intake.model.shared_domains import SHARED_DOMAINS
from intake.screening.entry import Entry
from intake.screening.explaining import reason
from intake.screening.folding import fold, plain_tokens
from intake.screening.index import Index
from intake.screening.matching import ALERT, REVIEW, Hit, search
from intake.screening.own_script import own_words
from intake.screening.parts import quoted, versions
from intake.screening.scoring import Pair

Band = Literal["alert", "review"]
_WORLDWIDE = ("imo", "lei", "domain", "email")
_NATIONAL = ("register", "tax", "passport", "national_id")
_MOST_BY_PART = 0.74
SETTLING = (*_WORLDWIDE, *_NATIONAL)
"""The schemes of identifiers that settle who somebody is; national ones only where the name or the country fits too."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is held against the lists; all but the name may be missing. Birth dates as in `Entry`, countries by name or code."""

    name: str
    kind: Literal["person", "organisation", ""] = ""
    countries: tuple[str, ...] = ()
    birth_date: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that the subject may be: the name that is like, how like, and what of the rest agrees and differs.

    `settled` says that an identifier is the same. `list_date` is the list's own day, or that of its download.
    """

    score: float
    band: Band
    list: str
    list_date: str
    list_sha256: str
    entity: str
    entry_digest: str
    name: str
    listed_as: str
    kind: str
    countries: tuple[str, ...]
    birth_dates: tuple[str, ...]
    programmes: tuple[str, ...]
    pairs: tuple[Pair, ...]
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    settled: bool = False

    @property
    def explanation(self) -> str:
        """Which token met which, what agrees and what differs, in words."""
        met = [_met(pair) for pair in self.pairs if pair.asked and pair.found]
        alone = [f"only asked: {_token(pair.asked, pair.asked_word)}" for pair in self.pairs if not pair.found]
        alone += [f"only listed: {_token(pair.found, pair.found_word)}" for pair in self.pairs if not pair.asked]
        rest = [f"agrees: {text}" for text in self.agrees] + [f"differs: {text}" for text in self.differs]
        return "; ".join([*met, *alone, *rest])


def screen(index: Index, subject: Subject, *, least: float = REVIEW) -> list[Match]:
    """Every entry that the subject may be, those settled first, then the likest; ValueError for a name that is too long."""
    subject = replace(subject, identifiers=tuple(filter(_tells, subject.identifiers)))
    try:
        hits = _hits(index, subject.name, least)
        numbered = {
            number: hits.get(number)
            for scheme, value in subject.identifiers
            for number in index.identified(scheme, value)
            if _bears(index.entry(number)[0], scheme, value)
        }
        found = [_match(index, subject, number, hit) for number, hit in {**hits, **numbered}.items()]
    except (IndexError, UnicodeDecodeError, TypeError) as fault:
        raise CannotTell(
            f"the list {index.header['list']} is damaged: {fault}", remedy="Build it again: intake lists import."
        ) from fault
    return sorted(found, key=lambda match: (not match.settled, -match.score, match.entity))


def _tells(identifier: tuple[str, str]) -> bool:
    """Whether an identifier is its bearer's own: a domain of pages of many is nobody's."""
    scheme, value = identifier
    return scheme != "domain" or value.lower() not in SHARED_DOMAINS


def _hits(index: Index, name: str, least: float) -> dict[int, Hit]:
    """The best hit of each entry, of the whole name and of the names within it; one of a part in quotes stays below alert."""
    found: dict[int, Hit] = {}
    asked = [(fold(name), 1.0), *((fold(each), 1.0) for each in versions(name))]
    asked += [(fold(each), _MOST_BY_PART) for each in quoted(name)]
    for tokens, most in dict(reversed(asked)).items():
        for hit in search(index, tokens, least=least):
            entry, reached = index.entry_of(hit.name), min(hit.score, most)
            if entry not in found or reached > found[entry].score:
                found[entry] = replace(hit, score=reached)
    return found


def _met(pair: Pair) -> str:
    asked, found = _token(pair.asked, pair.asked_word), _token(pair.found, pair.found_word)
    if pair.asked == pair.found:
        return f"{asked} = {found}"
    why = reason(pair.asked, pair.found)
    return f"{asked} ~ {found} ({pair.likeness:.2f}{', ' if why else ''}{why})"


def _token(token: str, word: str) -> str:
    return f"{word} [{token}]" if word else token


def _in_own_script(pairs: Sequence[Pair], asked: str, found: str) -> tuple[Pair, ...]:
    ours, theirs = own_words(asked), own_words(found)
    return tuple(
        pair._replace(asked_word=ours.get(pair.asked, ""), found_word=theirs.get(pair.found, "")) for pair in pairs
    )


def _match(index: Index, subject: Subject, number: int, hit: Hit | None) -> Match:
    entry, digest = index.entry(number)
    (listed,) = (name.text for name in entry.names)
    name = index.name(hit.name).text if hit else listed
    agrees, differs = list(_agreements(subject, entry)), list(_differences(subject, entry))
    return Match(
        score=round(hit.score, 4) if hit else 0.0,
        band="alert" if hit is None or hit.score >= ALERT else "review",
        list=str(index.header["list"]),
        list_date=str(index.header["date"]),
        list_sha256=str(index.header["sha256"]),
        entity=entry.id,
        entry_digest=digest,
        name=name,
        listed_as=listed,
        kind=entry.kind,
        countries=entry.countries,
        birth_dates=entry.birth_dates,
        programmes=entry.programmes,
        pairs=_in_own_script(hit.pairs, subject.name, name) if hit else (),
        agrees=tuple(agrees),
        differs=tuple(differs),
        settled=_is_settled(subject, entry, named=hit is not None),
    )


def _is_settled(subject: Subject, entry: Entry, *, named: bool) -> bool:
    borne = {scheme for scheme, value in subject.identifiers if _bears(entry, scheme, value)}
    # The same digits are a number of somebody else in another country.
    return bool(borne.intersection(_WORLDWIDE)) or bool(borne and (named or _shared_countries(subject, entry)))


def _agreements(subject: Subject, entry: Entry) -> Iterator[str]:
    for scheme, value in subject.identifiers:
        if _bears(entry, scheme, value):
            yield f"{scheme} {value}"
    if any(_same_day(subject.birth_date, day) for day in entry.birth_dates):
        yield f"born {subject.birth_date}"
    if shared := _shared_countries(subject, entry):
        yield f"country {', '.join(shared)}"


def _differences(subject: Subject, entry: Entry) -> Iterator[str]:
    if (
        subject.birth_date
        and entry.birth_dates
        and not any(_same_day(subject.birth_date, day) for day in entry.birth_dates)
    ):
        yield f"born {', '.join(entry.birth_dates)}, not {subject.birth_date}"
    known = {scheme for scheme, _ in entry.identifiers}
    for scheme, value in subject.identifiers:
        if scheme in known and not _bears(entry, scheme, value):
            yield f"another {scheme}"
    if subject.kind and entry.kind in ("person", "organisation", "vessel", "aircraft") and entry.kind != subject.kind:
        yield f"{_with_article(entry.kind)}, not {_with_article(subject.kind)}"
    if subject.countries and entry.countries and not _shared_countries(subject, entry):
        yield f"country {', '.join(entry.countries)}"


def _bears(entry: Entry, scheme: str, value: str) -> bool:
    plain = _plain(value)
    return scheme in SETTLING and any(kind == scheme and _plain(number) == plain for kind, number in entry.identifiers)


def _plain(number: str) -> str:
    return "".join(character for character in number.lower() if character.isalnum())


def _same_day(one: str, other: str) -> bool:
    """Whether two days agree as far as both are known."""
    return bool(one) and bool(other) and all(a == b for a, b in zip(one.split("-"), other.split("-"), strict=False))


def _shared_countries(subject: Subject, entry: Entry) -> list[str]:
    return [country for country in entry.countries if _country(country) in map(_country, subject.countries)]


def _country(country: str) -> str:
    return " ".join(plain_tokens(re.sub(r"\bthe\b", "", country, flags=re.IGNORECASE)))


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
