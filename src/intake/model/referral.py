"""Somebody whom you recommend to clients for a service."""

from collections.abc import Iterable

from intake.errors import Usage
from intake.frugal import dataclass
from intake.model.text import clean


@dataclass(frozen=True, slots=True)
class Referral:
    """A name, the services it stands for (`web`, `translation`), how to reach it, and what you know of it."""

    name: str
    services: tuple[str, ...]
    contact: str = ""
    note: str = ""


def described(name: str, services: Iterable[str], contact: str, note: str) -> Referral:
    """Somebody as you describe them, cleaned; Usage without a name or a service."""
    words = tuple(dict.fromkeys(clean(word, limit=60).casefold() for word in services))
    if not clean(name) or not words or not all(words):
        raise Usage("a referral has a name and a service", remedy="intake referral add NAME --service WORD")
    return Referral(clean(name, limit=200), words, clean(contact, limit=300), clean(note, limit=2000))
