"""Moves answers to another version of their questionnaire: every answer is carried or listed as lost.

Answers move step by step, each with the names of the old answers it is made of, so that at the end the books can be
closed: what did not arrive is named with the reason and with what it said.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from intake.conditions import Known, parse_expression, unknown
from intake.conditions.outcome import Outcome
from intake.errors import BadFile
from intake.frugal import dataclass, replace
from intake.interviewing import entry
from intake.interviewing.fitting import misfit, person_of, pieces_of, said_of, text_of, unfit
from intake.interviewing.migration_form import OLD
from intake.model.answers import Answer
from intake.model.questionnaire import Expression, Migration, Question, Questionnaire, Reshaping, Type
from intake.model.values import Item, Value, shown

_RETYPED = re.compile(rf"\s*([a-z_]+)\(\s*{OLD}\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Carried:
    """An old answer (`question`, or `question.part` in rows) and the question that it now answers."""

    question: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Lost:
    """An old answer, or a part of one, that has no place any more: why, and what it said."""

    question: str
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every answer."""

    carried: tuple[Carried, ...]
    lost: tuple[Lost, ...]


def migrate(
    answers: Mapping[str, Answer], questionnaire: Questionnaire, *, version: int, today: date
) -> tuple[Mapping[str, Answer], Report]:
    """The answers, given to `version` of the questionnaire, as answers to this one, and what became of each.

    Migrations from that version on are taken one after the other. What is carried fits the type and the bounds of its
    question; rules between answers are left to the interview, which asks again.
    """
    move = _Move(questionnaire, today)
    move.load(answers)
    for migration in questionnaire.migrations:
        if migration.before >= version:
            move.step(migration)
    return move.arrive()


@dataclass(frozen=True, slots=True)
class _Freight:
    """An answer under way, and the old answers it is made of."""

    answer: Answer
    origins: frozenset[str]


_Conversion: TypeAlias = Expression | Mapping[str, str]
_Change: TypeAlias = Callable[[str, Value], Mapping[str, Value]]
"""What becomes of one part of a row; nothing, where it is left behind."""


class _Move:
    """Answers under way by their present name, and the books."""

    def __init__(self, questionnaire: Questionnaire, today: date) -> None:
        self.questionnaire = questionnaire
        self.today = today
        self.freight: dict[str, _Freight] = {}
        self.lost: list[Lost] = []

    def load(self, answers: Mapping[str, Answer]) -> None:
        """Takes the answers on."""
        self.freight = {name: _Freight(answer, frozenset([name])) for name, answer in answers.items()}

    def step(self, migration: Migration) -> None:
        """One migration, in the order of its steps."""
        for old, new in migration.rename.items():
            self.rename(old, new)
        for reshaping in migration.split:
            self.split(reshaping)
        for reshaping in migration.merge:
            self.merge(reshaping)
        for name, conversion in migration.convert.items():
            self.convert(name, conversion)
        for name in migration.drop:
            self.drop(name)

    def arrive(self) -> tuple[Mapping[str, Answer], Report]:
        """The answers that fit their questions; the books are closed."""
        arrived: dict[str, Answer] = {}
        carried: list[Carried] = []
        asked = {question.id: question for question in self.questionnaire.questions()}
        for name, freight in self.freight.items():
            question = asked.get(name)
            why = "it is not asked any more" if question is None else unfit(question, freight.answer)
            if why or question is None:
                self.lose(freight, why)
                continue
            answer = self.with_fitting_parts(question, freight).answer
            arrived[name] = replace(answer, question=name, questionnaire=self.questionnaire.name)
            carried += [Carried(origin, name) for origin in sorted(freight.origins)]
        order = {name: number for number, name in enumerate(asked)}
        in_order = {name: arrived[name] for name in sorted(arrived, key=order.__getitem__)}
        return in_order, Report(tuple(carried), tuple(self.lost))

    # the steps

    def rename(self, old: str, new: str) -> None:
        """Gives an answer, or a part of each row, another name."""
        group, _, part = old.partition(".")
        if part and group in self.freight:
            self.in_rows(group, lambda name, value: {new.partition(".")[2] if name == part else name: value})
        elif old in self.freight:
            self.put(new, self.freight.pop(old))

    def split(self, reshaping: Reshaping) -> None:
        """Makes several answers of one."""
        freight = self.freight.pop(reshaping.whole, None)
        if freight is None:
            return
        if freight.answer.value is None:
            for _, name in reshaping.parts:  # what was left open is open in every part
                self.put(name, freight)
            return
        pieces = pieces_of(freight.answer.value, reshaping)
        if pieces is None:
            self.lose(freight, f"it cannot be split into {', '.join(name for _, name in reshaping.parts)}")
            return
        for name, value in pieces:
            self.put(name, replace(freight, answer=self.as_answer_to(name, freight.answer, value)))
        if isinstance(freight.answer.value, Item) and not reshaping.by:
            for part, value in freight.answer.value.parts:
                if part not in dict(reshaping.parts):
                    self.lose_part(freight, part, value)

    def merge(self, reshaping: Reshaping) -> None:
        """Makes one answer of several; one that was left open gives nothing to it."""
        found = [(part, self.freight.pop(name)) for part, name in reshaping.parts if name in self.freight]
        given = [(part, freight) for part, freight in found if freight.answer.value is not None]
        if not given:
            for _, freight in found[:1]:
                self.put(reshaping.whole, replace(freight, origins=frozenset().union(*(f.origins for _, f in found))))
            return
        for _, freight in found:
            if freight.answer.value is None:
                self.lose(freight, f"it was left open, and '{reshaping.whole}' is answered by the others")
        words = [(part, text_of(freight.answer.value)) for part, freight in given]
        joined = reshaping.by.join(word for _, word in words)
        value: Value = joined if reshaping.by else person_of(words)
        latest = max((freight.answer for _, freight in given), key=lambda answer: answer.at)
        origins = frozenset().union(*(freight.origins for _, freight in given))
        evidence = tuple(file for _, freight in given for file in freight.answer.evidence)
        answer = replace(latest, value=value, typed=joined if reshaping.by else "", evidence=evidence)
        self.put(reshaping.whole, _Freight(answer, origins))

    def convert(self, name: str, conversion: _Conversion) -> None:
        """Makes another value of an answer, or of a part of each row."""
        group, _, part = name.partition(".")
        if part and group in self.freight:
            asked = next((p for p in self.question(group).item if p.id == part), None)

            def change(key: str, old: Value) -> Mapping[str, Value]:
                value = self.anew(asked, old, conversion) if key == part else old
                return {} if value is None else {key: value}

            self.in_rows(group, change)
            return
        freight = self.freight.get(name)
        if freight is None or freight.answer.value is None:
            return
        value = self.anew(self.questionnaire.question(name), freight.answer.value, conversion)
        if value is None:
            self.lose(self.freight.pop(name), f"it cannot be made an answer to '{name}'")
        else:
            self.freight[name] = replace(freight, answer=self.as_answer_to(name, freight.answer, value))

    def drop(self, name: str) -> None:
        """Leaves an answer, or a part of each row, behind."""
        group, _, part = name.partition(".")
        if part and group in self.freight:
            self.in_rows(group, lambda key, value: {} if key == part else {key: value})
        elif name in self.freight:
            self.lose(self.freight.pop(name), "it was dropped")

    # what the steps share

    def put(self, name: str, freight: _Freight) -> None:
        """Sets an answer down under a name; one that is there already stays."""
        if name in self.freight:
            self.lose(freight, f"'{name}' has an answer of its own")
        else:
            self.freight[name] = freight

    def lose(self, freight: _Freight, why: str) -> None:
        """Enters what is left behind into the books, under every old name."""
        for origin in sorted(freight.origins):
            self.lost.append(Lost(origin, why, said_of(freight.answer)))

    def lose_part(self, freight: _Freight, part: str, value: Value) -> None:
        """Enters a part that is left behind."""
        for origin in sorted(freight.origins):
            self.lost.append(Lost(f"{origin}.{part}", "it has no place any more", shown(value)))

    def question(self, name: str) -> Question:
        """The question that is asked under this name; the reader saw to it that there is one."""
        found = self.questionnaire.question(name)
        if found is None:
            raise KeyError(name)
        return found

    def in_rows(self, group: str, change: _Change) -> None:
        """Changes every part of every row of an answer under way; what a change leaves out is lost."""
        self.freight[group] = self.changed_rows(self.freight[group], change)

    def changed_rows(self, freight: _Freight, change: _Change) -> _Freight:
        """The rows with every part changed; what a change leaves out is lost."""
        if not isinstance(freight.answer.value, tuple):
            return freight
        rows: list[Value] = []
        for row in freight.answer.value:
            parts: dict[str, Value] = {}
            for name, value in row.parts if isinstance(row, Item) else ():
                found = {key: new for key, new in change(name, value).items() if key not in parts}
                parts |= found
                if not found:
                    self.lose_part(freight, name, value)
            rows.append(Item.of(parts) if isinstance(row, Item) else row)
        return replace(freight, answer=replace(freight.answer, value=tuple(rows)))

    def as_answer_to(self, name: str, answer: Answer, value: Value) -> Answer:
        """The answer with another value; a text is typed anew where that gives what the question wants."""
        question = self.questionnaire.question(name)
        if question is not None and isinstance(value, str):
            value = self.typed(question, value) or value
        return replace(answer, value=value, typed=entry.write(question, value) if question is not None else "")

    def anew(self, question: Question | None, old: Value, conversion: _Conversion) -> Value | None:
        """What a conversion makes of a value; None where it makes nothing."""
        if not isinstance(conversion, Expression):
            return conversion.get(text_of(old))
        if retyped := _RETYPED.fullmatch(conversion.text):
            fits = question is not None and question.type.value == retyped[1]
            return self.typed(question, text_of(old)) if question is not None and fits else None

        def look(name: str) -> Outcome:
            return Known(old) if name == OLD else unknown(name, "not known here")

        try:
            outcome = parse_expression(conversion).evaluate(look, self.today)
        except BadFile:
            return None
        return outcome.value if isinstance(outcome, Known) else None

    def typed(self, question: Question, text: str) -> Value | None:
        """The value that this text would be as an answer, None where it is none or is ambiguous."""
        try:
            return entry.parse(question, text, today=self.today, language="en")
        except entry.EntryFault:
            return None

    def with_fitting_parts(self, question: Question, freight: _Freight) -> _Freight:
        """Rows with those parts that are still asked and fit; the others are lost."""
        if question.type is not Type.REPEAT:
            return freight
        asked = {part.id: part for part in question.item}
        return self.changed_rows(
            freight,
            lambda name, value: (
                {name: value} if name in asked and not misfit(asked[name], value, freight.answer.at.date()) else {}
            ),
        )
