"""What happened after the decision: payments, hours, incidents, lessons, deliveries, changes asked for, the start."""

from datetime import date
from decimal import Decimal
from enum import Enum

from intake.frugal import dataclass, field_names
from intake.model.money import Money

ALTERABLE = ("done_when", "volume", "due")
"""What a change can alter of a deliverable that was agreed."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in for what fell due on a day; zero says that nothing came.

    `owed` is what was invoiced, where no instalment of the plan says it.
    """

    amount: Money
    due: date
    owed: Money | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Your own hours for so many units of work (`unit` as in the volumes of deliverables); a `gift` is not charged."""

    hours: Decimal
    unit: str = ""
    units: Decimal = Decimal(1)
    task: str = ""
    gift: bool = False


class Step(Enum):
    """What you said you would do when a payment does not come."""

    REMINDER = "reminder"
    PAUSE = "pause"
    LATE_FEE = "late fee"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that you took, about what was due on a day."""

    step: Step
    due: date


class ReportState(Enum):
    """How far a list of hours has come."""

    READ = "read in"
    SENT = "sent"
    APPROVED = "approved"
    QUESTIONED = "questioned"


@dataclass(frozen=True, slots=True)
class Report:
    """A list of hours by the SHA-256 of its stored bytes, with the sum of its hours.

    `until` is the last day for a question about a list that was sent, where a signed clause has silence approve it afterwards.
    """

    sha256: str
    name: str
    hours: Decimal
    state: ReportState = ReportState.READ
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Trouble of a kind that rules and reviews can count."""

    kind: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What you will do otherwise next time."""

    text: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A deliverable that was shown, accepted, or objected to because it differs from what was agreed.

    `until` is the last day for an objection to what was shown, where a signed clause has silence accept it afterwards.
    """

    task: str
    accepted: bool = False
    objected: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the client asked for, what it is worth, and how it was classed; it binds nobody until both sign it.

    `proposed_as` is the version of the brief that was written for it (0: none); proposed again, the last one counts.
    """

    text: str
    task: str
    kind: str
    price: Money | None = None
    proposed_as: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """Work began, on all or on one deliverable; `reason` says why it did though the gate was closed."""

    reason: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """The editable sources were handed over; `reason` says why they were though the gate was closed."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that happened on a day; exactly one of the parts after `note` is there (ValueError otherwise)."""

    on: date
    by: str = ""
    note: str = ""
    payment: Payment | None = None
    hours: Hours | None = None
    incident: Incident | None = None
    lesson: Lesson | None = None
    delivery: Delivery | None = None
    change: Change | None = None
    start: Start | None = None
    report: Report | None = None
    taken: Taken | None = None
    handover: Handover | None = None

    def __post_init__(self) -> None:
        parts = field_names(type(self))[3:]
        if sum(getattr(self, part) is not None for part in parts) != 1:
            raise ValueError(f"an outcome is exactly one of {', '.join(parts)}")


@dataclass(frozen=True, slots=True)
class Retracted:
    """Entries of the same journal, by their numbers, that were recorded by mistake, and why.

    Each is an outcome, which then does not count, or such a taking back, whose outcomes then count again.
    """

    entries: tuple[int, ...]
    reason: str = ""
