"""The reference call: what to ask a former contractor, and how the answers become a finding with the caller as evidence."""

from collections.abc import Mapping
from datetime import datetime

from intake import canonical
from intake.errors import Usage
from intake.frugal import dataclass
from intake.locale import marked
from intake.model.facts import REFERENCE
from intake.model.finding import Evidence, Finding, SourceReport, Status
from intake.model.text import clean

FACT = f"{REFERENCE}.bad"

QUESTIONS: Mapping[str, str] = {
    "work": marked("What did you do for them, and when?"),
    "paid": marked("Did they pay in full and on time?"),
    "scope": marked("Did they keep to what was agreed?"),
    "respect": marked("Did they treat you with respect?"),
    "circumstances": marked("Are there any circumstances that should influence my decision to work with them?"),
    "again": marked("Would you take them again?"),
}
"""The call form in the order in which it is asked; all but `work` and `circumstances` are answered yes or no."""
TELLING = ("paid", "scope", "respect", "again")
_NOTHING = ("", "no", "none", "nothing")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who was asked, who asked, when, and the answers by question; what was not said is not there."""

    who: str
    by: str
    at: datetime
    answers: Mapping[str, str]

    @property
    def bad(self) -> bool | None:
        """Whether they warned you; None where they said too little to tell.

        A no to any question that is answered yes or no is a warning, and so is a circumstance. All clear takes a yes to
        "would you take them again?".
        """
        if any(_warns(question, self) for question in (*TELLING, "circumstances")):
            return True
        return False if self.answers.get("again", "").casefold() == "yes" else None


def read_call(who: str, by: str, at: datetime, answers: Mapping[str, str]) -> Call:
    """The call with cleaned answers; Usage where it names nobody, or where yes or no is answered otherwise."""
    given = {question: clean(answer) for question, answer in answers.items() if clean(answer)}
    if not clean(who) or not clean(by):
        raise Usage("a reference call names who was called and who called", remedy="Pass --who NAME --by NAME.")
    for question in TELLING:
        if given.get(question, "no").casefold() not in ("yes", "no"):
            raise Usage(f"'{QUESTIONS[question]}' is answered yes or no", remedy="Leave it out where nothing was said.")
    return Call(clean(who, limit=200), clean(by, limit=200), at, given)


def call_body(call: Call) -> bytes:
    """The call as it is kept: canonical JSON."""
    return canonical.to_bytes(canonical.encode(call))


def report_of(call: Call, sha256: str, before: SourceReport | None) -> SourceReport:
    """What the calls so far say, the last one kept under `sha256`; one warning stays a warning, whoever praises later."""
    number = len(before.evidence) + 1 if before else 1
    evidence = Evidence(f"call-{number}", f"call:{call.who}", call.at, 0, sha256)
    earlier = before.findings if before else ()
    warned = any(finding.value is True for finding in earlier)
    own = () if call.bad is None else (_finding(call, call.bad, evidence.id),)
    findings = earlier if warned or not own else own
    return SourceReport(
        source=REFERENCE,
        status=Status.CHECKED if findings else Status.WITHHELD,
        asked_at=call.at,
        findings=findings,
        evidence=(*(before.evidence if before else ()), evidence),
        facts=(FACT,),
        note="" if findings else f"{call.who} said too little to tell",
    )


def _finding(call: Call, bad: bool, evidence: str) -> Finding:
    topic, fact = FACT.split(".")
    if not bad:
        words = f"{call.who} would take them again and told of nothing that speaks against them."
        return Finding(topic, fact, False, words, evidence, _quote("again", call))
    warnings = [question for question in (*TELLING, "circumstances") if _warns(question, call)]
    told = "; ".join(
        call.answers[question] if question == "circumstances" else f"{QUESTIONS[question]} No." for question in warnings
    )
    return Finding(topic, fact, True, f"{call.who} warned you: {told}", evidence, _quote(warnings[0], call))


def _warns(question: str, call: Call) -> bool:
    answer = call.answers.get(question, "").casefold()
    return answer not in _NOTHING if question == "circumstances" else answer == "no"


def _quote(question: str, call: Call) -> str:
    """The very span of the kept call that says so."""
    return canonical.to_bytes({question: call.answers[question]}).decode("utf-8")[1:-1]
