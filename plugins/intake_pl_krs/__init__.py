"""Asks Poland's court register (KRS) what a company is, what proceedings are open, and whether it files its accounts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from intake.api import (
    Client,
    Context,
    Finding,
    Json,
    NotFoundHere,
    Page,
    Register,
    Said,
    Source,
    SourceInfo,
    Type,
    Unreachable,
    accounts_overdue,
    at,
    finding,
    hookimpl,
    text_at,
)

SERVICE = "https://api-krs.ms.gov.pl/api/krs/OdpisAktualny"
_REGISTERS = {"P": "of entrepreneurs", "S": "of associations"}
_DAY = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b")
_ENTERED = 1
_DISSOLVED = ("wykreslen", "rozwiazanie")
# A merger or division stands in the same section as proceedings and is none.
_HARMLESS = frozenset({"polaczeniePodzialPrzeksztalcenie"})
_IN_THE_NAME = ("W LIKWIDACJI", "W UPADŁOŚCI", "W RESTRUKTURYZACJI")
_ENDED = ("opisZakonczenia", "zakonczenie")
_DUE_AFTER_MONTHS = 7
"""By the middle of the seventh month after the year they are due."""


class Krs:
    """The current extract, in which the register masks people; it is found by KRS number alone."""

    info = SourceInfo(
        name="pl_krs",
        publisher="Ministerstwo Sprawiedliwości, Krajowy Rejestr Sądowy",
        hosts=("api-krs.ms.gov.pl",),
        topics=("registry", "accounts", "insolvency"),
        facts={"registry.arrears": Type.BOOL, "accounts.until": Type.DATE}
        | Register.facts("name", "number", "active", "since", "form", "address", "accounts_overdue", "insolvency"),
        licence="public register, free to look up",
        personal_data="sends the KRS number; the register masks the names of people",
        cost="free",
        needs="a Polish KRS number",
        numbers={"registry.number": "pl.krs"},
    )

    def applies_to(self, client: Client) -> bool:
        """Whether there is a KRS number."""
        return bool(_krs(client))

    async def ask(self, client: Client, context: Context) -> Sequence[Finding]:
        """The extract from whichever part of the register has the number; both parts share one numbering."""
        krs = _krs(client)
        for part, words in _REGISTERS.items():
            url = f"{SERVICE}/{krs}?rejestr={part}&format=json"
            page = await context.fetch(url, f"the extract of {krs} in the register {words}", also=(404,))
            if page.status == 404:
                continue
            if text_at(page.record(), "odpis", "naglowekA", "numerKRS") != krs:
                raise Unreachable(f"the answer is not about {krs}")
            extract = at(page.record(), "odpis")
            until, period = _last_accounts(at(extract, "dane", "dzial3", "wzmiankiOZlozonychDokumentach"))
            overdue = accounts_overdue(until, _DUE_AFTER_MONTHS, context.today, period) if until else None
            return [
                *_entry(extract, overdue).findings(page),
                *_accounts(page, until, period),
                *_arrears(page, at(extract, "dane", "dzial4")),
            ]
        raise NotFoundHere(f"no current extract of {krs}: it was never entered, or has been struck off")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The extract from the court register."""
    return [Krs()]


def _krs(client: Client) -> str:
    digits = re.sub(r"\D", "", client.number("pl.krs", "pl.register"))
    return digits.zfill(10) if 0 < len(digits) <= 10 else ""


def _entry(extract: Json, overdue: Said[bool] | None) -> Register:
    head, data = at(extract, "naglowekA"), at(extract, "dane")
    number, name = text_at(head, "numerKRS"), text_at(data, "dzial1", "danePodmiotu", "nazwa")
    entered = text_at(head, "dataRejestracjiWKRS")
    since = _last_day(entered)
    sections = at(data, "dzial6")
    filled = {key: part for key, part in sections.items() if part} if isinstance(sections, Mapping) else None
    dissolved = filled is None or any(key.startswith(_DISSOLVED) for key in filled)
    struck_off = dissolved or at(head, "stanPozycji") != _ENTERED
    return Register(
        country="Poland (KRS)",
        number=number,
        name=name,
        form=text_at(data, "dzial1", "danePodmiotu", "formaPrawna"),
        active=None if struck_off else Said(True, number),
        since=Said(since, entered, f"It was entered in the register on {since}.") if since else None,
        address=_address(at(data, "dzial1", "siedzibaIAdres", "adres")),
        insolvency=None if filled is None else _insolvency(filled, name),
        accounts_overdue=overdue,
    )


def _address(address: Json) -> Said[str] | str:
    street, house, flat = (text_at(address, part) for part in ("ulica", "nrDomu", "nrLokalu"))
    place = " ".join(filter(None, (text_at(address, "kodPocztowy"), text_at(address, "miejscowosc"))))
    first = " ".join(filter(None, (street, "/".join(filter(None, (house, flat))))))
    return Said(f"{first}, {place}", text_at(address, "miejscowosc")) if first and place else ""


def _insolvency(filled: Mapping[str, Json], name: str) -> Said[bool] | None:
    """Open where a proceeding is not ended or the name says so; not open only where nothing is entered at all."""
    running = [key for key, section in filled.items() if _is_running(key, section)]
    named = next((words for words in _IN_THE_NAME if name.upper().endswith(words)), "")
    if running or named:
        says = f"The register shows an open proceeding: {', '.join(running) or named}."
        return Said(True, running[0] if running else name, says)
    if filled.keys() - _HARMLESS:
        return None
    return Said(False, "dzial6", "The register shows no proceeding and no liquidation.")


def _is_running(key: str, section: Json) -> bool:
    if key != "likwidacja" and not key.startswith("postepowanie"):
        return False
    entries = section if isinstance(section, Sequence) else [section]
    return not all(_is_ended(entry) for entry in entries)


def _is_ended(entry: Json) -> bool:
    # An empty account of the end stands in every open proceeding.
    return isinstance(entry, Mapping) and any(key.startswith(_ENDED) and value for key, value in entry.items())


def _arrears(page: Page, section: Json) -> Iterator[Finding]:
    # Much is no longer entered in this section, so that an empty one says nothing.
    if isinstance(section, Mapping) and (filled := [key for key, entries in section.items() if entries]):
        says = f"The register shows arrears, creditors or a failed execution: {', '.join(filled)}."
        yield finding(page, "registry.arrears", True, says, filled[0])


def _accounts(page: Page, until: date | None, period: str) -> Iterator[Finding]:
    # Told also where it is still to come, so that the host names it.
    if until is not None:
        yield finding(page, "accounts.until", until, f"The last accounts mentioned run until {until}.", period)


def _last_accounts(mentioned: Json) -> tuple[date | None, str]:
    """The day the last accounts run to, and their period in the register's words; years are entered in any order."""
    entries = at(mentioned, "wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego")
    periods = [text_at(entry, "zaOkresOdDo") for entry in entries] if isinstance(entries, Sequence) else []
    ends = {day: period for period in periods if (day := _last_day(period))}
    until = max(ends, default=None)
    return until, ends[until] if until else ""


def _last_day(text: str) -> date | None:
    """The last of the days in a text, which the register writes 31.12.2025."""
    try:
        return max((date(int(year), int(month), int(day)) for day, month, year in _DAY.findall(text)), default=None)
    except ValueError:
        return None
