"""The client: a person or company that may become, or was, a customer."""

from enum import Enum

from intake.frugal import dataclass
from intake.model.party import Identifier


class Kind(Enum):
    """What the client is in law, as far as is known."""

    COMPANY = "company"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Client:
    """What the client says of itself; every part is a claim until a finding corroborates it.

    `country` is ISO 3166-1 alpha-2, `website` a URL as given, `people` the names of owners and directors.
    """

    name: str
    kind: Kind = Kind.UNKNOWN
    country: str = ""
    website: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    people: tuple[str, ...] = ()

    def identifier(self, scheme: str) -> str | None:
        """The number under that scheme, or None."""
        return next((i.value for i in self.identifiers if i.scheme == scheme), None)

    def number(self, *schemes: str) -> str:
        """The number under the first of the schemes that has one, or empty; `fr.vat` also means an `eu.vat` of FR."""
        european = (self.identifier("eu.vat") or "").upper()
        here = [f"{european[:2].lower()}.vat"] if european else []
        return next(
            (self.identifier(each) or european for each in schemes if self.identifier(each) or each in here), ""
        )
