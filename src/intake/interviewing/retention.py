"""Which answers have been kept as long as their questions allow."""

from collections.abc import Mapping
from datetime import date

from intake.model.answers import Answer
from intake.model.dates import later
from intake.model.questionnaire import Questionnaire


def overdue(questionnaire: Questionnaire, answers: Mapping[str, Answer], today: date) -> tuple[str, ...]:
    """The questions whose answers are older than their `retain`, counted from the day they were given."""
    return tuple(
        question.id
        for question in questionnaire.questions()
        if question.retain is not None
        and question.id in answers
        and later(answers[question.id].at.date(), question.retain) < today
    )
