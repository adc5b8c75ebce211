"""What a finding rests on, in full: where from, when, the answer's status and digest, and the words quoted."""

from textual.content import Content

from intake.model.finding import Confidence, Evidence, Finding, SourceReport
from intake.model.values import shown
from intake.tui import words
from intake.tui.words import lines, text


def about_finding(finding: Finding, report: SourceReport) -> Content:
    """One finding with its value, its quote and its evidence."""
    rows = [text((finding.statement, "bold")), _line("Fact", f"{finding.name} = {shown(finding.value)}")]
    if finding.confidence is Confidence.WEAK:
        rows.append(text(("Only a candidate: it may be about somebody else.", "$text-warning")))
    if finding.quote:
        rows.append(_line("Quote", f"“{finding.quote}”"))
    for evidence in report.evidence:
        if evidence.id == finding.evidence:
            rows += [Content(""), *_evidence(evidence)]
    return lines(*rows)


def about_report(report: SourceReport) -> Content:
    """How asking a source ended, and everything it received."""
    name, style = words.STATUSES[report.status]
    rows = [text((name, f"bold {style}")), Content(report.note)]
    for evidence in report.evidence:
        rows += [Content(""), *_evidence(evidence)]
    return lines(*rows)


def _evidence(evidence: Evidence) -> list[Content]:
    received = f"{evidence.retrieved_at:%Y-%m-%d %H:%M:%S} UTC" + (", from a recording" if evidence.recorded else "")
    if not evidence.status:  # stated by the client, not received from a server
        return [_line("From", "what the client stated"), _line("Taken down", received)]
    return [
        _line("From", evidence.url),
        _line("Received", received),
        _line("Status", str(evidence.status)),
        _line("SHA-256", evidence.sha256),
    ]


def _line(label: str, content: str) -> Content:
    return text((f"{label:<11}", "dim"), content)
