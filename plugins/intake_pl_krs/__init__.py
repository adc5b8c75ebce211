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
    Source,
    SourceInfo,
    Type,
    Unreachable,
    Value,
    at,
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
_LATE_AFTER_MONTHS = 12 + 7 + 1
"""A year later the next accounts end, by the middle of the seventh month after they are due; and one for the court."""


class Krs:
    """The current extract, in which the register masks people; it is found by KRS number alone."""

    info = SourceInfo(
        name="pl_krs",
        publisher="Ministerstwo Sprawiedliwości, Krajowy Rejestr Sądowy",
        hosts=("api-krs.ms.gov.pl",),
        topics=("registry", "insolvency"),
        facts={
            "registry.name": Type.TEXT,
            "registry.number": Type.TEXT,
            "registry.active": Type.BOOL,
            "registry.since": Type.DATE,
            "registry.form": Type.TEXT,
            "registry.address": Type.TEXT,
            "registry.accounts_overdue": Type.BOOL,
            "registry.arrears": Type.BOOL,
            "insolvency.open": Type.BOOL,
        },
        licence="public register, free to look up",
        personal_data="sends the KRS number; the register masks the names of people",
        cost="free",
        needs="a Polish KRS number",
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
            return list(_extract(page, at(page.record(), "odpis"), context.today))
        raise NotFoundHere(f"no current extract of {krs}: it was never entered, or has been struck off")


@hookimpl
def intake_sources() -> Sequence[Source]:
    """The extract from the court register."""
    return [Krs()]


def _krs(client: Client) -> str:
    digits = re.sub(r"\D", "", client.identifier("pl.krs") or client.identifier("pl.register") or "")
    return digits.zfill(10) if 0 < len(digits) <= 10 else ""


def _extract(page: Page, extract: Json, today: date) -> Iterator[Finding]:
    head, data = at(extract, "naglowekA"), at(extract, "dane")
    number = text_at(head, "numerKRS")
    yield _finding(page, "registry.number", number, f"It is entered in Poland under KRS {number}.", number)
    name = text_at(data, "dzial1", "danePodmiotu", "nazwa")
    if name:
        yield _finding(page, "registry.name", name, f"Its registered name is {name}.", name)
    if form := text_at(data, "dzial1", "danePodmiotu", "formaPrawna"):
        yield _finding(page, "registry.form", form, f"Its legal form is {form}.", form)
    entered = text_at(head, "dataRejestracjiWKRS")
    if (since := _last_day(entered)) and since <= today:
        yield _finding(page, "registry.since", since, f"It was entered in the register on {since}.", entered)
    yield from _address(page, at(data, "dzial1", "siedzibaIAdres", "adres"))
    sections = at(data, "dzial6")
    if isinstance(sections, Mapping):
        filled = {key: section for key, section in sections.items() if section}
        dissolved = any(key.startswith(_DISSOLVED) for key in filled)
        if at(head, "stanPozycji") == _ENTERED and not dissolved:
            yield _finding(page, "registry.active", True, "It is entered and not struck off.", number)
        yield from _insolvency(page, filled, name)
    yield from _arrears(page, at(data, "dzial4"))
    yield from _filing(page, at(data, "dzial3", "wzmiankiOZlozonychDokumentach"), today)


def _address(page: Page, address: Json) -> Iterator[Finding]:
    street, house, flat = (text_at(address, part) for part in ("ulica", "nrDomu", "nrLokalu"))
    place = " ".join(filter(None, (text_at(address, "kodPocztowy"), text_at(address, "miejscowosc"))))
    first = " ".join(filter(None, (street, "/".join(filter(None, (house, flat))))))
    if first and place:
        value = f"{first}, {place}"
        yield _finding(page, "registry.address", value, f"Its address is {value}.", text_at(address, "miejscowosc"))


def _insolvency(page: Page, filled: Mapping[str, Json], name: str) -> Iterator[Finding]:
    """Open where a proceeding is not ended or the name says so; not open only where nothing is entered at all."""
    running = [key for key, section in filled.items() if _is_running(key, section)]
    named = next((words for words in _IN_THE_NAME if name.upper().endswith(words)), "")
    if running or named:
        says = f"The register shows an open proceeding: {', '.join(running) or named}."
        yield _finding(page, "insolvency.open", True, says, running[0] if running else name)
    elif not filled.keys() - _HARMLESS:
        yield _finding(page, "insolvency.open", False, "The register shows no proceeding and no liquidation.", "dzial6")


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
        yield _finding(page, "registry.arrears", True, says, filled[0])


def _filing(page: Page, mentioned: Json, today: date) -> Iterator[Finding]:
    """Whether the accounts after the last ones are overdue; years are entered in any order."""
    entries = at(mentioned, "wzmiankaOZlozeniuRocznegoSprawozdaniaFinansowego")
    periods = [text_at(entry, "zaOkresOdDo") for entry in entries] if isinstance(entries, Sequence) else []
    ends = {day: period for period in periods if (day := _last_day(period))}
    if ends and (until := max(ends)) <= today:
        late = today >= _late_from(until)
        says = "are overdue" if late else "are not yet due"
        statement = f"The accounts after those until {until} {says}."
        yield _finding(page, "registry.accounts_overdue", late, statement, ends[until])


def _finding(page: Page, name: str, value: Value, statement: str, quote: str) -> Finding:
    topic, _, fact = name.partition(".")
    return Finding(topic, fact, value, statement, page.evidence, quote)


def _last_day(text: str) -> date | None:
    """The last of the days in a text, which the register writes 31.12.2025."""
    try:
        return max((date(int(year), int(month), int(day)) for day, month, year in _DAY.findall(text)), default=None)
    except ValueError:
        return None


def _late_from(until: date) -> date:
    months = until.year * 12 + until.month + _LATE_AFTER_MONTHS
    return date(months // 12, months % 12 + 1, 1)
