"""Whether two dossiers are about the same client, and whether one client is a competitor of another's.

A shared number or a shared domain settles it; a name alone, be it a former one, only makes a candidate for a person to judge.
"""

import re
from collections.abc import Sequence

from intake.frugal import dataclass
from intake.hooks.domains import host_of, own_domain
from intake.hooks.free_mail import is_free_mail
from intake.model.client import Client
from intake.model.names import same_name
from intake.model.shared_domains import SHARED_DOMAINS

_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_SITE = re.compile(r"\S+\.[^\s.]{2,}")


@dataclass(frozen=True, slots=True)
class Known:
    """A client as a dossier knows it: with every name that a register or the website gave it, and the competitors it named."""

    client: Client
    also_named: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the client's own first."""
        return tuple(dict.fromkeys((self.client.name, *self.also_named)))

    @property
    def domains(self) -> frozenset[str]:
        """The domains that are the client's alone: of its website and its e-mail addresses."""
        hosts = (host_of(text) for text in (self.client.website, *self.client.emails))
        return frozenset(filter(None, map(_own, hosts)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two may be the same, in words; a name alone is not `firm`."""

    by: str
    firm: bool


def likeness(one: Known, other: Known) -> Likeness | None:
    """Why both may be the same client; None where nothing says so."""
    numbers = {each.scheme: _folded(each.value) for each in one.client.identifiers}
    others = {each.scheme: _folded(each.value) for each in other.client.identifiers}
    shared = [scheme for scheme in numbers if others.get(scheme) == numbers[scheme]]
    if shared:
        return Likeness(f"the number {shared[0]}:{one.client.identifier(shared[0])}", firm=True)
    differ = any(scheme in others for scheme in numbers)
    if domains := sorted(one.domains & other.domains):
        return Likeness(f"the domain {domains[0]}" + (", but not the number" if differ else ""), firm=not differ)
    for name in one.names:
        if any(same_name(name, another) for another in other.names):
            return Likeness(f"the name {name}" + (", but not the number" if differ else ""), firm=False)
    return None


def rivalry(one: Known, other: Known) -> Likeness | None:
    """Why one of both may be a competitor whom the other named; None where nothing says so."""
    found = [_named(text, person) for text, person in _pairs(one, other)]
    return next((each for each in found if each and each.firm), next(filter(None, found), None))


def rivals_in(text: str) -> tuple[str, ...]:
    """The competitors that an answer names: one a line, or between commas."""
    return tuple(filter(None, _BETWEEN.split(text.strip())))


def _pairs(one: Known, other: Known) -> Sequence[tuple[str, Known]]:
    return [*((text, other) for text in one.rivals), *((text, one) for text in other.rivals)]


def _named(text: str, person: Known) -> Likeness | None:
    words = [word.strip("()<>") for word in text.split()]
    domains = filter(None, (_own(host_of(word)) for word in words if _SITE.fullmatch(word)))
    if shared := next((domain for domain in domains if domain in person.domains), ""):
        return Likeness(f"the domain {shared}", firm=True)
    name = " ".join(word for word in words if not _SITE.fullmatch(word)) or text
    if any(same_name(name, each) for each in person.names):
        return Likeness(f"the name {name}", firm=False)
    return None


def _own(host: str) -> str:
    domain = own_domain(host)
    return "" if domain in SHARED_DOMAINS or is_free_mail(domain) else domain


def _folded(number: str) -> str:
    return "".join(character for character in number.upper() if character.isalnum())
