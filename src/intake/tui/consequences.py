"""What follows from a source's findings: the numbers that lead on, and how the client's claims stand."""

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from intake.locale import Words, marked
from intake.model.claim import Claim, Outcome
from intake.model.finding import SourceReport
from intake.model.joining import Joined
from intake.tui.words import text

_OUTCOMES = {
    Outcome.CORROBORATED: (marked("borne out"), "$text-success"),
    Outcome.CONTRADICTED: (marked("contradicted"), "$text-warning"),
}


def consequences(
    source: str, joined: Joined, claims: Sequence[Claim], reports: Mapping[str, SourceReport], say: Words
) -> Iterator[Content]:
    """One line each, for the source of that name."""
    for claim in claims:
        if claim.source == source and claim.outcome in _OUTCOMES:
            outcome, style = _OUTCOMES[claim.outcome]
            yield text((say("claim {name}", name=claim.name) + ": ", "dim"), claim.claimed, "  ", (say(outcome), style))
    for join in joined.joins:
        if join.source == source:
            asked = [report.source for report in reports.values() if join.identifier in report.known_by]
            told = say(
                "leads to {number}, with which were asked: {sources}", number=join.identifier, sources=", ".join(asked)
            )
            yield text((told, "dim"))
    for join in joined.contested:
        if join.source == source:
            yield text(
                (
                    say("not used, since another source says otherwise: {number}", number=join.identifier),
                    "$text-warning",
                )
            )
