"""What a finding rests on, in full: where from, when, the answer's status and digest, and the words quoted."""

from typing import TYPE_CHECKING

from textual.content import Content

from intake.model.finding import Confidence, Evidence, Finding, SourceReport
from intake.model.values import shown
from intake.tui import words
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.vetting.quoting import Quoted


def about_finding(finding: Finding, report: SourceReport, span: "Quoted | None" = None) -> Content:
    """One finding with its value, its quote as it stands in the page, and its evidence."""
    rows = [text((finding.statement, "bold")), _line("Fact", f"{finding.name} = {shown(finding.value)}")]
    if finding.confidence is Confidence.WEAK:
        rows.append(text(("Only a candidate: it may be about somebody else.", "$text-warning")))
    if finding.quote:
        rows.append(_line("Quote", f"“{finding.quote}”"))
    for evidence in report.evidence:
        if evidence.id == finding.evidence:
            rows += [Content(""), *_evidence(evidence, report)]
    if span is not None:
        around = text((f"… {span.before}", "dim"), (span.quote, "bold reverse"), (f"{span.after} …", "dim"))
        rows += [Content(""), _line("In the page", f"from character {span.at}"), around]
    return lines(*rows)


def about_report(report: SourceReport) -> Content:
    """How asking a source ended, and everything it received."""
    name, style = words.STATUSES[report.status]
    rows = [text((name, f"bold {style}")), Content(report.note)]
    rows += [_line("Not held", f"{fact}: {why}") for fact, why in report.dropped.items()]
    for evidence in report.evidence:
        rows += [Content(""), *_evidence(evidence, report)]
    return lines(*rows)


def _evidence(evidence: Evidence, report: SourceReport) -> list[Content]:
    marks = (evidence.age(report.asked_at), "from a recording" if evidence.recorded else "")
    received = ", ".join((f"{evidence.retrieved_at:%Y-%m-%d %H:%M:%S} UTC", *filter(None, marks)))
    if not evidence.status:  # stated by the client, not received from a server
        return [_line("From", "what the client stated"), _line("Taken down", received)]
    return [
        _line("From", evidence.url),
        _line("Received", received),
        _line("Status", str(evidence.status)),
        _line("SHA-256", evidence.sha256),
        *([_line("Purged", evidence.purged)] if evidence.purged else ()),
    ]


def _line(label: str, content: str) -> Content:
    return text((f"{label:<11}", "dim"), content)
