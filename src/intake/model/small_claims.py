"""Up to which amount a claim is heard in a procedure made for small claims; instalments above it are harder to collect.

Ceilings change: each row names its law, the year for which it was read, and the page it was read on. A row without a
page was written from memory and says so wherever it is used. A jurisdiction that is not listed has no known ceiling,
which is not the same as none. One debt may not be cut into several claims to stay below it, so the parts of a price
must fall due on days of their own.
"""

from collections.abc import Mapping
from types import MappingProxyType

from intake.frugal import dataclass
from intake.model.money import Money


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The greatest claim, the law that sets it, the year for which it was read, and where (empty: from memory)."""

    most: Money
    law: str
    as_of: int
    source: str = ""
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether somebody read the figure; else it is from memory."""
        return bool(self.source)

    def __str__(self) -> str:
        parts = (self.law, f"as of {self.as_of}", "" if self.verified else "not verified", self.note)
        return f"{self.most} ({'; '.join(filter(None, parts))})"


def _ceiling(amount: int, currency: str, law: str, as_of: int, source: str = "", note: str = "") -> Ceiling:
    return Ceiling(Money(amount, currency), law, as_of, source and f"https://{source}", note)


EUROPEAN = _ceiling(
    5_000_00, "EUR", "Regulation (EC) 861/2007, art. 2(1), as amended by (EU) 2015/2421", 2022,
    "e-justice.europa.eu/354/FR/small_claims?action=printAll&clang=&useContId=236339",
    "the European procedure, for claims across a border between member states other than Denmark",
)  # fmt: skip
"""The procedure for claims from one member state to another; it stands beside the national ones."""

EUROPEAN_STATES = frozenset(
    "AT BE BG CY CZ DE EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)  # fmt: skip
"""The states in which the European procedure may be used: all of the Union but Denmark."""

_NATIONAL = {
    "CH": _ceiling(
        30_000_00, "CHF", "Zivilprozessordnung, art. 243(1)", 2024, "droit-bilingue.ch/de-fr/2/27/272-243-247.html"
    ),
    "DE": _ceiling(
        10_000_00, "EUR", "Gerichtsverfassungsgesetz, § 23 no. 1", 2026,
        "www.ergo.de/de/rechtsportal/aktuelle-rechtsthemen/rund-um-das-gerichtsverfahren",
        "the Amtsgericht, where no lawyer is needed",
    ),
    "DK": _ceiling(
        100_000_00, "DKK", "Retsplejeloven, § 400(1)", 2024,
        "www.askt.dk/blog/graensen-for-smaasager-og-appel-uden-procesbevillingsnaevnets-tilladelse-er-forhoejet.aspx",
    ),
    "EE": _ceiling(
        3_500_00, "EUR", "Tsiviilkohtumenetluse seadustik, § 405(1)", 2024,
        "e-justice.europa.eu/contentPresentation.do?clang=et&idCountry=EE&idTaxonomy=42",
        "the principal alone; a bill of 2024 would raise it",
    ),
    "ES": _ceiling(
        15_000_00, "EUR", "Ley de Enjuiciamiento Civil, art. 250(2)", 2025, "abogadoalgeciras.com/juicio-verbal",
        "the juicio verbal; without a lawyer up to 2 000 EUR",
    ),
    "FR": _ceiling(
        5_000_00, "EUR", "Code des procédures civiles d'exécution, art. R125-1", 2025,
        "acta.fr/actualites/la-procedure-simplifiee-de-recouvrement-des-petites-creances",
        "interest counts towards it, and the debtor must agree to the procedure",
    ),
    "GB": _ceiling(
        10_000_00, "GBP", "Civil Procedure Rules, part 26", 2025, "www.circle-vision.org/en/small-claims-england-vs-scotland-en/",
        "England and Wales; 5 000 GBP in Scotland",
    ),
    "HK": _ceiling(75_000_00, "HKD", "Small Claims Tribunal Ordinance (Cap. 338), schedule", 2024, "www.judiciary.hk/en/court_services_facilities/sc.html"),
    "IE": _ceiling(
        2_000_00, "EUR", "District Court (Small Claims Procedure) Rules", 2025,
        "ccpc.ie/consumers/how-to-complain/small-claims-procedure",
        "it hears no claim for a mere debt; that goes to the District Court, or by the European procedure",
    ),
    "IT": _ceiling(
        10_000_00, "EUR", "Codice di procedura civile, art. 7", 2022, "jurinote.it/atti/relazione-illustrativa-dlgs-149-2022/?id=609",
        "the giudice di pace",
    ),
    "JP": _ceiling(
        600_000, "JPY", "Code of Civil Procedure, art. 368", 2025,
        "japancompliance.com/my-company-has-a-small-monetary-claim-in-japan-is-there-a-simplified-procedure-available-a-look-at-japans-small-claims-litigation/",
    ),
    "KR": _ceiling(30_000_000, "KRW", "Rule on the Trial of Small Claims, art. 1-2", 2024,
                   "m.easylaw.go.kr/MOM/SubCsmOvRetrieve.laf?langCd=700107&csmSeq=920&ccfNo=5&cciNo=1&cnpClsNo=1"),
    "LV": _ceiling(
        2_500_00, "EUR", "Civilprocesa likums, sec. 250.19(2)", 2018,
        "e-justice.europa.eu/42/LT/small_claims?LATVIA&init=true&member=1", "the principal alone",
    ),
    "NL": _ceiling(
        25_000_00, "EUR", "Wetboek van Burgerlijke Rechtsvordering, art. 93", 2024,
        "lawyrup.nl/burgerlijke%20rechtsvordering/burgerlijke-rechtsvordering-inleiding/wijze-van-procederen/dagvaardingsprocedure/kantonzaken",
        "the kantonrechter, where no lawyer is needed",
    ),
    "NO": _ceiling(
        249_999_99, "NOK", "Tvisteloven, § 10-1(2)(a)", 2020, "www.rornorge.no/artikler/2021/smakravsprosess--forenklet-og-billigere-rettssak/",
        "below 250 000 NOK",
    ),
    "NZ": _ceiling(
        60_000_00, "NZD", "Disputes Tribunal Amendment Act 2025", 2026,
        "www.smithpartners.co.nz/opportunities-and-challenges-as-the-disputes-tribunals-jurisdiction-increased-to-60-000",
        "it hears disputes, not undisputed debts",
    ),
    "PL": _ceiling(
        20_000_00, "PLN", "Kodeks postępowania cywilnego, art. 505¹ § 1", 2022,
        "sip.lex.pl/akty-prawne/dzu-dziennik-ustaw/kodeks-postepowania-cywilnego-16786199/art-505-1",
    ),
    "PT": _ceiling(
        15_000_00, "EUR", "Lei 78/2001, art. 8, as amended by Lei 54/2013", 2017,
        "www.nfs-advogados.com/mediacao-julgados-de-paz.html", "the julgados de paz; not every place has one",
    ),
    "SE": _ceiling(
        29_600_00, "SEK", "Rättegångsbalken 1:3 d; SFS 2025:872", 2026, "www.basbelopp.se/1-prisbasbelopp-2026",
        "half a price base amount of that year, interest included",
    ),
    "SG": _ceiling(
        20_000_00, "SGD", "Small Claims Tribunals Act, s. 5", 2019,
        "www.straitstimes.com/singapore/courts-crime/default-claims-limit-at-small-claims-tribunals-raised-to-20000-from-november",
        "30 000 SGD where both agree in writing",
    ),
}  # fmt: skip

_AMERICAN = "lawsuitanalysis.com/small-claims-court-limits/"
_REGIONAL = {
    "AU-NSW": _ceiling(20_000_00, "AUD", "Local Court Act 2007 (NSW), s. 29(1)(b)", 2024, "www.judcom.nsw.gov.au/publications/benchbks/local/small_claims.html"),
    "CA-BC": _ceiling(35_000_00, "CAD", "Small Claims Court Monetary Limit Regulation (BC)", 2017, "www.clicklaw.bc.ca/resource/4314",
                      "up to 5 000 CAD the Civil Resolution Tribunal decides"),
    "CA-ON": _ceiling(
        50_000_00, "CAD", "O. Reg. 626/00, s. 1, as amended by O. Reg. 42/25", 2025,
        "carusolegal.services/EN/small-claims-court/court-rules/monetary-jurisdiction/claims-limit-change",
    ),
    "US-CA": _ceiling(
        12_500_00, "USD", "Code of Civil Procedure, § 116.221", 2025, "self-law.org/code/ca/code-of-civil-procedure/116-221",
        "natural persons; 6 250 USD for companies, and two claims above 2 500 USD a year",
    ),
    "US-CO": _ceiling(7_500_00, "USD", "Colorado Revised Statutes, § 13-6-403", 2024, _AMERICAN),
    "US-FL": _ceiling(8_000_00, "USD", "Florida Small Claims Rules, rule 7.010(b)", 2024, _AMERICAN),
    "US-GA": _ceiling(15_000_00, "USD", "Official Code of Georgia, § 15-10-2", 2024, _AMERICAN),
    "US-IL": _ceiling(10_000_00, "USD", "Illinois Supreme Court Rule 281", 2024, _AMERICAN),
    "US-MA": _ceiling(7_000_00, "USD", "Massachusetts General Laws, ch. 218 § 21", 2024, _AMERICAN),
    "US-NY": _ceiling(
        5_000_00, "USD", "New York Uniform City Court Act, § 1801", 2024, _AMERICAN,
        "city courts; 10 000 USD in New York City, 3 000 USD in town and village courts",
    ),
    "US-PA": _ceiling(
        12_000_00, "USD", "42 Pa. Consolidated Statutes, § 1515", 2024, "powerofattorney.com/table-draft/"
    ),
    "US-TX": _ceiling(
        20_000_00, "USD", "Texas Government Code, § 27.031", 2026, "infotalker.com/us/legal/small-claims-limits-by-state"
    ),
    "US-WA": _ceiling(10_000_00, "USD", "Revised Code of Washington, § 12.40.010", 2024, "app.leg.wa.gov/RCW/default.aspx?cite=12.40.010",
                      "natural persons; 5 000 USD for companies"),
}  # fmt: skip

CEILINGS: Mapping[str, Ceiling] = MappingProxyType(dict.fromkeys(EUROPEAN_STATES, EUROPEAN) | _NATIONAL | _REGIONAL)
"""The ceiling by ISO 3166 country, or subdivision where each has its own; the European procedure where no row stands."""


def ceiling_in(country: str, currency: str) -> Ceiling | None:
    """The ceiling that amounts of this currency can be held against in a country; None where there is none.

    Where the country's own is in another currency, the European procedure stands in for it if it may be used there.
    """
    own = CEILINGS.get(country)
    if own is not None and own.most.currency == currency:
        return own
    return EUROPEAN if country in EUROPEAN_STATES and currency == EUROPEAN.most.currency else None
