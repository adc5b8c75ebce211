"""What the law asks where the client is a natural person: why they may be vetted, how long it is kept, what may not be."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from intake.frugal import dataclass
from intake.locale import worded
from intake.model.client import Client, Kind
from intake.model.finding import Confidence, SourceReport

PURPOSE = worded("to judge, before a contract, whether to work for this client and on which terms")
NOT_A_CONSUMER_REPORT = (
    "Not a consumer report (US Fair Credit Reporting Act): do not use it for credit, employment, insurance or tenancy."
)
# What registers call a firm that is one natural person; compared without regard to case, as part of the form's words.
_SOLE_TRADERS = (
    "enkeltpersonforetak",
    "entrepreneur individuel",
    "fyzická osoba",
    "jednoosobowa działalność",
    "private trader",
    "toiminimi",
    "yksityinen elinkeinonharjoittaja",
    "sole trader",
    "sole proprietor",
    "einzelunternehm",
    "enskild näringsidkare",
    "enskild firma",
    "füüsilisest isikust ettevõtja",
    "şahıs",
    "autónomo",
)


class Basis(Enum):
    """On which point of Article 6(1) GDPR the processing rests."""

    LEGITIMATE_INTEREST = "f"
    CONTRACT_STEPS = "b"

    @property
    def words(self) -> str:
        """The basis as it is named to people."""
        return _BASES[self]


_BASES = {
    Basis.LEGITIMATE_INTEREST: worded(
        "Art. 6(1)(f) GDPR, the legitimate interest in knowing whom one is about to contract with"
    ),
    Basis.CONTRACT_STEPS: worded("Art. 6(1)(b) GDPR, steps before a contract that the person asked for"),
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a person may be vetted, and the day on which what was found is to be deleted."""

    purpose: str
    basis: Basis
    keep_until: date


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the client says against a finding (`topic.fact`); it travels with the finding wherever that is shown."""

    fact: str
    says: str


def is_person(client: Client, reports: Iterable[SourceReport]) -> bool:
    """Whether the client is known to be a natural person or sole trader, by what you stated or a register's legal form."""
    found = [finding for report in reports for finding in report.findings if finding.confidence is Confidence.FIRM]
    forms = [str(finding.value).casefold() for finding in found if finding.name == "registry.form"]
    sole = any(word in form for form in forms for word in _SOLE_TRADERS)
    return client.kind is Kind.PERSON or sole


def banner(client: Client, reports: Iterable[SourceReport]) -> str:
    """What has to be said wherever something of the client is shown; empty where nothing has.

    In the United States a report on an individual may be a consumer report, so it is said of every client there who is
    not known to be a company.
    """
    individual = client.kind is not Kind.COMPANY or is_person(client, reports)
    return NOT_A_CONSUMER_REPORT if client.country == "US" and individual else ""
