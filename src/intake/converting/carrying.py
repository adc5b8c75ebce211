"""Carries a form of another tool over into the plain data of a questionnaire file, and says what could not be carried.

What is left out is left out in the safe direction: a question whose condition cannot be carried is always asked, and a
check that cannot be carried refuses nothing.
"""

from collections.abc import Iterator

from intake.conditions import BOOL, DATE, NUMBER, TEXT, Choice, Group, Kind, List
from intake.converting.conditions import TRUE, write_condition
from intake.converting.form import Field, Form, Part, Rule, Source
from intake.converting.formulas import Formula, Joined, Untranslatable
from intake.converting.names import identifier, option_value
from intake.converting.scope import Asked, Scope
from intake.converting.values import write_value
from intake.converting.yaml_text import Plain, Word
from intake.errors import Fault, Place
from intake.frugal import dataclass, field
from intake.model.questionnaire import Bound, Moving, Required, Type, Wording
from intake.model.text import clean

_KINDS: dict[Type, Kind] = {Type.NUMBER: NUMBER, Type.BOOL: BOOL, Type.DATE: DATE, Type.REPEAT: List(Group({}))}
ALWAYS_ASKED = "it is asked whether that holds or not"


@dataclass(slots=True)
class Carried:
    """The data of a questionnaire file, the place that each question came from, and what was lost or named anew.

    `places` are by id, that of a part of a row behind the id of its group: `deliverables/price`.
    """

    data: dict[str, Plain] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    lost: list[Fault] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)


def carry(form: Form) -> Carried:
    """The form as data of a questionnaire file; whatever was lost is told with its place."""
    return _Carrier(form).carry()


class _Carrier:
    """Goes through the fields in order and remembers which were asked, for only these can conditions read."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.found = Carried(lost=list(form.lost))
        later = [name for part in form.parts for inner in _all(part.fields) for name in _names(inner)]
        self.scope = Scope(form.dialect, absent=dict.fromkeys(later, "is asked later"))
        self.ids: set[str] = set()
        self.unconditional = True

    def carry(self) -> Carried:
        """All sections that ask something."""
        form, titles = self.form, set[str]()
        sections: list[Plain] = []
        for part in form.parts:
            section = self.section(part, titles)
            if section["questions"]:
                sections.append(section)
        self.found.data = {
            "intake": "questionnaire/1",
            "id": identifier(form.name, (), prefix="form"),
            "version": form.version,
            "title": self.wording(form.title, form.name),
            "languages": list(form.languages),
            "sections": sections,
        }
        return self.found

    def section(self, part: Part, taken: set[str]) -> dict[str, Plain]:
        """The section with its questions, its id not among those taken."""
        found: dict[str, Plain] = {"id": identifier(part.name, taken, prefix="section")}
        taken.add(str(found["id"]))
        found["title"] = self.wording(part.title, part.name)
        self.unconditional = not part.shown
        if when := self.when(part.shown, f"the section '{part.name}'"):
            found["when"] = when
        found["questions"] = [question for each in part.fields if (question := self.question(each)) is not None]
        return found

    def question(self, asked: Field, row: str = "") -> dict[str, Plain] | None:
        """The question; None for a calculation that cannot be carried."""
        name = identifier(asked.name.rpartition("/")[2], self.ids)
        values = self.values(asked)
        when = self.when(asked.shown, f"'{asked.name}'")
        kind = _KINDS.get(asked.type) or _kind_of_choice(asked.type, tuple(values.values()))
        value = ""
        if asked.type is Type.CALC:
            calculated = self.calculation(asked)
            if calculated is None:
                self.close(asked, "could not be carried over")
                return None
            value, kind = calculated
        self.ids.add(name)
        certain = asked.required is Required.YES and not asked.shown and self.unconditional and not row
        self.open(asked, Asked(name, kind, values, row, certain))
        self.found.places["/".join((*self.scope.rows, name))] = asked.place
        question: dict[str, Plain] = {"id": name, "type": asked.type.value}
        question["ask"] = self.wording(asked.ask, asked.name.rpartition("/")[2].replace("_", " "))
        self.describe(asked, question, values)
        more: dict[str, Plain] = {
            "when": when,
            "value": value,
            "valid": self.checks(asked),
            "item": self.rows(asked, name),
        }
        return {**question, **{key: entry for key, entry in more.items() if entry}}

    def describe(self, asked: Field, question: dict[str, Plain], values: dict[str, str]) -> None:
        """Adds what needs no translation."""
        if asked.hint:
            question["hint"] = self.wording(asked.hint, "")
        if asked.type is Type.DATE:
            question["exact"] = Word("yes")
        if asked.required is not Required.NO:
            question["required"] = Word(asked.required.value)
        if asked.choices:
            question["options"] = [
                {
                    "value": values[choice.value],
                    "label": self.wording(choice.label, choice.value),
                    **({"exclusive": Word("yes")} if choice.exclusive and asked.type is Type.CHOICES else {}),
                }
                for choice in asked.choices
            ]
        if asked.default:
            question["default"] = ", ".join(values.get(word, word) for word in asked.default.split("\n"))
        bounds = {"min": asked.minimum, "max": asked.maximum}
        question.update({key: _bound(bound) for key, bound in bounds.items() if bound is not None})
        if asked.key:
            question["key"] = identifier(asked.key, ())

    def values(self, asked: Field) -> dict[str, str]:
        """Our value for each value that the form has for an answer out of a list, or for yes and no."""
        if asked.type is Type.BOOL:
            return {asked.truth[0]: "true", asked.truth[1]: "false"}
        found: dict[str, str] = {}
        for choice in asked.choices:
            found[choice.value] = option_value(choice.value, set(found.values()))
        return found

    def rows(self, asked: Field, name: str) -> list[Plain]:
        """The questions of one row, whose conditions read each other."""
        outside, taken = self.scope.rows, self.ids
        self.scope.rows, self.ids = (*outside, name), set(taken)  # rows of two groups may have parts of one name
        parts: list[Plain] = [part for each in asked.fields if (part := self.question(each, name)) is not None]
        self.scope.rows, self.ids = outside, taken
        return parts

    def when(self, shown: tuple[Source, ...], what: str) -> str:
        """The condition under which all hold; what cannot be told in our language is left out, and said."""
        holding = [
            text for source in shown for text in self.conditions(source, f"the condition of {what}", ALWAYS_ASKED)
        ]
        return " and ".join(f"({text})" if len(holding) > 1 and " or " in text else text for text in holding)

    def checks(self, asked: Field) -> list[Plain]:
        """What must hold of the answer, itself under the name `.` as well."""
        self.scope.asked["."] = self.scope.asked[asked.name]
        self.scope.decides = False
        checks: list[Plain] = [
            {"check": text, "level": "error", "say": self.said(rule)}
            for rule in asked.rules
            for text in self.conditions(rule.holds, f"a check of '{asked.name}'", "more is accepted than there")
        ]
        del self.scope.asked["."]
        self.scope.decides = True
        return checks

    def said(self, rule: Rule) -> Plain:
        """What is said when the rule is broken; the rule itself where the form says nothing."""
        return self.wording(rule.say, f"This does not fit: {clean(rule.holds.text, limit=200)}")

    def conditions(self, source: Source, what: str, instead: str) -> Iterator[str]:
        """The parts of a condition that must all hold, in our language; those that have no words there are lost."""
        try:
            whole = self.scope.dialect.parse(source.text)
        except Untranslatable as fault:
            self.lose(source, what, fault, instead)
            return
        for part in _conjuncts(whole):
            try:
                text = write_condition(part, self.scope)
            except Untranslatable as fault:
                self.lose(source, what, fault, instead)
            else:
                if text != TRUE.text:
                    yield text

    def calculation(self, asked: Field) -> tuple[str, Kind] | None:
        """A calculation with its kind."""
        if asked.calculation is None:
            return None
        try:
            return write_value(self.scope.dialect.parse(asked.calculation.text), self.scope)
        except Untranslatable as fault:
            self.lose(asked.calculation, f"the calculation '{asked.name}'", fault, "it is left out")
            return None

    def lose(self, source: Source, what: str, fault: Untranslatable, instead: str) -> None:
        """Notes what is not carried over, at the word that has no counterpart."""
        self.found.lost.append(Fault(source.place_of(fault.at), f"{what} is not carried over: {fault.why}", instead))

    def open(self, asked: Field, known: Asked) -> None:
        """From here on conditions may read the field."""
        for name in _names(asked):
            self.scope.asked[name] = known
            self.scope.absent.pop(name, None)
        if asked.type is not Type.NOTE and asked.name.rpartition("/")[2] != known.id:
            self.found.renamed[asked.name] = known.id

    def close(self, asked: Field, why: str) -> None:
        """No condition may read the field, and why."""
        self.scope.absent.update(dict.fromkeys(_names(asked), why))

    def wording(self, texts: Wording, fallback: str) -> Plain:
        """The text by language; the first language of the form is always there."""
        first = self.form.languages[0]
        said = {language: texts[language] for language in self.form.languages if texts.get(language)}
        if not said:
            return fallback
        if list(said) == [first]:
            return said[first]
        return {first: next(iter(said.values())), **said}


def _all(fields: tuple[Field, ...]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from _all(each.fields)


def _bound(bound: Bound) -> Plain:
    return bound if isinstance(bound, int) else Word(bound.value if isinstance(bound, Moving) else bound)


def _names(asked: Field) -> tuple[str, ...]:
    return (asked.name, *asked.called)


def _kind_of_choice(type: Type, values: tuple[str, ...]) -> Kind:  # noqa: A002
    match type:
        case Type.CHOICE:
            return Choice(values)
        case Type.CHOICES:
            return List(Choice(values))
        case _:
            return TEXT


def _conjuncts(formula: Formula) -> tuple[Formula, ...]:
    """The parts of a condition that must hold each for itself."""
    if isinstance(formula, Joined) and formula.operator == "and":
        return tuple(inner for part in formula.parts for inner in _conjuncts(part))
    return (formula,)
