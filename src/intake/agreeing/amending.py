"""From a signed brief and what is to change to its next version: all restated, what was paid or is planned kept as it is.

The next version names the data and the document of the one before. A higher price is planned beside the signed
instalments, with the advance and the days to pay that were signed; a lower one comes off the last of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from intake.agreeing import plan
from intake.errors import NotFound, Refused, Usage
from intake.frugal import dataclass, field, field_names, replace
from intake.model.answers import Answer, State
from intake.model.brief import AgreedAnswer, Brief, Previous
from intake.model.checklist import Checklist, Instalment, Task
from intake.model.money import Money
from intake.model.outcome import ALTERABLE
from intake.model.values import Item, Percent, Quantity, shown

DELIVERABLES = "deliverables"


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is to change of a deliverable, or with `new` the one that is added; what is None stays as it is."""

    task: str
    new: bool = False
    volume: Quantity | None = None
    due: date | None = None
    done_when: str | None = None
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One deliverable that a version alters: what of it, and what is added to its price (negative for less)."""

    task: Task
    alters: frozenset[str] = frozenset()
    added: Money | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What was signed of paying: the advance, and the days to pay after a delivery."""

    advance: Percent = field(default_factory=lambda: Percent(Decimal(0)))
    pay_days: int = 14
    language: str = "en"


def altered(signed: Brief, alteration: Alteration) -> tuple[Checklist, tuple[AgreedAnswer, ...]]:
    """The checklist and answers with one deliverable added or altered; the plan is still the signed one.

    Usage where a new one lacks its date or stands there already, NotFound where there is none to alter.
    """
    tasks = {task.name: task for task in signed.checklist.tasks}
    if alteration.new:
        if alteration.task in tasks:
            raise Usage(f"'{alteration.task}' is on the checklist already", remedy="Alter it with --task.")
        if alteration.due is None or not alteration.done_when:
            what = "a new deliverable needs its exact date, and how both see that it is done"
            raise Usage(what, remedy="--due DATE --done-when TEXT")
        volume = alteration.volume or Quantity(Decimal(1), "piece")
        tasks[alteration.task] = Task(
            alteration.task, volume, alteration.due, alteration.done_when, alteration.price
        )  # fmt: skip
    elif alteration.task not in tasks:
        raise NotFound(f"the checklist has no deliverable '{alteration.task}'", remedy=f"It has: {', '.join(tasks)}.")
    else:
        parts = {name: getattr(alteration, name) for name in (*ALTERABLE, "price")}
        tasks[alteration.task] = replace(
            tasks[alteration.task], **{name: part for name, part in parts.items() if part is not None}
        )
    checklist = replace(signed.checklist, tasks=tuple(tasks.values()))
    if checklist == signed.checklist:
        return checklist, signed.answers
    return replace(checklist, total=_total(signed.checklist, checklist)), _restated_rows(signed, tasks)


def compare(old: Checklist, new: Checklist) -> tuple[Difference, ...]:
    """The deliverables that the new checklist adds or alters, in its order; Refused where one was dropped."""
    before = {task.name: task for task in old.tasks}
    if dropped := sorted(before.keys() - {task.name for task in new.tasks}):
        raise Refused(
            f"the change drops {', '.join(dropped)}", remedy="Lower its volume and price, or end the agreement instead."
        )
    found: list[Difference] = []
    for task in new.tasks:
        former = before.get(task.name)
        alters = frozenset(name for name in ALTERABLE if former and getattr(former, name) != getattr(task, name))
        added = _added(former, task)
        if former is None or alters or added is not None:
            found.append(Difference(task, alters, added, former is None))
    return tuple(found)


def next_version(
    signed: Brief,
    checklist: Checklist,
    answers: tuple[AgreedAnswer, ...],
    *,
    terms: Terms,
    issued: date,
    log_head: str,
    prev: Previous,
) -> Brief:
    """The next version with this checklist, whose instalments are the signed ones and those that pay the difference."""
    instalments = _instalments(signed.checklist, checklist, terms, issued)
    return replace(
        signed,
        seq=signed.seq + 1,
        issued=issued,
        answers=answers,
        checklist=replace(checklist, instalments=instalments),
        log_head=log_head,
        prev=prev,
        changes=(),
    )


def answers_behind(signed: Brief, kept: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers as they were signed, where the brief holds them; the others as they are kept."""
    agreed = {answer.id: answer.value for answer in signed.answers if answer.value is not None}
    return {
        name: replace(answer, value=agreed[name], typed="")
        if name in agreed and answer.state is State.ANSWERED
        else answer
        for name, answer in kept.items()
    }


def _total(old: Checklist, new: Checklist) -> Money | None:
    """The signed total with what is added to or taken from the prices of deliverables."""
    total = old.total
    for each in compare(old, new):
        if total is not None and each.added is not None:
            total = _sum(total, each.added)
    return total


def _added(former: Task | None, task: Task) -> Money | None:
    if task.price is None or (former is not None and former.price == task.price):
        return None
    if former is None or former.price is None:
        return task.price
    return _sum(Money(-former.price.minor, former.price.currency), task.price)


def _sum(one: Money, other: Money) -> Money:
    if one.currency != other.currency:
        raise Usage(f"the agreement is in {one.currency}, the change in {other.currency}", remedy="Use one currency.")
    return one + other


def _instalments(old: Checklist, new: Checklist, terms: Terms, start: date) -> tuple[Instalment, ...]:
    if old.total is not None and new.total is not None:
        more = _sum(new.total, Money(-old.total.minor, old.total.currency))
    else:
        more = sum((d.added for d in compare(old, new) if d.added), start=Money(0, _currency(old, new)))
    if more.minor < 0:
        return _lowered(old.instalments, -more.minor)
    if not more.minor:
        return old.instalments
    dearer = [(each.task, each.added) for each in compare(old, new) if each.added and each.added.minor > 0]
    if sum(price.minor for _, price in dearer) != more.minor:
        dearer = [(new.tasks[-1], more)]
    wanted = plan.Terms(
        advance=terms.advance, start=start, pay_days=terms.pay_days, per_iteration=True, language=terms.language
    )
    added = plan.instalments([task for task, _ in dearer], [price for _, price in dearer], wanted)
    return tuple(sorted((*old.instalments, *added), key=lambda instalment: instalment.due))


def _currency(*checklists: Checklist) -> str:
    prices = [task.price for checklist in checklists for task in checklist.tasks if task.price is not None]
    return prices[0].currency if prices else ""


def _lowered(instalments: Sequence[Instalment], less: int) -> tuple[Instalment, ...]:
    """The plan with so many coins taken off its last instalments."""
    kept: list[Instalment] = []
    for part in reversed(instalments):
        off = min(less, part.amount.minor)
        less -= off
        if part.amount.minor > off:
            kept.insert(0, replace(part, amount=Money(part.amount.minor - off, part.amount.currency)))
    if less:
        raise Refused("the price would fall below nothing", remedy="Lower it by less.")
    return tuple(kept)


def _restated_rows(signed: Brief, tasks: Mapping[str, Task]) -> tuple[AgreedAnswer, ...]:
    return tuple(_restated(answer, tasks) if answer.id == DELIVERABLES else answer for answer in signed.answers)


def _restated(answer: AgreedAnswer, tasks: Mapping[str, Task]) -> AgreedAnswer:
    """The answer that names the deliverables, with their parts as the checklist has them now."""
    rows = answer.value if isinstance(answer.value, tuple) else ()
    known = {shown(row.get("name") or ""): row for row in rows if isinstance(row, Item)}
    value = tuple(
        Item.of(
            {
                **(dict(known[name].parts) if name in known else {}),
                **{part: found for part in field_names(Task) if (found := getattr(task, part)) not in (None, "")},
            }
        )
        for name, task in tasks.items()
    )
    return replace(answer, value=value, shown=shown(value))
