"""The official formats of watch lists, each read row by row: what is not understood stops the reading."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from intake.frugal import dataclass
from intake.screening.entry import Entry
from intake.screening.formats import eu, ofac, uk, un


@dataclass(frozen=True, slots=True)
class Format:
    """How one list is published: who publishes it, where, and in which files, the names of entries first.

    `read` yields the entries; BadFile names the place of what it does not understand. `date` is the list's own, in ISO 8601,
    or empty where it does not bear one.
    """

    name: str
    publisher: str
    urls: tuple[str, ...]
    read: Callable[[tuple[Path, ...]], Iterator[Entry]]
    date: Callable[[tuple[Path, ...]], str]


_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
_EU = "https://webgate.ec.europa.eu/fsd/fsf/public/files/csvFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        found.name: found
        for found in (
            Format(
                "ofac-sdn",
                "US Treasury, OFAC: Specially Designated Nationals",
                tuple(f"{_OFAC}{file}" for file in ("SDN.CSV", "ADD.CSV", "ALT.CSV")),
                ofac.read,
                ofac.date,
            ),
            Format(
                "ofac-cons",
                "US Treasury, OFAC: Consolidated (non-SDN) list",
                tuple(f"{_OFAC}{file}" for file in ("CONS_PRIM.CSV", "CONS_ADD.CSV", "CONS_ALT.CSV")),
                ofac.read,
                ofac.date,
            ),
            Format(
                "un",
                "UN Security Council: Consolidated List",
                ("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
                un.read,
                un.date,
            ),
            Format(
                "eu",
                "European Commission: consolidated list of financial sanctions",
                (_EU,),
                eu.read,
                eu.date,
            ),
            Format(
                "uk",
                "UK Foreign, Commonwealth & Development Office: UK Sanctions List",
                ("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",),
                uk.read,
                uk.date,
            ),
        )
    }
)
"""Every list that is read, by the name the command line gives it."""
