"""Every error that `intake` raises on purpose.

    IntakeError                 something went wrong that a person can act on
    ├── DoesNotHold             the thing that was checked is not so
    ├── CannotTell              there is not enough to say whether it is so
    ├── Usage                   the command or call makes no sense as given
    ├── BadFile                 a file has faults, each with its place
    ├── NotFound                no such dossier, file or rule
    ├── Unreachable             a needed service did not answer
    ├── CannotWrite             the result could not be stored
    ├── Busy                    another process holds the store
    ├── Refused                 allowed to nobody, or not yet: a gate, a permission, a key
    └── Broken                  a fault of ours

Each class has a `slug`, each instance says what happened, where, and what to do next. Only `cli` knows exit codes.
"""

from collections.abc import Sequence
from typing import ClassVar

from intake.frugal import dataclass
from intake.locale import worded


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file, and what to write instead."""

    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class IntakeError(Exception):
    """Something went wrong that a person can act on."""

    slug: ClassVar[str] = "error"

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def diagnostics(self) -> str:
        """What happened, where, and what to do next, for a person to read."""
        where = self.where.replace("\n", " ").replace("\r", " ")  # a stranger may have named the file
        lines = [f"{where}: {self.what}" if where else self.what]
        if self.remedy:
            lines.append(f"  next: {self.remedy}")
        return "\n".join(lines)


class DoesNotHold(IntakeError):
    """The thing that was checked is not so."""

    slug = "does-not-hold"


class CannotTell(IntakeError):
    """There is not enough to say whether it is so."""

    slug = "cannot-tell"


class Usage(IntakeError):
    """The command or call makes no sense as given."""

    slug = "usage"


class BadFile(IntakeError):
    """A file has faults; all of them are reported at once."""

    slug = "bad-file"

    def __init__(
        self, faults: Sequence[Fault], *, remedy: str = worded("Correct the places named above and try again.")
    ) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.place.file, f.place.line, f.place.column)))
        count = len(self.faults)
        super().__init__(
            worded(f"{count} fault{'s' if count != 1 else ''} in {self.faults[0].place.file}"), remedy=remedy
        )

    def diagnostics(self) -> str:
        """One line a fault, `file:line:col` first."""
        return "\n".join([*(str(fault) for fault in self.faults), super().diagnostics()])


class NotFound(IntakeError):
    """No such dossier, file or rule."""

    slug = "not-found"


class Unreachable(IntakeError):
    """A needed service did not answer."""

    slug = "unreachable"


class CannotWrite(IntakeError):
    """The result could not be stored; what was there before is intact."""

    slug = "cannot-write"


class Busy(IntakeError):
    """Another process holds the store."""

    slug = "busy"


class Refused(IntakeError):
    """Not allowed: a gate that is closed, a permission, a key."""

    slug = "refused"


class Broken(IntakeError):
    """A fault of ours."""

    slug = "broken"
