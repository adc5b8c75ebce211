"""One of each value that a journal holds."""

from datetime import UTC, date, datetime, timedelta

from intake.model.answers import Answer, State
from intake.model.brief import FORMAT, Brief
from intake.model.checklist import Checklist, Revisions
from intake.model.client import Client, Kind
from intake.model.decision import CheckNext, Decision, Override, Verdict
from intake.model.finding import Evidence, Finding, SourceReport, Status
from intake.model.money import Money
from intake.model.party import Identifier, Party

NOW = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
CLIENT = Client(
    "Ácme Ltd",
    Kind.COMPANY,
    "IE",
    "https://www.acme.example/about",
    ("ana@acme.example",),
    identifiers=(Identifier("eu.vat", "IE1234567T"),),
    people=("Ana Ó Brien",),
)
ANSWER = Answer("budget", State.ANSWERED, NOW, "ana", Money(250_000, "EUR"), typed="2500")
REPORT = SourceReport(
    "rdap",
    Status.CHECKED,
    NOW,
    12,
    (Finding("domain", "created", date(2019, 5, 1), "Registered in 2019.", "e1"),),
    (Evidence("e1", "https://rdap.example/", NOW, 200, "ab" * 32),),
    ("domain.created",),
)
OVERRIDE = Override("late-payer", "They prepay in full.", "me", NOW, date(2027, 6, 1))
DECISION = Decision(
    verdict=Verdict.OPEN,
    best=Verdict.GO,
    worst=Verdict.NO_GO,
    points_best=0,
    points_worst=5,
    rules=(),
    conditions=(),
    check_next=(CheckNext("findings.registry.active", "Look it up."), CheckNext("answers.rights", "Ask.")),
    not_checked=(),
    overrides=(OVERRIDE,),
    as_of=NOW,
    policy="solo",
    policy_digest="sha256:p",
    questionnaire="web-brief",
    questionnaire_digest="sha256:q",
    answers_digest="sha256:a",
    findings_digest="sha256:f",
)
BRIEF = Brief(
    format=FORMAT,
    id="b1",
    seq=1,
    issued=date(2027, 1, 4),
    language="en",
    supplier=Party("Me"),
    client=Party("Ácme Ltd"),
    questionnaire="web-brief",
    questionnaire_digest="sha256:q",
    answers=(),
    checklist=Checklist((), None, (), Revisions(2, "A round.", "EUR 60"), ()),
    log_head="sha256:h",
)


def later(minutes: int) -> datetime:
    """That many minutes after the dossier was begun."""
    return NOW + timedelta(minutes=minutes)
