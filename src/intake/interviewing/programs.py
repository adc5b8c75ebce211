"""The conditions and calculations of a questionnaire, compiled against the questions they may read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from intake.conditions.kinds import BOOL, Group, Kind, List, Scope, kind_of_question
from intake.errors import Fault, Place
from intake.frugal import dataclass, field
from intake.model.questionnaire import Expression, Question, Questionnaire, Section, Type

if TYPE_CHECKING:
    from intake.conditions.program import Program


@dataclass(frozen=True, slots=True)
class Programs:
    """The compiled form of every expression; `kinds` are those of the answers, calculations included.

    `reads` names by question what its condition, its calculation and its rows read, `rules` what its checks read; what
    may reckon in working days reads the country of the client.
    """

    compiled: dict[Expression, Program] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    reads: dict[str, frozenset[str]] = field(default_factory=dict)
    rules: dict[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, expression: Expression) -> Program:
        return self.compiled[expression]


def compile_programs(questionnaire: Questionnaire, faults: list[Fault]) -> Programs:
    """Compiles every expression; unknown names, names asked later and wrong types are added to the faults."""
    compiler = _Compiler(questionnaire, faults)
    for section in questionnaire.sections:
        compiler.add(section.when)
        for question in section.questions:
            compiler.question(section, question)
    return compiler.programs


class _Compiler:
    """Goes through the questions in order and remembers which were asked."""

    def __init__(self, questionnaire: Questionnaire, faults: list[Fault]) -> None:
        self.faults = faults
        self.programs = Programs()
        self.kinds = self.programs.kinds
        self.units = {question.id: question.units for question in questionnaire.questions() if question.units}
        self.later = {q.id: kind_of_question(q) for q in questionnaire.questions() if q.type not in _WITHOUT_KIND}

    def question(self, section: Section, question: Question) -> None:
        """Compiles what the question says of itself: `when` and rows read earlier questions, `valid` itself too."""
        programs = [self.programs.compiled.get(section.when) if section.when else None, self.add(question.when)]
        if question.type is Type.CALC:
            program = self.add(question.value, expect=None)
            programs.append(program)
            if program is not None and program.kind is not None:
                self.kinds[question.id] = program.kind
        elif question.type is Type.REPEAT:
            kind = List(self.row(question, {}, programs))
            self.later.pop(question.id, None)
            self.kinds[question.id] = kind
        elif question.id in self.later:
            self.kinds[question.id] = self.later.pop(question.id)
        rules = [self.add(check.holds) for check in question.valid]
        self.programs.reads[question.id] = _names(programs)
        self.programs.rules[question.id] = _names(rules)

    def row(self, question: Question, around: Mapping[str, Kind], programs: list[Program | None]) -> Group:
        """Compiles the parts of a row: each reads the parts before it, the rows around it, and earlier questions."""
        parts: dict[str, Kind] = {}
        for part in question.item:
            scope = {**around, **parts}
            programs.append(self.add(part.when, scope))
            if part.type is Type.CALC:
                program = self.add(part.value, scope, expect=None)
                programs.append(program)
                if program is not None and program.kind is not None:
                    parts[part.id] = program.kind
            elif part.type is Type.REPEAT:
                parts[part.id] = List(self.row(part, scope, programs))
            else:
                parts[part.id] = kind_of_question(part)
            programs += [self.add(check.holds, {**around, **parts}) for check in part.valid]
        return Group(parts)

    def add(
        self, expression: Expression | None, row: Mapping[str, Kind] | None = None, *, expect: Kind | None = BOOL
    ) -> Program | None:
        """Compiles one expression, inside a row with the parts that come before it."""
        if expression is None:
            return None
        from intake.conditions.program import compile_expression

        # Later questions are in scope only so that their names can be refused for what they are.
        scope = Scope({**self.later, **self.kinds, **(row or {})}, self.units)
        program = compile_expression(expression, scope, self.faults, expect=expect)
        if program is not None:
            early = self.kinds.keys() | (row or {}).keys()
            self.faults.extend(_asked_later(expression, sorted((program.names & self.later.keys()) - early)))
            self.programs.compiled[expression] = program
        return program


COUNTRY = "country"
"""The question that tells in which country the client is, and so which days are holidays."""
_WITHOUT_KIND = (Type.CALC, Type.NOTE)


def _names(programs: list[Program | None]) -> frozenset[str]:
    found = [program for program in programs if program is not None]
    names = frozenset(name for program in found for name in program.names)
    return names | {COUNTRY} if any(program.reckons for program in found) else names


def _asked_later(expression: Expression, names: list[str]) -> Iterator[Fault]:
    for name in names:
        found = re.search(rf"\b{re.escape(name)}\b", expression.text)
        place = Place(
            expression.place.file, expression.place.line, expression.place.column + (found.start() if found else 0)
        )
        yield Fault(place, f"'{name}' is asked later", "a condition reads earlier questions only")
