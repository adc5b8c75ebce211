"""A side of the agreement; your settings hold yours, and are read before any brief is."""

from intake.frugal import dataclass
from intake.model.client import Identifier


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the agreement, as it is named in it."""

    name: str
    country: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    identifiers: tuple[Identifier, ...] = ()
