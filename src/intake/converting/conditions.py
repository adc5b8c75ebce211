"""Writes conditions of other form languages in ours, so that they decide alike for every set of answers.

The other languages know two values, and read a question that was left open as an empty text or as zero; ours knows a
third. So each comparison is looked at once for every way in which the answers that it reads can be open, and is written
as the cases in which it holds: `{a} != 'x'` holds without an answer too, and becomes `a is unknown or a != 'x'`.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from intake.conditions import BOOL, NUMBER, Choice, List
from intake.converting.comparing import write_comparison
from intake.converting.formulas import (
    Answer,
    Call,
    Compared,
    Formula,
    Joined,
    Literal,
    Negated,
    Untranslatable,
    walk,
)
from intake.converting.open_answers import settled
from intake.converting.scope import Asked, Scope
from intake.frugal import dataclass

MOST_ANSWERS = 3
"""How many answers one comparison may read: every way in which they can be open is a case of its own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as written; `joint` is the word that joins its parts, if any."""

    text: str
    joint: str = ""


TRUE, FALSE = Written("true"), Written("false")


def write_condition(formula: Formula, scope: Scope) -> str:
    """The condition in our language; Untranslatable where there are no words for a part of it."""
    return _condition(formula, scope, positive=True).text


def _condition(formula: Formula, scope: Scope, *, positive: bool) -> Written:
    match formula:
        case Joined(operator=operator, parts=parts):
            joint = operator if positive else {"and": "or", "or": "and"}[operator]
            return _joined(joint, [_condition(part, scope, positive=positive) for part in parts])
        case Negated(operand=operand):
            return _condition(operand, scope, positive=not positive)
        case Literal(value=bool() as truth):
            return TRUE if truth is positive else FALSE
        case Answer():
            return _condition(_truth(formula, scope), scope, positive=positive)
        case Compared():
            return _joined("or", list(_cases(formula, scope, positive=positive)))
        case Call(function=function):
            raise Untranslatable(f"there is nothing like '{function}'", formula.at)
        case _:
            raise Untranslatable("a condition is needed here, not a value", formula.at)


def _truth(answer: Answer, scope: Scope) -> Formula:
    """What an answer means that stands alone as a condition."""
    asked, at = scope.find(answer), answer.at
    if asked.kind == BOOL and "true" in asked.values:
        return Compared("=", answer, Literal(True, at), at)
    given = Compared("!=", answer, Literal(None, at), at)
    return (
        Joined("and", (given, Compared("!=", answer, Literal(Decimal(0), at), at)), at)
        if asked.kind == NUMBER
        else given
    )


def _cases(comparison: Compared, scope: Scope, *, positive: bool) -> Iterator[Written]:
    """The cases in which the comparison, or its opposite, holds: first that all answers are there, then some open."""
    if any(isinstance(found, Joined | Negated | Compared) for found, depth in walk(comparison) if depth > 1):
        raise Untranslatable("a condition is compared with a value", comparison.at)
    read = _read(comparison, scope)
    doubtful = [name for name, asked in read.items() if not asked.certain]
    ways = [frozenset(names) for count in range(len(doubtful) + 1) for names in combinations(doubtful, count)]
    rests = {opened: settled(comparison, opened, loose=scope.dialect.loose) for opened in ways}
    enough = [way for way in ways if way and all(rests[more] is positive for more in ways if way <= more)]
    for opened in ways:
        guards = [_open(read[name], scope) for name in sorted(opened)]
        known = [_known(asked, scope) for name, asked in read.items() if name not in opened]
        rest = rests[opened]
        if isinstance(rest, Compared):
            sure = {name for name, asked in read.items() if asked.certain or frozenset({name}) in enough}
            told = [_known(read[name], scope) for name in read if scope.decides and name not in opened | sure]
            yield _joined("and", [*guards, *told, _written(rest, scope, positive=positive)])
        elif opened in enough:  # with these open it holds, whatever the others are
            if not any(fewer < opened for fewer in enough):
                yield _joined("and", guards)
        elif rest is positive and not any(fewer < opened for fewer in enough):
            yield _joined("and", [*guards, *known])


def _written(comparison: Compared, scope: Scope, *, positive: bool) -> Written:
    found = write_comparison(comparison, scope, positive=positive)
    if isinstance(found, bool):
        known = [_known(asked, scope) for asked in _read(comparison, scope).values()]
        return _joined("and", known) if found else FALSE
    return Written(found)


def _read(comparison: Compared, scope: Scope) -> dict[str, Asked]:
    """The answers that a comparison reads, by name."""
    answers = {found.name: found for found, _ in walk(comparison) if isinstance(found, Answer)}
    if len(answers) > MOST_ANSWERS:
        raise Untranslatable(f"it compares more than {MOST_ANSWERS} answers at once", comparison.at)
    return {name: scope.asked[name] if name in scope.asked else scope.find(found) for name, found in answers.items()}


def _open(asked: Asked, scope: Scope) -> Written:
    rows = _rows(asked, scope)
    return Written(f"{rows} is unknown or count({rows}) = 0", "or") if rows else Written(f"{asked.id} is unknown")


def _known(asked: Asked, scope: Scope) -> Written:
    rows = _rows(asked, scope)
    if rows:
        return Written(f"{rows} is known and count({rows}) > 0", "and")
    return Written(f"{asked.id} is known")


def _rows(asked: Asked, scope: Scope) -> str:
    """The repeat group that is read, itself or through a part of its rows; nothing for any other question."""
    if scope.is_over_rows(asked):
        return asked.row
    return asked.id if isinstance(asked.kind, List) and not isinstance(asked.kind.item, Choice) else ""


def _joined(joint: str, parts: Sequence[Written]) -> Written:
    """The parts joined by that word, without those that change nothing."""
    nothing, all_ = (TRUE, FALSE) if joint == "and" else (FALSE, TRUE)
    kept = [part for part in dict.fromkeys(parts) if part != nothing]
    if all_ in kept:
        return all_
    if len(kept) < 2:
        return kept[0] if kept else nothing
    texts = [f"({part.text})" if part.joint not in ("", joint) else part.text for part in kept]
    return Written(f" {joint} ".join(texts), joint)
