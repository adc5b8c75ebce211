"""The conditions and calculations of a questionnaire, compiled against the questions they may read."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from intake.conditions import BOOL, Kind, Program, Scope, compile_expression, kind_of_question
from intake.errors import Fault, Place
from intake.model.questionnaire import Expression, Question, Questionnaire, Type

Programs: TypeAlias = Mapping[Expression, Program]
"""The compiled form of every expression of a questionnaire."""


def compile_programs(questionnaire: Questionnaire, faults: list[Fault]) -> Programs:
    """Compiles every expression; unknown names, names asked later and wrong types are added to the faults."""
    compiler = _Compiler(questionnaire, faults)
    for section in questionnaire.sections:
        compiler.add(section.when)
        for question in section.questions:
            compiler.question(question)
    return compiler.programs


class _Compiler:
    """Goes through the questions in order and remembers which were asked."""

    def __init__(self, questionnaire: Questionnaire, faults: list[Fault]) -> None:
        self.faults = faults
        self.programs: dict[Expression, Program] = {}
        self.kinds: dict[str, Kind] = {}
        self.later = {q.id: kind_of_question(q) for q in questionnaire.questions() if q.type not in _WITHOUT_KIND}

    def question(self, question: Question) -> None:
        """Compiles what the question says of itself: `when` reads earlier questions, `valid` itself too."""
        self.add(question.when)
        if question.type is Type.CALC:
            self.calculation(question)
        elif question.type is not Type.NOTE and question.id in self.later:
            self.kinds[question.id] = self.later.pop(question.id)
        for check in question.valid:
            self.add(check.holds)
        row: dict[str, Kind] = {}
        for part in question.item:
            self.add(part.when, row)
            row[part.id] = kind_of_question(part)
            for check in part.valid:
                self.add(check.holds, row)

    def calculation(self, question: Question) -> None:
        """Compiles a calculation, whose kind later expressions then know."""
        program = self.add(question.value, expect=None)
        if program is not None and program.kind is not None:
            self.kinds[question.id] = program.kind

    def add(
        self, expression: Expression | None, row: Mapping[str, Kind] | None = None, *, expect: Kind | None = BOOL
    ) -> Program | None:
        """Compiles one expression, inside a row with the parts that come before it."""
        if expression is None:
            return None
        # Later questions are in scope only so that their names can be refused for what they are.
        scope = Scope({**self.later, **self.kinds, **(row or {})})
        program = compile_expression(expression, scope, self.faults, expect=expect)
        if program is not None:
            early = self.kinds.keys() | (row or {}).keys()
            self.faults.extend(_asked_later(expression, sorted((program.names & self.later.keys()) - early)))
            self.programs[expression] = program
        return program


_WITHOUT_KIND = (Type.CALC, Type.NOTE)


def _asked_later(expression: Expression, names: list[str]) -> Iterator[Fault]:
    for name in names:
        found = re.search(rf"\b{re.escape(name)}\b", expression.text)
        place = Place(
            expression.place.file, expression.place.line, expression.place.column + (found.start() if found else 0)
        )
        yield Fault(place, f"'{name}' is asked later", "a condition reads earlier questions only")
