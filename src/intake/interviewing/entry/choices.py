"""Answers out of a list: yes or no, options, countries and languages."""

from difflib import get_close_matches

from intake.interviewing.entry.countries import country_code, country_name, country_names
from intake.interviewing.entry.faults import EntryFault, Offer
from intake.interviewing.entry.languages import language_code, language_name, language_names
from intake.interviewing.entry.words import NO, YES, fold
from intake.model.questionnaire import Option, said
from intake.model.values import Value


def parse_bool(text: str) -> bool:
    """Yes or no, in any shipped language."""
    word = fold(text).rstrip(".!")
    if word in YES or word in NO:
        return word in YES
    raise EntryFault("'{text}' is neither yes nor no", (Offer("yes", "yes"), Offer("no", "no")), text=text)


def parse_choice(options: tuple[Option, ...], text: str, language: str) -> str:
    """The value of the option that was typed: its value, its label in any language, or its number in the list."""
    word = text.casefold()
    named = {str(number): option.value for number, option in enumerate(options, 1)}
    named |= {label.casefold(): option.value for option in options for label in option.label.values()}
    named |= {option.value.casefold(): option.value for option in options}
    if word in named:
        return named[word]
    offers = tuple(Offer(said(option.label, language, option.value), option.value) for option in options)
    raise EntryFault("'{text}' is not one of the options", offers, text=text)


def parse_choices(options: tuple[Option, ...], text: str, language: str) -> tuple[Value, ...]:
    """The values of the options that were typed with commas between them, in the order of the list."""
    chosen = {parse_choice(options, part.strip(), language) for part in text.split(",") if part.strip()}
    if not chosen:
        raise EntryFault("choose at least one option")
    return tuple(option.value for option in options if option.value in chosen)


def parse_country(text: str, language: str = "en") -> str:
    """The country's code (ISO 3166-1 alpha-2) behind a code or a name."""
    code = country_code(text)
    if code is not None:
        return code
    near = get_close_matches(fold(text), country_names(), n=3, cutoff=0.7)
    codes = dict.fromkeys(found for name in near if (found := country_code(name)))
    offers = tuple(Offer(country_name(c, language), c) for c in codes)
    raise EntryFault("'{text}' is not a country or its code", offers, text=text)


def parse_language(text: str, language: str = "en") -> str:
    """The language's code (ISO 639-1) behind a code or a name."""
    code = language_code(text)
    if code is not None:
        return code
    near = get_close_matches(fold(text), language_names(), n=3, cutoff=0.7)
    codes = dict.fromkeys(found for name in near if (found := language_code(name)))
    offers = tuple(Offer(language_name(c, language), c) for c in codes)
    raise EntryFault("'{text}' is not a language or its code", offers, text=text)
