"""A side of the agreement; your settings hold yours, and are read before any brief is."""

from intake.frugal import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number under which a register knows the client: scheme `lei`, `eu.vat`, or `<country>.<register>` (`fr.siren`)."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the agreement, as it is named in it."""

    name: str
    country: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    identifiers: tuple[Identifier, ...] = ()
