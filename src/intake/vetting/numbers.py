"""Company numbers that contain one another: what a VAT number says of the register, and whether a number can exist."""

import re
from collections.abc import Iterator, Mapping

from intake.model.party import Identifier

# A register whose check digits python-stdnum does not know: the shape alone is held against it.
_SHAPES = {"gb.crn": r"[A-Z]{2}\d{6}|\d{8}", "pl.krs": r"\d{10}", "us.cik": r"\d{10}"}
_PADDED = {"gb.crn": 8, "pl.krs": 10, "us.cik": 10, "cz.ico": 8}
_MODULES = {"eu.vat": ("eu", "vat"), "cz.ico": ("cz", "dic")}
# The part of a VAT number that is the register's number, by the tax authorities' own construction rules.
_WITHIN_VAT = {
    "FR": ("fr.siren", r"[0-9A-Z]{2}(\d{9})"),
    "CZ": ("cz.ico", r"(\d{8})"),
    "PL": ("pl.nip", r"(\d{10})"),
    "FI": ("fi.ytunnus", r"(\d{8})"),
    "SE": ("se.orgnr", r"(\d{10})\d{2}"),
    "DK": ("dk.cvr", r"(\d{8})"),
}
_WITHIN = {"fr.siret": ("fr.siren", r"(\d{9})\d{5}"), "no.mva": ("no.orgnr", r"(?:NO)?(\d{9})(?:MVA)?")}
_NATIONAL = {"no.vat": "no.mva"}

AUTHORITIES: Mapping[str, str] = {
    "RA000163": "cz.ico",
    "RA000170": "dk.cvr",
    "RA000181": "ee.registrikood",
    "RA000188": "fi.ytunnus",
    "RA000189": "fr.siren",
    "RA000192": "fr.siren",
    "RA000472": "no.orgnr",
    "RA000473": "no.orgnr",
    "RA000484": "pl.krs",
    "RA000544": "se.orgnr",
    "RA000585": "gb.crn",
    "RA000586": "gb.crn",
    "RA000587": "gb.crn",
}
"""The scheme of the numbers of a register, by the code that GLEIF gives to the registration authority."""


def validated(scheme: str, text: str) -> str:
    """The number in its compact form where it can exist under that scheme; empty where it cannot, or nobody can tell."""
    number = re.sub(r"[^0-9A-Z]", "", text.upper())
    if scheme in _PADDED and number.isdecimal():
        number = number.zfill(_PADDED[scheme])
    if shape := _SHAPES.get(scheme):
        return number if re.fullmatch(shape, number) else ""
    from stdnum import get_cc_module, lei
    from stdnum.exceptions import ValidationError

    country, register = _MODULES.get(scheme) or (scheme.partition(".")[0], scheme.partition(".")[2])
    if not re.fullmatch(r"lei|[a-z]{2}", country) or (scheme == "cz.ico" and len(number) != _PADDED[scheme]):
        return ""
    module = lei if scheme == "lei" else get_cc_module(country, register)
    try:
        return str(module.validate(number)) if module else ""
    except ValidationError:
        return ""


def within(identifier: Identifier) -> Iterator[Identifier]:
    """The numbers that this one contains, each able to exist under its scheme; nothing for a number that cannot itself."""
    scheme, number = identifier.scheme, re.sub(r"[^0-9A-Z]", "", identifier.value.upper())
    country, _, register = scheme.partition(".")
    if scheme == "eu.vat" or (register == "vat" and country.upper() in _WITHIN_VAT):
        vat = (
            number
            if number[:2].isalpha() and scheme == "eu.vat"
            else country.upper() + number.removeprefix(country.upper())
        )
        found = _WITHIN_VAT.get(vat[:2]) if validated("eu.vat", vat) else None
        number = vat[2:]
    else:
        found = _WITHIN.get(_NATIONAL.get(scheme, scheme))
    part = re.fullmatch(found[1], number) if found else None
    if found and part and (value := validated(found[0], part.group(1))):
        yield Identifier(found[0], value)
