"""What if: which facts of a decision are open, and what may be typed for one of them."""

from collections.abc import Mapping

from intake.errors import Place
from intake.locale import Words, marked
from intake.model import facts
from intake.model.decision import Decision
from intake.model.questionnaire import Option as Choice
from intake.model.questionnaire import Question, Questionnaire, Type

_NOT_SUPPOSED = (Type.REPEAT, Type.CALC, Type.NOTE, Type.FILE)
_CLAIMS = {"corroborated": marked("borne out"), facts.CONTRADICTED: marked("contradicted")}


def open_facts(decision: Decision) -> tuple[str, ...]:
    """The open facts of a decision by their full names: those to check next first, then all that its rules read."""
    checks = (name for check in decision.check_next for name in (check.facts or (check.fact,)))
    read = (fact.name for rule in decision.rules for fact in rule.facts if fact.value is None)
    return tuple(name for name in dict.fromkeys((*checks, *read)) if "." in name)


def question_for(name: str, asked: Questionnaire, findings: Mapping[str, Type], say: Words) -> Question | None:
    """The question whose answer would be the value of a fact; None where no single value can be typed for it."""
    where, _, fact = name.partition(".")
    if where == "answers":
        question = asked.question(fact)
        return None if question is None or question.type in _NOT_SUPPOSED else question
    if where == "claims" and fact != facts.CONTRADICTED:
        options = tuple(Choice(value, {say.language: say(label)}) for value, label in _CLAIMS.items())
        return _question(name, Type.CHOICE, options)
    told = {"findings": {**facts.FINDINGS, **findings}, "history": facts.HISTORY, "client": facts.CLIENT}
    kind = Type.NUMBER if where == "claims" else told.get(where, {}).get(fact)
    return None if kind is None or kind is Type.CHOICES else _question(name, kind, ())


def _question(name: str, kind: Type, options: tuple[Choice, ...]) -> Question:
    return Question(name, kind, Place("", 0, 0), ask={}, why={}, hint={}, options=options)
