"""A letter says what the record says, and leaves blank what it does not."""

from intake.letters import SLOTS, fill, known
from letters.sample import TODAY, book, record


def test_what_nobody_knows_stays_a_visible_blank_and_is_named() -> None:
    letter = fill(book()["extra-price"], {"extra": "a second language"}, today=TODAY, language="en")
    assert letter.blanks == ("brief", "contact", "price", "supplier")
    assert "It costs [____ its price]." in letter.text
    assert letter.subject == "Price for: a second language"


def test_an_answer_is_hoped_for_on_a_working_day() -> None:
    letter = fill(book()["extra-price"], {}, today=TODAY, language="en")
    assert "by 2027-04-22 (Thursday)" in letter.text


def test_what_you_say_wins_over_what_is_reckoned() -> None:
    letter = fill(book()["extra-price"], {"answer_by": "tomorrow noon"}, today=TODAY, language="en")
    assert "yes or no by tomorrow noon;" in letter.text


def test_a_value_is_text_and_never_a_template() -> None:
    letter = fill(book()["extra-price"], {"extra": "{supplier}\n{price.__class__}"}, today=TODAY, language="en")
    assert "{supplier}\n{price.__class__}" in letter.text
    assert letter.subject == "Price for: {supplier} {price.__class__}"


def test_a_paragraph_about_an_unknown_value_is_left_out() -> None:
    plain = fill(book()["decline"], {"contact": "Anna", "supplier": "Ada"}, today=TODAY, language="en")
    assert "talk to" not in plain.text
    assert plain.blanks == ()
    named = fill(book()["decline"], {"referral": "Studio Elm"}, today=TODAY, language="en")
    assert "You may like to talk to Studio Elm" in named.text


def test_another_language_falls_back_to_the_one_there_is() -> None:
    assert fill(book()["decline"], {}, today=TODAY, language="tr").text.startswith("Dear ")


def test_the_record_knows_only_slots_that_letters_have() -> None:
    assert set(known(record())) <= set(SLOTS)
