"""The organisation number under which Norway's registers know a company."""

import re

from intake.api import Client, NotApplicable


def organisation_number(client: Client) -> str:
    """The nine digits of the organisation number or of the VAT number made from it; empty where there is neither."""
    return re.sub(r"[^0-9]", "", client.number("no.orgnr", "no.mva", "no.vat"))


def check(number: str) -> None:
    """Returns for a number that can exist; NotApplicable otherwise, so that it is not asked for."""
    from stdnum.no import orgnr

    if not orgnr.is_valid(number):
        raise NotApplicable(f"{number} is no organisation number: its check digit is wrong")
