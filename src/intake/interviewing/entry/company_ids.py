"""Numbers under which registers know a company: VAT numbers, LEIs and national register numbers, by their check digits.

A scheme is `lei`, `eu.vat`, `<country>.<register>` or `<country>.*` for any register of that country. What a number of
a register looks like is python-stdnum's knowledge; where it knows no register of a country, a plausible number is taken
unchecked and gets the scheme `<country>.register`.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from intake.interviewing.entry.faults import WRONG_CHECK_DIGIT, EntryFault
from intake.locale import marked, translate
from intake.locale.countries import named
from intake.model.party import Identifier

SCHEME = re.compile(r"lei|eu\.vat|(\{country\}|(?!eu)[a-z]{2})\.(\*|[a-z]+)")
"""What a scheme in a questionnaire looks like; `{country}` stands for the country that was answered."""

# Registers of companies as python-stdnum names them; its modules for people, banks and goods are left out.
_REGISTERS = {
    entry[:2]: entry[3:].split()
    for entry in (
        "at businessid,au abn acn,br cnpj,ca bn,ch uid,cn uscc,de handelsregisternummer,dk cvr,ee registrikood,es cif,"
        "fi ytunnus,fr siren siret,in gstin pan,jp cn,no orgnr,pl regon,ro onrc,ru ogrn inn,se orgnr,sg uen,"
        "si maticna,tr vkn,ua edrpou,us ein"
    ).split(",")
}
_PLAUSIBLE = re.compile(r"(?=.*[0-9])[A-Z0-9](?:[A-Z0-9 ./-]{0,28}[A-Z0-9])?")
_WHY = {
    "InvalidChecksum": WRONG_CHECK_DIGIT,
    "InvalidComponent": marked("'{text}' is not a valid number ({schemes}): a part of it cannot be"),
    "InvalidLength": marked("'{text}' is not a valid number ({schemes}): it is too long or too short"),
    "InvalidFormat": marked("'{text}' is not a valid number ({schemes}): it is written differently"),
}
_NO_NUMBER = marked("'{text}' is not a valid number ({schemes}): it is not a company number")


class NumberModule(Protocol):
    """What is used of a module of python-stdnum."""

    def validate(self, number: str) -> str:
        """The number in compact form; a ValidationError of stdnum otherwise."""


def parse_company_id(text: str, schemes: tuple[str, ...]) -> str:
    """The number in its compact form, valid under one of the schemes."""
    return identify(text, schemes).value


def identify(text: str, schemes: tuple[str, ...]) -> Identifier:
    """The number with the scheme under which it is valid; EntryFault says what is wrong with it."""
    from stdnum.exceptions import ValidationError

    faults: set[str] = set()
    unchecked = ""
    for scheme in schemes:
        country, _, register = scheme.partition(".")
        modules = dict(_modules(country, register))
        for name, module in modules.items():
            for candidate in _spellings(text, name, schemes):
                try:
                    return Identifier(name, str(module.validate(candidate)))
                except ValidationError as fault:
                    faults.add(type(fault).__name__)
        if not modules or (register == "*" and country not in _REGISTERS):
            unchecked = scheme.replace("*", "register").removeprefix("{country}.")
    if unchecked and _PLAUSIBLE.fullmatch(text.upper()):
        return Identifier(unchecked, text.upper())
    why = next((words for name, words in _WHY.items() if name in faults), _NO_NUMBER)
    raise EntryFault(why, text=text, schemes=lambda language: in_words(schemes, language))


def in_words(schemes: tuple[str, ...], language: str) -> str:
    """What numbers of these schemes are called, each once: "VAT number; company register, Sweden"."""
    return "; ".join(dict.fromkeys(_in_words(scheme, language) for scheme in schemes))


def _in_words(scheme: str, language: str) -> str:
    country, _, register = scheme.partition(".")
    if country == "lei":
        return "LEI"
    if register == "vat":
        return translate("VAT number", language)
    # Without an answer to the question for the country there is none to name.
    place = f", {named(country.upper(), language)}" if len(country) == 2 else ""
    return translate("company register", language) + place


def _modules(country: str, register: str) -> Iterator[tuple[str, NumberModule]]:
    """The modules of python-stdnum that know the scheme, by the scheme's full name."""
    from stdnum import get_cc_module, lei

    if country == "lei":
        yield "lei", lei
        return
    names = [*_REGISTERS.get(country, []), "vat"] if register == "*" else [register]
    for name in names:
        if country != "{country}" and (module := get_cc_module(country, name)) is not None:
            yield f"{country}.{name}", module


def _spellings(text: str, scheme: str, schemes: tuple[str, ...]) -> Iterator[str]:
    """The text, and for a VAT number without its country the text with the country of the other schemes before it."""
    yield text
    if scheme == "eu.vat":
        for other in schemes:
            country = other.partition(".")[0]
            if len(country) == 2 and country != "eu":
                yield country.upper() + text
