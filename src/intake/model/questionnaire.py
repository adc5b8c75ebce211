"""A questionnaire: sections of typed questions, each with the conditions under which it is asked and is valid."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import TypeAlias

from intake.errors import Place
from intake.frugal import dataclass, field
from intake.model.values import Duration


class Type(Enum):
    """What an answer to a question is."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    BOOL = "bool"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    DURATION = "duration"
    COUNTRY = "country"
    LANGUAGE = "language"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    COMPANY_ID = "company_id"
    PERSON = "person"
    CONTACT = "contact"
    ADDRESS = "address"
    FILE = "file"
    REPEAT = "repeat"
    CALC = "calc"
    NOTE = "note"


class Required(Enum):
    """Whether a question may be left open; `SOFT`: yes, with a reason that is kept and shown."""

    YES = "yes"
    SOFT = "soft"
    NO = "no"


class Audience(Enum):
    """Who answers, and so who may see the answer: a supplier's answer never leaves the dossier."""

    CLIENT = "client"
    SUPPLIER = "supplier"
    BOTH = "both"


class Level(Enum):
    """How much a failed check weighs: an error is not saved, a warning is shown, an info is shown once."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


class Moving(Enum):
    """A bound that moves with the calendar: the day of the answer, or its year. Days are those of UTC."""

    TODAY = "today"
    THIS_YEAR = "this year"

    def on(self, day: date) -> date | int:
        """Where the bound lies for an answer of that day."""
        return day if self is Moving.TODAY else day.year


Bound: TypeAlias = int | date | Moving
"""The least or the most that an answer may be: a number, a day, or what moves with the calendar."""

Wording = Mapping[str, str]
"""A text in each language of the questionnaire, by language code."""


def said(wording: Wording, language: str, fallback: str = "") -> str:
    """The text in that language, else in the questionnaire's first language that has it."""
    return wording.get(language) or next(iter(wording.values()), fallback)


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or calculation as written, with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of an answer, and what is said when it does not."""

    holds: Expression
    level: Level
    say: Wording


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its stable value and its wording; an `exclusive` one ("none of these") goes with no other."""

    value: str
    label: Wording
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `item` holds the questions of a repeat group's row, `value` a calculation, `units` those of a quantity.
    No two rows of a group may have the same `key`, the parts of which it names.

    `defaults` is the default by language where it is worded, `evidence` says whether a file must stand behind the answer,
    `retain` how long the answer is kept, and `since` the version of the questionnaire in which it was first asked.
    """

    id: str
    type: Type
    place: Place
    ask: Wording
    why: Wording
    hint: Wording
    required: Required = Required.NO
    when: Expression | None = None
    valid: tuple[Check, ...] = ()
    options: tuple[Option, ...] = ()
    units: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    exact: bool = False
    default: str = ""
    defaults: Wording = field(default_factory=dict)
    value: Expression | None = None
    item: tuple["Question", ...] = ()
    key: tuple[str, ...] = ()
    minimum: Bound | None = None
    maximum: Bound | None = None
    min_words: int = 0
    feeds: tuple[str, ...] = ()
    audience: Audience = Audience.CLIENT
    sensitive: bool = False
    evidence: Required = Required.NO
    retain: Duration | None = None
    since: int = 0
    practice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together."""

    id: str
    title: Wording
    questions: tuple[Question, ...]
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Reshaping:
    """One answer made of several, or several of one: `parts` pairs the name of a part with a question.

    With `by` the whole is a text whose pieces stand between these characters, and the parts have no names.
    """

    whole: str
    parts: tuple[tuple[str, str], ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Migration:
    """How answers to version `before` and older ones become answers to the next; names in rows are `question.part`.

    The steps are taken in this order; `convert` gives, by the new name, an expression that reads `old`, or the new word
    for each old one.
    """

    before: int
    rename: Mapping[str, str] = field(default_factory=dict)
    split: tuple[Reshaping, ...] = ()
    merge: tuple[Reshaping, ...] = ()
    convert: Mapping[str, Expression | Mapping[str, str]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire file as read; `digest` names the very bytes it was read from.

    `retired` are ids that were asked once and are never given to another question.
    """

    id: str
    version: int
    title: Wording
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    digest: str
    retired: frozenset[str] = frozenset()
    migrations: tuple[Migration, ...] = ()

    @property
    def name(self) -> str:
        """The id with version and digest, as each answer names what was asked."""
        return f"{self.id}@{self.version}#{self.digest}"

    def questions(self) -> Iterator[Question]:
        """All questions in order, without those inside repeat groups."""
        for section in self.sections:
            yield from section.questions

    def question(self, question_id: str) -> Question | None:
        """The question of that id, or None."""
        return next((q for q in self.questions() if q.id == question_id), None)
