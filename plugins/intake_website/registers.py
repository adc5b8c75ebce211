"""Company numbers that pages state with the name of their register, so that they lead to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from intake.api import Client, Confidence, Finding, mentions

from .reading import Reading


@dataclass(frozen=True, slots=True)
class _Register:
    """A register: its code in GLEIF's list of registration authorities, and how pages write its numbers."""

    authority: str
    written: re.Pattern[str]


def _written(label: str, number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{label})[ :.()\w-]{{0,25}}?(?<!\w)({number})(?!\w)", re.IGNORECASE)


_REGISTERS: Mapping[str, _Register] = {
    "gb.crn": _Register("RA000585", _written(r"company (?:registration )?(?:number|no)|registered (?:in|no|number)", r"(?:[A-Z]{2})?\d{6,8}")),
    "fr.siren": _Register("RA000189", _written(r"siren|siret|rcs", r"\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?")),
    "no.orgnr": _Register("RA000472", _written(r"org(?:anisasjons)?\.? ?-?(?:nr|nummer)", r"\d{3} ?\d{3} ?\d{3}")),
    "se.orgnr": _Register("RA000544", _written(r"org(?:anisations)?\.? ?-?(?:nr|nummer)", r"\d{6}-?\d{4}")),
    "dk.cvr": _Register("RA000170", _written(r"cvr", r"\d{2} ?\d{2} ?\d{2} ?\d{2}")),
    "fi.ytunnus": _Register("RA000188", _written(r"y-tunnus|business id", r"\d{7}-\d")),
    "cz.ico": _Register("RA000163", _written(r"ičo?", r"\d{3} ?\d{2} ?\d{3}")),
    "pl.krs": _Register("RA000484", _written(r"krs", r"\d{10}")),
}  # fmt: skip
_MOST_NUMBERS = 50
_UNCHECKED = ("gb.crn", "pl.krs")


def findings(client: Client, pages: Sequence[Reading]) -> Iterator[Finding]:
    """The one number with its register; weak where there are several, or where the page does not name the client.

    An imprint also states the numbers of the agency and of the host.
    """
    stated = {(scheme, number): (page, shown) for page in reversed(pages) for scheme, number, shown in _numbers(page)}
    if not stated:
        return
    (scheme, number), (page, shown) = next(reversed(stated.items()))
    sure = len(stated) == 1 and mentions(page.text, client.name)
    confidence = Confidence.FIRM if sure else Confidence.WEAK
    quote = page.quote(shown)
    says = f"The website states the number {number} ({scheme})."
    yield Finding("website", "registered_as", number, says, page.page.evidence, quote, confidence)
    code = _REGISTERS[scheme].authority
    says = f"The number {number} is of the register {code} in GLEIF's list of registers."
    yield Finding("website", "authority", code, says, page.page.evidence, quote, confidence)


def _numbers(page: Reading) -> Iterator[tuple[str, str, str]]:
    for scheme, register in _REGISTERS.items():
        for found in islice(register.written.finditer(page.text), _MOST_NUMBERS):
            number = re.sub(r"[ -]", "", found.group(1)).upper()
            if scheme == "fr.siren":
                number = number[:9]
            if _can_exist(scheme, number):
                yield scheme, number, found.group(1)


def _can_exist(scheme: str, number: str) -> bool:
    from stdnum import get_cc_module

    country, _, name = scheme.partition(".")
    module = None if scheme in _UNCHECKED else get_cc_module(country, "dic" if scheme == "cz.ico" else name)
    return scheme in _UNCHECKED or (module is not None and bool(module.is_valid(number)))
