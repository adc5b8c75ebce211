"""What a condition of another form language may read where it stands, and how that language reads it."""

from collections.abc import Callable, Mapping

from intake.conditions import Kind
from intake.converting.formulas import Answer, Formula, Untranslatable
from intake.frugal import dataclass, field


@dataclass(frozen=True, slots=True)
class Dialect:
    """A form language; `loose`: it counts an open answer as zero, and reads words without their capitals."""

    parse: Callable[[str], Formula]
    loose: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as conditions read it: its id here, its kind, and our value for each value that the form has for it.

    `row` is the id of the repeat group whose rows hold it; `certain`: it is always asked and cannot be left open.
    """

    id: str
    kind: Kind
    values: Mapping[str, str]
    row: str = ""
    certain: bool = False


@dataclass(slots=True)
class Scope:
    """The questions that were asked before, by the names that the form has for them, and why others cannot be read.

    `rows` are the ids of the repeat groups in whose rows the condition stands. `decides`: it must come out yes or no
    once all that it reads is settled, for a question hangs on it; a check that cannot be told refuses nothing.
    """

    dialect: Dialect
    asked: dict[str, Asked] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    rows: tuple[str, ...] = ()
    decides: bool = True

    def find(self, answer: Answer, *, over_rows: bool = False) -> Asked:
        """The question of that name; Untranslatable with the reason where it cannot be read here."""
        found = self.asked.get(answer.name)
        if found is None:
            why = self.absent.get(answer.name, "is no question of this form")
            raise Untranslatable(f"'{answer.name}' {why}", answer.at)
        if self.is_over_rows(found) is not over_rows:
            why = "is no part of the rows of a repeat" if over_rows else "is answered once for each row"
            raise Untranslatable(f"'{answer.name}' {why}", answer.at)
        return found

    def is_over_rows(self, asked: Asked) -> bool:
        """Whether the question is answered once for each row, seen from outside of those rows."""
        return bool(asked.row) and asked.row not in self.rows
