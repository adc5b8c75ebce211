"""What a source found, a line each; each line opens the evidence that it rests on."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from intake.frugal import dataclass, field
from intake.locale import Words
from intake.locale.sentences import retold
from intake.model.claim import Claim
from intake.model.finding import Confidence, Finding, SourceReport
from intake.model.joining import Joined
from intake.model.persons import Dispute
from intake.phrasing import finding_words
from intake.tui.consequences import consequences
from intake.tui.words import text

_REPORT = "report"


@dataclass(slots=True)
class Found:
    """All that is known of a client so far: the reports by source, and what follows from them."""

    reports: dict[str, SourceReport] = field(default_factory=dict)
    joined: Joined = field(default_factory=Joined)
    claims: Sequence[Claim] = ()
    disputes: Mapping[str, Dispute] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many sources told something that counts."""
        return sum(report.status.yields_facts for report in self.reports.values())

    @property
    def is_recorded(self) -> bool:
        """Whether any of it was answered from a recording."""
        return any(evidence.recorded for report in self.reports.values() for evidence in report.evidence)


class FindingsList(OptionList):
    """The findings of the chosen source, how its asking ended, and what follows."""

    def __init__(self, say: Words) -> None:
        super().__init__(id="findings", markup=False)
        self.say = say
        self._report: SourceReport | None = None

    def show_todo(self, todo: str) -> None:
        """Says what is to be done where there is nothing to show yet."""
        self._report = None
        self.set_options([Option(text((todo, "dim")), disabled=True)])

    def show(self, source: str, found: Found) -> None:
        """Shows what that source found."""
        self._report = report = found.reports[source]
        options = [
            Option(_line(finding, found.disputes, self.say), id=str(place))
            for place, finding in enumerate(report.findings)
        ]
        if report.note or report.dropped or not options:
            told = report.note or "; ".join(f"{fact}: {why}" for fact, why in report.dropped.items())
            told = retold(told, self.say)
            options.append(
                Option(
                    text((told or self.say("Nothing was found. Enter shows what was answered; R asks again."), "dim")),
                    id=_REPORT,
                )
            )
        follows = consequences(source, found.joined, found.claims, found.reports, self.say)
        self.set_options([*options, *(Option(line, disabled=True) for line in follows)])

    @property
    def chosen(self) -> Finding | None:
        """The finding that is highlighted, if it is one."""
        findings = self._report.findings if self._report is not None else ()
        return findings[self.highlighted] if self.highlighted is not None and self.highlighted < len(findings) else None

    def enter(self) -> None:
        """Puts the focus on the first line."""
        self.action_first()
        self.focus()

    @property
    def report(self) -> SourceReport | None:
        """The report of the source that is shown, if it has answered."""
        return self._report


def _line(finding: Finding, disputes: Mapping[str, Dispute], say: Words) -> Content:
    dispute = disputes.get(finding.name)
    disputed = ("  " + say("disputed: {why}", why=dispute.says), "$text-warning") if dispute else ""
    weak = ("  " + say("only a candidate"), "$text-warning") if finding.confidence is Confidence.WEAK else ""
    return text(finding_words(finding, say), weak, disputed)
