"""How long the rest of an interview takes: by the kind of each question, and by the pace of this person so far."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from intake.model.answers import Answer
from intake.model.questionnaire import Question, Required, Type

# Seconds that a person takes who has the answer at hand; a repeat group is asked row by row.
_SECONDS = {
    Type.TEXT: 15,
    Type.LONG_TEXT: 60,
    Type.BOOL: 7,
    Type.CHOICE: 10,
    Type.CHOICES: 15,
    Type.COUNTRY: 6,
    Type.LANGUAGE: 6,
    Type.PERSON: 30,
    Type.CONTACT: 40,
    Type.ADDRESS: 30,
    Type.COMPANY_ID: 30,
    Type.FILE: 45,
    Type.CALC: 0,
    Type.NOTE: 5,
}
_USUAL = 12
_ROWS = 3
_SHORTEST, _LONGEST = 2, 600
_FEWEST = 4
_MAY_NOT_APPLY = 0.5


def seconds(question: Question) -> float:
    """How long this question usually takes."""
    if question.type is Type.REPEAT:
        rows = question.minimum if isinstance(question.minimum, int) else 0
        return max(_ROWS, rows) * sum(seconds(part) for part in question.item)
    usual = _SECONDS.get(question.type, _USUAL)
    return usual if question.required is not Required.NO else usual / 2


def minutes_left(
    open_: Iterable[Question], waiting: Iterable[Question], answered: Sequence[tuple[Question, Answer]]
) -> int:
    """The whole minutes that the open questions take, with half of those that may yet apply; 0 when none is open."""
    left = sum(seconds(q) for q in open_) + _MAY_NOT_APPLY * sum(seconds(q) for q in waiting)
    return -int(-left * _pace(answered) // 60)


def _pace(answered: Sequence[tuple[Question, Answer]]) -> float:
    """This person's time for a usual minute; pauses, and answers read from a file, tell nothing of it."""
    in_order = sorted(answered, key=lambda pair: pair[1].at)
    ratios = [
        took / seconds(question)
        for (_, before), (question, answer) in pairwise(in_order)
        if _SHORTEST <= (took := (answer.at - before.at).total_seconds()) <= _LONGEST and seconds(question)
    ]
    if len(ratios) < _FEWEST:
        return 1.0
    from statistics import median

    return min(3.0, max(0.4, median(ratios)))
