"""What stands on a watch list: one person, organisation or ship, with all its names and what tells it from namesakes."""

from hashlib import sha256
from typing import Literal

from intake.frugal import dataclass

Kind = Literal["person", "organisation", "vessel", "aircraft", "unknown"]
Quality = Literal["primary", "alias", "weak", "derived"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, as the list writes it; a `derived` one is an acronym or the core of another."""

    text: str
    quality: Quality = "primary"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `id` is the list's own; birth dates are ISO 8601 as far as they are known (`1971`, `1971-05`).

    `countries` are as the list writes them; `identifiers` pairs of scheme and number (`imo`, `lei`, `domain`, `email`,
    `register`, `tax`, `passport`, `national_id`, or `document`).
    """

    id: str
    kind: Kind
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    programmes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What the entry says, in sixteen letters and digits: another where the list changed anything of it."""
        return sha256(repr(self).encode()).hexdigest()[:16]
