"""What changes from one version of a brief to the next, in sentences that both sides read before they sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TypeVar

from intake.model.brief import Brief
from intake.model.checklist import Clause, Instalment, Task

T = TypeVar("T")


def differences(old: Brief, new: Brief) -> tuple[str, ...]:
    """Every change, in the order of the page; empty where both say the same."""
    return (
        *_fields("Supplier", old.supplier, new.supplier),
        *_fields("Client", old.client, new.client),
        *_tasks(old.checklist.tasks, new.checklist.tasks),
        *_changed("Total", old.checklist.total, new.checklist.total),
        *_instalments(old.checklist.instalments, new.checklist.instalments),
        *_fields("Revisions", old.checklist.revisions, new.checklist.revisions),
        *_clauses(old.checklist.clauses, new.checklist.clauses),
        *_answers(old, new),
    )


def _fields(what: str, old: T, new: T) -> Iterator[str]:
    for field in fields(old):  # type: ignore[arg-type]
        name = field.name.replace("_", " ")
        before, after = getattr(old, field.name), getattr(new, field.name)
        if isinstance(before, tuple):
            before, after = (
                ", ".join(f"{number.scheme} {number.value}" for number in part) for part in (before, after)
            )
        yield from _changed(f"{what}, {name}", before, after)


def _changed(what: str, before: object, after: object) -> Iterator[str]:
    if before != after:
        yield f"{what}: {_said(before)} becomes {_said(after)}."


def _said(value: object) -> str:
    return "nothing" if value in (None, "") else f"“{value}”"


def _tasks(old: Sequence[Task], new: Sequence[Task]) -> Iterator[str]:
    before, after = {task.name: task for task in old}, {task.name: task for task in new}
    for name, task in _both(before, after):
        if name not in before:
            price = f", {task.price}" if task.price is not None else ""
            yield f"New task “{name}”: {task.volume}, due {task.due}{price}; done when: {task.done_when or '-'}."
        elif name not in after:
            yield f"Task “{name}” is dropped."
        else:
            yield from _fields(f"Task “{name}”", before[name], after[name])


def _instalments(old: Sequence[Instalment], new: Sequence[Instalment]) -> Iterator[str]:
    left = [*old]
    for part in new:
        if part in left:
            left.remove(part)
        else:
            yield f"New instalment: {part.amount}, due {part.due}, {part.trigger}."
    for part in left:
        yield f"Instalment dropped: {part.amount}, due {part.due}, {part.trigger}."


def _clauses(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[str]:
    before, after = ({clause.id: clause for clause in clauses} for clauses in (old, new))
    for name, clause in _both(before, after):
        if name not in before:
            yield f"New clause “{clause.title}”: {clause.text}"
        elif name not in after:
            yield f"Clause “{clause.title}” is dropped."
        else:
            yield from _changed(f"Clause “{clause.title}”", before[name].text, clause.text)


def _answers(old: Brief, new: Brief) -> Iterator[str]:
    before, after = ({answer.id: answer for answer in brief.answers} for brief in (old, new))
    for name, answer in _both(before, after):
        was, now = (side[name].shown if name in side else None for side in (before, after))
        yield from _changed(f"Answer to “{answer.ask}”", was, now)


def _both(before: Mapping[str, T], after: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """What stands in either, the later one where it stands in both."""
    yield from {**before, **after}.items()
