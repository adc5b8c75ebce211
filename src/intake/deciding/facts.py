"""What is known of a case, fact by fact, and why the rest is not.

A finding is a fact only where every applicable source that tells it has answered, recently and firmly, and all of them
agree. So a source that fails, or is not asked, can take facts away but never add one, and no verdict gets better by it.
Where all of them answered, or do not apply, and none tells the fact, it is known to be unknown: `is unknown` is true then.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from intake.conditions import Known, Outcome, Unknown, unknown
from intake.conditions.calendars import Calendar
from intake.deciding.case import Case
from intake.locale import worded
from intake.model import client
from intake.model.answers import State
from intake.model.claim import AGAINST
from intake.model.claim import Outcome as ClaimOutcome
from intake.model.dates import later
from intake.model.decision import NOT_ASKED, NOT_ASKED_YET, FactRead, Label
from intake.model.facts import CONTRADICTED
from intake.model.finding import Confidence, Finding, SourceReport, Status
from intake.model.values import Duration, Value, shown

ASSUMED = "assumed"
"""Where a fact comes from that is only taken as known for a moment."""
_LEFT_OPEN: Mapping[State, str] = {
    State.ANSWERED: "answered without a value",
    State.UNKNOWN: "the client does not know",
    State.REFUSED: "the client refused to answer",
    State.NOT_APPLICABLE: "not applicable",
    State.DEFERRED: "deferred",
}


class Facts:
    """Looks up the names that conditions read: `answers.`, `findings.`, `claims.`, `history.` and `client.`.

    `holidays` are the days on which the supplier's or the client's country rests.
    """

    def __init__(self, case: Case, stale_after: Duration | None) -> None:
        self._case = case
        self._stale_after = stale_after
        self._reports = {report.source: report for report in case.reports.values()}
        self._found: dict[str, Outcome] = {}
        self.holidays = Calendar((case.supplier_country, case.client.country))

    def __call__(self, name: str) -> Outcome:
        """The value behind a name, or why there is none."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def sources(self, fact: str) -> tuple[str, ...]:
        """The sources that tell a fact (`topic.fact`), installed or reported of, in alphabetical order."""
        told = {name for name, report in self._reports.items() if fact in report.facts or list(_findings(report, fact))}
        return tuple(sorted(told | set(self._case.declared.get(fact, ()))))

    def to_ask(self, fact: str) -> tuple[str, ...]:
        """The sources of a fact (`topic.fact`) that were not asked, did not answer, or answered too long ago."""
        return tuple(source for source in self.sources(fact) if self._silent(source))

    def silent(self, name: str) -> tuple[str, ...]:
        """The sources to ask (as `to_ask`) for a finding, or for all that a claim is held against."""
        where, _, fact = name.partition(".")
        if where == "findings":
            return self.to_ask(fact)
        found = AGAINST.get(fact, ()) if where == "claims" else ()
        return tuple(dict.fromkeys(source for each in found for source in self.to_ask(each)))

    def is_own(self, name: str) -> bool:
        """Whether a name is the answer to a question that you answer yourself."""
        return name.removeprefix("answers.") in self._case.own

    def never_asked(self, fact: str) -> bool:
        """Whether no source of a fact was ever asked."""
        return not any(source in self._reports for source in self.sources(fact))

    def origin(self, name: str) -> str:
        """Where a known fact comes from: the sources of a finding, else answers, history or client."""
        where, _, fact = name.partition(".")
        if where == "claims":
            return ", ".join(dict.fromkeys(c.source for c in self._case.claims if c.name == fact and c.source)) or where
        if where != "findings":
            return where
        return ", ".join(
            s for s in self.sources(fact) if s in self._reports and list(_findings(self._reports[s], fact))
        )

    def read(self, name: str) -> FactRead:
        """The fact as the record keeps it: fact or your opinion, whose, since when, on which stored answer."""
        outcome = self(name)
        disputed = self._case.disputes.get(name.removeprefix("findings."), "")
        if not isinstance(outcome, Known):
            why = "; ".join(cause.why for cause in outcome.causes)
            return FactRead(name, None, why, disputed=disputed)
        if name in self._case.assumed:
            return FactRead(name, outcome.value, source=ASSUMED, label=Label.OPINION, disputed=disputed)
        label = Label.OPINION if self.is_own(name) else Label.FACT
        at, sha256 = self._witness(name)
        return FactRead(name, outcome.value, "", self.origin(name), label, at, sha256, disputed)

    def _witness(self, name: str) -> tuple[datetime | None, str]:
        """When a known fact was received, and the digest of the stored answer; the first of several."""
        where, _, fact = name.partition(".")
        if where == "answers" and fact in self._case.answers:
            return self._case.answers[fact].at, ""
        for source in self.sources(fact) if where == "findings" else ():
            report = self._reports.get(source)
            resting = [finding.evidence for finding in _findings(report, fact)] if report else []
            for evidence in report.evidence if report else ():
                if evidence.id in resting:
                    return evidence.retrieved_at, evidence.sha256
        return None, ""

    def _look_up(self, name: str) -> Outcome:
        if name in self._case.assumed:
            return Known(self._case.assumed[name])
        where, _, fact = name.partition(".")
        match where:
            case "answers":
                return self._answer(name, fact)
            case "findings":
                return self._finding(name, fact)
            case "claims":
                return self._contradicted(name) if fact == CONTRADICTED else self._claim(name, fact)
            case "history":
                value = self._case.history.get(fact)
                return unknown(name, "your history does not say", pending=True) if value is None else Known(value)
            case "client":
                return self._client(name, fact)
            case _:
                return unknown(name, "nothing tells this")

    def _answer(self, name: str, question: str) -> Outcome:
        answer = self._case.answers.get(question)
        if answer is None and self._case.asked is not None and question not in self._case.asked:
            return unknown(name, "not asked of this client")
        if answer is None:
            return unknown(name, NOT_ASKED, pending=True)
        if answer.state is State.ANSWERED and answer.value is not None:
            return Known(answer.value)
        why = _LEFT_OPEN[answer.state] + (f" ({answer.reason})" if answer.reason else "")
        return unknown(name, why, pending=answer.state is State.DEFERRED)

    def _client(self, name: str, part: str) -> Outcome:
        kind = self._case.client.kind
        said = {
            "name": self._case.client.name,
            "country": self._case.client.country,
            "kind": "" if kind is client.Kind.UNKNOWN else kind.value,
        }
        return Known(said[part]) if said.get(part) else unknown(name, "not given", pending=True)

    def _claim(self, name: str, question: str) -> Outcome:
        """Contradicted as soon as one source contradicts; corroborated only once none that could tell is silent."""
        held = [claim for claim in self._case.claims if claim.name == question]
        if not held:
            answer = self._answer(name, question)
            return unknown(name, "the client does not say", pending=isinstance(answer, Unknown) and answer.pending)
        told = {claim.outcome for claim in held if claim.source and not self._silent(claim.source)}
        if ClaimOutcome.CONTRADICTED in told:
            return Known(CONTRADICTED)
        if silent := self.silent(f"claims.{question}"):
            return unknown(name, "; ".join(self._silent(source) for source in silent), pending=True)
        if ClaimOutcome.CORROBORATED in told:
            return Known(ClaimOutcome.CORROBORATED.value)
        return unknown(name, "nothing that was asked tells whether it is so")

    def _contradicted(self, name: str) -> Outcome:
        """How many claims are contradicted, once all are settled that can be."""
        outcomes = [self(f"claims.{question}") for question in AGAINST]
        count = sum(outcome == Known(CONTRADICTED) for outcome in outcomes)
        if any(isinstance(outcome, Unknown) and outcome.pending for outcome in outcomes):
            return unknown(name, f"{count} so far", pending=True)
        if not any(isinstance(outcome, Known) for outcome in outcomes):
            return unknown(name, "nothing that was asked tells whether any claim is so")
        return Known(count)

    def _finding(self, name: str, fact: str) -> Outcome:
        sources = self.sources(fact)
        if not sources:
            return unknown(name, "no installed source tells this", pending=True)
        troubles = [trouble for source in sources if (trouble := self._trouble(source, fact))]
        if troubles:
            return unknown(name, "; ".join(troubles), pending=True)
        told = {s: finding.value for s in sources for finding in _findings(self._reports[s], fact)}
        values = list(told.values())
        if not values:
            return unknown(name, self._nothing(sources))
        if any(not _same(value, values[0]) for value in values):
            said = ", ".join(f"{source} says {shown(value)}" for source, value in told.items())
            return unknown(name, said, pending=True)
        return Known(values[0])

    def _nothing(self, sources: Sequence[str]) -> str:
        """Why sources that were asked, or need not be, tell nothing; those that do not apply only where all do not."""
        applying = [source for source in sources if self._reports[source].status is not Status.NOT_APPLICABLE]
        if not applying and len(sources) > 1:
            return worded(f"no installed source applies to this client ({', '.join(sources)})")
        return "; ".join(self._silence(source) for source in applying or sources)

    def _trouble(self, source: str, fact: str) -> str:
        """Why a source keeps the fact unknown whatever the others say; empty where it does not."""
        if silent := self._silent(source):
            return silent
        if dropped := self._reports[source].dropped.get(fact):
            return f"{source}: {dropped}"
        found = list(_findings(self._reports[source], fact))
        if any(finding.confidence is Confidence.WEAK for finding in found):
            return f"{source}: only a possible match"
        if any(not _same(finding.value, found[0].value) for finding in found):
            return f"{source} says " + " and ".join(shown(finding.value) for finding in found)
        return ""

    def _silent(self, source: str) -> str:
        """Why nothing that a source may say counts; empty where it was asked, or need not be."""
        report = self._reports.get(source)
        if report is None:
            return f"{source}: {NOT_ASKED_YET}"
        if report.status is Status.NOT_APPLICABLE:
            return ""
        if not report.status.yields_facts:
            return f"{source}: {ended(report)}"
        if self._stale_after and later(report.asked_at.astimezone(UTC).date(), self._stale_after) < self._case.today:
            return f"{source}: asked on {report.asked_at:%Y-%m-%d}, more than {self._stale_after} ago"
        return ""

    def _silence(self, source: str) -> str:
        report = self._reports[source]
        return f"{source}: does not say" if report.status is Status.CHECKED else f"{source}: {ended(report)}"


def ended(report: SourceReport) -> str:
    """How asking a source ended, in words: `unreachable (HTTP 503)`."""
    return report.status.value.replace("_", " ") + (f" ({report.note})" if report.note else "")


def _findings(report: SourceReport, fact: str) -> Iterator[Finding]:
    return (finding for finding in report.findings if finding.name == fact)


def _same(one: Value, other: Value) -> bool:
    return isinstance(one, bool) is isinstance(other, bool) and one == other
