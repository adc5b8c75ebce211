"""Random forms and random walks through them, for the outside oracles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import TypeAlias

from intake.interviewing.engine import Interview
from intake.interviewing.reading import read_questionnaire
from intake.model.questionnaire import Question, Questionnaire, Type
from intake.model.values import Item, Value

AT = datetime(2027, 1, 4, tzinfo=UTC)
TODAY = date(2027, 1, 4)
WORDS = ("red", "green", "7", "10")
"""The options of every choice: words, and numbers that have an order."""

Given: TypeAlias = "int | str | bool | list[str] | list[dict[str, int]] | None"
"""An answer as a form has it; None is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a random form."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a walk stands after an answer: the questions that are asked, and those that are not."""

    name: str
    given: Given
    shown: frozenset[str]
    hidden: frozenset[str]


def questionnaire_of(text: str) -> Questionnaire:
    """The questionnaire that an import wrote."""
    return read_questionnaire(text.encode(), "imported.yaml")


def random_condition(
    random: Random, atom: Callable[[], str], joints: Sequence[str], negation: str, depth: int = 3
) -> str:
    """Some atoms, joined and negated."""
    if (turn := random.random()) < 0.45 or not depth:
        return atom()
    if turn < 0.6:
        return negation.format(random_condition(random, atom, joints, negation, depth - 1))
    parts = [random_condition(random, atom, joints, negation, depth - 1) for _ in range(2)]
    return "(" + f" {random.choice(joints)} ".join(parts) + ")"


def random_answer(random: Random, kind: str) -> Given:
    """An answer of that kind, or none."""
    if random.random() < 0.25:
        return None
    match kind:
        case "number":
            return random.randint(-1, 12)
        case "bool":
            return random.random() < 0.5
        case "choice":
            return random.choice(WORDS)
        case "choices":
            return random.sample(WORDS, random.randint(1, 3))
        case "repeat":
            return [{"price": random.randint(0, 9)} for _ in range(random.randint(0, 3))] or None
        case _:
            return random.choice(("x", "y"))


def walk(random: Random, questionnaire: Questionnaire, asked: Sequence[Asked], changes: int) -> list[Stop]:
    """Answers every question that is asked or leaves it open, then changes some answers and settles the rest anew.

    An answer is forgotten as soon as its question is hidden, as the oracles do it.
    """
    interview = Interview.start(questionnaire, {}, today=TODAY, language="en")
    kinds = {each.name: each.kind for each in asked}
    stops: list[Stop] = []

    def stop(name: str, given: Given) -> None:
        nonlocal interview
        interview = _answered(interview, name, given)
        shown = {step.question.id for step in interview.steps} & kinds.keys()
        waiting = {question.id for _, question in interview.found.waiting}
        for forgotten in kinds.keys() & interview.answers.keys() - shown:
            interview = interview.restored(forgotten, None)
        stops.append(Stop(name, given, frozenset(shown), frozenset(kinds.keys() - shown - waiting)))

    def settle() -> None:
        while unsettled := [s.question.id for s in interview.steps if s.answer is None and s.question.id in kinds]:
            stop(unsettled[0], random_answer(random, kinds[unsettled[0]]))

    settle()
    for _ in range(changes):
        name = random.choice([step.question.id for step in interview.steps if step.question.id in kinds])
        stop(name, random_answer(random, kinds[name]))
        settle()
    return stops


def _answered(interview: Interview, name: str, given: Given) -> Interview:
    question = interview.questionnaire.question(name)
    assert question is not None
    if given is None:
        return interview.leave_open(name, "", by="walk", at=AT)[0]
    return interview.give(name, _value(question, given), by="walk", at=AT)[0]


def _value(question: Question, given: Given) -> str | Value:
    if question.type is Type.REPEAT:
        assert isinstance(given, list)
        (part,) = question.item
        return tuple(Item.of({part.id: row["price"]}) for row in given if isinstance(row, dict))
    if isinstance(given, list):
        return ", ".join(str(word) for word in given)
    return ("yes" if given else "no") if isinstance(given, bool) else str(given)
