"""Asks the European Commission's VIES whether a VAT number is valid, and in whose name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from intake.api import (
    Blocked,
    Client,
    Context,
    Finding,
    Page,
    RateLimited,
    Silence,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    at,
    hookimpl,
    text_at,
)

SERVICE = "https://ec.europa.eu/taxation_customs/vies/rest-api"
_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())
_SILENCES: Mapping[str, type[Silence]] = {
    "MS_MAX_CONCURRENT_REQ": RateLimited,
    "MS_MAX_CONCURRENT_REQ_TIME": RateLimited,
    "GLOBAL_MAX_CONCURRENT_REQ": RateLimited,
    "GLOBAL_MAX_CONCURRENT_REQ_TIME": RateLimited,
    "IP_BLOCKED": Blocked,
    "VAT_BLOCKED": Blocked,
}
_NOT_YOU = "INVALID_REQUESTER_INFO"


class Vies:
    """Whether the VAT number is valid for trade within the European Union.

    `requester` is your own VAT number: with it VIES gives a consultation number, which proves that you asked.
    """

    info = SourceInfo(
        name="vies",
        publisher="European Commission, VIES",
        hosts=("ec.europa.eu",),
        topics=("vat",),
        facts={"vat.valid": Type.BOOL, "vat.name": Type.TEXT, "vat.consultation": Type.TEXT},
        licence="free to look up single numbers; the Commission asks not to copy the database",
        personal_data="sends the VAT number, and yours if your settings have it; receives a name, which may be a sole trader's",
        cost="free",
        needs="a VAT number of a member state or Northern Ireland",
    )

    def __init__(self, requester: str = "") -> None:
        self._requester = _parts(requester)

    def applies_to(self, client: Client) -> bool:
        """Whether there is a number that VIES covers: since 2021 Great Britain's are not."""
        country, number = _number(client)
        return country in _MEMBERS and bool(number)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Valid or not, as the member state says; a name it withholds is unknown, not missing."""
        country, number = _number(client)
        page = await self._answer(country, number, context)
        return list(_findings(page, country, number))

    async def _answer(self, country: str, number: str, context: Context) -> Page:
        """The answer to you by name; to nobody in particular where VIES does not know your own number."""
        purpose = f"the VAT number {country}{number}"
        own_country, own_number = self._requester
        if own_country in _MEMBERS and own_number:
            asked = {
                "countryCode": country,
                "vatNumber": number,
                "requesterMemberStateCode": own_country,
                "requesterNumber": own_number,
            }
            page = await context.fetch(f"{SERVICE}/check-vat-number", purpose, also=(400,), post=asked)
            if _reason(page) != _NOT_YOU:
                return page
        return await context.fetch(f"{SERVICE}/ms/{country}/vat/{number}", purpose, also=(400,))


@hookimpl
def intake_sources(settings: Mapping[str, str]) -> Sequence[Source]:
    """Whether the VAT number is valid, asked in the name of your own."""
    return [Vies(settings.get("vat", ""))]


def _number(client: Client) -> tuple[str, str]:
    return _parts(client.identifier("eu.vat") or "")


def _parts(vat: str) -> tuple[str, str]:
    """The country and the rest of a VAT number, as VIES writes them: Greece is EL."""
    text = re.sub(r"[^A-Z0-9+*]", "", vat.upper())
    country = "EL" if text[:2] == "GR" else text[:2]
    return country, text[2:]


def _findings(page: Page, country: str, number: str) -> Iterator[Finding]:
    record = page.record()
    named = "isValid" in record  # as a GET is answered; the answer to a POST calls it `valid`, and has no outcome
    valid = record.get("isValid" if named else "valid")
    outcome = text_at(record, "userError") if named else ("VALID" if valid else "INVALID")
    # While a member state is down VIES answers `isValid: false` with the reason beside it: that is no verdict.
    if not isinstance(valid, bool) or outcome != ("VALID" if valid else "INVALID"):
        reason = _reason(page) or outcome or "an answer without a verdict"
        raise _SILENCES.get(reason, Unreachable)(f"VIES could not tell: {reason}")
    if text_at(record, "vatNumber") != number or not (named or text_at(record, "countryCode") == country):
        raise Unreachable("the answer is about another number")
    says = "is valid" if valid else "is not valid"
    statement = f"The VAT number {country}{number} {says} according to VIES."
    yield Finding("vat", "valid", valid, statement, page.evidence, page.pair("isValid" if named else "valid"))
    if consultation := text_at(record, "requestIdentifier"):
        says = f"VIES answered you under the consultation number {consultation}: it proves that you checked, and when."
        yield Finding("vat", "consultation", consultation, says, page.evidence, consultation)
    name = text_at(record, "name")
    if valid and name.strip("- "):
        yield Finding("vat", "name", name, f"The VAT number belongs to {name}.", page.evidence, name)


def _reason(page: Page) -> str:
    wrappers = at(page.record(), "errorWrappers")
    return text_at(wrappers[0], "error") if isinstance(wrappers, Sequence) and wrappers else ""
