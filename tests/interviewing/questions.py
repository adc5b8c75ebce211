"""Questions made for tests."""

from typing import Any

from intake.errors import Place
from intake.model.questionnaire import Question, Type

NOWHERE = Place("test.yaml", 1, 1)


def question(type: str, **keys: Any) -> Question:  # noqa: A002
    """A question of that type with nothing else said but these keys."""
    return Question(id="asked", type=Type(type), place=NOWHERE, ask={"en": "?"}, why={}, hint={}, **keys)
