"""Typing money, quantities, durations and numbers."""

from decimal import Decimal

import pytest

from intake.interviewing.entry import EntryFault
from intake.interviewing.entry.amounts import parse_duration, parse_money, parse_quantity, write_money
from intake.interviewing.entry.numbers import parse_number, parse_percent
from intake.model.money import Money
from intake.model.values import Duration, Percent, Quantity


def offered(fault: pytest.ExceptionInfo[EntryFault]) -> list[str]:
    return [offer.text for offer in fault.value.offers]


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("2000 EUR", 200000, "EUR"),
        ("EUR 2,000.50", 200050, "EUR"),
        ("€2000", 200000, "EUR"),
        ("2 000,50 EUR", 200050, "EUR"),
        ("2\u202f000,50\u00a0€", 200050, "EUR"),
        ("2'000.50 chf", 200050, "CHF"),
        ("1.234.567 EUR", 123456700, "EUR"),
        ("1.234,50 €", 123450, "EUR"),
        ("500,- EUR", 50000, "EUR"),
        ("us$ 12.5", 1250, "USD"),
        ("¥".replace("¥", "JPY") + " 1200", 1200, "JPY"),
        ("-20 EUR", -2000, "EUR"),
        ("2000 euros", 200000, "EUR"),
    ],
)
def test_an_amount_is_exact(text: str, minor: int, currency: str) -> None:
    assert parse_money(text) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("1.250 EUR", ["1250.00 EUR", "1.25 EUR"], [Money(125000, "EUR"), Money(125, "EUR")]),
        ("1,250 KWD", ["1250.000 KWD", "1.25 KWD"], [Money(1250000, "KWD"), Money(1250, "KWD")]),
        ("1.234 KWD", ["1234.000 KWD", "1.2340 KWD"], [Money(1234000, "KWD"), Money(1234, "KWD")]),
        ("-1.000 TND", ["-1000.000 TND", "-1.00 TND"], [Money(-1000000, "TND"), Money(-1000, "TND")]),
        (
            "1.250 ¥",
            ["1250 JPY", "1250.00 CNY", "1.25 CNY"],
            [Money(1250, "JPY"), Money(125000, "CNY"), Money(125, "CNY")],
        ),
    ],
)
def test_an_amount_that_can_be_two_is_asked_about(text: str, typed: list[str], meant: list[Money]) -> None:
    with pytest.raises(EntryFault, match="two ways") as caught:
        parse_money(text)
    assert offered(caught) == typed
    assert [parse_money(each) for each in typed] == meant


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1.234 EUR", Money(123400, "EUR")),  # there are no tenths of a cent
        ("1.250 JPY", Money(1250, "JPY")),  # nor is there less than a yen
        ("1,000 JPY", Money(1000, "JPY")),
        ("1.250,500 KWD", Money(1250500, "KWD")),
        ("0.125 KWD", Money(125, "KWD")),
    ],
)
def test_a_reading_that_the_currency_has_no_coin_for_is_none(text: str, money: Money) -> None:
    assert parse_money(text) == money


@pytest.mark.parametrize("currency", ["KWD", "JPY", "EUR"])
@pytest.mark.parametrize("minor", [1, 1000, 1250, 1234, 125000, 1250000, -1250, 999999])
def test_what_is_written_is_read_as_the_same_amount(minor: int, currency: str) -> None:
    assert parse_money(write_money(Money(minor, currency))) == Money(minor, currency)


def test_a_currency_is_needed_unless_the_question_has_one() -> None:
    with pytest.raises(EntryFault) as caught:
        parse_money("2000")
    assert offered(caught) == ["2000.00 EUR", "2000.00 USD", "2000.00 GBP"]
    assert parse_money("2000", "SEK") == Money(200000, "SEK")
    assert parse_money("2000", units=("SEK",)) == Money(200000, "SEK")
    assert parse_money("2000 kr", units=("EUR", "DKK")) == Money(200000, "DKK")
    assert parse_money("2000 GBP", units=("EUR",)) == Money(200000, "GBP")  # the engine says which are taken
    with pytest.raises(EntryFault) as asked:
        parse_money("2000", units=("SEK", "NOK"))
    assert [offer.text for offer in asked.value.offers] == ["2000.00 SEK", "2000.00 NOK"]
    assert parse_money("2000 EUR", "SEK") == Money(200000, "EUR")


def test_a_sign_of_several_currencies_is_asked_about() -> None:
    with pytest.raises(EntryFault, match="which currency") as caught:
        parse_money("2000 kr")
    assert offered(caught) == ["2000.00 SEK", "2000.00 NOK", "2000.00 DKK", "2000 ISK"]


@pytest.mark.parametrize(
    "text", ["EUR", "about 2000 EUR", "2000 EUR or so", "EUR 2000 USD", "2000 XXX", "2k EUR", "1,23,4 EUR"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(EntryFault, match="not an amount"):
        parse_money(text)


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    with pytest.raises(EntryFault, match="2 decimals") as caught:
        parse_money("10.5555 EUR")
    assert offered(caught) == ["10.56 EUR"]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [("12 pages", "12", "page"), ("1 page", "1", "page"), ("3 stories", "3", "story"), ("1.5 Hours", "1.5", "hour")],
)
def test_a_quantity_takes_singular_and_plural(text: str, amount: str, unit: str) -> None:
    assert parse_quantity(text, ("page", "story", "hour")) == Quantity(Decimal(amount), unit)


def test_a_quantity_without_unit_is_asked_about_unless_there_is_only_one() -> None:
    assert parse_quantity("12", ("page",)) == Quantity(Decimal(12), "page")
    with pytest.raises(EntryFault, match="12 of what") as caught:
        parse_quantity("12", ("page", "word"))
    assert offered(caught) == ["12 page", "12 word"]
    with pytest.raises(EntryFault, match="'pagse' is not a unit here: page, word"):
        parse_quantity("12 pagse", ("page", "word"))


@pytest.mark.parametrize(
    ("text", "days", "working"),
    [("30 days", 30, False), ("5 working days", 5, True), ("2 weeks", 14, False), ("10 Arbeitstage", 10, True)],
)
def test_a_duration_is_a_number_of_days(text: str, days: int, working: bool) -> None:
    assert parse_duration(text) == Duration(days, working)


def test_a_month_has_no_fixed_number_of_days() -> None:
    with pytest.raises(EntryFault, match="how many days") as caught:
        parse_duration("3 months")
    assert offered(caught) == ["90 days", "93 days"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", Decimal("12.5")),
        ("0.500", Decimal("0.5")),
        ("1234,5678", Decimal("1234.5678")),
        ("-7", -7),
        ("10.0", 10),
    ],
)
def test_a_number_is_read_in_either_notation(text: str, number: int | Decimal) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["twelve", "1e9", "0x10", "NaN", "١٢", "1 2 3", "9" * 30, "1,2,3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(EntryFault):
        parse_number(text)


def test_an_ambiguous_number_offers_both_readings() -> None:
    with pytest.raises(EntryFault) as caught:
        parse_number("1.234")
    assert [parse_number(text) for text in offered(caught)] == [1234, Decimal("1.234")]


@pytest.mark.parametrize("text", ["50", "50%", "50 %", "50 percent", "50 Prozent"])
def test_a_percentage_may_carry_its_sign(text: str) -> None:
    assert parse_percent(text) == Percent(Decimal(50))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("EUR 1k", ["1000.00 EUR"]),
        ("€1.5k", ["1500.00 EUR"]),
        ("12 K sek", ["12000.00 SEK"]),
        ("2k", ["2000.00 EUR", "2000.00 USD", "2000.00 GBP"]),
    ],
)
def test_thousands_with_a_k_are_asked_about(text: str, typed: list[str]) -> None:
    with pytest.raises(EntryFault) as caught:
        parse_money(text)
    assert [offer.text for offer in caught.value.offers] == typed
