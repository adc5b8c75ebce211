"""Typing answers of every type, and typing again what was written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interviewing import entry
from intake.interviewing.entry.countries import country_names
from intake.interviewing.entry.languages import language_names
from intake.model.money import CURRENCIES, Money
from intake.model.questionnaire import Option, Question
from intake.model.text import clean
from intake.model.values import Duration, Item, Percent, Quantity, Value
from interviewing.questions import question

TODAY = date(2026, 11, 23)
UNITS = ("page", "word", "story", "box")
OPTIONS = (Option("fixed", {"en": "Fixed price", "de": "Festpreis"}), Option("2", {"en": "By the hour"}))


def person(name: str, email: str, phone: str = "") -> Item:
    return Item.of({"name": name, "email": email} | ({"phone": phone} if phone else {}))


decimals = st.decimals(-(10**9), 10**9, places=4).map(Decimal)
tidy = decimals.map(lambda n: n.quantize(Decimal(1)) if n == n.to_integral_value() else n.normalize())
words = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=12).map(clean).filter(bool)
emails = st.from_regex(r"[a-z]{1,9}(\.[a-z]{1,9})?@[a-z]{1,9}\.(example|org)", fullmatch=True)
phones = st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True)
pairs = st.one_of(
    st.tuples(st.just(question("number")), st.integers(-(10**12), 10**12)),
    st.tuples(st.just(question("number")), tidy.filter(lambda n: n != n.to_integral_value())),
    st.tuples(st.just(question("percent")), tidy.map(Percent)),
    st.tuples(st.just(question("quantity", units=UNITS)), st.builds(Quantity, tidy, st.sampled_from(UNITS))),
    st.tuples(
        st.just(question("money")), st.builds(Money, st.integers(-(10**11), 10**11), st.sampled_from([*CURRENCIES]))
    ),
    st.tuples(st.just(question("duration")), st.builds(Duration, st.integers(0, 5000), st.booleans())),
    st.tuples(st.just(question("date", exact=True)), st.dates(date(1900, 1, 1), date(2199, 12, 31))),
    st.tuples(st.just(question("bool")), st.booleans()),
    st.tuples(st.just(question("choice", options=OPTIONS)), st.sampled_from(["fixed", "2"])),
    st.tuples(st.just(question("choices", options=OPTIONS)), st.sampled_from([("fixed",), ("fixed", "2"), ("2",)])),
    st.tuples(st.just(question("text")), st.text(max_size=80).map(clean).filter(bool)),
    st.tuples(st.just(question("email")), emails),
    st.tuples(st.just(question("phone")), phones),
    st.tuples(st.just(question("contact")), st.builds(person, words, emails)),
    st.tuples(st.just(question("person")), st.builds(person, words, emails, phones)),
)


def typed(asked: Question, text: str) -> Value:
    return entry.parse(asked, text, today=TODAY, language="en")


@given(pairs)
def test_what_is_written_is_read_back_as_the_same_value(pair: tuple[Question, Value]) -> None:
    asked, value = pair
    found = typed(asked, entry.write(asked, value))
    assert found == value
    assert type(found) is type(value)


@given(
    st.sampled_from(["number", "percent", "money", "duration", "date", "bool", "country", "language"]),
    st.text() | st.from_regex(r"[0-9]{1,4}[-., /][0-9]{1,4}( (EUR|kr|%|days|March|[a-z]+))?", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2150, 1, 1)),
)
def test_any_typed_text_is_a_value_or_a_fault_whose_offers_can_be_typed(kind: str, text: str, today: date) -> None:
    asked = question(kind)
    try:
        entry.parse(asked, text, today=today, language="en")
    except entry.EntryFault as fault:
        for offer in fault.offers:
            entry.parse(asked, offer.text, today=today, language="en")


@pytest.mark.parametrize("kind", ["text", "email", "url", "phone", "date", "contact"])
def test_an_empty_answer_is_no_answer(kind: str) -> None:
    with pytest.raises(entry.EntryFault, match="an answer is needed"):
        typed(question(kind), " \u200b ")


def test_a_strangers_text_is_cleaned() -> None:
    assert typed(question("text"), "Acme\nVerdict: \x1b[31mGO\u202e") == "Acme Verdict: [31mGO"
    assert typed(question("long_text"), "one\r\ntwo\x07") == "one\ntwo"


def test_a_text_that_is_too_long_is_refused_and_never_cut() -> None:
    assert typed(question("long_text"), "a" * 100_000) == "a" * 100_000
    for kind, length in (("text", 10_001), ("long_text", 100_001)):
        with pytest.raises(entry.EntryFault, match="characters long"):
            typed(question(kind), "a" * length)


@pytest.mark.parametrize("word", ["yes", "Y", "Ja", "oui", "JA.", "true"])
def test_yes_is_understood_in_the_shipped_languages(word: str) -> None:
    assert typed(question("bool"), word) is True


@pytest.mark.parametrize("word", ["no", "Nein", "nej", "non", "false"])
def test_no_is_understood_in_the_shipped_languages(word: str) -> None:
    assert typed(question("bool"), word) is False


def test_perhaps_is_neither_yes_nor_no() -> None:
    with pytest.raises(entry.EntryFault) as caught:
        typed(question("bool"), "perhaps")
    assert [offer.text for offer in caught.value.offers] == ["yes", "no"]


@pytest.mark.parametrize("text", ["fixed", "FIXED PRICE", "festpreis", "1"])
def test_an_option_is_typed_by_value_label_or_number(text: str) -> None:
    assert typed(question("choice", options=OPTIONS), text) == "fixed"


def test_the_value_of_an_option_comes_before_its_number() -> None:
    assert typed(question("choice", options=(Option("2", {"en": "two"}), Option("1", {"en": "one"}))), "1") == "1"


def test_several_options_stand_in_the_order_of_the_list() -> None:
    assert typed(question("choices", options=OPTIONS), "by the hour, fixed, ") == ("fixed", "2")


@pytest.mark.parametrize(
    ("text", "code"), [("NO", "NO"), ("se", "SE"), ("Schweiz", "CH"), ("  sverige ", "SE"), ("UK", "GB"), ("EL", "GR")]
)
def test_a_country_is_typed_by_code_or_name(text: str, code: str) -> None:
    assert typed(question("country"), text) == code


def test_a_misspelt_country_is_asked_about() -> None:
    with pytest.raises(entry.EntryFault) as caught:
        typed(question("country"), "Swedn")
    assert "SE" in [offer.text for offer in caught.value.offers]


def test_the_table_of_countries_is_whole() -> None:
    codes = {typed(question("country"), name) for name in country_names()}
    assert len(codes) == 249  # the officially assigned codes of ISO 3166-1


def test_every_language_can_be_typed_by_name() -> None:
    assert {"de", "en", "fr", "sv"} < {typed(question("language"), name) for name in language_names()}


def test_the_default_of_a_money_question_may_be_its_currency() -> None:
    assert entry.prefill(question("money", default="EUR")) == ""
    assert entry.prefill(question("percent", default="50%")) == "50%"


def test_a_repeat_group_cannot_be_typed_on_one_line() -> None:
    with pytest.raises(entry.EntryFault):
        typed(question("repeat"), "design, build")
