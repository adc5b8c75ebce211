"""What is known of the client before the first question: proposed where the interview asks for it, never answered silently."""

from collections.abc import Mapping

from intake.model.client import Client
from intake.model.facts import ANSWERS
from intake.model.questionnaire import Questionnaire


def proposals(client: Client, questionnaire: Questionnaire) -> Mapping[str, str]:
    """What was said of the client when the dossier was started, as it would be typed, by the question that asks for it."""
    said = {
        "legal_name": client.name,
        "country": client.country,
        "website": client.website,
        "email": next(iter(client.emails), ""),
    }
    asked = {question.id for question in questionnaire.questions() if question.type is ANSWERS.get(question.id)}
    return {question: text for question, text in said.items() if text and question in asked}
