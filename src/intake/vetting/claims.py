"""What the client says of itself, held against what the sources say: corroborated, contradicted, or unverifiable."""

from collections.abc import Iterator, Mapping, Sequence

from intake.model.claim import AGAINST, Claim, Outcome
from intake.model.client import Client
from intake.model.finding import Confidence, Finding, SourceReport
from intake.model.values import Item, Value, shown
from intake.vetting.comparing import COMPARED

__all__ = ["Claim", "Outcome", "check_claims"]


def check_claims(
    client: Client, reports: Sequence[SourceReport], answers: Mapping[str, Value] | None = None
) -> tuple[Claim, ...]:
    """Every claim against every firm finding about it; a weak finding (a namesake, a guess) settles nothing.

    `answers` are those given, by question id; what else the client is known by stands in `client`.
    """
    return tuple(
        claim
        for name, claimed in _claimed(client, answers or {}).items()
        if claimed
        for claim in _held(name, claimed, reports)
    )


def _claimed(client: Client, answers: Mapping[str, Value]) -> dict[str, str]:
    said = {name: _text(answers[name]) if name in answers else "" for name in AGAINST}
    numbers = (i.value for i in client.identifiers if i.scheme != "lei" and not i.scheme.endswith("vat"))
    return said | {
        "legal_name": client.name,
        "register_number": next(numbers, ""),
        "vat": client.identifier("eu.vat") or "",
        "lei": client.identifier("lei") or "",
        "website": client.website,
        "email": client.emails[0] if client.emails else "",
    }


def _text(value: Value) -> str:
    """The answer as it is compared: of a person the name alone."""
    return str(value.get("name") or shown(value)) if isinstance(value, Item) else shown(value)


def _held(name: str, claimed: str, reports: Sequence[SourceReport]) -> list[Claim]:
    found = [claim for report in reports for claim in _told(name, claimed, report)]
    return found or [Claim(name, claimed, "", Outcome.UNVERIFIABLE, "")]


def _told(name: str, claimed: str, report: SourceReport) -> Iterator[Claim]:
    for finding in report.findings:
        if finding.name in AGAINST[name] and finding.confidence is Confidence.FIRM:
            yield _compared(name, claimed, finding, report.source)


def _compared(name: str, claimed: str, finding: Finding, source: str) -> Claim:
    agrees, why = COMPARED[finding.name](claimed, finding.value)
    outcome = {True: Outcome.CORROBORATED, False: Outcome.CONTRADICTED, None: Outcome.UNVERIFIABLE}[agrees]
    return Claim(name, claimed, finding.value, outcome, source, finding.evidence, why)
