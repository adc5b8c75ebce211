"""What the client says of itself, held against what the sources say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from intake.model.client import Client
from intake.model.finding import Confidence, SourceReport
from intake.model.names import same_name
from intake.model.values import Value


class Outcome(Enum):
    """How a claim stands after the sources were asked."""

    CORROBORATED = "corroborated"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim against one finding; without a finding it is unverifiable, and `found` and `source` are empty."""

    name: str
    claimed: str
    found: Value
    outcome: Outcome
    source: str


def _is_true(_: str, found: Value) -> bool:
    return found is True


def _same_company(claimed: str, found: Value) -> bool:
    return isinstance(found, str) and same_name(claimed, found)


def _same_number(claimed: str, found: Value) -> bool:
    return isinstance(found, str) and _compact(claimed) == _compact(found)


_AGAINST: tuple[tuple[str, str, Callable[[str, Value], bool]], ...] = (
    ("legal_name", "registry.name", _same_company),
    ("legal_name", "lei.name", _same_company),
    ("legal_name", "vat.name", _same_company),
    ("legal_name", "website.legal_name", _same_company),
    ("vat", "vat.valid", _is_true),
    ("vat", "website.vat", _same_number),
    ("lei", "lei.registered", _is_true),
    ("website", "domain.registered", _is_true),
    ("website", "website.reachable", _is_true),
    ("email", "mail.accepts", _is_true),
)


def check_claims(client: Client, reports: Sequence[SourceReport]) -> tuple[Claim, ...]:
    """Every claim against every firm finding about it; a weak finding (a namesake, a guess) settles nothing."""
    claims = {
        "legal_name": client.name,
        "vat": client.identifier("eu.vat") or "",
        "lei": client.identifier("lei") or "",
        "website": client.website,
        "email": client.emails[0] if client.emails else "",
    }
    return tuple(found for name, claimed in claims.items() if claimed for found in _claims(name, claimed, reports))


def _claims(name: str, claimed: str, reports: Sequence[SourceReport]) -> list[Claim]:
    tests = {fact: agrees for of, fact, agrees in _AGAINST if of == name}
    found = [
        Claim(name, claimed, finding.value, _outcome(agrees(claimed, finding.value)), report.source)
        for report in reports
        for finding in report.findings
        if (agrees := tests.get(finding.name)) and finding.confidence is Confidence.FIRM
    ]
    return found or [Claim(name, claimed, "", Outcome.UNVERIFIABLE, "")]


def _outcome(agrees: bool) -> Outcome:
    return Outcome.CORROBORATED if agrees else Outcome.CONTRADICTED


def _compact(number: str) -> str:
    return "".join(character for character in number.upper() if character.isalnum())
