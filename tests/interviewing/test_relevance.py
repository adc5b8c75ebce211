"""Editing one answer evaluates again only what depends on it."""

from collections.abc import Set
from datetime import UTC, date, datetime
from typing import Any

import pytest

from intake.conditions import Outcome, Program
from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire
from intake.model.values import Value

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
    texts = {id(program): expression.text for expression, program in before.programs.compiled.items()}
    seen: set[str] = set()
    evaluate = Program.evaluate

    def counting(program: Program, *args: Any, **keys: Any) -> Outcome:
        seen.add(texts[id(program)])
        return evaluate(program, *args, **keys)

    monkeypatch.setattr(Program, "evaluate", counting)
    after, _, _ = before.give(question, value, by="anna", at=AT)
    monkeypatch.undo()
    assert seen == evaluated
    assert after == Interview.start(QUESTIONNAIRE, after.answers, today=TODAY, language="en")
