"""Which questions apply, given the answers so far, and what the calculated ones come to."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from intake.conditions import Known, Outcome, Unknown, unknown
from intake.interviewing.programs import Programs
from intake.model.answers import Answer, State
from intake.model.questionnaire import Check, Expression, Question, Questionnaire, Section, Type
from intake.model.values import Value

Lookup: TypeAlias = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through a questionnaire: the questions that apply, those that may yet, and the answers that count.

    `hidden` names the questions that do not apply; their answers, if any, do not count.
    """

    relevant: tuple[tuple[Section, Question], ...]
    waiting: tuple[tuple[Section, Question], ...]
    hidden: frozenset[str]
    answers: Mapping[str, Answer]


def walk(questionnaire: Questionnaire, answers: Mapping[str, Answer], programs: Programs, today: date) -> Walk:
    """The way that these answers lead; a condition that cannot be told yet leaves its question waiting."""
    relevant: list[tuple[Section, Question]] = []
    waiting: list[tuple[Section, Question]] = []
    hidden: set[str] = set()
    applicable: dict[str, Answer] = {}
    lookup = lookup_in(applicable, hidden)
    for section in questionnaire.sections:
        for question in section.questions:
            match _all_hold((section.when, question.when), programs, lookup, today):
                case True:
                    relevant.append((section, question))
                    answer = _calculated(question, applicable, lookup, programs, today) or answers.get(question.id)
                    if answer is not None:
                        applicable[question.id] = answer
                case False:
                    hidden.add(question.id)
                case None:
                    waiting.append((section, question))
    return Walk(tuple(relevant), tuple(waiting), frozenset(hidden), applicable)


def lookup_in(answers: Mapping[str, Answer], hidden: Set[str], row: Mapping[str, Value | None] | None = None) -> Lookup:
    """What conditions read: the parts of the row first, then the answers; anything else is unknown, with the reason."""

    def find(name: str) -> Outcome:
        if row is not None and name in row:
            value = row[name]
            return unknown(name, "left open in this row") if value is None else Known(value)
        answer = answers.get(name)
        if answer is None:
            return unknown(name, "does not apply") if name in hidden else unknown(name, "not answered", pending=True)
        if answer.state is not State.ANSWERED or answer.value is None:
            return unknown(name, answer.reason or answer.state.value)
        return Known(answer.value)

    return find


def broken_rules(found: Walk, programs: Programs, today: date) -> Iterator[tuple[Question, Check]]:
    """The rules that answered questions fail now; a rule that cannot be told is not failed."""
    lookup = lookup_in(found.answers, found.hidden)
    for _, question in found.relevant:
        if question.id in found.answers and found.answers[question.id].state is State.ANSWERED:
            for check in question.valid:
                if programs[check.holds].evaluate(lookup, today) == Known(False):
                    yield question, check


def _all_hold(
    conditions: tuple[Expression | None, ...], programs: Programs, lookup: Lookup, today: date
) -> bool | None:
    """Kleene's `and` over the conditions that stand; None where it cannot be told."""
    outcomes = [programs[c].evaluate(lookup, today) for c in conditions if c is not None]
    if Known(False) in outcomes:
        return False
    return True if all(outcome == Known(True) for outcome in outcomes) else None


def _calculated(
    question: Question, answers: Mapping[str, Answer], lookup: Lookup, programs: Programs, today: date
) -> Answer | None:
    """The answer to a calculated question; None for any other, and until something it reads is answered."""
    if question.type is not Type.CALC or question.value is None:
        return None
    program = programs[question.value]
    read = [answers[name] for name in sorted(program.names) if name in answers]
    if not read:
        return None
    at = max(answer.at for answer in read)
    match program.evaluate(lookup, today):
        case Known(value=value):
            return Answer(question.id, State.ANSWERED, at, "calc", value)
        case Unknown() as open_because:
            return Answer(question.id, State.UNKNOWN, at, "calc", reason=str(open_because))
