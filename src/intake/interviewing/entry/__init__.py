"""From what a person types to an exact value, and back to what they would type for it.

What reads one kind of answer is loaded with the first one of that kind.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from intake.interviewing.entry.faults import TOO_LONG, WRONG_CHECK_DIGIT, EntryFault, Offer
from intake.model.money import CURRENCIES, Money
from intake.model.questionnaire import Question, Type, said
from intake.model.text import clean, clean_lines
from intake.model.values import Duration, Item, Percent, Quantity, Value

__all__ = ["LINES", "TOO_LONG", "WRONG_CHECK_DIGIT", "EntryFault", "Offer", "ReadFile", "parse", "prefill", "write"]

MOST, MOST_LINES = 10_000, 100_000
"""How many characters an answer may have on one line, and on several; longer ones are refused and never cut."""

_UNREAD = "\ufffd"

LINES = (Type.LONG_TEXT, Type.ADDRESS)
"""The types whose answers may have several lines."""

ReadFile: TypeAlias = Callable[[str], bytes]
"""Gives the bytes behind a path, or raises OSError."""


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
        raise EntryFault(TOO_LONG, length=len(text), most=most)
    text = clean_lines(text).strip() if question.type in LINES else clean(text)
    if not text:
        raise EntryFault("an answer is needed")
    if _UNREAD in text:
        raise EntryFault("letters that could not be read stand as \ufffd: type them again, in a terminal set to UTF-8")
    match question.type:
        case Type.TEXT | Type.LONG_TEXT | Type.ADDRESS:
            return text
        case Type.NUMBER | Type.PERCENT | Type.MONEY | Type.DURATION | Type.QUANTITY:
            return _parse_amount(question, text, language)
        case Type.BOOL | Type.CHOICE | Type.CHOICES | Type.COUNTRY | Type.LANGUAGE:
            return _parse_choice(question, text, language)
        case Type.EMAIL | Type.PHONE | Type.URL | Type.PERSON | Type.CONTACT:
            return _parse_contact(question, text)
        case Type.DATE:
            from intake.interviewing.entry import dates

            return dates.parse_date(text, today, exact=question.exact, language=language)
        case Type.COMPANY_ID:
            from intake.interviewing.entry import company_ids

            return company_ids.parse_company_id(text, question.schemes)
        case Type.FILE:
            from intake.interviewing.entry import files

            return files.parse_file(text, read_file)
        case _:
            raise EntryFault("a {kind} cannot be typed on one line", kind=question.type.value)


def _parse_amount(question: Question, text: str, language: str) -> Value:
    from intake.interviewing.entry import amounts, numbers

    match question.type:
        case Type.NUMBER:
            return numbers.parse_number(text)
        case Type.PERCENT:
            return numbers.parse_percent(text)
        case Type.MONEY:
            return amounts.parse_money(text, question.default, question.units)
        case Type.DURATION:
            return amounts.parse_duration(text)
        case _:
            return amounts.parse_quantity(text, question.units, language)


def _parse_choice(question: Question, text: str, language: str) -> Value:
    from intake.interviewing.entry import choices

    match question.type:
        case Type.BOOL:
            return choices.parse_bool(text)
        case Type.CHOICE:
            return choices.parse_choice(question.options, text, language)
        case Type.CHOICES:
            return choices.parse_choices(question.options, text, language)
        case Type.COUNTRY:
            return choices.parse_country(text, language)
        case _:
            return choices.parse_language(text, language)


def _parse_contact(question: Question, text: str) -> Value:
    from intake.interviewing.entry import contacts

    match question.type:
        case Type.EMAIL:
            return contacts.parse_email(text)
        case Type.PHONE:
            return contacts.parse_phone(text)
        case Type.URL:
            return contacts.parse_url(text)
        case _:
            return contacts.parse_contact(text)


def write(question: Question, value: Value) -> str:
    """The text that `parse` reads back to the same value; rows of a repeat group and files have none ("")."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal() | Percent() | Money() | Quantity():
            return _write_amount(value)
        case date():
            return value.isoformat()
        case int() | Duration() | str():
            return str(value)
        case Item() if question.type is not Type.FILE:
            return ", ".join(str(part) for _, part in value.parts)
        case tuple() if question.type is Type.CHOICES:
            return ", ".join(str(part) for part in value)
        case _:
            return ""


def _write_amount(value: Decimal | Percent | Money | Quantity) -> str:
    from intake.interviewing.entry import amounts, numbers

    match value:
        case Percent(value=share):
            return f"{numbers.write_number(share)}%"
        case Money():
            return amounts.write_money(value)
        case Quantity(amount=amount, unit=unit):
            return f"{numbers.write_number(amount)} {unit}"
        case _:
            return numbers.write_number(value)


def prefill(question: Question, language: str = "") -> str:
    """What the field of an unanswered question starts with; the default of a money question may be its currency only."""
    if question.type is Type.MONEY and question.default in CURRENCIES:
        return ""
    return said(question.defaults, language, question.default)
