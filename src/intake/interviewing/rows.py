"""The rows of a repeat group, at any depth: what counts of them, and whether they are complete and follow their rules."""

from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import TypeAlias

from intake.conditions.outcome import Known, Outcome, unknown
from intake.frugal import dataclass
from intake.interviewing.checking import inspect
from intake.interviewing.programs import Programs
from intake.interviewing.steps import Remark
from intake.locale import Words, translate
from intake.model.questionnaire import Expression, Level, Question, Required, Type, said
from intake.model.values import Item, Value, shown

Lookup: TypeAlias = Callable[[str], Outcome]
"""What a name stands for in a condition."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled conditions, the day they are read on, and the days on which nobody works."""

    programs: Programs
    today: date
    holidays: Container[date] = frozenset()

    def holds(self, expression: Expression | None, lookup: Lookup) -> bool | None:
        """Whether a condition holds; yes where there is none, None where it cannot be told."""
        if expression is None:
            return True
        found = self.programs[expression].evaluate(lookup, self.today, self.holidays)
        return bool(found.value) if isinstance(found, Known) else None

    def value(self, expression: Expression | None, lookup: Lookup) -> Value | None:
        """What a calculation comes to; None where it cannot be told."""
        found = self.programs[expression].evaluate(lookup, self.today, self.holidays) if expression else None
        return found.value if isinstance(found, Known) else None


def counted(question: Question, rows: Value, lookup: Lookup, rules: Rules) -> tuple[Item, ...]:
    """The rows as they count: parts that do not apply are out, calculated ones are in."""
    found = rows if isinstance(rows, tuple) else ()
    return tuple(_counted(question, row, lookup, rules)[0] for row in found if isinstance(row, Item))


def entered(question: Question, rows: Value) -> tuple[Value, ...]:
    """The rows as they were entered: without calculated parts, which are worked out anew each time."""
    found = rows if isinstance(rows, tuple) else ()
    return tuple(_entered(question, row) if isinstance(row, Item) else row for row in found)


def inspect_rows(
    question: Question, rows: Value, lookup: Lookup, rules: Rules, language: str, on: date
) -> Iterator[Remark]:
    """What is wrong with each row given on that day, by row and part.

    Conditions read the row's parts, the rows around it, then answers.
    """
    known = {part.id for part in question.item}
    seen: dict[tuple[str, ...], int] = {}
    found = rows if isinstance(rows, tuple) else ()
    for index, row in enumerate(part for part in found if isinstance(part, Item)):
        for name, _ in row.parts:
            if name not in known:
                yield Remark(Level.ERROR, translate("no such part", language), index, name)
        within, inside = _counted(question, row, lookup, rules)
        missing = False
        for part in question.item:
            for remark in _inspect_part(part, within.get(part.id), inside, rules, language, on):
                missing = True
                path = () if remark.row is None else (remark.row, remark.part, *remark.path)
                yield Remark(remark.level, remark.told(language), index, part.id, path)
        if not row.parts and not missing:
            yield Remark(
                Level.ERROR, translate("nothing stands in this row: fill it in, or delete it", language), index
            )
        key = tuple("" if value is None else shown(value) for value in map(within.get, question.key))
        first = seen.setdefault(tuple(part.casefold() for part in key), index)
        if any(key) and first != index:
            yield _both(first, index, ", ".join(filter(None, key)), question.key[0], language)


def _both(first: int, second: int, key: str, part: str, language: str) -> Remark:
    say = Words(language)
    twice = say("rows {first} and {second} are both '{text}'", first=first + 1, second=second + 1, text=key)
    return Remark(Level.ERROR, twice, second, part)


def _inspect_part(
    part: Question, value: Value | None, lookup: Lookup, rules: Rules, language: str, on: date
) -> Iterator[Remark]:
    if value is None:
        needed = part.required is Required.YES and part.type is not Type.CALC
        if needed and rules.holds(part.when, lookup):
            needed_now = translate("{ask} - this is needed", language).format(ask=said(part.ask, language))
            yield Remark(Level.ERROR, needed_now)
        return
    if part.type is not Type.CALC:
        yield from inspect(part, value, language, on)
    if part.type is Type.REPEAT:
        yield from inspect_rows(part, value, lookup, rules, language, on)
    for check in part.valid:
        if rules.holds(check.holds, lookup) is False:
            yield Remark(check.level, said(check.say, language))


def _counted(question: Question, row: Item, around: Lookup, rules: Rules) -> tuple[Item, Lookup]:
    """The row as it counts, and what conditions inside of it read."""
    given = dict(row.parts)
    parts: dict[str, Value] = {}
    hidden: set[str] = set()
    names = {part.id for part in question.item}

    def lookup(name: str) -> Outcome:
        if name in parts:
            return Known(parts[name])
        if name in names:
            return unknown(name, "does not apply" if name in hidden else "left open in this row")
        return around(name)

    for part in question.item:
        if rules.holds(part.when, lookup) is False:
            hidden.add(part.id)
            continue
        value = rules.value(part.value, lookup) if part.type is Type.CALC else given.get(part.id)
        if part.type is Type.REPEAT and isinstance(value, tuple):
            value = counted(part, value, lookup, rules)
        if value is not None:
            parts[part.id] = value
    return Item.of(parts), lookup


def _entered(question: Question, row: Item) -> Item:
    parts = {part.id: part for part in question.item}
    kept: dict[str, Value] = {}
    for name, value in row.parts:
        part = parts.get(name)
        if part is None or part.type is not Type.CALC:
            kept[name] = entered(part, value) if part is not None and part.type is Type.REPEAT else value
    return Item.of(kept)
