"""Answers out of a list: yes or no, options, countries and languages."""

from difflib import get_close_matches

from intake.interviewing.entry.countries import country_code, country_name, country_names
from intake.interviewing.entry.faults import EntryFault, Offer
from intake.interviewing.entry.languages import language_code, language_names
from intake.interviewing.entry.words import NO, YES
from intake.model.questionnaire import Option, said
from intake.model.values import Value


def parse_bool(text: str) -> bool:
    """Yes or no, in any shipped language."""
    word = text.casefold().rstrip(".!")
    if word in YES or word in NO:
        return word in YES
    raise EntryFault(f"'{text}' is neither yes nor no", (Offer("yes", "yes"), Offer("no", "no")))


def parse_choice(options: tuple[Option, ...], text: str, language: str) -> str:
    """The value of the option that was typed: its value, its label in any language, or its number in the list."""
    word = text.casefold()
    named = {str(number): option.value for number, option in enumerate(options, 1)}
    named |= {label.casefold(): option.value for option in options for label in option.label.values()}
    named |= {option.value.casefold(): option.value for option in options}
    if word in named:
        return named[word]
    offers = tuple(Offer(said(option.label, language, option.value), option.value) for option in options)
    raise EntryFault(f"'{text}' is not one of the options", offers)


def parse_choices(options: tuple[Option, ...], text: str, language: str) -> tuple[Value, ...]:
    """The values of the options that were typed with commas between them, in the order of the list."""
    chosen = {parse_choice(options, part.strip(), language) for part in text.split(",") if part.strip()}
    if not chosen:
        raise EntryFault("choose at least one option")
    return tuple(option.value for option in options if option.value in chosen)


def parse_country(text: str) -> str:
    """The country's code (ISO 3166-1 alpha-2) behind a code or a name."""
    code = country_code(text)
    if code is not None:
        return code
    near = get_close_matches(text.casefold(), country_names(), n=3, cutoff=0.7)
    codes = dict.fromkeys(found for name in near if (found := country_code(name)))
    raise EntryFault(f"'{text}' is not a country or its code", tuple(Offer(country_name(c), c) for c in codes))


def parse_language(text: str) -> str:
    """The language's code (ISO 639-1) behind a code or a name."""
    code = language_code(text)
    if code is not None:
        return code
    near = get_close_matches(text.casefold(), language_names(), n=3, cutoff=0.7)
    codes = dict.fromkeys(found for name in near if (found := language_code(name)))
    raise EntryFault(f"'{text}' is not a language or its code", tuple(Offer(c, c) for c in codes))
