"""What changes from one version of a brief to the next, in sentences that both sides read before they sign."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import TypeVar

from intake.frugal import field_names
from intake.locale import Words, marked
from intake.locale.units import measured
from intake.model.brief import Brief
from intake.model.checklist import Checklist, Clause, Instalment, Task
from intake.model.outcome import ALTERABLE
from intake.model.values import Quantity, shown

T = TypeVar("T")
_LONG = 100
_AROUND = 4
_PARTS = {
    "name": marked("name"),
    "country": marked("country"),
    "email": marked("e-mail"),
    "address": marked("address"),
    "website": marked("web"),
    "identifiers": marked("numbers"),
    "volume": marked("volume"),
    "due": marked("due"),
    "done_when": marked("done when"),
    "price": marked("price"),
    "rounds": marked("rounds"),
    "definition": marked("definition"),
    "extra_rate": marked("extra rate"),
}


def differences(old: Brief, new: Brief) -> tuple[str, ...]:
    """Every change, in the order of the page and in the language of the new version; empty where both say the same."""
    told = _Told(Words(new.language))
    return (
        *told.parts(told.say("The supplier"), old.supplier, new.supplier),
        *told.parts(told.say("The client"), old.client, new.client),
        *told.tasks(old.checklist, new.checklist),
        *told.changed(told.say("Total"), old.checklist.total, new.checklist.total),
        *told.instalments(old.checklist.instalments, new.checklist.instalments),
        *told.parts(told.say("Revisions"), old.checklist.revisions, new.checklist.revisions),
        *told.clauses(old.checklist.clauses, new.checklist.clauses),
        *told.answers(old, new),
    )


class _Told:
    """Changes in the words of one language."""

    def __init__(self, say: Words) -> None:
        self.say = say

    def parts(self, what: str, old: T, new: T) -> Iterator[str]:
        for part in field_names(type(old)):
            name = f"{what}, {self.say(_PARTS[part])}"
            yield from self.changed(name, getattr(old, part), getattr(new, part))

    def changed(self, what: str, before: object, after: object) -> Iterator[str]:
        if before != after:
            was, now = _around(self.said(before), self.said(after))
            yield self.say("{what}: {before} becomes {after}.", what=what, before=was, after=now)

    def said(self, value: object) -> str:
        match value:
            case None | "":
                return self.say("nothing")
            case tuple():
                value = ", ".join(f"{number.scheme} {number.value}" for number in value)
            case Quantity():
                value = self.volume(value)
        return f"“{value}”"

    def volume(self, value: Quantity) -> str:
        return measured(Decimal(f"{value.amount.normalize():f}"), value.unit, self.say.language)

    def tasks(self, old: Checklist, new: Checklist) -> Iterator[str]:
        before, after = (_each((task.name, task) for task in side.tasks) for side in (old, new))
        for key, task in _both(before, after):
            name = task.name
            if key not in before:
                price = [str(task.price)] if task.price is not None else []
                yield self.say(
                    "New task “{name}”: {what}, due {due}; done when: {done_when}.",
                    name=name,
                    what=self.volume(task.volume),
                    due=", ".join([str(task.due), *price]),
                    done_when=task.done_when or "-",
                )
            elif key not in after:
                yield self.say("Task “{name}” is dropped.", name=name)
            else:
                yield from self.parts(self.say("Task “{name}”", name=name), before[key], after[key])
            if key in after and _is_free(before.get(key), task, same_total=old.total == new.total is not None):
                yield self.say("Task “{name}”: this is done at no charge.", name=name)

    def instalments(self, old: Sequence[Instalment], new: Sequence[Instalment]) -> Iterator[str]:
        left = [*old]
        for part in new:
            if part in left:
                left.remove(part)
            else:
                yield self.say("New instalment: {amount}, due {due}, {trigger}.", **_parts_of(part))
        for part in left:
            yield self.say("Instalment dropped: {amount}, due {due}, {trigger}.", **_parts_of(part))

    def clauses(self, old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[str]:
        before, after = (_each((clause.id, clause) for clause in clauses) for clauses in (old, new))
        for name, clause in _both(before, after):
            what = self.say("Clause “{title}”", title=clause.title)
            if name not in before:
                yield self.say("New clause “{title}”: {text}", title=clause.title, text=clause.text)
            elif name not in after:
                yield self.say("Clause “{title}” is dropped.", title=clause.title)
            else:
                yield from self.changed(self.say("The heading of a clause"), before[name].title, clause.title)
                yield from self.changed(what, before[name].text, clause.text)

    def answers(self, old: Brief, new: Brief) -> Iterator[str]:
        before, after = (_each((answer.id, answer) for answer in brief.answers) for brief in (old, new))
        for name, answer in _both(before, after):
            what = self.say("Answer to “{ask}”", ask=answer.ask)
            was, now = before.get(name), after.get(name)
            if was and now:
                questions = (f"{each.section}: {each.ask}" for each in (was, now))
                yield from self.changed(self.say("The question"), *questions)
            if was and now and was.shown == now.shown and was.value != now.value:
                values = (f"{now.shown} ({shown(each.value or '')})" for each in (was, now))
                yield from self.changed(what, *values)
            yield from self.changed(what, was.shown if was else None, now.shown if now else None)


def _is_free(former: Task | None, task: Task, *, same_total: bool) -> bool:
    """Whether a task is new or altered and no price rises for it; work by the hour has none that could."""
    if former and all(getattr(former, part) == getattr(task, part) for part in ALTERABLE):
        return False
    if task.price is None:
        return same_total
    return former.price == task.price if former else not task.price.minor


def _parts_of(part: Instalment) -> dict[str, object]:
    return {"amount": part.amount, "due": part.due, "trigger": part.trigger}


def _each(items: Iterable[tuple[str, T]]) -> Mapping[tuple[str, int], T]:
    """The items by their name, and the how-manieth of that name each is: a second one must not hide the first."""
    found: dict[tuple[str, int], T] = {}
    for name, item in items:
        found[name, sum(1 for known, _ in found if known == name)] = item
    return found


def _both(
    before: Mapping[tuple[str, int], T], after: Mapping[tuple[str, int], T]
) -> Iterator[tuple[tuple[str, int], T]]:
    """What stands in either, the later one where it stands in both."""
    yield from {**before, **after}.items()


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts; of long ones what differs, with a few words around it."""
    if min(len(before), len(after)) < _LONG:
        return before, after
    sides = [before.split(" "), after.split(" ")]
    start = _alike(*sides) - _AROUND
    end = _alike(*(side[::-1] for side in sides)) - _AROUND
    end = min(end, min(map(len, sides)) - start - 2 * _AROUND)
    return _cut(sides[0], start, end), _cut(sides[1], start, end)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(words: Sequence[str], start: int, end: int) -> str:
    """The words without so many at the start and at the end, where that makes them shorter."""
    kept = list(words)
    if end > 1:
        kept[-end:] = ["…”"]
    if start > 1:
        kept[:start] = ["“…"]
    return " ".join(kept)
