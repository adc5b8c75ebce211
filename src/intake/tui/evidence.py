"""What a finding rests on, in full: where from, when, the answer's status and digest, and the words quoted."""

from typing import TYPE_CHECKING

from textual.content import Content

from intake.errors import IntakeError
from intake.locale import Words
from intake.locale.sentences import retold
from intake.model.finding import Confidence, Evidence, Finding, SourceReport
from intake.model.values import shown
from intake.phrasing import finding_words, isolation_words
from intake.tui import words
from intake.tui.words import lines, text

if TYPE_CHECKING:
    from intake.desk import Desk
    from intake.vetting.quoting import Quoted


def about(desk: "Desk", dossier_id: str, report: SourceReport, finding: Finding | None, say: Words) -> Content:
    """What a finding rests on, or how asking the source ended; looking for the words in a long page takes a moment."""
    if finding is None:
        return about_report(report, say)
    return about_finding(finding, report, say, _span(desk, dossier_id, finding))


def _span(desk: "Desk", dossier_id: str, finding: Finding) -> "Quoted | None":
    """The quote as it stands in the stored page, where that is still kept."""
    from intake.vetting.quoting import quoted

    try:
        return quoted(desk.archive.exhibit(dossier_id, finding.evidence).page, finding.quote)
    except IntakeError:
        return None


def about_finding(finding: Finding, report: SourceReport, say: Words, span: "Quoted | None" = None) -> Content:
    """One finding with its value, its quote as it stands in the page, and its evidence."""
    rows = [text((finding_words(finding, say), "bold")), _line(say("Fact"), f"{finding.name} = {shown(finding.value)}")]
    if say.language != "en":
        rows.append(_line(say("It says"), f"“{finding.statement}”"))
    if finding.confidence is Confidence.WEAK:
        rows.append(text((say("Only a candidate: it may be about somebody else."), "$text-warning")))
    if finding.quote:
        rows.append(_line(say("Quote"), f"“{finding.quote}”"))
    for evidence in report.evidence:
        if evidence.id == finding.evidence:
            rows += [Content(""), *_evidence(evidence, report, say)]
    if span is not None:
        around = text((f"… {span.before}", "dim"), (span.quote, "bold reverse"), (f"{span.after} …", "dim"))
        rows += [Content(""), _line(say("In the page"), say("from character {place}", place=span.at)), around]
    elif finding.quote:
        rows += [Content(""), _line(say("In the page"), say("not kept, or the words stand there in pieces"))]
    return lines(*rows)


def about_report(report: SourceReport, say: Words) -> Content:
    """How asking a source ended, and everything it received."""
    name, style = words.STATUSES[report.status]
    rows = [text((say(name), f"bold {style}")), Content(retold(report.note, say))]
    rows += [_line(say("Not held"), f"{fact}: {retold(why, say)}") for fact, why in report.dropped.items()]
    if report.isolation.process:
        rows += [_line(say("Kept apart by"), isolation_words(report.isolation, say))]
    for evidence in report.evidence:
        rows += [Content(""), *_evidence(evidence, report, say)]
    return lines(*rows)


def _evidence(evidence: Evidence, report: SourceReport, say: Words) -> list[Content]:
    marks = (retold(evidence.age(report.asked_at), say), say("from a recording") if evidence.recorded else "")
    received = ", ".join((f"{evidence.retrieved_at:%Y-%m-%d %H:%M:%S} UTC", *filter(None, marks)))
    if not evidence.status:  # stated by the client, not received from a server
        return [_line(say("From"), say("what the client stated")), _line(say("Taken down"), received)]
    return [
        _line(say("From"), evidence.url),
        _line(say("Received"), received),
        _line(say("Status"), str(evidence.status)),
        _line("SHA-256", evidence.sha256),
        *([_line(say("Purged"), retold(evidence.purged, say))] if evidence.purged else ()),
    ]


def _line(label: str, content: str) -> Content:
    return text((f"{label:<11} ", "dim"), content)
