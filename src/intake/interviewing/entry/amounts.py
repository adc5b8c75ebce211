"""Numbers with something behind them: money, quantities and durations."""

import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from intake.interviewing.entry.faults import EntryFault, Offer
from intake.interviewing.entry.numbers import NUMBER, exact_number, offer, readings, tidied, write_number
from intake.interviewing.entry.units import forms
from intake.interviewing.entry.words import fold
from intake.locale import marked
from intake.locale.units import measured, unit_name
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
    "KRONOR": ("SEK", "NOK", "DKK", "ISK"),
    "EUROT": ("EUR",),
    "TL": ("TRY",),
    "LIRA": ("TRY",),
}
_USUAL = ("EUR", "USD", "GBP")
_MONEY = re.compile(
    rf"(?P<sign>[-\u2212+]?)\s*(?P<before>[^\W\d]*\.?|[^\w\s]?|[A-Z]{{1,2}}\$)\s*"
    rf"(?P<number>[-\u2212+]?{NUMBER})\s*(?P<after>[^\W\d]*\.?|[^\w\s]|[A-Z]{{1,2}}\$)",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"(?P<number>[-\u2212+]?{NUMBER})\s*(?P<unit>\D*)")
_THOUSANDS = re.compile(rf"(?P<before>\D*)(?P<number>{NUMBER})\s*k\b\s*(?P<after>\D*)", re.IGNORECASE)
_NO_CENTS = re.compile(r"[.,][-–—](?=\s|$)")

_DAYS = {
    "day": "day days tag tage tagen jour jours dia dias dag dagar paev paeva gun",
    "working day": """
        working day, working days, business day, business days, workday, workdays, arbeitstag, arbeitstage, werktag,
        werktage, jour ouvre, jours ouvres, dia habil, dias habiles, dia laborable, dias laborables, arbetsdag,
        arbetsdagar, toopaev, toopaeva, is gunu""",
    "week": "week weeks woche wochen semaine semaines semana semanas vecka veckor nadal nadalat hafta",
    "working week": "working week, working weeks, arbeitswoche, arbeitswochen, arbetsvecka, arbetsveckor, toonadal, toonadalat",
    "month": "month months monat monate mois mes meses manad manader kuu kuud ay",
    "year": "year years jahr jahre an ans annee annees ano anos ar aasta aastat yil",
}
_DURATIONS = {
    " ".join(word.split()): unit
    for unit, words in _DAYS.items()
    for word in (words.split(",") if "," in words else words.split())
}


def parse_money(text: str, default: str = "", units: tuple[str, ...] = ()) -> Money:
    """An amount with its currency (`2000 EUR`, `€2,000.50`); a currency at the end of `default` stands in for none.

    `units` are the only currencies that are taken: what could be several is one of these, and where there is one it need not be typed.

    EntryFault with what to type instead where it can be two amounts of that currency: `1.250 KWD` are 1250 dinars or one and
    250 fils. A reading that the currency has no coin for (ISO 4217) is none: `1.250 JPY` are 1250 yen.
    """
    if offers := _in_thousands(text, default, units):
        raise EntryFault("'{text}' is not an amount of money: write it like 2000 EUR", offers, text=text)
    found = _MONEY.fullmatch(_NO_CENTS.sub("", text).strip())
    if not found:
        raise EntryFault("'{text}' is not an amount of money: write it like 2000 EUR", text=text)
    number = found["sign"] + found["number"]
    word = (found["before"] or found["after"]).upper()
    codes = _currencies(word, default, units)
    amounts = _amounts(number, codes)
    if not amounts or (found["before"] and found["after"]) or not codes:
        near = get_close_matches(word, sorted(CURRENCIES), n=1) if word and amounts else []
        offers = tuple(_offers(amounts, near))
        raise EntryFault("'{text}' is not an amount of money: write it like 2000 EUR", offers, text=text)
    offers = tuple(_offers(amounts, codes))
    if len(amounts) > 1:
        raise EntryFault("'{text}' can be read two ways", offers, text=number)
    if len(codes) > 1:
        raise EntryFault("in which currency is '{text}'?", offers, text=text)
    try:
        return Money.of(amounts[0], codes[0])
    except ValueError as fault:
        rounded = tuple(_offers((round(amounts[0], exponent(codes[0])),), codes))
        what = marked("{currency} has {decimals} decimals, '{text}' has more")
        raise EntryFault(what, rounded, currency=codes[0], decimals=exponent(codes[0]), text=number) from fault


def _in_thousands(text: str, default: str, units: tuple[str, ...]) -> tuple[Offer, ...]:
    """What may be meant by `2k EUR`; it is asked, never taken."""
    if not (found := _THOUSANDS.fullmatch(text)):
        return ()
    codes = _currencies((found["before"] or found["after"]).strip().upper(), default, units)
    return tuple(_offers([amount * 1000 for amount in _amounts(found["number"], codes)], codes))


def write_money(money: Money) -> str:
    """The amount so that it can be read one way only."""
    return f"{write_number(money.amount)} {money.currency}"


def parse_quantity(text: str, units: tuple[str, ...], language: str = "en") -> Quantity:
    """A number of units (`12 pages`); where there is only one unit it need not be typed."""
    found = _MEASURED.fullmatch(text)
    if not found:
        like = measured(Decimal(12), units[0], language)
        raise EntryFault("'{text}' does not start with a number: write it like {like}", text=text, like=like)
    word = fold(found["unit"].strip())
    unit = next((unit for unit in units if word in forms(unit)), units[0] if not word and len(units) == 1 else "")
    amounts = readings(found["number"])
    if not unit:
        offers = tuple(_measure(amounts[0], unit, language) for unit in units) if len(amounts) == 1 else ()
        names = ", ".join(unit_name(unit, language) for unit in units)
        if not word:
            raise EntryFault("{number} of what: {units}?", offers, number=found["number"], units=names)
        raise EntryFault("'{word}' is not a unit here: {units}", offers, word=found["unit"].strip(), units=names)
    if len(amounts) > 1:
        two = tuple(_measure(amount, unit, language) for amount in amounts)
        raise EntryFault("'{text}' can be read two ways", two, text=found["number"])
    return Quantity(exact_number(found["number"]), unit)


def parse_duration(text: str) -> Duration:
    """A number of days, working days or weeks; months and years have no fixed number of days and are asked about."""
    found = _MEASURED.fullmatch(text)
    unit = _DURATIONS.get(fold(found["unit"].strip()), "") if found else ""
    number = exact_number(found["number"]) if found else Decimal(0)
    if not found or number != int(number) or (found["unit"].strip() and not unit):
        raise EntryFault("'{text}' is not a duration: write it like 30 days, 5 working days or 2 weeks", text=text)
    count = int(number)
    match unit:
        case "day" | "working day":
            return Duration(count, working=unit == "working day")
        case "week":
            return Duration(7 * count)
        case "working week":
            return Duration(5 * count, working=True)
        case "":
            days = _days(Duration(count), Duration(count, True), Duration(7 * count))
            raise EntryFault("how many days is '{text}'?", days, text=text)
        case _:
            lengths = {"month": (30, 31), "year": (365, 366)}[unit]
            raise EntryFault("how many days is '{text}'?", _days(*(Duration(count * n) for n in lengths)), text=text)


def _amounts(number: str, codes: tuple[str, ...]) -> tuple[Decimal, ...]:
    """What the number can mean in one of these currencies; a single reading stays, even where it has too many decimals."""
    found = readings(number)
    if len(found) < 2 or not codes:
        return found
    grouped, fraction = found
    coins = any(exponent(code) and _has_coin(fraction, code) for code in codes)
    return found if coins else (grouped,)


def _has_coin(amount: Decimal, code: str) -> bool:
    return amount == round(amount, exponent(code))


def _days(*durations: Duration) -> tuple[Offer, ...]:
    return tuple(Offer(str(duration), str(duration)) for duration in durations)


def _currencies(word: str, default: str, units: tuple[str, ...]) -> tuple[str, ...]:
    if word:
        found = (word,) if word in CURRENCIES else _SYMBOLS.get(word, ())
    else:
        found = (default[-3:],) if default[-3:] in CURRENCIES else units or _USUAL
    return tuple(code for code in found if code in units) or found


def _offers(amounts: Iterable[Decimal], codes: Iterable[str]) -> Iterable[Offer]:
    for amount in amounts:
        for code in codes:
            if _has_coin(amount, code):
                money = Money.of(amount, code)
                yield Offer(str(money), write_money(money))


def _measure(amount: Decimal, unit: str, language: str) -> Offer:
    return Offer(measured(tidied(amount), unit, language), offer(amount, unit).text)
