"""Asks Czechia's ARES what a company is, whether it still exists, and whether it stands in the insolvency register."""

import re
from collections.abc import Sequence
from datetime import date

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    NotApplicable,
    NotFoundHere,
    Page,
    Register,
    Said,
    Source,
    SourceInfo,
    Unreachable,
    day_at,
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
        facts=Register.facts("name", "number", "active", "since", "closed", "address", "insolvency"),
        licence="public administration data, free to look up",
        personal_data="sends the company's number; a sole trader's entry bears the trader's name",
        cost="free",
        needs="a Czech company number (IČO), or the VAT number of a Czech company",
        numbers={"registry.number": "cz.ico"},
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
        return list(_entry(page, record, context.today).findings(page))


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The entry in ARES."""
    return [Ares()]


def _ico(client: Client) -> str:
    """The eight digits, padded as the register pads them; empty for a number that is a person's."""
    known = client.number("cz.ico", "cz.register")
    digits = re.sub(r"\D", "", known).zfill(8) if known else re.sub(r"\D", "", client.number("cz.vat"))
    return digits if len(digits) == 8 else ""


def _entry(page: Page, record: Json, today: date) -> Register:
    since = day_at(record, "datumVzniku")
    active, closed = _state(record, today)
    return Register(
        country="Czechia",
        number=text_at(record, "ico"),
        name=text_at(record, "obchodniJmeno"),
        active=active,
        since=Said(since, text_at(record, "datumVzniku")) if since else None,
        closed=closed,
        address=text_at(record, "sidlo", "textovaAdresa"),
        insolvency=_insolvency(page, record),
    )


def _state(record: Json, today: date) -> tuple[Said[bool] | None, Said[date] | None]:
    """Ended by its date of end; active or ended else only where all the registers that know it say the same."""
    states = {text_at(record, "seznamRegistraci", register) for register in _DECIDING} - {"", _ABSENT}
    if ended := text_at(record, "datumZaniku"):
        day = day_at(record, "datumZaniku")
        says = f"It ceased to exist on {day}."
        return (Said(False, ended, says), Said(day, ended, says)) if day and day <= today else (None, None)
    if states == {"AKTIVNI"}:
        return Said(True, "AKTIVNI", "The registers that know it say that it is active."), None
    if states == {"ZANIKLY"}:
        return Said(False, "ZANIKLY", "The registers that know it say that it has ended."), None
    return None, None


def _insolvency(page: Page, record: Json) -> Said[bool] | None:
    state = text_at(record, "seznamRegistraci", "stavZdrojeIr")
    if state not in ("AKTIVNI", _ABSENT):
        return None
    entered = state != _ABSENT
    says = "It stands in the insolvency register." if entered else "It does not stand in the insolvency register."
    return Said(entered, page.pair("stavZdrojeIr"), says)
