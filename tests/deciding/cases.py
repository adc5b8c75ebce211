"""Cases and policies for the tests of deciding, each told by what is unusual about it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from intake.deciding import Case, read_policy
from intake.model.answers import Answer, State
from intake.model.client import Client, Kind
from intake.model.decision import Override
from intake.model.facts import FINDINGS
from intake.model.finding import Confidence, Evidence, Finding, SourceReport, Status
from intake.model.policy import Policy
from intake.model.values import Value

AS_OF = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)
POLICIES = Path(__file__).parents[2] / "policies"
HEAD = "intake: policy/1\nid: test\nversion: 1\ncurrency: EUR\nthresholds: {conditional: 20, no_go: 60}\n"


def policy_of(text: str, *, head: str = HEAD) -> Policy:
    """The policy with this text below a usual head."""
    return read_policy((head + text).encode(), "policy.yaml", answers={}, findings=FINDINGS)


def shipped(name: str) -> Policy:
    """A policy that comes along."""
    path = POLICIES / f"{name}.yaml"
    return read_policy(path.read_bytes(), str(path), answers={}, findings=FINDINGS)


def answered(question: str, value: Value) -> Answer:
    """An answer with a value."""
    return Answer(question, State.ANSWERED, AS_OF, "client", value)


def report(
    source: str,
    facts: Mapping[str, Value] | None = None,
    *,
    status: Status = Status.CHECKED,
    declares: Sequence[str] = (),
    note: str = "",
    asked_at: datetime = AS_OF,
    confidence: Confidence = Confidence.FIRM,
    recorded: bool = False,
) -> SourceReport:
    """A source's report of these facts; what it declares beyond them it left unsaid."""
    told = facts or {}
    findings = tuple(
        Finding(name.partition(".")[0], name.partition(".")[2], value, f"{name}: {value}", confidence=confidence)
        for name, value in told.items()
    )
    evidence = (Evidence("e1", "https://example.test", asked_at, 200, "0" * 64, recorded),)
    return SourceReport(source, status, asked_at, 0, findings, evidence, (*told, *declares), note)


def case_of(
    answers: Mapping[str, Value] | None = None,
    reports: Sequence[SourceReport] = (),
    *,
    history: Mapping[str, Value] | None = None,
    overrides: Sequence[Override] = (),
    declared: Mapping[str, tuple[str, ...]] | None = None,
    left_open: Sequence[Answer] = (),
    client: Client | None = None,
) -> Case:
    """A case on AS_OF; by default every reporting source is installed."""
    if declared is None:
        declared = {}
        for given in reports:
            declared |= {fact: (*declared.get(fact, ()), given.source) for fact in given.facts}
    return Case(
        client=client or Client("Acme Ltd", Kind.COMPANY, "DE"),
        questionnaire="brief@1",
        questionnaire_digest="sha256:0",
        answers={name: answered(name, value) for name, value in (answers or {}).items()}
        | {answer.question: answer for answer in left_open},
        reports={given.source: given for given in reports},
        history=history if history is not None else {"trusted": False},
        overrides=tuple(overrides),
        as_of=AS_OF,
        previous="",
        declared=declared,
    )


def override(rule: str, *, reason: str = "I know them.", by: str = "Ada") -> Override:
    """An override without an end."""
    return Override(rule, reason, by, AS_OF)
