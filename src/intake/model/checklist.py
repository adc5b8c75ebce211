"""The checklist that both sides sign: tasks, payment plan, revision cap, clauses."""

from datetime import date

from intake.frugal import dataclass
from intake.model.money import Money
from intake.model.values import Quantity


@dataclass(frozen=True, slots=True)
class Task:
    """One deliverable: how much, by when, for how much, and how both sides know that it is done."""

    name: str
    volume: Quantity
    due: date
    done_when: str
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment: how much, what makes it due, and on which day at the latest."""

    amount: Money
    trigger: str
    due: date


@dataclass(frozen=True, slots=True)
class Revisions:
    """How many rounds of changes are included, what counts as one, and what a further one costs."""

    rounds: int
    definition: str
    extra_rate: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in full words; `id` names it in `clauses/*.yaml`, `practice` the advice it carries."""

    id: str
    title: str
    text: str
    practice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What will be delivered, paid and allowed."""

    tasks: tuple[Task, ...]
    total: Money | None
    instalments: tuple[Instalment, ...]
    revisions: Revisions
    clauses: tuple[Clause, ...]


def before_work_on(task: str, language: str = "en") -> str:
    """What makes the advance on one deliverable due, as plans say it in that language."""
    from intake.locale import translate

    return translate("before work on {task} starts", language).format(task=task)
