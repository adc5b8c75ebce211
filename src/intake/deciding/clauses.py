"""The clauses that fired conditions attach, with their parameters worked out."""

import re
from datetime import date

from intake.conditions import Known, Outcome, parse_expression
from intake.deciding.facts import Facts
from intake.model.decision import ClauseDue
from intake.model.policy import Attachment, Rule
from intake.model.questionnaire import Expression

_WORD = re.compile(r"[A-Za-z][\w-]*")
_TRUTH = ("true", "false", "yes", "no")


def word(expression: Expression) -> str | None:
    """The parameter as a plain word (`iteration`), or None where it is an expression: names of facts have a dot."""
    text = expression.text.strip()
    return text if _WORD.fullmatch(text) and text not in _TRUTH else None


def clause_due(rule: Rule, attach: Attachment, facts: Facts, today: date) -> tuple[ClauseDue, str]:
    """The clause that a fired condition attaches, and what is unknown of its parameters, in words."""
    outcomes = {name: _parameter(written, facts, today) for name, written in attach.parameters.items()}
    values = {name: outcome.value for name, outcome in outcomes.items() if isinstance(outcome, Known)}
    missing = [f"{name} is left out ({outcome})" for name, outcome in outcomes.items() if name not in values]
    return ClauseDue(rule.id, attach.clause, values, rule.say), "; ".join(missing)


def _parameter(written: Expression, facts: Facts, today: date) -> Outcome:
    text = word(written)
    return parse_expression(written).evaluate(facts, today, facts.holidays) if text is None else Known(text)
