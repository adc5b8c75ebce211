"""Reads one question of a questionnaire file, with the parts of its rows, its options and its rules."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches

from intake.documents import Form, Mapping, Node, Scalar, Sequence, did_you_mean
from intake.interviewing.entry import EntryFault
from intake.interviewing.question_sense import check_keys, check_sense
from intake.interviewing.wording import take_wording
from intake.model.questionnaire import (
    Audience,
    Bound,
    Check,
    Expression,
    Level,
    Moving,
    Option,
    Question,
    Required,
    Type,
)
from intake.model.values import Duration

_KEYS = tuple(
    """
    id type ask why hint required when valid options units schemes exact default value item key min max min_words feeds
    audience sensitive evidence retain practice since
""".split()
)
_TYPES = tuple(t.value for t in Type)
_NOT_IN_ROWS = (Type.NOTE, Type.FILE)
_MOST_DEPTH = 4
_BOUNDS: dict[Type, tuple[Moving, str, str, Callable[[str], Bound]]] = {
    Type.DATE: (Moving.TODAY, "a day", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    Type.NUMBER: (Moving.THIS_YEAR, "a whole number", r"[+-]?[0-9]{1,15}", int),
}
"""By type what moves with the calendar, what else a bound is, and how that is written and read."""


def take_condition(form: Form, key: str, *, required: bool = False) -> Expression | None:
    """The condition under the key, with its place."""
    if (scalar := form.take_scalar(key, required=required)) is None:
        return None
    from intake.conditions import expression_in

    return expression_in(scalar)


def take_question(
    form: Form, question_id: str, languages: tuple[str, ...], depth: int = 0, *, judged: bool = True
) -> Question:
    """The question of that id, with a fault for everything in it that cannot be; `depth` counts the rows around it.

    `judged` tells whether it is asked, too, if its keys make sense together.
    """
    form.what = f"'{question_id}'"
    if "-" in question_id:
        form.fault(form.node.entries["id"].place, f"conditions cannot read '{question_id}'", "write _ instead of -")
    kind = _take_type(form, depth)
    defaults = _take_default(form, languages)
    check_keys(form, kind)
    question = Question(
        id=question_id,
        type=kind,
        place=form.place,
        ask=take_wording(form, "ask", languages, required=not depth and kind is not Type.CALC)
        or {languages[0]: question_id.replace("_", " ").capitalize()},
        why=take_wording(form, "why", languages),
        hint=take_wording(form, "hint", languages),
        required=Required(form.take_choice("required", tuple(r.value for r in Required), "no")),
        when=take_condition(form, "when"),
        valid=_take_checks(form, languages),
        options=_take_options(form, languages, kind),
        units=form.take_words("units"),
        schemes=form.take_words("schemes"),
        exact=form.take_bool("exact"),
        default=next(iter(defaults.values()), ""),
        defaults=defaults if len(defaults) > 1 else {},
        value=take_condition(form, "value"),
        item=_take_parts(form, languages, depth, judged=judged),
        key=_take_one_or_more(form, "key"),
        minimum=_take_bound(form, "min", kind),
        maximum=_take_bound(form, "max", kind),
        min_words=form.take_number("min_words", 0) or 0,
        feeds=form.take_words("feeds"),
        audience=Audience(form.take_choice("audience", tuple(a.value for a in Audience), "client")),
        sensitive=form.take_bool("sensitive"),
        evidence=Required(form.take_choice("evidence", tuple(r.value for r in Required), "no")),
        retain=_take_duration(form, "retain"),
        since=form.take_number("since", 0) or 0,
        practice=_take_one_or_more(form, "practice"),
    )
    form.done(_KEYS)
    if judged:
        check_sense(form, question)
        if depth:
            _check_rows(form, question)
    return question


def _take_type(form: Form, depth: int) -> Type:
    """The type; the nearest one, else text, stands in for one that is not known, so that reading can go on."""
    node = form.node.entries.get("type")
    typed = node.text if isinstance(node, Scalar) else ""
    near = [typed] if typed in _TYPES else get_close_matches(typed, _TYPES, n=1) or ["text"]
    kind = Type(form.take_choice("type", _TYPES, near[0], required=True))
    if depth and kind in _NOT_IN_ROWS and node is not None:
        form.fault(node.place, f"a row of a repeat group cannot hold a {kind.value}")
    if depth >= _MOST_DEPTH and kind is Type.REPEAT and node is not None:
        form.fault(node.place, "rows within rows within rows", f"at most {_MOST_DEPTH} levels of rows are asked")
    return kind


def _take_default(form: Form, languages: tuple[str, ...]) -> dict[str, str]:
    """The default by language; one text is the default in every language."""
    if isinstance(form.node.entries.get("default"), Mapping):
        return dict(take_wording(form, "default", languages))
    default = form.take_text("default")
    return {languages[0]: default} if default else {}


def _take_duration(form: Form, key: str) -> Duration | None:
    scalar = form.take_scalar(key)
    if scalar is None:
        return None
    if days := re.fullmatch(r"([0-9]{1,5}) days?", scalar.text):  # as nearly all are
        return Duration(int(days[1]))
    try:
        from intake.interviewing.entry.amounts import parse_duration

        return parse_duration(scalar.text)
    except EntryFault as fault:
        form.fault(scalar.place, f"'{key}': {fault.message}", "write it in days, like 730 days")
        return None


def _take_bound(form: Form, key: str, kind: Type) -> Bound | None:
    """The least or the most: a whole number; a day for a date; or what moves with the calendar."""
    if kind not in _BOUNDS:
        return form.take_number(key)
    if (scalar := form.take_scalar(key)) is None:
        return None
    moving, what, written, read = _BOUNDS[kind]
    if scalar.text == moving.value:
        return moving
    try:
        if re.fullmatch(written, scalar.text):
            return read(scalar.text)
    except ValueError:  # the form of a day, and none of the calendar
        what = "a day of the calendar"
    near = (
        did_you_mean(scalar.text, (moving.value,))
        or f"{what if kind is Type.NUMBER else 'like 2027-03-31'}, or {moving.value}"
    )
    form.fault(scalar.place, f"'{scalar.text}' is not {what}", near)
    return None


def _check_rows(form: Form, question: Question) -> None:
    """Rows are given together, each time one is added: of an older row nobody could tell on which day it was right."""
    if isinstance(question.minimum, Moving):
        moving = question.minimum.value
        hint = "write it as a check, which is held again each time"
        form.fault(form.node.entries["min"].place, f"'min: {moving}' cannot be held in a row", hint)


def _take_checks(form: Form, languages: tuple[str, ...]) -> tuple[Check, ...]:
    checks: list[Check] = []
    for node in form.take_list("valid"):
        inner = Form(node, form.faults, "a check")
        holds = take_condition(inner, "check", required=True)
        level = Level(inner.take_choice("level", tuple(level.value for level in Level), "error"))
        say = take_wording(inner, "say", languages, required=True)
        inner.done(("check", "level", "say"))
        if holds is not None:
            checks.append(Check(holds, level, say))
    return tuple(checks)


def _take_options(form: Form, languages: tuple[str, ...], kind: Type) -> tuple[Option, ...]:
    options: dict[str, Option] = {}
    for node in form.take_list("options"):
        option = _take_option(form, node, languages, kind)
        if option.value in options:
            form.fault(node.place, f"the option '{option.value}' stands twice")
        options[option.value] = option
    return tuple(options.values())


def _take_option(form: Form, node: Node, languages: tuple[str, ...], kind: Type) -> Option:
    """An option as `{value: ..., label: {en: ...}, exclusive: yes}`, or as a word that is its own label."""
    if isinstance(node, Scalar):
        return Option(node.text, {languages[0]: node.text.replace("_", " ")})
    inner = Form(node, form.faults, "an option")
    value = inner.take_id("value")
    label = take_wording(inner, "label", languages, required=True)
    exclusive = inner.take_bool("exclusive")
    if exclusive and kind is not Type.CHOICES:
        place = inner.node.key_places["exclusive"]
        inner.fault(place, f"'exclusive' says nothing for the type '{kind.value}'", "remove it")
    inner.done()
    return Option(value, label, exclusive)


def _take_parts(form: Form, languages: tuple[str, ...], depth: int, *, judged: bool) -> tuple[Question, ...]:
    parts: dict[str, Question] = {}
    for node in form.take_list("item"):
        inner = Form(node, form.faults, "a part")
        part_id = inner.take_id()
        if part_id and part_id in parts:
            inner.fault(inner.node.entries["id"].place, f"the part '{part_id}' stands twice")
        parts[part_id] = take_question(inner, part_id, languages, depth + 1, judged=judged)
    return tuple(parts.values())


def _take_one_or_more(form: Form, key: str) -> tuple[str, ...]:
    """One word, or a list of them."""
    if isinstance(form.node.entries.get(key), Sequence):
        return form.take_words(key)
    word = form.take_text(key)
    return (word,) if word else ()
