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

SERVICE = "https://ec.europa.eu/taxation_customs/vies/rest-api/ms"
_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())
_SILENCES: Mapping[str, type[Silence]] = {
    "MS_MAX_CONCURRENT_REQ": RateLimited,
    "MS_MAX_CONCURRENT_REQ_TIME": RateLimited,
    "GLOBAL_MAX_CONCURRENT_REQ": RateLimited,
    "GLOBAL_MAX_CONCURRENT_REQ_TIME": RateLimited,
    "IP_BLOCKED": Blocked,
    "VAT_BLOCKED": Blocked,
}


class Vies:
    """Whether the VAT number is valid for trade within the European Union."""

    info = SourceInfo(
        name="vies",
        publisher="European Commission, VIES",
        hosts=("ec.europa.eu",),
        topics=("vat",),
        facts={"vat.valid": Type.BOOL, "vat.name": Type.TEXT},
        licence="free to look up single numbers; the Commission asks not to copy the database",
        personal_data="sends the VAT number; receives a name, which may be a sole trader's",
        cost="free",
        needs="a VAT number of a member state or Northern Ireland",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a number that VIES covers: since 2021 Great Britain's are not."""
        country, number = _number(client)
        return country in _MEMBERS and bool(number)

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """Valid or not, as the member state says; a name it withholds is unknown, not missing."""
        country, number = _number(client)
        page = await context.fetch(
            f"{SERVICE}/{country}/vat/{number}", f"the VAT number {country}{number}", also=(400,)
        )
        return list(_findings(page, country, number))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """Whether the VAT number is valid."""
    return [Vies()]


def _number(client: Client) -> tuple[str, str]:
    text = re.sub(r"[^A-Z0-9+*]", "", (client.identifier("eu.vat") or "").upper())
    country = "EL" if text[:2] == "GR" else text[:2]
    return country, text[2:]


def _findings(page: Page, country: str, number: str) -> Iterator[Finding]:
    record = page.record()
    valid, outcome = record.get("isValid"), text_at(record, "userError")
    # While a member state is down VIES answers `isValid: false` with the reason beside it: that is no verdict.
    if not isinstance(valid, bool) or outcome != ("VALID" if valid else "INVALID"):
        reason = _reason(page) or outcome or "an answer without a verdict"
        raise _SILENCES.get(reason, Unreachable)(f"VIES could not tell: {reason}")
    if text_at(record, "vatNumber") != number:
        raise Unreachable("the answer is about another number")
    verdict = re.search(r'"isValid"\s*:\s*(true|false)', page.text)
    says = "is valid" if valid else "is not valid"
    statement = f"The VAT number {country}{number} {says} according to VIES."
    yield Finding("vat", "valid", valid, statement, page.evidence, verdict.group() if verdict else "")
    name = text_at(record, "name")
    if valid and name.strip("- "):
        yield Finding("vat", "name", name, f"The VAT number belongs to {name}.", page.evidence, name)


def _reason(page: Page) -> str:
    wrappers = at(page.record(), "errorWrappers")
    return text_at(wrappers[0], "error") if isinstance(wrappers, Sequence) and wrappers else ""
