"""Whether a question of a questionnaire file makes sense: keys that fit its type, bounds, units, schemes, default."""

import re
from datetime import date

from intake.documents import Form, did_you_mean
from intake.frugal import replace
from intake.interviewing import entry
from intake.interviewing.checking import inspect
from intake.model.money import CURRENCIES
from intake.model.questionnaire import Question, Type

_CHOICES = (Type.CHOICE, Type.CHOICES)
_TYPED = tuple(t for t in Type if t not in (Type.REPEAT, Type.CALC, Type.NOTE, Type.FILE))
_MEASURED = (*(Type.NUMBER, Type.PERCENT, Type.MONEY, Type.QUANTITY, Type.DURATION), Type.CHOICES, Type.REPEAT)
_ONLY_FOR = {
    "options": _CHOICES,
    "units": (Type.QUANTITY, Type.MONEY),
    "schemes": (Type.COMPANY_ID,),
    "exact": (Type.DATE,),
    "value": (Type.CALC,),
    "item": (Type.REPEAT,),
    "key": (Type.REPEAT,),
    "min_words": (Type.TEXT, Type.LONG_TEXT),
    "min": (*_MEASURED, Type.DATE),
    "max": (*_MEASURED, Type.DATE),
    "default": _TYPED,
    "evidence": tuple(t for t in Type if t not in (Type.CALC, Type.NOTE, Type.FILE)),
}
_NEEDED_BY = {
    "options": _CHOICES,
    "units": (Type.QUANTITY,),
    "schemes": (Type.COMPANY_ID,),
    "value": (Type.CALC,),
    "item": (Type.REPEAT,),
}
_UNIT = re.compile(r"[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+)*")
_SOME_DAY = date(2027, 1, 15)


def check_keys(form: Form, kind: Type) -> None:
    """Reports keys that say nothing for this type, and keys that the type needs."""
    for key, kinds in _ONLY_FOR.items():
        if key in form.node.entries and kind not in kinds:
            form.fault(form.node.key_places[key], f"'{key}' says nothing for the type '{kind.value}'", "remove it")
    for key, kinds in _NEEDED_BY.items():
        if kind in kinds and key not in form.node.entries:
            form.fault(form.place, f"{form.what} has no '{key}'", f"the type '{kind.value}' needs it")


def check_sense(form: Form, question: Question) -> None:
    """Reports what each key alone allows, but the question as a whole does not."""
    _check_units(form, question)
    for scheme in question.schemes:
        from intake.interviewing.entry.company_ids import SCHEME

        if not SCHEME.fullmatch(scheme):
            hint = did_you_mean(scheme, ("eu.vat", "lei", "{country}.*")) or "like eu.vat, lei, {country}.* or se.orgnr"
            _fault(form, "schemes", f"'{scheme}' is not a scheme", hint)
    parts = tuple(part.id for part in question.item)
    for name in question.key:
        if name not in parts:
            _fault(form, "key", f"'{name}' is not a part of the row", did_you_mean(name, parts))
    if len(set(question.key)) < len(question.key):
        _fault(form, "key", "a part of the key stands twice")
    _check_bounds(form, question)
    if question.type in _CHOICES and "options" in form.node.entries and not question.options:
        _fault(form, "options", "there is nothing to choose from")
    if question.type is Type.REPEAT and "item" in form.node.entries and not question.item:
        _fault(form, "item", "there is nothing to ask in a row")
    if question.retain is not None and question.retain.days < 1:
        _fault(form, "retain", "an answer is kept for at least 1 day")
    if question.type in _TYPED:
        for default in dict.fromkeys((question.default, *question.defaults.values())):
            if default:
                _check_default(form, replace(question, default=default))


def _check_bounds(form: Form, question: Question) -> None:
    """Both bounds can be kept at once; of one that moves with the calendar that is not known."""
    match question.minimum, question.maximum:
        case (int() as least, int() as most) if least > most:
            _fault(form, "max", f"'max' {most} is less than 'min' {least}")
        case (date() as first, date() as last) if first > last:
            _fault(form, "max", f"'max' {last} is before 'min' {first}")
    counted = question.type in (Type.CHOICES, Type.REPEAT)
    if counted and isinstance(question.maximum, int) and question.maximum < 1:
        _fault(form, "max", f"'max' {question.maximum} leaves no answer", "leave the question out, or write 1 or more")
    together = sum(not option.exclusive for option in question.options)
    if question.type is Type.CHOICES and isinstance(question.minimum, int) and question.minimum > max(together, 1):
        _fault(form, "min", f"'min' {question.minimum} can never be met: at most {together} can be chosen together")


def _check_units(form: Form, question: Question) -> None:
    """The units of money are currencies."""
    for unit in question.units:
        if question.type is Type.MONEY and unit not in CURRENCIES:
            hint = did_you_mean(unit, CURRENCIES)
            _fault(form, "units", f"'{unit}' is not a currency code of ISO 4217", hint)
        elif question.type is not Type.MONEY and not _UNIT.fullmatch(unit):
            _fault(form, "units", f"'{unit}' cannot be a unit", "a word in the singular, like page")


def _check_default(form: Form, question: Question) -> None:
    """A default must be an answer that could be given; for money its currency is enough."""
    if question.type is Type.MONEY and question.default in CURRENCIES:
        if question.units and question.default not in question.units:
            hint = did_you_mean(question.default, question.units) or ", ".join(question.units)
            _fault(form, "default", f"the default '{question.default}' is not one of the units", hint)
        return
    try:
        value = entry.parse(question, question.default, today=_SOME_DAY, language="en")
    except entry.EntryFault as fault:
        _fault(form, "default", f"the default cannot be an answer: {fault.message}")
        return
    for remark in inspect(question, value):
        _fault(form, "default", f"the default cannot be an answer: {remark.text}")


def _fault(form: Form, key: str, message: str, hint: str = "") -> None:
    form.fault(form.node.entries[key].place if key in form.node.entries else form.place, message, hint)
