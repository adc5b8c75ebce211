"""Whether the rows of a repeat group are complete and follow the rules of their parts."""

from collections.abc import Iterator
from datetime import date

from intake.conditions import Known
from intake.interviewing.checking import inspect
from intake.interviewing.programs import Programs
from intake.interviewing.relevance import Lookup, Walk, lookup_in
from intake.interviewing.steps import Remark
from intake.model.questionnaire import Expression, Level, Question, Required, said
from intake.model.values import Item


def inspect_rows(
    question: Question,
    rows: tuple[Item, ...],
    found: Walk,
    programs: Programs,
    today: date,
    language: str,
) -> Iterator[Remark]:
    """What is wrong with each row, by row and part; conditions inside a row read its parts, then earlier answers."""
    known = {part.id for part in question.item}
    seen: set[str] = set()
    for index, row in enumerate(rows):
        lookup = lookup_in(found.answers, found.hidden, {part.id: row.get(part.id) for part in question.item})
        for name, _ in row.parts:
            if name not in known:
                yield Remark(Level.ERROR, "no such part", index, name)
        for part in question.item:
            for level, text in _inspect_part(part, row, lookup, programs, today, language):
                yield Remark(level, text, index, part.id)
        key = str(row.get(question.key) or "").casefold()
        if key and key in seen:
            yield Remark(Level.ERROR, f"'{row.get(question.key)}' stands twice", index, question.key)
        seen.add(key)


def _inspect_part(
    part: Question, row: Item, lookup: Lookup, programs: Programs, today: date, language: str
) -> Iterator[tuple[Level, str]]:
    def outcome(expression: Expression) -> bool | None:
        found = programs[expression].evaluate(lookup, today)
        return bool(found.value) if isinstance(found, Known) else None

    value = row.get(part.id)
    if value is None:
        if part.required is Required.YES and (part.when is None or outcome(part.when)):
            yield Level.ERROR, f"{said(part.ask, language)} - this is needed"
        return
    for remark in inspect(part, value):
        yield remark.level, remark.text
    for check in part.valid:
        if outcome(check.holds) is False:
            yield check.level, said(check.say, language)
