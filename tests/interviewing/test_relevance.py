"""Editing one answer evaluates again only what depends on it."""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from intake.conditions import Outcome, Program
from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire
from intake.model.values import Duration, Item, Value

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUESTIONNAIRE = read_questionnaire(
    b"""
intake: questionnaire/1
id: test
version: 1
title: Test
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: a, type: number, ask: A, valid: [{check: a < 10, say: Too much}]}
  - {id: b, type: number, ask: B, valid: [{check: b > a, level: warn, say: Not more}]}
  - {id: sum, type: calc, value: a + b}
  - {id: shown, type: bool, ask: Shown, when: sum > 5}
- id: two
  title: Two
  when: shown
  questions:
  - {id: d, type: number, ask: D, when: b = 3}
  - {id: other, type: text, ask: Other}
""",
    "test.yaml",
)


def started(**answers: Value) -> Interview:
    interview = Interview.start(QUESTIONNAIRE, {}, today=TODAY, language="en")
    for question, value in answers.items():
        interview, _, _ = interview.give(question, value, by="anna", at=AT)
    return interview


@contextmanager
def evaluations(interview: Interview, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The texts of the conditions of this interview that are evaluated in the meantime."""
    texts = {id(program): expression.text for expression, program in interview.programs.compiled.items()}
    seen: set[str] = set()
    evaluate = Program.evaluate

    def counting(program: Program, *args: Any, **keys: Any) -> Outcome:
        seen.add(texts[id(program)])
        return evaluate(program, *args, **keys)

    with monkeypatch.context() as patched:
        patched.setattr(Program, "evaluate", counting)
        yield seen


@pytest.mark.parametrize(
    ("question", "value", "evaluated"),
    [
        ("other", "text", set()),
        ("d", 4, set()),
        ("shown", False, {"shown", "b = 3"}),
        ("a", 4, {"a + b", "sum > 5", "a < 10", "b > a"}),  # the sum is over 5 as before, so nothing further changes
        ("a", 1, {"a + b", "sum > 5", "a < 10", "b > a", "shown", "b = 3"}),
    ],
)
def test_only_what_depends_on_an_answer_is_evaluated(
    question: str, value: Value, evaluated: Set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = started(a=3, b=3, shown=True, d=1, other="x")
    with evaluations(before, monkeypatch) as seen:
        after, _, _ = before.give(question, value, by="anna", at=AT)
    assert seen == evaluated
    assert after == Interview.start(QUESTIONNAIRE, after.answers, today=TODAY, language="en")


ROWS = read_questionnaire(
    b"""
intake: questionnaire/1
id: rows
version: 1
title: Rows
languages: [en]
sections:
- id: one
  title: One
  questions:
  - {id: country, type: country, ask: Where}
  - {id: most, type: number, ask: At most}
  - {id: start, type: date, ask: Start}
  - {id: lead, type: duration, ask: Lead, valid: [{check: start + lead > 2026-01-01, say: Early}]}
  - id: tasks
    type: repeat
    ask: Tasks
    item:
    - {id: hours, type: number, valid: [{check: hours <= most, say: Too long}]}
    - {id: why, type: text, when: hours > 2}
  - {id: note, type: text, ask: Note, when: most > 1}
""",
    "rows.yaml",
)


@pytest.mark.parametrize(
    ("question", "value", "evaluated"),
    [
        ("note", "text", set()),
        ("start", date(2026, 12, 1), {"start + lead > 2026-01-01"}),
        ("country", "DE", {"start + lead > 2026-01-01"}),  # other holidays
        ("most", 4, {"hours > 2", "hours <= most", "most > 1"}),
        ("tasks", (Item.of({"hours": 1}),), {"hours > 2", "hours <= most"}),
    ],
)
def test_rows_and_working_days_are_evaluated_again_only_where_they_hang_on_it(
    question: str, value: Value, evaluated: Set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Interview.start(ROWS, {}, today=TODAY, language="en", home="SE")
    given: dict[str, Value] = {
        "country": "SE",
        "most": 5,
        "start": TODAY,
        "lead": Duration(5, working=True),
        "tasks": (Item.of({"hours": 3, "why": "big"}),),
        "note": "x",
    }
    for name, answer in given.items():
        before, _, _ = before.give(name, answer, by="anna", at=AT)
    with evaluations(before, monkeypatch) as seen:
        after, _, _ = before.give(question, value, by="anna", at=AT)
        assert (after.current, after.conflicts, after.complete) == (None, (), True)  # looking evaluates nothing
    assert seen == evaluated
    assert after == Interview.start(ROWS, after.answers, today=TODAY, language="en", home="SE")


def test_a_row_that_a_later_answer_contradicts_is_a_conflict() -> None:
    interview = Interview.start(ROWS, {}, today=TODAY, language="en")
    interview, _, _ = interview.give("most", 5, by="anna", at=AT)
    interview, _, _ = interview.give("tasks", (Item.of({"hours": 3}),), by="anna", at=AT)
    interview, _, _ = interview.give("most", 2, by="anna", at=AT)
    assert [str(remark) for _, remark in interview.conflicts] == ["row 1, hours: Too long"]
