"""Files behind answers, how long answers are kept, and how long the rest of the interview takes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.errors import Refused
from intake.interviewing.engine import Interview
from intake.interviewing.entry import EntryFault
from intake.interviewing.reading import read_questionnaire
from intake.interviewing.retention import overdue
from intake.model.answers import Answer, State
from intake.model.questionnaire import Level

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTIONNAIRE = read_questionnaire(
    b"""
intake: questionnaire/1
id: test
version: 2
title: Test
languages: [en, de]
sections:
- id: all
  title: All
  questions:
  - {id: register, type: text, ask: Number, required: yes, evidence: yes, since: 2}
  - {id: phone, type: phone, ask: Phone, retain: 30 days}
  - {id: means, type: long_text, ask: What, default: {en: A change, de: Eine Aenderung}}
  - id: days
    type: number
    ask: Days
    valid:
    - {check: days <= 100, level: error, say: {en: Too many, de: Zu viele}}
    - {check: days <= 60, level: warn, say: {en: Many, de: Viele}}
    - {check: days <= 14, level: info, say: {en: More than usual, de: Mehr als ueblich}}
""",
    "test.yaml",
)


def start(read_file: bool = True) -> Interview:
    def read(path: str) -> bytes:
        if path != "extract.pdf":
            raise FileNotFoundError(2, "No such file or directory")
        return b"bytes"

    reader = read if read_file else None
    return Interview.start(QUESTIONNAIRE, {}, today=TODAY, language="en", read_file=reader)


def test_an_answer_that_needs_evidence_is_settled_only_with_a_file() -> None:
    answered, _, _ = start().give("register", "5599999991", by="anna", at=AT)
    assert [step.question.id for step in answered.missing] == ["register"]
    proven, answer = answered.attach("register", "extract.pdf")
    assert proven.missing == ()
    assert [file.get("name") for file in answer.evidence] == ["extract.pdf"]
    again, answer = proven.attach("register", "extract.pdf")
    assert len(answer.evidence) == 1
    same, answer, _ = again.give("register", "5599999991", by="anna", at=AT)
    assert len(answer.evidence) == 1
    _, answer, _ = same.give("register", "5599999992", by="anna", at=AT)
    assert answer.evidence == ()  # the file stood behind another number


def test_a_file_needs_an_answer_and_must_be_there() -> None:
    with pytest.raises(Refused, match="no answer yet"):
        start().attach("register", "extract.pdf")
    answered, _, _ = start().give("register", "5599999991", by="anna", at=AT)
    with pytest.raises(EntryFault, match="cannot read 'other"):
        answered.attach("register", "other.pdf")
    with pytest.raises(EntryFault, match="keine Dateien"):
        start(read_file=False).in_language("de").restored("register", answered.answers["register"]).attach(
            "register", "extract.pdf"
        )


def test_an_answer_names_the_questions_it_was_given_to() -> None:
    _, answer, _ = start().give("days", "14", by="anna", at=AT)
    assert answer.questionnaire == f"test@2#{QUESTIONNAIRE.digest}"
    _, answer = start().leave_open("phone", "", by="anna", at=AT, until=date(2026, 12, 1))
    assert (answer.state, answer.until) == (State.DEFERRED, date(2026, 12, 1))


def test_what_is_kept_too_long_is_named() -> None:
    _, answer, _ = start().give("phone", "+46 8 123 456", by="anna", at=AT)
    assert overdue(QUESTIONNAIRE, {"phone": answer}, TODAY + timedelta(30)) == ()
    assert overdue(QUESTIONNAIRE, {"phone": answer}, TODAY + timedelta(31)) == ("phone",)


def test_rules_speak_at_three_levels_and_in_the_language_of_the_interview() -> None:
    interview = start().in_language("de")
    assert [(r.level, r.text) for r in interview.check("days", 101)] == [
        (Level.ERROR, "Zu viele"),
        (Level.WARN, "Viele"),
        (Level.INFO, "Mehr als ueblich"),
    ]
    _, _, remarks = interview.give("days", "20", by="anna", at=AT)
    assert [remark.level for remark in remarks] == [Level.INFO]


def test_a_default_is_worded_in_the_language_of_the_interview() -> None:
    step = next(step for step in start().in_language("de").steps if step.question.id == "means")
    assert step.prefill == "Eine Aenderung"


def test_the_minutes_left_shrink_and_follow_the_pace_of_the_person() -> None:
    lines = "".join(f"  - {{id: q{n}, type: long_text, ask: Q, required: yes}}\n" for n in range(20))
    head = "intake: questionnaire/1\nid: t\nversion: 1\ntitle: T\nlanguages: [en]\nsections:\n- id: a\n  title: A\n  questions:\n"
    questionnaire = read_questionnaire((head + lines).encode(), "t.yaml")

    def after(count: int, seconds: int) -> int:
        answers = {
            f"q{n}": Answer(f"q{n}", State.ANSWERED, AT + timedelta(seconds=n * seconds), "anna", "text")
            for n in range(count)
        }
        return Interview.start(questionnaire, answers, today=TODAY, language="en").progress.minutes

    assert after(0, 0) == 20
    assert after(10, 0) == 10  # read from a file: tells nothing of the pace
    assert after(10, 30) == 5
    assert after(10, 120) == 20
    assert after(10, 100_000) == 10  # days between: a pause
    assert after(20, 60) == 0
