"""Numbers with something behind them: money, quantities and durations."""

import re
from collections.abc import Iterable
from decimal import Decimal

from intake.documents import did_you_mean
from intake.interviewing.entry.faults import EntryFault, Offer
from intake.interviewing.entry.numbers import NUMBER, exact_number, offer, readings, tidied, write_number
from intake.model.money import CURRENCIES, Money, exponent
from intake.model.values import Duration, Quantity

_SYMBOLS = {
    "€": ("EUR",),
    "EURO": ("EUR",),
    "EUROS": ("EUR",),
    "£": ("GBP",),
    "US$": ("USD",),
    "CA$": ("CAD",),
    "C$": ("CAD",),
    "AU$": ("AUD",),
    "A$": ("AUD",),
    "NZ$": ("NZD",),
    "R$": ("BRL",),
    "ZŁ": ("PLN",),
    "KČ": ("CZK",),
    "FT": ("HUF",),
    "₹": ("INR",),
    "₴": ("UAH",),
    "₺": ("TRY",),
    "FR": ("CHF",),
    "FR.": ("CHF",),
    "$": ("USD", "CAD", "AUD"),
    "¥": ("JPY", "CNY"),
    "KR": ("SEK", "NOK", "DKK", "ISK"),
    "KR.": ("DKK", "SEK", "NOK", "ISK"),
}
_USUAL = ("EUR", "USD", "GBP")
_MONEY = re.compile(
    rf"(?P<sign>[-\u2212+]?)\s*(?P<before>[^\W\d]*\.?|[^\w\s]?|[A-Z]{{1,2}}\$)\s*"
    rf"(?P<number>[-\u2212+]?{NUMBER})\s*(?P<after>[^\W\d]*\.?|[^\w\s]|[A-Z]{{1,2}}\$)",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"(?P<number>[-\u2212+]?{NUMBER})\s*(?P<unit>\D*)")
_NO_CENTS = re.compile(r"[.,][-–—](?=\s|$)")

_DAYS = {
    "day": ("day", "days", "tag", "tage", "jour", "jours", "dag", "dagar"),
    "working day": (
        *("working day", "working days", "business day", "business days", "workday", "workdays"),
        *("arbeitstag", "arbeitstage", "werktag", "werktage", "jour ouvré", "jours ouvrés", "arbetsdag", "arbetsdagar"),
    ),
    "week": ("week", "weeks", "woche", "wochen", "semaine", "semaines", "vecka", "veckor"),
    "working week": ("working week", "working weeks", "arbeitswoche", "arbeitswochen", "arbetsvecka", "arbetsveckor"),
    "month": ("month", "months", "monat", "monate", "mois", "månad", "månader"),
    "year": ("year", "years", "jahr", "jahre", "an", "ans", "année", "années", "år"),
}
_DURATIONS = {word: unit for unit, words in _DAYS.items() for word in words}


def parse_money(text: str, default: str = "") -> Money:
    """An amount with its currency (`2000 EUR`, `€2,000.50`); a currency at the end of `default` stands in for none."""
    found = _MONEY.fullmatch(_NO_CENTS.sub("", text).strip())
    if not found:
        raise EntryFault(f"'{text}' is not an amount of money: write it like 2000 EUR")
    number = found["sign"] + found["number"]
    amounts = readings(number)
    word = (found["before"] or found["after"]).upper()
    codes = _currencies(word, default)
    if not amounts or (found["before"] and found["after"]) or not codes:
        near = did_you_mean(word, CURRENCIES) if word else ""
        raise EntryFault(f"'{text}' is not an amount of money: write it like 2000 EUR" + (f"; {near}" if near else ""))
    offers = tuple(_offers(amounts, codes))
    if len(amounts) > 1:
        raise EntryFault(f"'{number}' can be read two ways", offers)
    if len(codes) > 1:
        raise EntryFault(f"in which currency is '{text}'?", offers)
    try:
        return Money.of(amounts[0], codes[0])
    except ValueError as fault:
        raise EntryFault(str(fault), tuple(_offers((round(amounts[0], exponent(codes[0])),), codes))) from fault


def write_money(money: Money) -> str:
    """The amount so that it can be read one way only."""
    return f"{write_number(money.amount)} {money.currency}"


def parse_quantity(text: str, units: tuple[str, ...]) -> Quantity:
    """A number of units (`12 pages`); where there is only one unit it need not be typed."""
    found = _MEASURED.fullmatch(text)
    if not found:
        raise EntryFault(f"'{text}' does not start with a number: write it like 12 {units[0]}s")
    word = found["unit"].strip().casefold()
    unit = next((unit for unit in units if word in _forms(unit)), units[0] if not word and len(units) == 1 else "")
    amounts = readings(found["number"])
    if not unit:
        offers = tuple(offer(amounts[0], unit) for unit in units) if len(amounts) == 1 else ()
        near = did_you_mean(word, units)
        what = f"'{word}' is not a unit here" if word else f"{found['number']} of what?"
        raise EntryFault(f"{what}: {near or ', '.join(units)}", offers)
    if len(amounts) > 1:
        raise EntryFault(f"'{found['number']}' can be read two ways", tuple(offer(a, unit) for a in amounts))
    return Quantity(exact_number(found["number"]), unit)


def parse_duration(text: str) -> Duration:
    """A number of days, working days or weeks; months and years have no fixed number of days and are asked about."""
    found = _MEASURED.fullmatch(text)
    unit = _DURATIONS.get(found["unit"].strip().casefold(), "") if found else ""
    number = exact_number(found["number"]) if found else Decimal(0)
    if not found or number != int(number) or (found["unit"].strip() and not unit):
        raise EntryFault(f"'{text}' is not a duration: write it like 30 days, 5 working days or 2 weeks")
    count = int(number)
    match unit:
        case "day" | "working day":
            return Duration(count, working=unit == "working day")
        case "week":
            return Duration(7 * count)
        case "working week":
            return Duration(5 * count, working=True)
        case "":
            raise EntryFault(f"{count} of what?", _days(Duration(count), Duration(count, True), Duration(7 * count)))
        case _:
            days = {"month": (30, 31), "year": (365, 366)}[unit]
            raise EntryFault(f"how many days is '{text}'?", _days(*(Duration(count * n) for n in days)))


def _days(*durations: Duration) -> tuple[Offer, ...]:
    return tuple(Offer(str(duration), str(duration)) for duration in durations)


def _currencies(word: str, default: str) -> tuple[str, ...]:
    if word:
        return (word,) if word in CURRENCIES else _SYMBOLS.get(word, ())
    return (default[-3:],) if default[-3:] in CURRENCIES else _USUAL


def _offers(amounts: Iterable[Decimal], codes: Iterable[str]) -> Iterable[Offer]:
    for amount in amounts:
        for code in codes:
            if tidied(amount) == round(amount, exponent(code)):
                money = Money.of(amount, code)
                yield Offer(str(money), write_money(money))


def _forms(unit: str) -> tuple[str, ...]:
    """The unit in the singular and plural forms that people type."""
    return (unit, f"{unit}s", f"{unit}es", f"{unit[:-1]}ies" if unit.endswith("y") else unit)
