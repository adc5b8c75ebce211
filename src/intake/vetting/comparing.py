"""How a claim is compared with a finding: tolerantly, and with the reason in words.

Each comparison says whether the finding agrees (None where it settles nothing) and what was compared.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from intake.hooks.domains import host_of, own_domain
from intake.model.names import same_name
from intake.model.party import Identifier
from intake.model.values import Value
from intake.vetting.numbers import within

Compared: TypeAlias = tuple[bool | None, str]

_LATE_DAYS = 7
"""How many days later than they say clients may pay on average before that contradicts them."""
_YEARS = 1
"""How many years a founding may lie from its entry in a register."""
# Enterprises by their persons employed, as Recommendation 2003/361/EC of the Commission draws the lines.
_SIZES = ((10, "micro"), (50, "small"), (250, "medium-sized"))
_SPLIT_POSTCODE = re.compile(r"\b(\d{3}) (\d{2})\b|\b(\d{2})-(\d{3})\b")


def name(claimed: str, found: Value) -> Compared:
    """Company names, letter case, accents, punctuation and legal form aside."""
    same = same_name(claimed, str(found))
    return same, "the same name but for spelling and legal form" if same else "another name"


def number(claimed: str, found: Value) -> Compared:
    """A number told is this one, or contained in it; another one may be that of another register, and settles nothing."""
    said, told = _compact(claimed), _compact(str(found))
    inner = {i.value for scheme in ("eu.vat", "fr.siret", "no.mva") for i in within(Identifier(scheme, said))}
    if said == told or told in inner:
        return True, "the same number"
    return None, "another number, which may be that of another register"


def vat(claimed: str, found: Value) -> Compared:
    """VAT numbers of one country; a company may have others in other countries."""
    said, told = _compact(claimed), _compact(str(found))
    if said == told:
        return True, "the same number"
    return (
        (False, "another number of the same country") if said[:2] == told[:2] else (None, "a number of another country")
    )


def yes(_: str, found: Value) -> Compared:
    """A finding that is itself the answer."""
    return found is True, "the source says so" if found is True else "the source denies it"


def no(_: str, found: Value) -> Compared:
    """A finding that must not be so; that it is not says little."""
    return (False, "the source says otherwise") if found is True else (None, "nothing speaks against it")


def mail_domain(claimed: str, found: Value) -> Compared:
    """E-mail addresses of one registrable domain; a company may use several."""
    domain = own_domain(host_of(claimed))
    same = bool(domain) and domain == own_domain(host_of(str(found)))
    return (True, "the same domain") if same else (None, "another domain")


def address(claimed: str, found: Value) -> Compared:
    """Postcode and house number, and a word of street or town, in any order and spelling.

    Another postcode and no word in common contradicts; anything between settles nothing.
    """
    said, told = _tokens(claimed), _tokens(str(found))
    numbers = {token for token in said if any(c.isdigit() for c in token)}
    shared = {token for token in said & told if len(token) > 3 and token.isalpha()}
    if numbers and numbers <= told and shared:
        return True, f"the same numbers, and {', '.join(sorted(shared))}"
    codes, others = ({token for token in each if sum(c.isdigit() for c in token) >= 4} for each in (said, told))
    if codes and others and not codes & others and not shared:
        return False, "another postcode, and no word in common"
    return None, "partly alike"


def founded(claimed: str, found: Value) -> Compared:
    """Years, one apart at most: a company may be entered the year after it began."""
    years = re.findall(r"\b(?:1[0-9]|20)\d\d\b", claimed)
    if not years or not isinstance(found, date):
        return None, "no year"
    apart = abs(int(years[0]) - found.year)
    return apart <= _YEARS, f"{years[0]} and {found.year}"


def size(claimed: str, found: Value) -> Compared:
    """Numbers of employees within one class of size."""
    if not (digits := re.sub(r"\D", "", claimed)) or not isinstance(found, int | Decimal):
        return None, "no number"
    said, told = _size(int(digits)), _size(int(found))
    return said == told, f"{said} and {told}" if said != told else f"both {said}"


def person(claimed: str, found: Value) -> Compared:
    """A name among those of a register; whoever decides need not be in it."""
    said = {token for token in _tokens(claimed) if len(token) > 1}
    names = found if isinstance(found, tuple) else (found,)
    if any(said and said <= _tokens(str(each)) for each in names):
        return True, "named there"
    return None, "not named there, which need not be"


def paid_within(claimed: str, found: Value) -> Compared:
    """Days to pay as said, and on average as filed."""
    if not (digits := re.sub(r"\D", "", claimed)) or not isinstance(found, int | Decimal):
        return None, "no number of days"
    return found <= int(digits) + _LATE_DAYS, f"they say {int(digits)} days, filed {int(found)}"


def _own_word(compare: Callable[[str, Value], Compared]) -> Callable[[str, Value], Compared]:
    """What the client says elsewhere can contradict what it says here, and prove nothing: it is the same speaker."""

    def compared(claimed: str, found: Value) -> Compared:
        agrees, why = compare(claimed, found)
        return (False, why) if agrees is False else (None, f"{why}, by their own word")

    return compared


COMPARED: Mapping[str, Callable[[str, Value], Compared]] = {
    "registry.name": name,
    "lei.name": name,
    "vat.name": name,
    "website.legal_name": name,
    "registry.number": number,
    "website.register_number": number,
    "vat.valid": yes,
    "website.vat": vat,
    "lei.registered": yes,
    "registry.address": address,
    "registry.since": founded,
    "registry.employees": size,
    "website.founded": _own_word(founded),
    "website.employees": _own_word(size),
    "registry.people": person,
    "domain.registered": yes,
    "website.reachable": yes,
    "website.names_client": yes,
    "mail.accepts": yes,
    "contact.email_valid": yes,
    "contact.email_disposable": no,
    "website.email": mail_domain,
    "payment.average_days": paid_within,
}
"""The comparison for each finding that a claim is held against."""


def _size(employees: int) -> str:
    return next((word for most, word in _SIZES if employees < most), "large")


def _compact(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum())


def _tokens(text: str) -> set[str]:
    """The folded words and numbers of a text; a postcode in two parts is one."""
    joined = _SPLIT_POSTCODE.sub(lambda found: "".join(part or "" for part in found.groups()), text.casefold())
    plain = unicodedata.normalize("NFKD", joined)
    return set(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))
