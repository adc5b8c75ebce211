"""What is said before a letter goes: its tone, its length, and whether it is time for it."""

from datetime import date

import pytest

from intake.letters import Debt, fill, remarks, review, rung
from intake.model.money import Money
from letters.sample import TODAY, book

BLAME = """You never answer.
It is your own fault.
This is unacceptable!
As I already told you, it is due.
PAY IT RIGHT NOW
I am very disappointed.
You failed to pay.
You must pay today."""


@pytest.mark.parametrize("line", BLAME.splitlines())
def test_words_that_wound_are_noticed(line: str) -> None:
    assert remarks(line)


@pytest.mark.parametrize(
    "line",
    [
        "The invoice of 1 March is still open by my records.",
        "Could you look at it by Friday?",
        "BR-2026-3F9A1C, SE556000000001, ACME GMBH",
        "You have paid 400 EUR, thank you.",
        "Never mind; it clears up again.",
    ],
)
def test_calm_words_pass(line: str) -> None:
    assert remarks(line) == ()


def test_a_long_letter_is_remarked_on() -> None:
    template = book()["decline"]
    letter = fill(template, {"referral": "somebody " * 120}, today=TODAY, language="en")
    assert any("120 or fewer" in remark for remark in review(template, letter, {}))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "the record shows nothing overdue"),
        ({"days_late": "3", "grace_days": "5"}, "it is for 6 days or more after the due date, and now it is 3"),
        ({"days_late": "9"}, "the record does not say how many days of grace were agreed"),
        ({"days_late": "6", "grace_days": "5"}, None),
    ],
)
def test_your_own_rule_is_remembered_before_work_pauses(values: dict[str, str], said: str | None) -> None:
    template = book()["suspend"]
    letter = fill(template, values, today=TODAY, language="en")
    assert review(template, letter, values) == (() if said is None else (said,))


def test_silence_of_the_record_is_no_proof_of_a_debt() -> None:
    template, values = book()["reminder-1"], {"days_late": "3"}
    letter = fill(template, values, today=TODAY, language="en")
    debt = Debt(Money(100, "EUR"), date(2027, 4, 12), "an invoice", noted=False)
    assert review(template, letter, values, [debt]) == (
        "no payment was noted for that day, which proves nothing: look at your account first",
    )


@pytest.mark.parametrize(
    ("days_late", "kind"),
    [
        (0, "reminder-1"),
        (4, "reminder-1"),
        (5, "reminder-2"),
        (13, "reminder-2"),
        (14, "reminder-3"),
        (90, "reminder-3"),
    ],
)
def test_the_ladder_names_the_reminder_whose_turn_it_is(days_late: int, kind: str) -> None:
    step = rung(book().values(), "reminder", days_late)
    assert step is not None
    assert step.id == kind


def test_there_is_no_rung_on_a_ladder_that_is_not_there() -> None:
    assert rung(book().values(), "stairs", 3) is None
