"""From what a person types to an exact value, and back to what they would type for it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from intake.interviewing.entry import amounts, choices, company_ids, contacts, dates, files, numbers
from intake.interviewing.entry.faults import EntryFault, Offer
from intake.interviewing.entry.files import ReadFile
from intake.model.money import CURRENCIES, Money
from intake.model.questionnaire import Question, Type, said
from intake.model.text import clean, clean_lines
from intake.model.values import Duration, Item, Percent, Quantity, Value

__all__ = ["LINES", "EntryFault", "Offer", "ReadFile", "parse", "prefill", "write"]

MOST, MOST_LINES = 10_000, 100_000
"""How many characters an answer may have on one line, and on several; longer ones are refused and never cut."""

LINES = (Type.LONG_TEXT, Type.ADDRESS)
"""The types whose answers may have several lines."""

Reader: TypeAlias = Callable[[Question, str], Value]


def parse(question: Question, text: str, *, today: date, language: str, read_file: ReadFile | None = None) -> Value:
    """The exact value of a typed text; EntryFault with offers where it is not exact, or no answer of that type.

    `language` is a code of ISO 639-1 and decides the wording of options, offers and faults; month names, time frames,
    units, countries and yes/no are understood in every language that comes along. `read_file` gives the bytes behind a
    path, or raises OSError.
    """
    try:
        return _parse(question, text, today, language, read_file)
    except EntryFault as fault:
        raise fault.within(language) from fault.__cause__


def _parse(question: Question, text: str, today: date, language: str, read_file: ReadFile | None) -> Value:
    most = MOST_LINES if question.type in LINES else MOST
    if len(text) > most:
        raise EntryFault("that is {length:,} characters long; at most {most:,} are taken", length=len(text), most=most)
    text = clean_lines(text).strip() if question.type in LINES else clean(text)
    if not text:
        raise EntryFault("an answer is needed")
    match question.type:
        case Type.DATE:
            return dates.parse_date(text, today, exact=question.exact, language=language)
        case Type.CHOICE:
            return choices.parse_choice(question.options, text, language)
        case Type.CHOICES:
            return choices.parse_choices(question.options, text, language)
        case Type.COUNTRY:
            return choices.parse_country(text, language)
        case Type.LANGUAGE:
            return choices.parse_language(text, language)
        case Type.QUANTITY:
            return amounts.parse_quantity(text, question.units, language)
        case Type.FILE:
            return files.parse_file(text, read_file)
        case _:
            return _PARSERS[question.type](question, text)


def write(question: Question, value: Value) -> str:
    """The text that `parse` reads back to the same value; rows of a repeat group and files have none ("")."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case Decimal():
            return numbers.write_number(value)
        case Percent(value=share):
            return f"{numbers.write_number(share)}%"
        case date():
            return value.isoformat()
        case Money():
            return amounts.write_money(value)
        case Quantity(amount=amount, unit=unit):
            return f"{numbers.write_number(amount)} {unit}"
        case Duration() | str():
            return str(value)
        case Item() if question.type is not Type.FILE:
            return ", ".join(str(part) for _, part in value.parts)
        case tuple() if question.type is Type.CHOICES:
            return ", ".join(str(part) for part in value)
        case _:
            return ""


def prefill(question: Question, language: str = "") -> str:
    """What the field of an unanswered question starts with; the default of a money question may be its currency only."""
    if question.type is Type.MONEY and question.default in CURRENCIES:
        return ""
    return said(question.defaults, language, question.default)


def _no_text(question: Question, _text: str) -> Value:
    raise EntryFault("a {kind} cannot be typed on one line", kind=question.type.value)


_PARSERS: Mapping[Type, Reader] = {
    Type.TEXT: lambda _, text: text,
    Type.LONG_TEXT: lambda _, text: text,
    Type.ADDRESS: lambda _, text: text,
    Type.NUMBER: lambda _, text: numbers.parse_number(text),
    Type.PERCENT: lambda _, text: numbers.parse_percent(text),
    Type.BOOL: lambda _, text: choices.parse_bool(text),
    Type.MONEY: lambda question, text: amounts.parse_money(text, question.default),
    Type.DURATION: lambda _, text: amounts.parse_duration(text),
    Type.EMAIL: lambda _, text: contacts.parse_email(text),
    Type.PHONE: lambda _, text: contacts.parse_phone(text),
    Type.URL: lambda _, text: contacts.parse_url(text),
    Type.PERSON: lambda _, text: contacts.parse_contact(text),
    Type.CONTACT: lambda _, text: contacts.parse_contact(text),
    Type.COMPANY_ID: lambda question, text: company_ids.parse_company_id(text, question.schemes),
    Type.REPEAT: _no_text,
    Type.CALC: _no_text,
    Type.NOTE: _no_text,
}
