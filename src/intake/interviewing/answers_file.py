"""Reads answers from a YAML or JSON file of `question: value`, typed as a person would, and reports every fault at once.

A person is a mapping of `name`, `email` and `phone`, a repeat group a list of mappings, several choices a list;
`{open: reason}` leaves a question open.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import TypeAlias

from intake import documents
from intake.documents import Node, Scalar, Sequence, did_you_mean
from intake.errors import BadFile, Fault, Place, Refused
from intake.frugal import dataclass
from intake.interviewing import entry
from intake.interviewing.engine import Interview
from intake.interviewing.entry.contacts import contact
from intake.interviewing.steps import Invalid, Remark
from intake.model.answers import Answer
from intake.model.questionnaire import Level, Question, Questionnaire, Required, Type
from intake.model.values import Item, Value

NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A question that the file leaves open, and why."""

    reason: str


def read_answers(
    raw: bytes,
    name: str,
    questionnaire: Questionnaire,
    *,
    today: date,
    language: str,
    given: Mapping[str, Answer] = NO_ANSWERS,
    read_file: entry.ReadFile | None = None,
    home: str = "",
) -> tuple[tuple[str, Value | LeftOpen], ...]:
    """The answers in these bytes in the order of the questionnaire; BadFile with every fault, each at its place.

    `given` are answers from before, which the file completes; what it leaves out stays as it is. `home` is the supplier's country; `read_file`
    gives the bytes behind a path.
    """
    interview = Interview.start(questionnaire, given, today=today, language=language, read_file=read_file, home=home)
    return tuple((question, value) for question, value, _ in _read(raw, name, interview))


def read_entries(raw: bytes, name: str, interview: Interview) -> tuple[tuple[str, Value | LeftOpen], ...]:
    """As `read_answers`, for an interview as it stands, with the text as it was written wherever a person could have typed it.

    So an answer from a file is kept as if it had been typed at a prompt or on the screen.
    """
    return tuple((question, typed) for question, _, typed in _read(raw, name, interview))


def _read(raw: bytes, name: str, interview: Interview) -> "list[_Read]":
    node, faults = documents.parse(raw, name)
    reader = _Reader(interview, faults)
    reader.read(node)
    if faults:
        raise BadFile(faults, remedy="Correct the places named above and try again; no answer was taken.")
    return reader.answers


_Read: TypeAlias = "tuple[str, Value | LeftOpen, Value | LeftOpen]"
"""A question, the value of its answer, and the answer as it was written."""


class _Reader:
    """Gives the answers of the file to an interview one by one, and notes what cannot be taken."""

    def __init__(self, interview: Interview, faults: list[Fault]) -> None:
        self.interview = interview
        self.at = datetime.combine(interview.today, time(), UTC)
        self.faults = faults
        self.answers: list[_Read] = []

    def read(self, node: Node) -> None:
        """Takes every answer, in the order of the questionnaire."""
        if not isinstance(node, documents.Mapping):
            self.fault(node.place, "an answers file is a mapping of questions to answers", "like legal_name: Lind AB")
            return
        questions = {question.id: question for question in self.interview.questionnaire.questions()}
        for key, place in node.key_places.items():
            if key not in questions:
                self.fault(place, f"there is no question '{key}'", did_you_mean(key, tuple(questions)))
        written = {
            key: value for key, value in node.entries.items() if not isinstance(value, Scalar) or not value.empty
        }
        for question in questions.values():
            if question.id in written:
                self.answer(question, written[question.id])
        for question in (step.question for step in self.interview.missing):
            if question.required is Required.YES and question.id in node.entries and question.id not in written:
                self.fault(node.key_places[question.id], f"'{question.id}' needs an answer", "or leave the line out")

    def answer(self, question: Question, node: Node) -> None:
        """Takes one answer, and every fault in it."""
        before = len(self.faults)
        value = self.value(question, node)
        if value is None or len(self.faults) > before:
            return
        try:
            if isinstance(value, LeftOpen):
                self.interview, _ = self.interview.leave_open(question.id, value.reason, by="file", at=self.at)
            else:
                self.interview, _, _ = self.interview.give(question.id, value, by="file", at=self.at)
        except Invalid as invalid:
            for remark in invalid.remarks:
                if remark.level is Level.ERROR:
                    self.fault(_place_of(remark, node), f"{question.id}: {remark.text}")
        except Refused as refused:
            self.fault(node.place, f"{question.id}: {refused.what}", refused.remedy)
        else:
            self.answers.append((question.id, value, _typed(question, node, value)))

    def value(self, question: Question, node: Node) -> Value | LeftOpen | None:
        """The exact value of a node; None after a fault."""
        match question.type, node:
            case ((Type.CALC | Type.NOTE), _):
                self.fault(node.place, f"'{question.id}' takes no answer", "remove it")
            case (_, documents.Mapping(entries={"open": Scalar() as reason})) if len(node.entries) == 1:
                return LeftOpen(reason.text)
            case (Type.REPEAT, Sequence()):
                rows = [self.row(question, row) for row in node.items]
                return tuple(row for row in rows if row is not None)
            case ((Type.PERSON | Type.CONTACT), documents.Mapping()):
                return self.person(question, node)
            case (Type.CHOICES, Sequence()) if all(isinstance(part, Scalar) for part in node.items):
                typed = ", ".join(part.text for part in node.items if isinstance(part, Scalar))
                return self.typed(question, Scalar(typed, node.place))
            case (_, Scalar()) if question.type is not Type.REPEAT:
                return self.typed(question, node)
            case _:
                expected = _EXPECTED.get(question.type, "a single value")
                self.fault(node.place, f"'{question.id}' must be {expected}")
        return None

    def typed(self, question: Question, scalar: Scalar) -> Value | None:
        """The value of what is typed in a scalar, for a question or for a part of a row."""
        try:
            return self.interview.parse(question, scalar.text)
        except entry.EntryFault as fault:
            hint = "write " + " or ".join(offer.text for offer in fault.offers) if fault.offers else ""
            self.fault(scalar.place, f"{question.id}: {fault.message}", hint)
            return None

    def row(self, question: Question, node: Node) -> Item | None:
        """One row of a repeat group; the interview reports parts that are missing."""
        if not isinstance(node, documents.Mapping):
            self.fault(node.place, f"a row of '{question.id}' must be a mapping of its parts")
            return None
        parts = {part.id: part for part in question.item}
        found: dict[str, Value] = {}
        for name, value in node.entries.items():
            if name not in parts:
                self.fault(node.key_places[name], f"a row has no part '{name}'", did_you_mean(name, tuple(parts)))
            elif not (isinstance(value, Scalar) and value.empty):
                taken = self.value(parts[name], value)
                if taken is not None and not isinstance(taken, LeftOpen):
                    found[name] = taken
        return Item(tuple((name, found[name]) for name in parts if name in found))

    def person(self, question: Question, node: documents.Mapping) -> Item | None:
        """A person by name, e-mail and phone."""
        before = len(self.faults)
        parts: dict[str, str] = {}
        for name, value in node.entries.items():
            if name not in _PERSON:
                self.fault(node.key_places[name], f"a person has no '{name}'", did_you_mean(name, tuple(_PERSON)))
            elif isinstance(value, Scalar) and not value.empty:
                part = Question(f"{question.id}.{name}", _PERSON[name], value.place, {}, {}, {})
                parts[name] = str(self.typed(part, value) or "")
        if len(self.faults) > before:
            return None
        try:
            return contact(parts)
        except entry.EntryFault as fault:
            self.fault(node.place, f"{question.id}: {fault.within(self.interview.language).message}")
            return None

    def fault(self, place: Place, message: str, hint: str = "") -> None:
        """Notes what is wrong at a place."""
        self.faults.append(Fault(place, message, hint))


def _typed(question: Question, node: Node, value: Value | LeftOpen) -> Value | LeftOpen:
    return node.text if isinstance(node, Scalar) and question.type is not Type.CHOICES else value


_PERSON = {"name": Type.TEXT, "email": Type.EMAIL, "phone": Type.PHONE}
_EXPECTED = {
    Type.REPEAT: "a list of mappings, one for each row",
    Type.PERSON: "a mapping of name, email and phone",
    Type.CONTACT: "a mapping of name, email and phone",
    Type.CHOICES: "a list of options",
}


def _place_of(remark: Remark, node: Node) -> Place:
    """The place of the row and part that a remark is about, as deep as it goes."""
    if remark.row is None:
        return node.place
    place = node.place
    for step in (remark.row, remark.part, *remark.path):
        match node, step:
            case Sequence(), int():
                node = node.items[step]
            case documents.Mapping(), str() if step in node.entries:
                node = node.entries[step]
            case _:
                return place
        place = node.place
    return place
