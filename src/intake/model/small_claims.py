"""Up to which amount a court hears a claim in its simplified procedure, by country; instalments above it are harder to collect.

Ceilings change: each row names its law and the year for which it was read. A country that is not listed has no known
ceiling, which is not the same as none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from intake.model.money import Money


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The greatest claim, the law that sets it, and the year for which it was read."""

    most: Money
    law: str
    as_of: int


_EUROPEAN = Ceiling(Money(5_000_00, "EUR"), "Regulation (EC) 861/2007, art. 2, as amended by (EU) 2015/2421", 2025)
_NATIONAL = {
    "CH": Ceiling(Money(30_000_00, "CHF"), "Zivilprozessordnung, art. 243", 2025),
    "EE": Ceiling(Money(3_500_00, "EUR"), "Tsiviilkohtumenetluse seadustik, § 405", 2025),
    "FR": Ceiling(Money(5_000_00, "EUR"), "Code des procédures civiles d'exécution, art. R125-1", 2025),
    "GB": Ceiling(Money(10_000_00, "GBP"), "Civil Procedure Rules, part 26 (England and Wales)", 2025),
    "IE": Ceiling(Money(2_000_00, "EUR"), "District Court (Small Claims) Rules", 2025),
    "JP": Ceiling(Money(600_000, "JPY"), "Code of Civil Procedure, art. 368", 2025),
    "PL": Ceiling(Money(20_000_00, "PLN"), "Kodeks postępowania cywilnego, art. 505¹", 2025),
    "PT": Ceiling(Money(15_000_00, "EUR"), "Lei 78/2001, art. 8", 2025),
    "SE": Ceiling(Money(29_400_00, "SEK"), "Rättegångsbalken 1:3 d, half a price base amount", 2025),
    "SG": Ceiling(Money(20_000_00, "SGD"), "Small Claims Tribunals Act, s. 5", 2025),
}

CEILINGS: Mapping[str, Ceiling] = MappingProxyType(
    dict.fromkeys("AT BE BG CY CZ DE ES FI GR HR HU IT LT LU LV MT NL RO SI SK".split(), _EUROPEAN) | _NATIONAL
)
"""The ceiling by ISO 3166-1 country; the European procedure, for claims across a border, where no national row stands."""
