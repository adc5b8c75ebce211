"""Answers out: in the form that `interview --answers` reads back to the same values, as JSON, YAML or CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from intake.converting.cells import guarded
from intake.converting.yaml_text import Plain, write_yaml
from intake.interviewing import entry
from intake.model.answers import Answer
from intake.model.questionnaire import Question, Questionnaire, Type
from intake.model.values import Item, Value

HEADINGS = ("question", "part", "answer")
"""The columns of a table of answers; `part` leads into an answer: `2.name` is the name in its second row."""

_PEOPLE = (Type.PERSON, Type.CONTACT)


def plain_answers(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, Plain]:
    """The answers by question, in the order of the questionnaire; files are left out, for their bytes are not in it."""
    found = {q.id: _plain_answer(q, answers[q.id]) for q in questionnaire.questions() if q.id in answers}
    return {question_id: plain for question_id, plain in found.items() if plain is not None}


def left_out(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The questions whose answers are files, or rows with files in them."""
    return tuple(
        question.id
        for question in questionnaire.questions()
        if question.id in answers and Type.FILE in (question.type, *(part.type for part in question.item))
    )


def write_answers(plain: dict[str, Plain], form: str) -> str:
    """The answers as a file: `json`, `yaml` or `csv`."""
    if form == "json":
        return json.dumps(plain, indent=2, ensure_ascii=True) + "\n"
    if form == "yaml":
        return "".join(f"{line}\n" for line, _ in write_yaml(plain)) or "{}\n"
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEADINGS)
    for question, value in plain.items():
        for path, text in _cells(value, ""):
            writer.writerow((question, path, guarded(text)))
    return table.getvalue()


def _plain_answer(question: Question, answer: Answer) -> "Plain | None":
    return {"open": answer.reason} if answer.value is None else _plain(question, answer.value)


def _plain(question: Question, value: Value) -> "Plain | None":
    match question.type, value:
        case (Type.FILE, _):
            return None
        case (Type.REPEAT, tuple()):
            return [_row(question, row) for row in value if isinstance(row, Item)]
        case (_, Item()) if question.type in _PEOPLE:
            return {name: str(part) for name, part in value.parts}
        case (Type.CHOICES, tuple()):
            return [str(part) for part in value]
        case (_, bool() | int()):
            return value
        case _:
            return _number_or_text(entry.write(question, value), question.type)


def _row(question: Question, row: Item) -> dict[str, Plain]:
    parts = {part.id: part for part in question.item if part.type is not Type.CALC}
    found = {name: _plain(parts[name], value) for name, value in row.parts if name in parts}
    return {name: plain for name, plain in found.items() if plain is not None}


def _number_or_text(text: str, kind: Type) -> Plain:
    """A number where it can be written and read one way only, else the text."""
    if kind is Type.NUMBER and repr(float(text)) == text:
        return float(text)
    return text


def _cells(value: Plain, path: str) -> Iterator[tuple[str, str]]:
    """The single values in an answer, each with the path that leads to it."""
    before = f"{path}." if path else ""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _cells(part, before + key)
    elif isinstance(value, list):
        if not value:
            yield before + "0", ""
        for number, part in enumerate(value, 1):
            yield from _cells(part, f"{before}{number}")
    else:
        yield path, ("yes" if value else "no") if isinstance(value, bool) else str(value)
