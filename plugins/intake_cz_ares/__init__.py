"""Asks Czechia's ARES what a company is, whether it still exists, and whether it stands in the insolvency register."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    NotApplicable,
    NotFoundHere,
    Page,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Value,
    hookimpl,
    text_at,
)

SERVICE = "https://ares.gov.cz/ekonomicke-subjekty-v-be/rest/ekonomicke-subjekty"
# The registers whose word decides: of persons (ROS), the public one (VR), and of economic entities (RES).
_DECIDING = ("stavZdrojeRos", "stavZdrojeVr", "stavZdrojeRes")
_ABSENT = "NEEXISTUJICI"


class Ares:
    """The basic entry; that of the public register would bring directors with their dates of birth."""

    info = SourceInfo(
        name="cz_ares",
        publisher="Ministerstvo financí ČR, ARES",
        hosts=("ares.gov.cz",),
        topics=("registry", "insolvency"),
        facts={
            "registry.name": Type.TEXT,
            "registry.number": Type.TEXT,
            "registry.active": Type.BOOL,
            "registry.since": Type.DATE,
            "registry.closed": Type.DATE,
            "registry.address": Type.TEXT,
            "insolvency.open": Type.BOOL,
        },
        licence="public administration data, free to look up",
        personal_data="sends the company's number; a sole trader's entry bears the trader's name",
        cost="free",
        needs="a Czech company number (IČO), or the VAT number of a Czech company",
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a number of eight digits; a longer VAT number is a person's birth number and is not sent."""
        return bool(_ico(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The entry under the number."""
        from stdnum.cz import dic

        ico = _ico(client)
        if not dic.is_valid(ico):
            raise NotApplicable(f"{ico} is no IČO: its check digit is wrong")
        page = await context.fetch(f"{SERVICE}/{ico}", f"the entry of {ico}", also=(404,))
        record = page.record()
        if page.status == 404:
            if text_at(record, "kod") != "NENALEZENO":
                raise Unreachable("a 404 that does not come from the register")
            raise NotFoundHere(f"no entity has the number {ico}")
        if text_at(record, "ico") != ico:
            raise Unreachable(f"the answer is not about {ico}")
        return list(_entry(page, record, context.today))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in ARES."""
    return [Ares()]


def _ico(client: Client) -> str:
    """The eight digits, padded as the register pads them; empty for a number that is a person's."""
    european = (client.identifier("eu.vat") or "").upper()
    vat = client.identifier("cz.vat") or (european if european.startswith("CZ") else "")
    known = client.identifier("cz.ico") or client.identifier("cz.register") or ""
    digits = re.sub(r"\D", "", known).zfill(8) if known else re.sub(r"\D", "", vat)
    return digits if len(digits) == 8 else ""


def _entry(page: Page, record: Json, today: date) -> Iterator[Finding]:
    number = text_at(record, "ico")
    yield _finding(page, "registry.number", number, f"It is entered in Czechia as {number}.", number)
    if name := text_at(record, "obchodniJmeno"):
        yield _finding(page, "registry.name", name, f"Its registered name is {name}.", name)
    if address := text_at(record, "sidlo", "textovaAdresa"):
        yield _finding(page, "registry.address", address, f"Its seat is at {address}.", address)
    founded = text_at(record, "datumVzniku")
    if (since := _day(founded)) and since <= today:
        yield _finding(page, "registry.since", since, f"It was founded on {since}.", founded)
    yield from _state(page, record, today)
    yield from _insolvency(page, record)


def _state(page: Page, record: Json, today: date) -> Iterator[Finding]:
    """Ended by its date of end; active or ended else only where all the registers that know it say the same."""
    ended = text_at(record, "datumZaniku")
    states = {text_at(record, "seznamRegistraci", register) for register in _DECIDING} - {"", _ABSENT}
    if ended:
        if (day := _day(ended)) and day <= today:
            says = f"It ceased to exist on {day}."
            yield _finding(page, "registry.active", False, says, ended)
            yield _finding(page, "registry.closed", day, says, ended)
    elif states == {"AKTIVNI"}:
        yield _finding(page, "registry.active", True, "The registers that know it say that it is active.", "AKTIVNI")
    elif states == {"ZANIKLY"}:
        yield _finding(page, "registry.active", False, "The registers that know it say that it has ended.", "ZANIKLY")


def _insolvency(page: Page, record: Json) -> Iterator[Finding]:
    state = text_at(record, "seznamRegistraci", "stavZdrojeIr")
    if state in ("AKTIVNI", _ABSENT):
        entered = state != _ABSENT
        says = "It stands in the insolvency register." if entered else "It does not stand in the insolvency register."
        found = re.search(r'"stavZdrojeIr"\s*:\s*"\w+"', page.text)
        yield _finding(page, "insolvency.open", entered, says, found.group() if found else "")


def _finding(page: Page, name: str, value: Value, statement: str, quote: str) -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, statement, page.evidence, quote)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
