"""A reference call becomes a finding that rests on the caller, and one warning is never talked away."""

import hashlib
from datetime import UTC, datetime

import pytest

from intake.errors import Usage
from intake.following.reference import QUESTIONS, call_body, read_call, report_of
from intake.model.finding import SourceReport, Status

AT = datetime(2027, 1, 4, tzinfo=UTC)


def after(before: SourceReport | None = None, /, who: str = "Björn Hall", **answers: str) -> SourceReport:
    call = read_call(who, "Ada", AT, answers)
    return report_of(call, hashlib.sha256(call_body(call)).hexdigest(), before)


def bad(report: SourceReport) -> object:
    return report.findings[0].value if report.findings else None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"again": "yes"}, False),
        ({"again": "Yes", "circumstances": "none", "paid": "yes"}, False),
        ({"again": "no"}, True),
        ({"again": "yes", "paid": "no"}, True),
        ({"again": "yes", "circumstances": "They are being sued."}, True),
        ({"paid": "yes"}, None),
        ({"work": "A shop in 2024"}, None),
        ({}, None),
    ],
)
def test_what_was_said_decides_and_what_was_not_said_does_not(answers: dict[str, str], expected: bool | None) -> None:
    """Practice 002#3."""
    call = read_call("Björn Hall", "Ada", AT, answers)
    report = report_of(call, "ab", None)
    assert bad(report) is expected
    assert report.status is (Status.WITHHELD if expected is None else Status.CHECKED)
    assert report.facts == ("reference.bad",)


def test_the_finding_rests_on_the_caller_and_quotes_the_call() -> None:
    call = read_call("Björn Hall", "Ada", AT, {"again": "no", "paid": "no", "work": "Shop"})
    report = report_of(call, "ab", None)
    (finding,), (evidence,) = report.findings, report.evidence
    assert (evidence.url, evidence.id, finding.evidence) == ("call:Björn Hall", "call-1", "call-1")
    assert finding.quote.encode() in call_body(call)
    assert finding.statement == (
        "Björn Hall warned you: Did they pay in full and on time? No.; Would you take them again? No."
    )
    for question in QUESTIONS:
        assert question == "work" or report_of(read_call("B", "A", AT, {question: "no", "again": "yes"}), "ab", None)


def test_one_warning_stays_whoever_praises_later() -> None:
    """Practice 002#4."""
    report = after(after(after(again="yes"), who="Eva", again="no"), who="Olle", again="yes")
    assert bad(report) is True
    assert [item.url for item in report.evidence] == ["call:Björn Hall", "call:Eva", "call:Olle"]
    assert report.findings[0].evidence == "call-2"


def test_a_caller_who_says_nothing_takes_nothing_away() -> None:
    assert bad(after(after(again="yes"), who="Eva")) is False


def test_a_call_without_names_or_with_a_maybe_is_refused() -> None:
    with pytest.raises(Usage, match="who was called"):
        after(who=" ", again="yes")
    with pytest.raises(Usage, match="yes or no"):
        after(again="perhaps")
