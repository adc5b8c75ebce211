"""The JSON Schema of the answers: valid by the meta-schema, true of what is written, false of what cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from converting.test_answers import EVERYTHING, GIVEN, answers_of, read_back
from intake.converting.answers import plain_answers, write_answers
from intake.converting.schema import schema_of
from intake.interviewing.answers_file import LeftOpen
from intake.interviewing.reading import read_questionnaire
from intake.model.questionnaire import Questionnaire
from intake.model.values import Value

ROOT = Path(__file__).parents[2]
BRIEFS = ["web", "writing", "generic"]


def validator(questionnaire: Questionnaire) -> Draft202012Validator:
    """A validator for the answers, with the formats that it knows."""
    schema: Any = schema_of(questionnaire)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(json.loads(json.dumps(schema)), format_checker=Draft202012Validator.FORMAT_CHECKER)


def shipped(brief: str) -> Questionnaire:
    return read_questionnaire((ROOT / "questionnaires" / f"{brief}.yaml").read_bytes(), brief)


def sample(brief: str) -> dict[str, Any]:
    """The sample answers to a shipped brief, as they are written out."""
    raw = (ROOT / "src/intake/testing/sample" / f"answers.{brief}.yaml").read_text("utf-8")
    values = read_back(raw, "yaml", shipped(brief))
    written: dict[str, Any] = json.loads(write_answers(plain_answers(shipped(brief), answers_of(values)), "json"))
    return written


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_sample_answers_fit_the_schema_of_their_brief(brief: str) -> None:
    validator(shipped(brief)).validate(sample(brief))


@given(GIVEN)
def test_whatever_is_written_fits_the_schema(given: dict[str, Value | LeftOpen]) -> None:
    VALIDATOR.validate(json.loads(write_answers(plain_answers(EVERYTHING, answers_of(given)), "json")))


VALIDATOR = validator(EVERYTHING)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("legal_name", None), ("legal_name", ""), ("legal_name", {"open": "later"}), ("country", "Sweden"), ("start", "next month"),
        ("start", "2027-1-5"), ("prepay", "half"), ("budget", "4800"), ("pay_days", "soon"), ("pay_days", 500), ("rights", "all"),
        ("test_task", "perhaps"), ("goal", "Too few words"), ("decision_maker", "Anna"), ("deliverables", []),
        ("deliverables", [{"name": "A"}]), ("website", {"open": 3}), ("ghost", "boo"), ("total", "4800 EUR"),
        ("talks", ["nothing", "no_time"]),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_does_not_fit(question: str, wrong: object) -> None:
    assert not validator(shipped("web")).is_valid({**sample("web"), question: wrong})


def test_bounds_that_a_schema_does_not_know_are_said_to_its_reader() -> None:
    head = "intake: questionnaire/1\nid: a\nversion: 1\ntitle: A\nlanguages: [en]\nsections:\n- id: a\n  title: A\n  questions:\n"
    questions = (
        "  - {id: since, type: number, min: 1000, max: this year, ask: A, required: yes}\n"
        "  - {id: moved, type: date, min: 2020-02-29, max: today, when: since > 2000, ask: B}\n"
        "  - {id: how, type: choices, min: 2, options: [a, b, {value: no, label: None, exclusive: yes}], ask: C, required: yes}\n"
    )
    asked = read_questionnaire((head + questions).encode(), "q.yaml")
    schema: Any = schema_of(asked)
    found = schema["properties"]
    assert found["since"]["$comment"] == "up to this year"
    assert found["since"]["anyOf"][0] == {"type": "number", "minimum": 1000}
    assert found["moved"]["$comment"] == "asked when since > 2000; from 2020-02-29, up to today"
    fits = validator(asked)
    assert [fits.is_valid({"since": 2000, "how": how}) for how in (["no"], ["a", "b"], ["a"], ["a", "no"], [])] == [
        *(True, True, False, False, False)
    ]


def test_what_is_always_needed_is_required_and_what_is_asked_under_a_condition_says_so() -> None:
    schema: Any = schema_of(shipped("generic"))
    assert "legal_name" in schema["required"]
    assert "website" in schema["required"]  # it may be left open, with a reason
    assert "source_why" not in schema["required"]
    assert schema["properties"]["source_why"]["$comment"] == "asked when source_before_payment"
    assert "total" not in schema["properties"]
