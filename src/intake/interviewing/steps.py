"""What an interview shows: its steps, remarks on an answer, how far it has come, and the review of all answers."""

from typing import TypeAlias

from intake.errors import Usage
from intake.frugal import dataclass
from intake.locale import translate
from intake.model.answers import Answer, State
from intake.model.questionnaire import Audience, Level, Question, Required, Section, said


@dataclass(frozen=True, slots=True)
class Step:
    """One question to answer; `notes` are shown before it, `prefill` is what its field starts with."""

    section: Section
    question: Question
    answer: Answer | None = None
    notes: tuple[str, ...] = ()
    prefill: str = ""

    @property
    def id(self) -> str:
        """Where the step stands: section and question."""
        return f"{self.section.id}.{self.question.id}"

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask: answered, or left open where that is allowed."""
        if self.answer is None:
            return False
        if self.answer.state is not State.ANSWERED:
            return self.question.required is not Required.YES
        return self.question.evidence is not Required.YES or bool(self.answer.evidence)


Path: TypeAlias = "tuple[int | str, ...]"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of an answer; in a repeat group `row` (from 0) and `part` say where.

    `path` goes on from there into the rows of that part: row, part, row, part.
    """

    level: Level
    text: str
    row: int | None = None
    part: str = ""
    path: Path = ()

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str, question: Question | None = None) -> str:
        """The remark with its place in that language; parts are named as the `question` of the rows asks for them."""
        if self.row is None:
            return self.text
        where = [translate("row {number}", language).format(number=self.row + 1)]
        if self.part:
            asked = next((part.ask for part in question.item if part.id == self.part), {}) if question else {}
            where.append(said(asked, language, self.part))
        return f"{', '.join(where)}: {self.text}"


class Invalid(Usage):
    """The answer breaks a rule of its question and was not taken; `remarks` holds every error and warning."""

    slug = "invalid-answer"

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        errors = [str(remark) for remark in remarks if remark.level is Level.ERROR]
        super().__init__("; ".join(errors), remedy="Change the answer.")
        self.remarks = remarks


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are settled of all that are known to apply or may yet; `section` is the current title.

    `minutes` is how long the rest is likely to take.
    """

    answered: int
    total: int
    section: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One section of the outline."""

    section: str
    title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One question of the review page with its answer as shown, or the reason why it is open."""

    section: str
    question: str
    ask: str
    shown: str
    is_open: bool = False
    audience: Audience = Audience.CLIENT


@dataclass(frozen=True, slots=True)
class JointLine:
    """A line of the review as both sides went through it: agreed, open, or not marked yet (None)."""

    line: ReviewLine
    agreed: bool | None
    note: str = ""
    by: str = ""
