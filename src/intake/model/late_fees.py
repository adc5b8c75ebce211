"""What the law grants a business for a late payment by another: interest a year and a flat sum, by the supplier's seat.

Each rule names its law, the year for which it was read, and the page it was read on; one without a page was written
from memory and says so wherever it is used. Reference rates are those of the first day of each half-year; a half-year
that is not listed has no known rate.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from intake.frugal import dataclass
from intake.model.money import Money


@dataclass(frozen=True, slots=True)
class LateFee:
    """Simple interest of `points` percent a year, above the `reference` rate where one is named.

    `flat` is the sum for the cost of recovery, by the debt from which it is due, smallest first. `fixed`: the rate of the
    half-year in which the delay began holds throughout; else each half-year has its own.
    """

    points: Decimal
    reference: str
    flat: tuple[tuple[int, Money], ...]
    law: str
    as_of: int
    source: str = ""
    fixed: bool = False

    def __str__(self) -> str:
        above = f" points above the {self.reference} rate" if self.reference else " %"
        caveat = "" if self.source else "; not verified"
        return f"{self.points}{above} a year ({self.law}; as of {self.as_of}{caveat})"


def _rule(
    points: str, reference: str, flat: Mapping[int, Money], law: str, as_of: int, source: str = "", fixed: bool = False
) -> LateFee:
    return LateFee(
        Decimal(points), reference, tuple(flat.items()), law, as_of, source and f"https://{source}", fixed=fixed
    )


_FORTY = {0: Money(40_00, "EUR")}
_DIRECTIVE = _rule(
    "8", "ECB", _FORTY, "Directive 2011/7/EU, art. 2(6) and 6", 2024, "enterprise.gov.ie/en/faqs/what-is-the-late-payment-interest-rate-1.html"
)  # fmt: skip
_EURO_STATES = "CY EE ES FI GR HR IE IT LT LU LV MT NL PT SI SK".split()

_EUROPE = {
    "AT": _rule("9.2", "Austrian base", _FORTY, "Unternehmensgesetzbuch, § 456 and 458 (4 % where the delay is not the debtor's fault)", 2024,
                "www.basiszins.at/verzugszinsen.php"),
    "BE": _rule(
        "8", "ECB", _FORTY, "Wet van 2 augustus 2002, art. 5 and 6 (rounded up to half a point there)", 2014,
        "eubelius.com/en/news/interest-rate-for-late-payment-in-commercial-transactions",
    ),
    # The German base rate follows that of the ECB at a distance of 0.88 points (§ 247 BGB), so nine points above it are 8.12.
    "DE": _rule("8.12", "ECB", _FORTY, "Bürgerliches Gesetzbuch, § 247 and 288(2), (5)", 2024,
                "www.haufe.de/recht/deutsches-anwalt-office-premium/pruettingwegenweinreich-bgb-288-bgb-verzugszinsen_idesk_PI17574_HI15892264.html"),
    "DK": _rule("8", "Danish lending", {0: Money(310_00, "DKK")}, "Renteloven, § 5 and 9a", 2024),
    "FR": _rule(
        "10", "ECB", _FORTY, "Code de commerce, art. L441-10 and D441-5 (unless the terms name another rate)", 2024,
        "www.exeoffice.eu/P%C3%A9nalit%C3%A9s-journali%C3%A8res-de-retard-r%C3%A8glement-facture",
    ),
    "GB": _rule(
        "8", "Bank of England",
        {0: Money(40_00, "GBP"), 1_000_00: Money(70_00, "GBP"), 10_000_00: Money(100_00, "GBP")},
        "Late Payment of Commercial Debts (Interest) Act 1998, s. 4-6", 2026,
        "accounting.events/resources/late-payment-fees-uk/", fixed=True,
    ),
    "SE": _rule("8", "Riksbank", {0: Money(450_00, "SEK")}, "Räntelagen, § 6; lag (1981:739), § 4 a", 2019,
                "lawline.se/answers/hur-beraknar-man-ranta-enligt-6-rantelagen-2 and https://sergel.se/faq/forseningsersattning/"),
}  # fmt: skip

_AMERICA = {
    "US-CA": _rule("10", "", {}, "California Civil Code, § 3289(b)", 2026, "ezel.ai/surveys/prejudgment-interest/california"),
    "US-CO": _rule("8", "", {}, "Colorado Revised Statutes, § 5-12-101", 2010, "www.alqlist.com/InterestRateSummary.html"),
    "US-GA": _rule("7", "", {}, "Official Code of Georgia, § 7-4-2", 2010, "www.alqlist.com/InterestRateSummary.html"),
    "US-IL": _rule("5", "", {}, "815 Illinois Compiled Statutes 205/2 (debts in writing)", 2026, "ezel.ai/surveys/prejudgment-interest/illinois"),
    "US-MA": _rule("12", "", {}, "Massachusetts General Laws, ch. 231 § 6C", 2026, "ezel.ai/surveys/prejudgment-interest/massachusetts"),
    "US-NY": _rule("9", "", {}, "New York Civil Practice Law and Rules, § 5004", 2024, "nysenate.gov/legislation/laws/CVP/5004"),
    "US-PA": _rule("6", "", {}, "41 Pennsylvania Statutes, § 202", 2024),
    "US-TX": _rule("6", "", {}, "Texas Finance Code, § 302.002 (from the thirtieth day)", 2024, "lawserver.com/?p=29119409"),
    "US-WA": _rule(
        "12", "", {}, "Revised Code of Washington, § 19.52.010", 2025, "www.mondaq.com/unitedstates/landlord-tenant-leases/1695016/collecting-pre-judgment-interest"
    ),
}  # fmt: skip

LATE_FEES: Mapping[str, LateFee] = MappingProxyType(dict.fromkeys(_EURO_STATES, _DIRECTIVE) | _EUROPE | _AMERICA)
"""The rule by ISO 3166 country, or subdivision in the United States (where no contract names another rate)."""

REFERENCE_RATES: Mapping[str, Mapping[tuple[int, int], Decimal]] = MappingProxyType(
    {
        "ECB": MappingProxyType(
            {
                (2024, 1): Decimal("4.50"),
                (2024, 2): Decimal("4.25"),
                (2025, 1): Decimal("3.15"),
                (2025, 2): Decimal("2.15"),
                (2026, 1): Decimal("2.15"),
            }
        ),
        "Riksbank": MappingProxyType({(2023, 2): Decimal("3.50"), (2024, 1): Decimal("4.00")}),
        "Bank of England": MappingProxyType(
            {
                (2024, 1): Decimal("5.25"),
                (2024, 2): Decimal("5.25"),
                (2025, 1): Decimal("4.75"),
                (2025, 2): Decimal("4.25"),
                (2026, 1): Decimal("3.75"),
                (2026, 2): Decimal("3.75"),
            }
        ),
    }
)
"""Percent a year by (year, half): of the ECB's main refinancing operations on 1 January and 1 July, of the Bank of England
on the day before. Sources: retout.fr/?p=12408, krone.at/4000884 (July 2025 and January 2026), riksbank.se, capway.se, payontime.co.uk and usewolfx.com."""
