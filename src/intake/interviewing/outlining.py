"""The outline of an interview, derived from its questions and answers."""

from collections.abc import Iterable

from intake.interviewing.relevance import Walk
from intake.interviewing.steps import OutlineLine, Step
from intake.model.questionnaire import said


def outline(steps: Iterable[Step], found: Walk, language: str) -> tuple[OutlineLine, ...]:
    """One line for each section that has a question which applies, or may yet."""
    lines: dict[str, OutlineLine] = {}
    todo = [(step.section, step.settled) for step in steps] + [(section, False) for section, _ in found.waiting]
    for section, settled in todo:
        line = lines.get(section.id) or OutlineLine(section.id, said(section.title, language), 0, 0)
        lines[section.id] = OutlineLine(line.section, line.title, line.done + settled, line.total + 1)
    return tuple(lines.values())
