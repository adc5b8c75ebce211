"""When a finding, an answer or a record is a fact, and why not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from deciding.cases import AS_OF, case_of, report
from intake.conditions import Known, Unknown
from intake.deciding.case import Case
from intake.deciding.facts import Facts
from intake.model.answers import Answer, State
from intake.model.client import Client
from intake.model.finding import Confidence, SourceReport, Status
from intake.model.values import Duration

ACTIVE = "findings.registry.active"


def why(case: Case, name: str = ACTIVE, stale_after: Duration | None = None) -> str:
    outcome = Facts(case, stale_after)(name)
    assert isinstance(outcome, Unknown), outcome
    return str(outcome).removeprefix(f"{name}: ")


def told(*reports: SourceReport) -> Case:
    return case_of(reports=reports)


def test_a_fact_that_every_source_tells_alike_is_known() -> None:
    case = told(report("gleif", {"registry.active": True}), report("brreg", {"registry.active": True}))
    facts = Facts(case, None)
    assert facts(ACTIVE) == Known(True)
    assert facts.origin(ACTIVE) == "brreg, gleif"


@pytest.mark.parametrize(
    ("status", "note", "words"),
    [
        (Status.UNREACHABLE, "HTTP 503", "gleif: unreachable (HTTP 503)"),
        (Status.RATE_LIMITED, "", "gleif: rate limited"),
        (Status.BROKEN, "TypeError", "gleif: broken (TypeError)"),
        (Status.WITHHELD, "", "gleif: withheld"),
        (Status.BLOCKED, "", "gleif: blocked"),
        (Status.NOT_APPLICABLE, "no LEI", "gleif: not applicable (no LEI)"),
        (Status.NOT_FOUND, "", "gleif: not found"),
        (Status.CHECKED, "", "gleif: does not say"),
    ],
)
def test_a_source_without_the_fact_leaves_it_unknown_in_words(status: Status, note: str, words: str) -> None:
    assert why(told(report("gleif", status=status, note=note, declares=["registry.active"]))) == words


def test_silence_is_not_clearance() -> None:
    assert why(case_of()) == "no installed source tells this"
    assert why(case_of(declared={"registry.active": ("gleif",)})) == "gleif: not asked yet"


def test_one_failed_source_keeps_the_fact_unknown_whatever_the_others_say() -> None:
    failed = report("brreg", status=Status.UNREACHABLE, declares=["registry.active"])
    assert why(told(report("gleif", {"registry.active": True}), failed)) == "brreg: unreachable"


def test_a_source_that_does_not_apply_or_does_not_say_leaves_the_others_their_word() -> None:
    inapplicable = report("brreg", status=Status.NOT_APPLICABLE, declares=["registry.active"])
    silent = report("vies", declares=["registry.active"])
    assert Facts(told(report("gleif", {"registry.active": True}), inapplicable, silent), None)(ACTIVE) == Known(True)


def test_sources_that_disagree_leave_the_fact_unknown() -> None:
    case = told(report("gleif", {"registry.active": True}), report("brreg", {"registry.active": False}))
    assert why(case) == "brreg says no, gleif says yes"


@pytest.mark.parametrize("others", [(), (report("gleif", {"registry.active": True}),)])
def test_what_was_dropped_is_unknown_whatever_the_others_say_and_never_final(others: tuple[SourceReport, ...]) -> None:
    """A purge, or words that may not be kept, must not be a way to look good."""
    dropped = replace(report("brreg", declares=["registry.active"]), dropped={"registry.active": "purged: asked for"})
    case = told(dropped, *others)
    assert why(case) == "brreg: purged: asked for"
    outcome = Facts(case, None)(ACTIVE)
    assert isinstance(outcome, Unknown)
    assert outcome.pending


def test_a_weak_finding_is_a_candidate_and_no_fact() -> None:
    case = told(report("gleif", {"registry.active": True}, confidence=Confidence.WEAK))
    assert why(case) == "gleif: only a possible match"


def test_an_old_finding_is_no_fact() -> None:
    old = report("gleif", {"registry.active": True}, asked_at=AS_OF - timedelta(days=91))
    assert why(told(old), stale_after=Duration(90)) == "gleif: asked on 2026-10-16, more than 90 days ago"
    assert Facts(told(old), Duration(91))(ACTIVE) == Known(True)


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (State.REFUSED, "private", "the client refused to answer (private)"),
        (State.UNKNOWN, "", "the client does not know"),
        (State.DEFERRED, "until Monday", "deferred (until Monday)"),
        (State.NOT_APPLICABLE, "", "not applicable"),
    ],
)
def test_an_answer_left_open_is_unknown_with_its_state_and_reason(state: State, reason: str, words: str) -> None:
    case = case_of(left_open=[Answer("prepay", state, AS_OF, "client", reason=reason)])
    assert why(case, "answers.prepay") == words


def test_what_was_not_asked_and_what_nobody_wrote_down_is_unknown() -> None:
    case = case_of(history={}, client=Client("Acme"))
    assert why(case, "answers.prepay") == "not asked"
    assert why(case, "history.trusted") == "your history does not say"
    assert why(case, "client.country") == "not given"
    assert why(case, "client.kind") == "not given"
    assert Facts(case, None)("client.name") == Known("Acme")
