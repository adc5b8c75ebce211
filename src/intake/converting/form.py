"""A form of another tool as it was read: its fields in order, with conditions still in the language of that tool."""

from intake.converting.scope import Dialect
from intake.errors import Fault, Place
from intake.frugal import dataclass, field
from intake.model.questionnaire import Bound, Required, Type, Wording


@dataclass(frozen=True, slots=True)
class Source:
    """A condition or calculation as written, with the place of its first character.

    `exact`: a character of it stands one column further; not so in a table, where columns are those of its cells.
    """

    text: str
    place: Place
    exact: bool = False

    def place_of(self, at: int) -> Place:
        """Where a character of it stands."""
        return Place(self.place.file, self.place.line, self.place.column + at) if self.exact else self.place


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of an answer, and what is said when it does not."""

    holds: Source
    say: Wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: the value that the form has for it, its label, and whether it goes with no other."""

    value: str
    label: Wording
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question, note, calculation or repeat group; `name` is what conditions of the form call it.

    `called` holds further names for it. All of `shown` must hold for it to be asked. `truth` holds the form's values for
    yes and no. `fields` are the questions of one row.
    """

    name: str
    type: Type
    place: Place
    ask: Wording
    hint: Wording = field(default_factory=dict)
    called: tuple[str, ...] = ()
    required: Required = Required.NO
    shown: tuple[Source, ...] = ()
    rules: tuple[Rule, ...] = ()
    calculation: Source | None = None
    choices: tuple[Choice, ...] = ()
    truth: tuple[str, str] = ("true", "false")
    default: str = ""
    minimum: Bound | None = None
    maximum: Bound | None = None
    key: str = ""
    fields: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that belong together; all of `shown` must hold for them to be asked."""

    name: str
    title: Wording
    fields: tuple[Field, ...]
    shown: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was read; `lost` tells what in it has no counterpart here."""

    name: str
    title: Wording
    version: int
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    dialect: Dialect
    lost: tuple[Fault, ...]
