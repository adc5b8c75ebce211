"""Writes a comparison of another form language in ours, given that every answer in it is known."""

from collections.abc import Iterable
from decimal import Decimal

from intake.conditions import BOOL, TEXT, Choice, Kind, List
from intake.converting.formulas import Answer, Compared, Formula, Listed, Literal, Untranslatable
from intake.converting.open_answers import as_number, ordered
from intake.converting.scope import Asked, Scope
from intake.converting.values import write_as, write_text, write_value

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MEMBERSHIPS = ("contains", "anyof", "selected")


def write_comparison(comparison: Compared, scope: Scope, *, positive: bool) -> str | bool:
    """The comparison or its opposite; a truth value where it comes out one way only."""
    comparison = _literal_behind(comparison)
    asked = scope.find(comparison.left) if isinstance(comparison.left, Answer) else None
    words = _literals(comparison.right)
    if asked is not None and words is not None and (asked.kind == BOOL or isinstance(asked.kind, Choice)):
        return _among(asked, _fitting(asked, comparison, words, loose=scope.dialect.loose), positive=positive)
    if asked is not None and words is not None and isinstance(asked.kind, List):
        return _in_list(asked, comparison, words, loose=scope.dialect.loose, positive=positive)
    if comparison.operator in _MEMBERSHIPS:
        return _one_of(comparison, words, scope, positive=positive)
    return _measured(comparison, scope, positive=positive)


def _literal_behind(comparison: Compared) -> Compared:
    """The comparison with its literal on the right."""
    if not isinstance(comparison.left, Literal | Listed) or comparison.operator not in _MIRRORED:
        return comparison
    return Compared(_MIRRORED[comparison.operator], comparison.right, comparison.left, comparison.at)


def _literals(formula: Formula) -> tuple[Literal, ...] | None:
    if isinstance(formula, Literal):
        return (formula,)
    if isinstance(formula, Listed) and all(isinstance(item, Literal) for item in formula.items):
        return tuple(item for item in formula.items if isinstance(item, Literal))
    return None


def _fitting(asked: Asked, comparison: Compared, words: Iterable[Literal], *, loose: bool) -> list[str]:
    """The values of a question with few values for which the comparison holds, tried one by one."""
    sign, matches = comparison.operator, any if comparison.operator == "anyof" else all
    if sign == "anyof" and isinstance(comparison.right, Literal):
        raise Untranslatable("'anyof' needs a list", comparison.right.at)
    return [ours for theirs, ours in asked.values.items() if matches(_holds(sign, theirs, w, loose) for w in words)]


def _holds(sign: str, theirs: str, word: Literal, loose: bool) -> bool:
    if sign in ("<", "<=", ">", ">="):
        number = as_number(word.value)
        if number.is_nan():
            raise Untranslatable("words have no order", word.at)
        return not as_number(theirs).is_nan() and ordered(sign, as_number(theirs), number)
    if sign == "contains":
        return _plain(word.value).casefold() in theirs.casefold()
    return _equal(theirs, word, loose) is not (sign == "!=")


def _equal(theirs: str, word: Literal, loose: bool) -> bool:
    if loose or isinstance(word.value, Decimal):
        first, second = as_number(theirs), as_number(word.value)
        if not (first.is_nan() or second.is_nan()):
            return first == second
    text = _plain(word.value)
    return theirs.strip().casefold() == text.strip().casefold() if loose else theirs == text


def _plain(value: str | bool | Decimal | None) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value or ''}"


def _among(asked: Asked, fitting: list[str], *, positive: bool) -> str | bool:
    """That the answer is one of these values, or that it is none of them."""
    every = list(dict.fromkeys(asked.values.values()))
    chosen = [value for value in every if (value in fitting) is positive]
    if not chosen or len(chosen) == len(every):
        return bool(chosen)
    if asked.kind == BOOL:
        return asked.id if chosen == ["true"] else f"not {asked.id}"
    if len(chosen) == 1:
        return f"{asked.id} = {write_text(chosen[0])}"
    if len(chosen) == len(every) - 1:
        (other,) = (value for value in every if value not in chosen)
        return f"{asked.id} != {write_text(other)}"
    return f"{asked.id} in [{', '.join(map(write_text, chosen))}]"


def _in_list(
    asked: Asked, comparison: Compared, words: tuple[Literal, ...], *, loose: bool, positive: bool
) -> str | bool:
    """What is said of an answer of several choices."""
    sign = comparison.operator
    if sign in ("=", "!=") and isinstance(comparison.right, Literal):
        if loose:  # a list is never a word there
            return (sign == "!=") is positive
        words = tuple(Literal(word, comparison.right.at) for word in _plain(comparison.right.value).split())
    meant = [next((ours for theirs, ours in asked.values.items() if _equal(theirs, w, loose)), None) for w in words]
    if sign in ("=", "!="):
        if None in meant:
            return (sign == "!=") is positive
        listed = ", ".join(write_text(ours) for ours in asked.values.values() if ours in meant)
        return f"{asked.id} {sign if positive else _OPPOSITE[sign]} [{listed}]"
    if sign not in _MEMBERSHIPS:
        raise Untranslatable("several choices have no order", comparison.at)
    known = [write_text(ours) for ours in meant if ours is not None]
    if not known or (sign != "anyof" and len(known) < len(meant)):
        return not positive
    joint = " or " if (sign == "anyof") is positive else " and "
    parts = [f"{'' if positive else 'not '}{word} in {asked.id}" for word in known]
    return parts[0] if len(parts) == 1 else f"({joint.join(parts)})"


def _one_of(comparison: Compared, words: tuple[Literal, ...] | None, scope: Scope, *, positive: bool) -> str | bool:
    """That a number, a date or a text is one of several."""
    left, kind = write_value(comparison.left, scope)
    if comparison.operator != "anyof" or words is None or isinstance(comparison.right, Literal):
        raise Untranslatable("parts of a text cannot be looked for", comparison.at)
    known = [text for word in words if (text := write_as(word, kind)) is not None]
    return f"{'' if positive else 'not '}{left} in [{', '.join(known)}]" if known else not positive


def _measured(comparison: Compared, scope: Scope, *, positive: bool) -> str | bool:
    """Two values of one kind compared."""
    sign = comparison.operator if positive else _OPPOSITE[comparison.operator]
    left, kind = write_value(comparison.left, scope)
    if isinstance(comparison.right, Literal) and not isinstance(kind, Choice | List) and kind != BOOL:
        right = write_as(comparison.right, kind)
        other: Kind = kind
        if right is None:
            return (comparison.operator == "!=") is positive
    else:
        right, other = write_value(comparison.right, scope)
    if isinstance(kind, List) or isinstance(other, List) or _basic(kind) != _basic(other):
        raise Untranslatable(f"{kind} cannot be compared with {other}", comparison.at)
    if _basic(kind) in (TEXT, BOOL) and sign not in ("=", "!="):
        raise Untranslatable(f"{kind} has no order", comparison.at)
    _same_words(comparison, scope)
    return f"{left} {sign} {right}"


def _basic(kind: Kind) -> Kind:
    return TEXT if isinstance(kind, Choice) else kind


def _same_words(comparison: Compared, scope: Scope) -> None:
    """Refuses to compare answers whose options were written anew in different ways."""
    sides = [scope.find(side) for side in (comparison.left, comparison.right) if isinstance(side, Answer)]
    words = [side.values if isinstance(side.kind, Choice) else {} for side in sides]
    changed = [any(theirs != ours for theirs, ours in values.items()) for values in words]
    if any(changed) and (len(words) < 2 or any(words[0].get(word, ours) != ours for word, ours in words[1].items())):
        raise Untranslatable("the options of the two are not written alike", comparison.at)
